// What is known of a person's age when papers do not say it: who estimated what, and what was decided about it.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { OptionalProse, Prose } from '#kit/text.ts'

const Years = z.int().min(0).max(120)

export const AgeSource = z.enum(['person', 'family', 'team', 'doctor', 'authority', 'other'])
export type AgeSource = z.infer<typeof AgeSource>

/** Between `from` and `to` years old on that day; an end nobody can say is null, never guessed. */
export const AgeEstimate = z
  .object({
    on: Day,
    from: Years.nullable(),
    to: Years.nullable(),
    by: AgeSource,
    basis: OptionalProse(500),
    doubts: OptionalProse(500),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
  })
export type AgeEstimate = z.infer<typeof AgeEstimate>

export const DecisionGround = z.enum([
  'document',
  'age_assessment',
  'authority_decision',
  'court_decision',
  'person_said',
  'team_doubt',
])
export type DecisionGround = z.infer<typeof DecisionGround>

/** What someone says, or doubts, can begin the presumption of minority; only these can end it. */
export const endsPresumption: readonly DecisionGround[] = [
  'document',
  'age_assessment',
  'authority_decision',
  'court_decision',
]

export const AgeDecision = z
  .object({ on: Day, treated_as: z.enum(['minor', 'adult']), ground: DecisionGround, basis: Prose(500) })
  .refine(({ treated_as, ground }) => treated_as === 'minor' || endsPresumption.includes(ground), {
    path: ['ground'],
  })
export type AgeDecision = z.infer<typeof AgeDecision>

export const AgeRecord = z.object({
  estimates: z.array(AgeEstimate).max(12),
  decisions: z.array(AgeDecision).max(12),
})
export type AgeRecord = z.infer<typeof AgeRecord>
