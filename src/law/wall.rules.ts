// In which part of the wall a deadline stands: the overdue first and always, then by day, by week, by month.
import { addDays, type Day, daysBetween } from '#kit/day.ts'

export interface WallPart {
  /** `month`: all that is due in the month of `day`. */
  part: 'overdue' | 'today' | 'week' | 'next_week' | 'month'
  day: Day | null
}

/** Weeks begin on Monday. */
const daysLeftInWeek = (today: Day): number => {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  return weekday === 0 ? 0 : 7 - weekday
}

export const partOf = (due_on: Day, today: Day): WallPart => {
  const away = daysBetween(today, due_on)
  const left = daysLeftInWeek(today)
  if (away < 0) return { part: 'overdue', day: null }
  if (away === 0) return { part: 'today', day: null }
  if (away <= left) return { part: 'week', day: null }
  if (away <= left + 7) return { part: 'next_week', day: null }
  return { part: 'month', day: `${due_on.slice(0, 7)}-01` }
}

export interface WallGroup<Row> extends WallPart {
  rows: Row[]
}

/** Rows that come by day already; neighbours of one part stand together. */
export const groupsOf = <Row extends { due_on: Day }>(rows: Row[], today: Day): WallGroup<Row>[] => {
  const groups: WallGroup<Row>[] = []
  for (const row of rows) {
    const { part, day } = partOf(row.due_on, today)
    const last = groups.at(-1)
    if (last?.part === part && last.day === day) last.rows.push(row)
    else groups.push({ part, day, rows: [row] })
  }
  return groups
}

/** Until which day one looks: the end of this week, of the next, or of the month ahead. */
export const spans = ['week', 'next_week', 'month', 'all'] as const
export const untilOf = (span: string, today: Day): Day | undefined => {
  const left = daysLeftInWeek(today)
  if (span === 'week') return addDays(today, left)
  if (span === 'next_week') return addDays(today, left + 7)
  return span === 'month' ? addDays(today, 31) : undefined
}
