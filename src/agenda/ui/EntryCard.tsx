// One thing in an agenda: an appointment one opens, or time of somebody that is taken and nothing more.
import { Link } from 'react-aria-components'
import type { Moment } from '#kit/day.ts'
import { Icon } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { AgendaEntry } from '../appointment.ts'
import type { Blocked } from '../clash.ts'
import type { Placed } from '../layout.rules.ts'
import { hours, hoursThere, modeIcons, modeName, statusName, titleOf } from './appointment-words.ts'

export type Shown = { key: string; starts_at: Moment; ends_at: Moment } & (
  | { what: 'entry'; entry: AgendaEntry; names: string[] }
  | { what: 'busy'; busy: Blocked; name: string | null }
)

/** Where it stands among the hours, as the stylesheet reads it. */
const standing = (placed: Placed<Shown> | undefined) =>
  placed &&
  ({
    '--top': placed.top,
    '--length': placed.bottom - placed.top,
    '--column': placed.column,
    '--columns': placed.columns,
    '--width': placed.width,
  } as React.CSSProperties)

interface Props {
  of: Shown
  placed?: Placed<Shown>
  /** Without the hours, where it lasts all day. */
  isWhole?: boolean
}

export function EntryCard({ of, placed, isWhole = false }: Props) {
  const short = placed && placed.bottom - placed.top < 0.7 ? ' entry-short' : ''
  const when = !isWhole && <span className="entry-when">{hours(of)}</span>
  if (of.what === 'busy')
    return (
      <li className={`entry ${of.busy.kind === 'busy' ? 'entry-busy' : 'entry-own'}${short}`} style={standing(placed)}>
        {when}
        <span className="entry-words">
          {t(`appointments.busy.${of.busy.kind}`)}
          {of.name && (
            <>
              {' · '}
              <bdi>{of.name}</bdi>
            </>
          )}
        </span>
      </li>
    )
  const { entry, names } = of
  const there = hoursThere(entry)
  return (
    <li className={`entry entry-${entry.status}${short}`} style={standing(placed)}>
      {when}
      <span className="entry-words">
        <Link href={`/desk/agenda/${entry.case_id}/${entry.appointment_id}`}>
          <bdi dir="auto">{entry.alias}</bdi> · <bdi dir="auto">{titleOf(entry)}</bdi>
        </Link>
      </span>
      <span className="entry-marks entry-more">
        {entry.status !== 'planned' && <span>{statusName(entry.status)}</span>}
        {entry.mode !== 'in_person' && (
          <span>
            <Icon name={modeIcons[entry.mode]} size={12} /> {modeName(entry.mode)}
          </span>
        )}
        {there && <span>{there}</span>}
        {entry.place && (
          <span>
            <bdi dir="auto">{entry.place}</bdi>
          </span>
        )}
        {entry.interpreter_language && (
          <span>
            <Icon name="language" size={12} /> {t('appointments.with_interpreter')}
          </span>
        )}
        {names.map((name) => (
          <span key={name}>
            <bdi>{name}</bdi>
          </span>
        ))}
      </span>
    </li>
  )
}
