// Deciding on a report, taking a decision back, and passing a report on.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { ClosingKind } from './decision-kinds.ts'
import { PassedPart, PassRecord, Wish } from './pass-kinds.ts'
import { Outsider } from './triage-facts.ts'

export const longestReason = 1_000

const NewPass = z.strictObject({
  pass_id: Id,
  /** A partner of the house, or somebody outside: one of both. */
  to_organisation_id: Id.nullable(),
  outside: Outsider.nullable(),
  legal_basis: Code,
  wish: Wish,
  shared: z.array(PassedPart).max(10),
  record: PassRecord,
})
export type NewPass = z.infer<typeof NewPass>

export const decideReport = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/decisions',
  action: 'reports.triage',
  summary: 'Decides what becomes of a report, with the reason; it stays in the history and can be taken back.',
  input: z.object({
    report_id: Id,
    version: z.number().int(),
    decision_id: Id,
    kind: ClosingKind,
    reason: OptionalProse(longestReason).default(''),
    /** The file it is linked to: one that whoever decides may open. */
    to_file_id: Id.optional(),
    /** The report it becomes part of. */
    into_report_id: Id.optional(),
    pass: NewPass.optional(),
  }),
  reply: z.object({ report_id: Id, decision_id: Id, version: z.number().int() }),
})

export const reopenReport = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/reopening',
  action: 'reports.triage',
  summary: 'Takes the last decision on a report back: it waits again, and the history keeps both.',
  input: z.object({
    report_id: Id,
    version: z.number().int(),
    decision_id: Id,
    reason: OptionalProse(longestReason).default(''),
  }),
  reply: z.object({ report_id: Id, decision_id: Id, version: z.number().int() }),
})
