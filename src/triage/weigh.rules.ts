// What the desk and the door make of a report before a person reads it: the reading of its signs, how urgent it looks,
// and whom the ladder names.
import type { Reading } from '#detection/reading.ts'
import { holds } from '#facts/condition.rules.ts'
import { type Day, daysBetween } from '#kit/day.ts'
import type { ReportBody } from '#reports/body.ts'
import type { TriageFacts } from './triage-facts.ts'
import { weigh, weighable } from './urgency.rules.ts'
import type { SuggestedUrgency } from './urgency.ts'

/** Nobody has written back yet: the days it waits weigh too. */
export const daysWaiting = (row: { received_on: Day; acknowledged_on: Day | null }, today: Day): number =>
  row.acknowledged_on ? 0 : Math.max(0, daysBetween(row.received_on, today))

export const weighReport = (
  { urgency }: Pick<TriageFacts, 'urgency'>,
  body: ReportBody,
  reading?: Reading | null,
  days_waiting = 0,
): SuggestedUrgency => weigh(urgency, weighable(body, reading ?? undefined, days_waiting))

/** The rungs that apply, the most pressing first. */
export const rungsFor = ({ ladder }: Pick<TriageFacts, 'ladder'>, body: ReportBody, reading?: Reading | null) => {
  const answers = weighable(body, reading ?? undefined)
  return ladder.rungs.filter(({ when }) => holds(when, answers)).map(({ code, to, bases }) => ({ code, to, bases }))
}
