// Whether an interpreter can at a time: their weekly hours by the clock on their own wall, and the days they are away.
import type { Day, Moment } from '#kit/day.ts'
import type { Off, WeeklyHours } from './interpreter.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const clockIn = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', weekday: 'short' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  formats.set(zone, made)
  return made
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** What calendar and clock show there. */
export const onTheWall = (at: Moment, zone: string): { on: Day; weekday: number; time: string } => {
  const parts = Object.fromEntries(
    clockIn(zone)
      .formatToParts(Date.parse(at))
      .map(({ type, value }) => [type, value]),
  )
  return {
    on: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: weekdays.indexOf(parts.weekday ?? '') + 1,
    time: `${parts.hour}:${parts.minute}`,
  }
}

export interface Hours {
  zone: string
  hours: readonly WeeklyHours[]
  off: readonly Off[]
}

/** From when to when hours that touch each other reach, so that 9–13 and 13–17 hold a talk from 12 to 14. */
const reach = (hours: readonly WeeklyHours[], weekday: number, from: string): string => {
  const ofDay = hours.filter((each) => each.weekday === weekday).sort((a, b) => (a.from < b.from ? -1 : 1))
  return ofDay.reduce((until, each) => (each.from <= until && each.until > until ? each.until : until), from)
}

/** Hours that were never written down say nothing: whoever is asked says themselves. */
export const availabilityAt = (
  { zone, hours, off }: Hours,
  starts_at: Moment,
  ends_at: Moment,
): 'available' | 'not_in_hours' | 'away' => {
  const [start, end] = [onTheWall(starts_at, zone), onTheWall(ends_at, zone)]
  if (off.some(({ from_on, until_on }) => from_on <= end.on && start.on <= until_on)) return 'away'
  if (hours.length === 0) return 'available'
  if (start.on === end.on) return reach(hours, start.weekday, start.time) >= end.time ? 'available' : 'not_in_hours'
  const overnight =
    reach(hours, start.weekday, start.time) === '24:00' &&
    Date.parse(ends_at) - Date.parse(starts_at) < 86_400_000 &&
    (end.time === '00:00' || reach(hours, end.weekday, '00:00') >= end.time)
  return overnight ? 'available' : 'not_in_hours'
}

/** Times that only touch do not meet. */
export const meets = (
  one: { starts_at: Moment; ends_at: Moment },
  other: { starts_at: Moment; ends_at: Moment },
): boolean =>
  Date.parse(one.starts_at) < Date.parse(other.ends_at) && Date.parse(other.starts_at) < Date.parse(one.ends_at)
