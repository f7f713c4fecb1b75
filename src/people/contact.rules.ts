// How long words that may leave stay in sight, and what can come of what left.
import type { Moment } from '#kit/day.ts'
import type { DepartureResult } from './contact.ts'

const minutesShown = 15

/** Long enough to copy them into a phone, too short for a screen left open to become a way around the rule. */
export const stillShown = (at: Moment, now: Moment): boolean => Date.parse(now) - Date.parse(at) < minutesShown * 60_000

export const resultsOf = (kind: string): readonly DepartureResult[] =>
  kind === 'call' ? ['reached', 'not_reached', 'someone_else', 'not_sent'] : ['sent', 'not_sent']

export const resultObstacle = (
  { kind, outcome }: { kind: string; outcome: string },
  result: DepartureResult,
): string | null => {
  if (outcome !== 'left') return 'contact.never_left'
  return resultsOf(kind).includes(result) ? null : 'contact.no_such_result'
}
