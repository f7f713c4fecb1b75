// Two facts of a minor's file that rooms told before `minors` must obey: whether the family may be told, and whether
// the guardian may consent.
import { z } from 'zod'

export const FamilyRiskOutcome = z.enum(['safe', 'not_safe', 'not_clear'])
export type FamilyRiskOutcome = z.infer<typeof FamilyRiskOutcome>

/** unknown: nobody wrote a guardian down. */
export const GuardianWord = z.enum(['unknown', 'may', 'may_not'])
export type GuardianWord = z.infer<typeof GuardianWord>
