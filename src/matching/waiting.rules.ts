// Several people wait for the same service: whoever has fewest other ways comes first, then whoever cannot wait, then
// whoever has waited longest. A proposal with its reasons; people decide.
import type { Day } from '#kit/day.ts'
import { type MatchReason, MatchUrgency } from './match.ts'

export interface Waits {
  case_id: string
  /** How many other services fit. */
  others: number
  urgency: MatchUrgency | null
  waiting_since: Day
}

const urgencyOf = ({ urgency }: Waits): number => MatchUrgency.options.indexOf(urgency ?? 'can_wait')

export const hardestFirst = <W extends Waits>(waiting: readonly W[]): W[] =>
  [...waiting].sort(
    (a, b) =>
      a.others - b.others ||
      urgencyOf(a) - urgencyOf(b) ||
      (a.waiting_since < b.waiting_since ? -1 : a.waiting_since > b.waiting_since ? 1 : 0) ||
      (a.case_id < b.case_id ? -1 : 1),
  )

const reason = (name: string, values: MatchReason['values']): MatchReason => ({
  key: `match.waiting.${name}`,
  values,
  weight: 0,
})

export const whyThere = ({ others, urgency, waiting_since }: Waits): MatchReason[] => [
  reason('others', { count: others }),
  ...(urgency === null ? [] : [reason('urgency', { urgency })]),
  reason('since', { day: waiting_since }),
]
