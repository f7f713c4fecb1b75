// What a note said before each correction, by whom and when, with every change in sight.
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import { Dialog, Loaded, Name } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { compare } from '../compare.rules.ts'
import { type NoteVersion, readNoteVersions } from '../note.ts'
import type { StoryNote } from '../story.ts'

interface Shown {
  version: number
  author_id: string
  written_at: string
  text: string
}

function Compared({ before, now }: { before: Shown | undefined; now: Shown }) {
  const { nameOf } = useColleagues()
  const pieces = before ? compare(before.text, now.text) : [{ text: now.text, change: 'same' as const }]
  let place = 0
  return (
    <article className="note-version">
      <p className="note-head">
        <Name>
          {t(before ? 'notes.version_next' : 'notes.version_first', {
            name: nameOf(now.author_id),
            when: moment(now.written_at),
          })}
        </Name>
      </p>
      <p className="prose" dir="auto">
        {pieces.map(({ text, change }) => {
          place += text.length
          const before = text.match(/^\s*/)![0]
          const words = text.slice(before.length)
          return (
            <span key={`${change}${place}`}>
              {before}
              {change === 'out' ? <del>{words}</del> : change === 'in' ? <ins>{words}</ins> : words}
            </span>
          )
        })}
      </p>
    </article>
  )
}

interface Props {
  case_id: string
  note: StoryNote
  onClose: () => void
}

export function NoteHistory({ case_id, note, onClose }: Props) {
  const former = useGet(readNoteVersions, { case_id, note_id: note.note_id })
  const now: Shown = {
    version: note.version,
    author_id: note.changed_by ?? note.author_id,
    written_at: note.changed_at ?? note.written_at,
    text: note.text ?? '',
  }
  const shown = (versions: NoteVersion[]): Shown[] => [
    ...versions.map((each) => ({ ...each, text: each.text ?? '' })),
    now,
  ]
  return (
    <Dialog isOpen onClose={onClose} wide title={t('notes.history')}>
      <p>{t('notes.history_lead')}</p>
      <Loaded of={former}>
        {({ versions }) => (
          <>
            {shown(versions)
              .map((each, place, all) => <Compared key={each.version} before={all[place - 1]} now={each} />)
              .toReversed()}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
