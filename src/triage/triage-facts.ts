// What triage knows beforehand: rules of urgency, the clocks, the ladder of whom to tell, the legal bases. Checked once.
import { z } from 'zod'
import { Condition } from '#facts/condition.ts'
import { Code, FactFile, type Facts } from '#facts/facts.ts'
import { Targets } from './clock.ts'
import { UrgencyRules } from './urgency.ts'

/** To whom a report may go that is no partner of the house. */
export const outsiders = [
  'emergency',
  'police',
  'child_protection',
  'labour_inspectorate',
  'specialised_organisation',
  'health',
  'other',
] as const
export const Outsider = z.enum(outsiders)
export type Outsider = z.infer<typeof Outsider>

const Ladder = FactFile.extend({
  rungs: z.array(z.strictObject({ code: Code, to: z.array(Outsider), bases: z.array(Code), when: Condition })),
})
export type Ladder = z.infer<typeof Ladder>

const LegalBasis = z.object({ code: Code, needs_words: z.boolean() })
export type LegalBasis = z.infer<typeof LegalBasis>

export interface TriageFacts {
  urgency: UrgencyRules
  targets: Targets
  ladder: Ladder
  bases: LegalBasis[]
}

const known = new WeakMap<object, TriageFacts>()

export const triageFacts = (facts: Pick<Facts, 'triage' | 'codes'>): TriageFacts => {
  const before = known.get(facts.triage)
  if (before) return before
  const { urgency, targets, ladder } = facts.triage
  const found = {
    urgency: UrgencyRules.parse(urgency),
    targets: Targets.parse(targets),
    ladder: Ladder.parse(ladder),
    bases: z.array(LegalBasis).parse(facts.codes.legal_bases?.codes ?? []),
  }
  known.set(facts.triage, found)
  return found
}
