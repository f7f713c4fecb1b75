// Days travel as `YYYY-MM-DD` strings and moments as ISO strings with `Z`; no Date crosses a boundary of the house.
import { z } from 'zod'

export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** An instant as PostgreSQL and JSON write it, in UTC. */
export const Moment = z.iso.datetime({ offset: true })
export type Moment = z.infer<typeof Moment>

const dayInMs = 86_400_000
const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

export const addDays = (day: Day, days: number): Day => new Date(toMs(day) + days * dayInMs).toISOString().slice(0, 10)

/** Adds calendar months, staying on the last day of a shorter month (31 January + 1 month = 28 or 29 February). */
export const addMonths = (day: Day, months: number): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const lastDate = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / dayInMs)
