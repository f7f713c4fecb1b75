// When the plan is looked at again, and why then: the day she and her worker chose, what happened since the last look, a
// goal that waits until a day, and where no day was chosen what is usual in her phase.
import { type Answers, holds } from '#facts/condition.rules.ts'
import { addDays, type Day, type Moment } from '#kit/day.ts'
import type { NextReview } from './cadence.ts'
import type { Cadence, Phase } from './cadence-facts.ts'

export interface ReviewFacts {
  /** What is known of the file, for the phases. */
  facts: Answers
  review_on: Day | null
  reviewed_at: Moment | null
  /** The day of the first goal that stands; null: there is no plan yet. */
  begun_on: Day | null
  /** The first day until which a goal waits. */
  wakes_on: Day | null
  happened: { kind: string; at: Moment }[]
}

export const phaseOf = ({ phases }: Cadence, facts: Answers): Phase =>
  phases.find(({ when }) => holds(when, facts)) ?? phases.at(-1)!

type Reason = Pick<NextReview, 'on' | 'because' | 'code'>

export const nextReview = (cadence: Cadence, given: ReviewFacts): NextReview | null => {
  const { review_on, reviewed_at, begun_on, wakes_on, happened } = given
  const phase = phaseOf(cadence, given.facts)
  if (review_on === null && begun_on === null) return null
  const looked = reviewed_at?.slice(0, 10) ?? begun_on
  const since = Date.parse(reviewed_at ?? begun_on ?? review_on ?? '')
  const reasons: Reason[] = []
  if (review_on) reasons.push({ on: review_on, because: 'agreed', code: null })
  else if (looked) reasons.push({ on: addDays(looked, phase.within_days), because: 'cadence', code: phase.code })
  for (const { kind, at } of happened) {
    const trigger = cadence.triggers.find((each) => each.kind === kind)
    if (trigger && Date.parse(at) > since)
      reasons.push({ on: addDays(at.slice(0, 10), trigger.within_days), because: 'trigger', code: kind })
  }
  if (wakes_on) reasons.push({ on: wakes_on, because: 'waiting_goal', code: null })
  const [first] = reasons.toSorted((a, b) => a.on.localeCompare(b.on))
  if (!first) return null
  return { ...first, phase: phase.code, usual_days: phase.within_days, reviewed: cadence.reviewed_by !== null }
}

interface Row extends Omit<ReviewFacts, 'facts'> {
  stage: string
  stay: boolean
  protocol_open: boolean
}

/** What is known in codes; what is not, is left out and makes no phase. */
export const reviewFactsOf = ({ stage, stay, protocol_open, ...dates }: Row): ReviewFacts => ({
  ...dates,
  facts: { stage, stay, protocol_open },
})
