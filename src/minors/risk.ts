// Before anyone outside is told or asked: whether the family is safe to tell, and whether the child is looked for.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'
import { FamilyRiskOutcome } from '#people/minor-facts.ts'

export const RiskWords = z.object({ who: Prose(2000), grounds: Prose(4000) })
export type RiskWords = z.infer<typeof RiskWords>

export const FamilyRisk = RiskWords.extend({
  family_risk_id: Id,
  outcome: FamilyRiskOutcome,
  assessed_on: Day,
  review_on: Day,
  recorded_by: Id,
})
export type FamilyRisk = z.infer<typeof FamilyRisk>

export const recordFamilyRisk = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/minor/family-risks',
  action: 'case.write',
  summary: 'Assesses the risk in the family. Until the latest says safe, the family is neither told nor asked.',
  input: z.object({ case_id: Id, ...FamilyRisk.omit({ recorded_by: true }).shape }),
  reply: z.object({ family_risk_id: Id }),
})

export const CheckOutcome = z.enum(['no_report', 'reported', 'not_told_yet'])
export const CheckWords = z.object({
  words: OptionalProse(4000),
  where: OptionalProse(400),
  by_whom: OptionalProse(400),
})
export type CheckWords = z.infer<typeof CheckWords>

export const MissingCheck = CheckWords.extend({
  missing_check_id: Id,
  outcome: CheckOutcome,
  asked: z.array(Code),
  checked_on: Day,
  recorded_by: Id,
})
export type MissingCheck = z.infer<typeof MissingCheck>

export const recordMissingCheck = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/minor/missing-checks',
  action: 'case.write',
  summary: 'Whether the child was reported missing, where and by whom, asked only where asking does not expose them.',
  input: z.object({
    case_id: Id,
    ...MissingCheck.omit({ recorded_by: true }).shape,
    asked: z.array(Code).min(1).max(10),
  }),
  reply: z.object({ missing_check_id: Id }),
})
