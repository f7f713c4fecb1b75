// The therapist's own notes: who may open them stands above, each is opened on purpose, and nothing of them is kept on
// the screen once it is closed.
import { useEffect, useRef, useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  Checkbox,
  DateField,
  EmptyState,
  ErrorNotice,
  List,
  ListItem,
  Loaded,
  Name,
  Notice,
  Prose,
  Skeleton,
  TextArea,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Episode } from '../episode.ts'
import { listPrivateNotes, openPrivateNote, type PrivateNoteHead, writePrivateNote } from '../private-note.ts'
import { CareForm } from './CareForm.tsx'
import { CopyForPerson } from './CopyForPerson.tsx'
import type { SideProps } from './care-words.ts'
import { Supervision } from './Supervision.tsx'
import { useOnce } from './take-paper.ts'
import { useCareForm } from './writing.ts'

type Props = SideProps & { episode: Episode; me: string }

function NoteForm({
  file,
  today,
  episode,
  corrects,
  onDone,
}: Props & { corrects: PrivateNoteHead | null; onDone: () => void }) {
  const form = useCareForm(
    writePrivateNote,
    corrects ? `therapy note ${corrects.note_id}` : `therapy note of ${episode.episode_id}`,
    {
      note_id: newId(),
      of_day: (corrects?.of_day ?? today) as string | null,
      reserved: corrects?.reserved ?? false,
      words: '',
    },
    onDone,
  )
  const { answers, set } = form
  const save = () =>
    form.save({
      ...{ case_id: file.case_id, episode_id: episode.episode_id, ...answers },
      ...{ session_id: corrects?.session_id ?? null, corrects_id: corrects?.note_id ?? null },
    } as never)
  return (
    <CareForm {...form} action={t('care.notes.save')} onSave={save}>
      {corrects && <Notice>{t('care.notes.correct_why')}</Notice>}
      <TextArea
        name="words"
        label={t('care.notes.words')}
        description={t('care.notes.words_why')}
        isRequired
        rows={8}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
      <DateField
        name="of_day"
        label={t('care.notes.of_day')}
        isRequired
        max={today}
        value={answers.of_day}
        onChange={(of_day) => set({ of_day })}
      />
      <Checkbox isSelected={answers.reserved} onChange={(reserved) => set({ reserved })}>
        {t('care.notes.reserved_ask')}
      </Checkbox>
    </CareForm>
  )
}

/** Fetched once and kept nowhere: each look is an entry in the journal, and closing it forgets the words. */
function OpenNote({ file, episode, note_id }: Pick<Props, 'file' | 'episode'> & { note_id: string }) {
  const [words, setWords] = useState<string | null>(null)
  const { problem, run } = useOnce()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void run(async () => {
      const found = await call(openPrivateNote, { case_id: file.case_id, episode_id: episode.episode_id, note_id })
      setWords(found.words)
    })
  }, [run, file.case_id, episode.episode_id, note_id])
  if (problem) return <ErrorNotice problem={problem} />
  return words === null ? (
    <Skeleton kind="text" rows={2} />
  ) : (
    <div className="care-words">
      <Prose>{words}</Prose>
    </div>
  )
}

export function PrivateNotes(props: Props) {
  const { file, episode, me } = props
  const { case_id } = file
  const { episode_id } = episode
  const { nameOf } = useColleagues()
  const [writing, setWriting] = useState(false)
  const [correcting, setCorrecting] = useState<PrivateNoteHead | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const found = useGet(listPrivateNotes, { case_id, episode_id })
  const done = () => {
    setWriting(false)
    setCorrecting(null)
  }
  return (
    <div className="care-part">
      <Notice>{t('care.notes.who')}</Notice>
      <Supervision {...props} />
      <Loaded of={found}>
        {({ notes, may_write }) => {
          const corrected = new Set(notes.map(({ corrects_id }) => corrects_id))
          if (writing || correcting) return <NoteForm {...props} corrects={correcting} onDone={done} />
          return (
            <>
              {may_write && (
                <div className="form-actions">
                  <Button icon="note" onPress={() => setWriting(true)}>
                    {t('care.notes.write')}
                  </Button>
                  {notes.some(({ author_id }) => author_id === me) && (
                    <CopyForPerson case_id={case_id} episode_id={episode_id} />
                  )}
                </div>
              )}
              {notes.length === 0 && <EmptyState icon="lock" title={t('care.notes.none')} />}
              <List label={t('care.notes.title')}>
                {notes.map((note) => (
                  <ListItem
                    key={note.note_id}
                    icon="lock"
                    title={day(note.of_day, 'weekday')}
                    detail={
                      <>
                        <Name>{nameOf(note.author_id)}</Name>
                        {open === note.note_id && <OpenNote file={file} episode={episode} note_id={note.note_id} />}
                      </>
                    }
                    aside={
                      <>
                        {note.reserved && <Badge>{t('care.notes.reserved')}</Badge>}
                        {note.corrects_id && <Badge>{t('care.notes.correction')}</Badge>}
                        {corrected.has(note.note_id) && <Badge tone="warning">{t('care.notes.corrected')}</Badge>}
                        {may_write && note.author_id === me && open === note.note_id && (
                          <Button small kind="quiet" onPress={() => setCorrecting(note)}>
                            {t('care.notes.correct')}
                          </Button>
                        )}
                        <Button
                          small
                          kind="quiet"
                          aria-label={t(open === note.note_id ? 'care.notes.close_of' : 'care.notes.open_of', {
                            day: day(note.of_day),
                          })}
                          onPress={() => setOpen(open === note.note_id ? null : note.note_id)}
                        >
                          {t(open === note.note_id ? 'care.notes.close' : 'care.notes.open')}
                        </Button>
                      </>
                    }
                  />
                ))}
              </List>
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
