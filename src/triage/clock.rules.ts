// Which clock runs for a report, and whether it has run out. Only days are kept, so only days are counted.
import { addDays, addMonths, type Day, daysBetween } from '#kit/day.ts'
import type { Clock, Targets } from './clock.ts'
import type { ReportStatus } from './report.ts'

interface Life {
  status: ReportStatus
  received_on: Day
  acknowledged_on: Day | null
  answered_on: Day | null
}

export const isClosed = (status: ReportStatus): boolean => status === 'closed' || status === 'file_opened'

export const clockOf = (
  { acknowledge, answer, close }: Pick<Targets, 'acknowledge' | 'answer' | 'close'>,
  { status, received_on, acknowledged_on, answered_on }: Life,
): Clock | null => {
  if (isClosed(status)) return null
  if (answered_on) return { due: 'close', on: addMonths(received_on, close.months) }
  if (acknowledged_on) return { due: 'answer', on: addDays(received_on, answer.days) }
  return { due: 'acknowledge', on: addDays(received_on, acknowledge.days) }
}

/** What runs, said without the targets: from the day the row keeps. */
export const dueOf = (row: Omit<Life, 'received_on'> & { due_on: Day | null }): Clock | null => {
  if (row.due_on === null || isClosed(row.status)) return null
  return { due: row.answered_on ? 'close' : row.acknowledged_on ? 'answer' : 'acknowledge', on: row.due_on }
}

/** Days left; negative once it is late. */
export const daysLeft = (clock: Clock, today: Day): number => daysBetween(today, clock.on)
