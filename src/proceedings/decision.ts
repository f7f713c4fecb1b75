// What a court or an office decided, and the appeals against it. With a decision the event of the law is recorded, so that
// terms to appeal run from the day it was notified.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { EventCode, PackId } from '#law/rule.ts'

export const decisionKinds = [
  ...['judgment', 'order', 'grant', 'refusal', 'inadmission', 'archived', 'settlement', 'other'],
] as const
export const DecisionKind = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof DecisionKind>
export const outcomes = ['for_her', 'in_part', 'against_her', 'not_known'] as const
export const Outcome = z.enum(outcomes)

export const DecisionWords = z.object({
  number: OptionalProse(100).default(''),
  words: OptionalProse(4_000).default(''),
})
export const AppealWords = DecisionWords.extend({ court: OptionalProse(200).default('') })

export const lodgers = ['us', 'prosecutor', 'other_side'] as const
export const appealStatuses = ['open', 'admitted', 'won', 'lost', 'withdrawn'] as const

const appealSaid = {
  decision_id: Id,
  lodged_by: z.enum(lodgers),
  lodged_on: Day,
  status: z.enum(appealStatuses),
}
export const Appeal = z.object({
  ...appealSaid,
  appeal_id: Id,
  ...{ number: z.string(), words: z.string(), court: z.string() },
  version: z.int(),
})
export type Appeal = z.infer<typeof Appeal>

const said = {
  matter_id: Id,
  kind: DecisionKind,
  decided_on: Day,
  notified_on: Day.nullable(),
  outcome: Outcome,
}
export const Decision = z.object({
  ...said,
  decision_id: Id,
  ...{ number: z.string(), words: z.string() },
  /** The event of the law that was recorded with it. */
  law_event_id: Id.nullable(),
  appeals: z.array(Appeal),
  version: z.int(),
})
export type Decision = z.infer<typeof Decision>

export const keepDecision = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/decisions/:decision_id',
  action: 'case.write',
  summary:
    'Writes a decision down; version 0 begins it. With an event of the law, terms run from the day it was notified.',
  input: z.object({
    ...{ case_id: Id, decision_id: Id, version: z.int().min(0) },
    ...said,
    ...DecisionWords.shape,
    /** Recorded in the same transaction, once. */
    event: z.object({ event_id: Id, code: EventCode, jurisdiction: PackId }).nullable().default(null),
  }),
  reply: z.object({ decision_id: Id, version: z.int() }),
})

export const keepAppeal = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/appeals/:appeal_id',
  action: 'case.write',
  summary: 'Writes an appeal against a decision down; version 0 begins it.',
  input: z.object({ case_id: Id, appeal_id: Id, version: z.int().min(0), ...appealSaid, ...AppealWords.shape }),
  reply: z.object({ appeal_id: Id, version: z.int() }),
})
