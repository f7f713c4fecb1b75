// How urgent a report looks, and the rules that say so: data somebody can read and sign, never code.
import { z } from 'zod'
import { Condition } from '#facts/condition.ts'
import { Code, FactFile } from '#facts/facts.ts'

export const Urgency = z.enum(['now', 'soon', 'routine'])
export type Urgency = z.infer<typeof Urgency>

/** A suggestion with the codes of its reasons (`reports.reason.<code>`): a person decides. */
export const SuggestedUrgency = z.object({ urgency: Urgency, reasons: z.array(Code) })
export type SuggestedUrgency = z.infer<typeof SuggestedUrgency>

export const UrgencyRules = FactFile.extend({
  version: z.string(),
  rules: z.array(z.strictObject({ code: Code, urgency: Urgency, when: Condition })).min(1),
})
export type UrgencyRules = z.infer<typeof UrgencyRules>
