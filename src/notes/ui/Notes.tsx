// The story and what follows, as notes in sections: one reads and writes only the sections the work opens.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { usePages } from '#gate/pages.ts'
import { Badge, Button, EmptyState, Loaded, Name, Prose, Section, Select, Stack, Toolbar } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { type Note, readNotes } from '../note.ts'
import './notes.css'
import { NewNote, NoteCorrection } from './NoteForm.tsx'

interface OneProps {
  file: CaseFile
  note: Note
  author: string
}

function OneNote({ file, note, author }: OneProps) {
  const [correcting, setCorrecting] = useState(false)
  const mayCorrect = file.writes.includes(note.section)
  return (
    <article className="note">
      <p className="note-head">
        <Badge tone="calm">{t(`access.section.${note.section}`)}</Badge> <Name>{author}</Name> ·{' '}
        <time dateTime={note.written_at}>{moment(note.written_at)}</time>
        {note.version > 1 && <> · {t('cases.notes.was_corrected')}</>}
      </p>
      {correcting ? (
        <NoteCorrection case_id={file.case_id} note={note} onDone={() => setCorrecting(false)} />
      ) : (
        <>
          <Prose>{note.text}</Prose>
          {mayCorrect && (
            <Button small kind="quiet" icon="edit" onPress={() => setCorrecting(true)}>
              {t('cases.notes.correct')}
            </Button>
          )}
        </>
      )}
    </article>
  )
}

export function Notes({ file }: { file: CaseFile }) {
  const { case_id } = file
  const [section, setSection] = useState<Note['section'] | 'all'>('all')
  const { nameOf } = useColleagues()
  const notes = usePages(readNotes, { case_id, ...(section !== 'all' && { section }) }, (page) => page.notes)
  return (
    <Stack>
      {file.writes.length > 0 && (
        <Section title={t('cases.notes.new')}>
          <NewNote file={file} />
        </Section>
      )}
      <Section title={t('cases.notes.title')}>
        <Toolbar>
          <Select
            label={t('cases.notes.section')}
            width="short"
            options={[
              { id: 'all', label: t('cases.notes.all_sections') },
              ...file.sections.map((id) => ({ id, label: t(`access.section.${id}`) })),
            ]}
            value={section}
            onChange={(id) => setSection(id as Note['section'] | 'all')}
          />
        </Toolbar>
        <Loaded of={notes}>
          {(all) => (
            <>
              {all.length === 0 && (
                <EmptyState icon="note" title={t('cases.notes.empty')}>
                  {t('cases.notes.empty_why')}
                </EmptyState>
              )}
              {all.map((note) => (
                <OneNote key={note.note_id} file={file} note={note} author={nameOf(note.author_id)} />
              ))}
              {notes.more && (
                <Button onPress={notes.more} busy={notes.busy}>
                  {t('cases.more')}
                </Button>
              )}
            </>
          )}
        </Loaded>
      </Section>
    </Stack>
  )
}
