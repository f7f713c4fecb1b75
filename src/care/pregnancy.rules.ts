// Weeks of a pregnancy, counted from the day one knows. Only a scan is more than an estimate, and every day is shown as
// what it is.
import { addDays, type Day, daysBetween } from '#kit/day.ts'
import type { CountedFrom, Pregnancy } from './record.ts'

const termDays = 280

/** The day the count begins: of the last period, or so many weeks before the day one was told or scanned. */
const beginning = (counted: CountedFrom): Day =>
  counted.how === 'last_period' ? counted.on : addDays(counted.on, -(counted.weeks * 7 + counted.days))

export interface Weeks {
  weeks: number
  days: number
  /** The day forty weeks are full. */
  term_on: Day
  estimate: boolean
}

/** Null before the count begins, once it is over, and where nothing is counted from. */
export const weeksOf = (pregnancy: Pick<Pregnancy, 'counted' | 'ended_on'>, today: Day): Weeks | null => {
  const { counted, ended_on } = pregnancy
  if (!counted) return null
  const from = beginning(counted)
  const passed = daysBetween(from, ended_on ?? today)
  if (passed < 0 || passed > termDays + 28) return null
  return {
    weeks: Math.floor(passed / 7),
    days: passed % 7,
    term_on: addDays(from, termDays),
    estimate: counted.how !== 'scan',
  }
}

export const pregnancyObstacle = (said: Pregnancy, today: Day): string | null => {
  if (said.counted && said.counted.on > today) return 'care.not_yet'
  if (said.ended_on !== null && said.ended_on > today) return 'care.not_yet'
  return (said.ended_on === null) !== (said.ended_how === null) ? 'care.ended_both' : null
}
