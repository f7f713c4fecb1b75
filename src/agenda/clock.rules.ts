// From what the clock on the wall says to the moment it comes to, and back. A time the clock leaps over moves forward with it;
// one that comes twice is the first.
import { CalendarDateTime, parseAbsolute, parseDate, toZoned } from '@internationalized/date'
import type { Day, Moment } from '#kit/day.ts'

export interface Wall {
  on: Day
  at: string
}

export interface Reached {
  moment: Moment
  /** The time was leapt over, or it comes twice on that night. */
  turned: 'skipped' | 'twice' | null
}

const two = (number: number): string => String(number).padStart(2, '0')

/** What the wall shows there at a moment. */
export const wallAt = (moment: Moment, zone: string): Wall => {
  const { year, month, day, hour, minute } = parseAbsolute(moment, zone)
  return { on: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, at: `${two(hour)}:${two(minute)}` }
}

export const momentOf = ({ on, at }: Wall, zone: string): Reached => {
  const { year, month, day } = parseDate(on)
  const [hour, minute] = at.split(':').map(Number) as [number, number]
  const wall = new CalendarDateTime(year, month, day, hour, minute)
  const first = toZoned(wall, zone, 'compatible').toAbsoluteString()
  const shown = wallAt(first, zone)
  if (shown.on !== on || shown.at !== at) return { moment: first, turned: 'skipped' }
  const last = toZoned(wall, zone, 'later').toAbsoluteString()
  return { moment: first, turned: last === first ? null : 'twice' }
}

export const addMinutes = (moment: Moment, minutes: number): Moment =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString()

/** The first moment of a day there. */
export const startOfDay = (on: Day, zone: string): Moment => momentOf({ on, at: '00:00' }, zone).moment

/** From its beginning it lasts its minutes, whatever the clocks do meanwhile. */
export const spanOf = ({ on, at, minutes, zone }: Wall & { minutes: number; zone: string }) => {
  const { moment, turned } = momentOf({ on, at }, zone)
  return { starts_at: moment, ends_at: addMinutes(moment, minutes), turned }
}
