// The entries of a story: small events as one line, notes with their words, and what may be done with each.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useBesideEntry } from '#cases/ui/beside-entry.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { detailOf, iconOf } from '#cases/ui/entry-words.tsx'
import { useSide } from '#cases/ui/side.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, Icon, Menu, Name, Prose } from '#kit/ui/index.ts'
import { day, moment, t } from '#language/here.ts'
import { mayCover, secondsToUncover } from '../note.rules.ts'
import type { StoryEntry, StoryNote } from '../story.ts'
import { useBeside } from './beside.ts'
import { CoverDialog, useUncover } from './CoverDialog.tsx'
import { NoteCorrection } from './NoteCorrection.tsx'
import { NoteHistory } from './NoteHistory.tsx'

type Doing = 'correct' | 'history' | 'cover' | null

/** What was recorded beside the words. */
function Head({ note, came = false }: { note: StoryNote; came?: boolean }) {
  const { nameOf } = useColleagues()
  return (
    <p className="note-head">
      <Badge tone="calm">{t(`access.section.${note.section}`)}</Badge>
      {note.contact && <strong>{t(`notes.contact.${note.contact}`)}</strong>}
      <span>
        <Name>{nameOf(note.author_id)}</Name> ·{' '}
        <time dateTime={note.happened_on ?? note.written_at}>
          {note.happened_on ? day(note.happened_on, 'long') : moment(note.written_at)}
        </time>
        {note.happened_on && <> · {t('notes.written_on', { day: day(note.written_at.slice(0, 10), 'short') })}</>}
        {note.minutes && <> · {t('notes.minutes_told', { minutes: note.minutes })}</>}
        {came && <> · {t('cases.came_along')}</>}
      </span>
    </p>
  )
}

interface CoveredProps {
  case_id: string
  note_id: string
  covered: NonNullable<StoryNote['covered']>
}
function Covered({ case_id, note_id, covered }: CoveredProps) {
  const { nameOf } = useColleagues()
  const { actor } = useSession()
  const { back, busy } = useUncover(case_id, note_id)
  const fresh = Date.now() - Date.parse(covered.at) < secondsToUncover * 1000
  return (
    <p className="note-covered">
      <Icon name="lock" size={16} />
      <span>
        {t('notes.covered_by', { name: nameOf(covered.by), when: moment(covered.at) })} ·{' '}
        {t(`notes.reason.${covered.reason}`)}
      </span>
      {fresh && covered.by === actor.staff_id && (
        <Button small busy={busy} onPress={back}>
          {t('notes.uncover')}
        </Button>
      )}
    </p>
  )
}

interface OneNoteProps {
  file: CaseFile
  note: StoryNote
  came: boolean
  /** What a later room says of it. */
  also: React.ReactNode
}

function OneNote({ file, note, came, also }: OneNoteProps) {
  const [doing, setDoing] = useState<Doing>(null)
  const [, openSide] = useSide()
  const { nameOf } = useColleagues()
  const { actor, may } = useSession()
  const beside = useBeside()
  const { case_id } = file
  const stop = () => setDoing(null)
  const writes = file.writes.includes(note.section)
  const coverable =
    writes && mayCover(note, actor.staff_id, Boolean(may['notes.cover_of_others']), new Date().toISOString())
  const more = [
    ...(writes && may['plan.write']
      ? [{ id: 'plan', label: t('notes.plan_step'), icon: 'plan' as const, onAction: () => openSide('plan') }]
      : []),
    ...(coverable
      ? [{ id: 'cover', label: t('notes.cover'), icon: 'lock' as const, onAction: () => setDoing('cover') }]
      : []),
  ]
  if (note.covered || note.text === null)
    return (
      <article className="note">
        <Head note={note} came={came} />
        {note.covered && <Covered case_id={case_id} note_id={note.note_id} covered={note.covered} />}
      </article>
    )
  return (
    <article className="note">
      <Head note={note} came={came} />
      {doing === 'correct' ? (
        <NoteCorrection case_id={case_id} note={{ ...note, text: note.text }} onDone={stop} />
      ) : (
        <>
          <Prose>{note.text}</Prose>
          <div className="note-actions">
            {writes && (
              <Button small kind="quiet" icon="edit" onPress={() => setDoing('correct')}>
                {t('cases.notes.correct')}
              </Button>
            )}
            {note.changed_at && (
              <Button small kind="quiet" icon="clock" onPress={() => setDoing('history')}>
                {t('notes.amended', { name: nameOf(note.changed_by ?? note.author_id), when: moment(note.changed_at) })}
              </Button>
            )}
            {beside(note)}
            {also}
            {more.length > 0 && <Menu label={t('notes.more_actions')} items={more} />}
          </div>
        </>
      )}
      {doing === 'history' && <NoteHistory case_id={case_id} note={note} onClose={stop} />}
      {doing === 'cover' && <CoverDialog case_id={case_id} note_id={note.note_id} onClose={stop} />}
    </article>
  )
}

function OneEvent({ entry, also }: { entry: StoryEntry; also: React.ReactNode }) {
  const { nameOf } = useColleagues()
  const detail = detailOf(entry, nameOf)
  return (
    <div className="story-event">
      <strong>{t(`cases.timeline.${entry.kind}`)}</strong>
      {detail && <span dir="auto">{detail}</span>}
      {entry.kind === 'note_written' && <span>{t('notes.kept_back')}</span>}
      <span className="timeline-when">
        <time dateTime={entry.at}>{moment(entry.at)}</time> · <Name>{nameOf(entry.actor_id)}</Name>
      </span>
      {also}
    </div>
  )
}

export function StoryEntries({ file, entries }: { file: CaseFile; entries: StoryEntry[] }) {
  const beside = useBesideEntry()
  return (
    <ol className="timeline" aria-label={t('notes.story')}>
      {entries.map((entry) => (
        <li key={entry.entry_id} className={entry.note ? 'timeline-entry' : 'timeline-entry story-small'}>
          <span className="timeline-mark">
            <Icon name={entry.note ? 'note' : iconOf(entry.kind)} size={entry.note ? 16 : 14} />
          </span>
          <div className="timeline-words">
            {entry.note ? (
              <OneNote file={file} note={entry.note} came={Boolean(entry.codes.came)} also={beside(entry)} />
            ) : (
              <OneEvent entry={entry} also={beside(entry)} />
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
