// Sorting the day: each thing into its group, the oldest first, and no more than one can take in.
import type { Day } from '#kit/day.ts'
import { type DueGroup, dueGroup } from '#plans/plan.rules.ts'

export interface Group<Row> {
  rows: Row[]
  more: boolean
}

interface Due {
  due_on: Day
  id: string
  /** It asks for attention now, however far away its day. */
  rings?: boolean
}

const byDay = (a: Due, b: Due): number =>
  a.due_on === b.due_on ? (a.id < b.id ? -1 : 1) : a.due_on < b.due_on ? -1 : 1

export const cutGroup = <Row extends Due>(rows: Row[], size: number): Group<Row> => ({
  rows: [...rows].sort(byDay).slice(0, size),
  more: rows.length > size,
})

export const groupByDue = <Row extends Due>(
  rows: Row[],
  today: Day,
  size: number,
): Record<'overdue' | 'due_today' | 'coming', Group<Row>> => {
  const of = (group: DueGroup) =>
    cutGroup(
      rows.filter(({ due_on, rings }) => {
        const found = dueGroup(due_on, today)
        return (rings && found === 'later' ? 'coming' : found) === group
      }),
      size,
    )
  return { overdue: of('overdue'), due_today: of('today'), coming: of('coming') }
}
