// How appointments, their times, their places and what became of them are said on these screens.
import type { BadgeTone, IconName, Option } from '#kit/ui/index.ts'
import { formatTime } from '#language/format.ts'
import { isolate, language, t, time } from '#language/here.ts'
import type { Appointment, AppointmentKind, AppointmentMode, AppointmentStatus, Reason } from '../appointment.ts'
import { wallOf } from '../layout.rules.ts'
import { myZone } from './agenda-place.ts'

export const kindName = (kind: AppointmentKind): string => t(`appointments.kind.${kind}`)
export const modeName = (mode: AppointmentMode): string => t(`appointments.mode.${mode}`)
export const statusName = (status: AppointmentStatus): string => t(`appointments.status.${status}`)
export const reasonName = ({ of, why }: Reason): string =>
  t('appointments.reason_line', { of: t(`appointments.reason_of.${of}`), why: t(`appointments.why.${why}`) })

export const statusTones: Record<AppointmentStatus, BadgeTone> = {
  planned: 'calm',
  held: 'good',
  no_show: 'warning',
  cancelled: 'neutral',
}
export const modeIcons: Record<AppointmentMode, IconName> = { in_person: 'person', telephone: 'phone', video: 'camera' }

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

type Times = Pick<Appointment, 'starts_at' | 'ends_at'>
export const hours = ({ starts_at, ends_at }: Times): string => isolate(`${time(starts_at)}–${time(ends_at)}`)

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** What the clock says at the place, where it is not what the reader's clock says. */
export const hoursThere = ({ starts_at, ends_at, zone }: Times & { zone: string }): string | null => {
  const [here, there] = [wallOf(starts_at, myZone()), wallOf(starts_at, zone)]
  if (here.minutes === there.minutes && here.day === there.day) return null
  const said = (moment: string) => formatTime(language(), moment, zone)
  return t('appointments.there', { hours: isolate(`${said(starts_at)}–${said(ends_at)}`), place: cityOf(zone) })
}

/** What it is called: its title where it has one, what it is otherwise. */
export const titleOf = ({ title, kind }: Pick<Appointment, 'title' | 'kind'>): string => title || kindName(kind)
