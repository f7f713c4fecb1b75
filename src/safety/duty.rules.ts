// Whether an office is open, who has its duty, and for which hours nobody is named: by the clock on the wall there, summer
// time and all. PostgreSQL says the same (guard.in_hours, guard.duty_at); a test holds the two against each other.
import { addDays, type Day, type Moment } from '#kit/day.ts'
import type { FreeDay, Gap, OnDuty, OpenHours, Turn } from './duty.ts'

export interface WallClock {
  day: Day
  /** 'HH:MM', so that times compare as they read. */
  time: string
}

const clocks = new Map<string, Intl.DateTimeFormat>()
const clockIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone)
  if (known) return known
  // Sweden writes a moment as it is kept here, which costs a third of taking it apart.
  const made = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  clocks.set(timeZone, made)
  return made
}

export const wallClock = (at: Moment, zone: string): WallClock => {
  const [day = '', time = ''] = clockIn(zone).format(new Date(at)).split(' ')
  return { day, time }
}

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const isFree = (days: readonly FreeDay[], office_id: string, day: Day): boolean =>
  days.some((each) => each.on_day === day && (each.office_id === null || each.office_id === office_id))

export interface Office {
  office_id: string
  time_zone: string
  hours: readonly OpenHours[]
}

export const inHours = (office: Office, free: readonly FreeDay[], at: Moment): boolean => {
  const { day, time } = wallClock(at, office.time_zone)
  if (isFree(free, office.office_id, day)) return false
  return office.hours.some(
    ({ weekdays, from, until }) => weekdays.includes(weekdayOf(day)) && time >= from && time < until,
  )
}

/** Whether a turn that began on this day holds at this hour of this or the next day. */
const holds = (turn: Turn, begun: Day, { day, time }: WallClock): boolean => {
  const overnight = turn.until_time <= turn.from_time
  if (begun === day) return time >= turn.from_time && (overnight || time < turn.until_time)
  return overnight && time < turn.until_time
}

const begins = (turn: Turn, free: readonly FreeDay[], office_id: string, day: Day): boolean => {
  if (day < turn.from_on || (turn.until_on !== null && day > turn.until_on)) return false
  if (!turn.weekdays.includes(weekdayOf(day))) return false
  return turn.free_days === 'too' || isFree(free, office_id, day) === (turn.free_days === 'only')
}

/** Whoever left the house has no duty; then the deputy has it, and no deputy. */
const namedBy = (turn: Turn, active: ReadonlySet<string>): OnDuty | null => {
  const { turn_id, staff_id, deputy_id, telephone } = turn
  const deputy = deputy_id !== null && active.has(deputy_id) ? deputy_id : null
  if (active.has(staff_id)) return { turn_id, staff_id, deputy_id: deputy, telephone }
  return deputy === null ? null : { turn_id, staff_id: deputy, deputy_id: null, telephone }
}

/** Who has the duty of an office at a moment: its own turns, or those of all offices where it has none then. */
export const dutyAt = (
  turns: readonly Turn[],
  free: readonly FreeDay[],
  active: ReadonlySet<string>,
  office_id: string,
  at: Moment,
): OnDuty[] => {
  const found = turns.flatMap((turn) => {
    if (turn.office_id !== null && turn.office_id !== office_id) return []
    const here = wallClock(at, turn.time_zone)
    const begun = [here.day, addDays(here.day, -1)].some(
      (day) => begins(turn, free, office_id, day) && holds(turn, day, here),
    )
    const named = begun ? namedBy(turn, active) : null
    return named ? [{ own: turn.office_id !== null, named }] : []
  })
  const own = found.filter((each) => each.own)
  return (own.length > 0 ? own : found).map(({ named }) => named)
}

const quarter = 15 * 60_000

/** The hours outside the office's own for which nobody is named, from now on for so many days. All times are quarters. */
export const gapsOf = (
  office: Office,
  turns: readonly Turn[],
  free: readonly FreeDay[],
  active: ReadonlySet<string>,
  from: Moment,
  days: number,
): Gap[] => {
  const start = Date.parse(from) - (Date.parse(from) % quarter)
  const end = start + days * 86_400_000
  const gaps: Gap[] = []
  let since: number | null = null
  for (let at = start; at <= end; at += quarter) {
    const moment = new Date(at).toISOString()
    const named =
      at === end || inHours(office, free, moment) || dutyAt(turns, free, active, office.office_id, moment).length > 0
    if (named && since !== null) {
      gaps.push({ from: new Date(since).toISOString(), until: moment })
      since = null
    }
    if (!named) since ??= at
  }
  return gaps
}
