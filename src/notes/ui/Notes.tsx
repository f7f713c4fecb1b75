// The story of a file: writing it on top, and below it everything that happened with the notes in their place. One
// reads and writes only the sections the work opens.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { usePages } from '#gate/pages.ts'
import { useWrite } from '#gate/query.ts'
import { Button, EmptyState, ErrorNotice, Loaded, Notice, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { findInNotes, readStory } from '../story.ts'
import { NewNote } from './NoteForm.tsx'
import './notes.css'
import { StoryEntries } from './StoryEntries.tsx'
import { type Filter, FindWords, StoryFilters } from './StoryFilters.tsx'

const pageSize = 20

/** The notes that were found, twenty at a time. */
function Found({
  file,
  note_ids,
  more,
  onDone,
}: {
  file: CaseFile
  note_ids: string[]
  more: boolean
  onDone: () => void
}) {
  const [from, setFrom] = useState(0)
  const shown = note_ids.slice(from, from + pageSize)
  const count = note_ids.length
  const story = usePages(
    readStory,
    { case_id: file.case_id, notes: shown.join() },
    (page) => page.entries,
    ...(shown.length === 0 ? [{ entries: [], next: null }] : []),
  )
  return (
    <>
      <Notice>
        <p>{more ? t('notes.found_many', { count }) : t('notes.found', { count })}</p>
        {count > pageSize && <p>{t('notes.found_part', { from: from + 1, to: from + shown.length, count })}</p>}
        <Button small onPress={onDone}>
          {t('notes.find_clear')}
        </Button>
      </Notice>
      {shown.length > 0 && <Loaded of={story}>{(entries) => <StoryEntries file={file} entries={entries} />}</Loaded>}
      <div className="note-actions">
        {from + pageSize < count && <Button onPress={() => setFrom(from + pageSize)}>{t('notes.found_later')}</Button>}
        {from > 0 && <Button onPress={() => setFrom(from - pageSize)}>{t('notes.found_sooner')}</Button>}
      </div>
    </>
  )
}

function Whole({ file }: { file: CaseFile }) {
  const [filter, setFilter] = useState<Filter>({})
  const story = usePages(readStory, { case_id: file.case_id, ...filter }, (page) => page.entries)
  return (
    <>
      <StoryFilters file={file} filter={filter} onChange={setFilter} />
      <Loaded of={story}>
        {(entries) => (
          <>
            {entries.length === 0 ? (
              <EmptyState icon="note" title={t(Object.keys(filter).length > 0 ? 'notes.nothing' : 'cases.notes.empty')}>
                {t('cases.notes.empty_why')}
              </EmptyState>
            ) : (
              <StoryEntries file={file} entries={entries} />
            )}
            {story.more && (
              <Button onPress={story.more} busy={story.busy}>
                {t('cases.more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

export function Notes({ file }: { file: CaseFile }) {
  const { case_id } = file
  const find = useWrite(findInNotes)
  return (
    <Stack>
      {file.writes.length > 0 && (
        <Section title={t('cases.notes.new')}>
          <div className="note-new">
            <NewNote file={file} />
          </div>
        </Section>
      )}
      <Section title={t('notes.story')} lead={t('notes.story_lead')}>
        <FindWords onFind={(words) => find.mutate({ case_id, words })} busy={find.isPending} />
        {find.error && <ErrorNotice problem={find.error} />}
        {find.data ? (
          <Found key={find.submittedAt} file={file} {...find.data} onDone={() => find.reset()} />
        ) : (
          <Whole file={file} />
        )}
      </Section>
    </Stack>
  )
}
