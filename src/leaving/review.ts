// Looking after what is kept: the list of files due for review, and what is left of the erased, with its certificate.
import { z } from 'zod'
import { RetentionState } from '#cases/retention.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { ClosureReason, ErasureReason } from './leaving.ts'

export const ReviewFilter = z.enum(['due', 'upcoming', 'on_hold', 'asked', 'all'])
export type ReviewFilter = z.infer<typeof ReviewFilter>

export const ReviewRow = z.object({
  case_id: Id,
  reference: z.string(),
  closed_on: Day,
  reason: ClosureReason,
  keep_until: Day.nullable(),
  review_on: Day,
  erase_on: Day,
  state: RetentionState,
  /** An erasure waits for a second colleague; who asked for it. */
  asked_by: Id.nullable(),
})
export type ReviewRow = z.infer<typeof ReviewRow>

export const listRetention = endpoint({
  method: 'GET',
  path: '/api/retention',
  action: 'retention.read',
  summary: 'Closed files by the day somebody should look at them, twenty-five at a time, by key.',
  input: z.object({ show: ReviewFilter.default('due'), after: z.string().max(100).optional() }),
  reply: z.object({ rows: z.array(ReviewRow), next: z.string().nullable() }),
})

export const Erasure = z.object({
  erasure_id: Id,
  erased_on: Day,
  key_gone_by: Day,
  closed_year: z.int(),
  closure_reason: ClosureReason,
  reason: ErasureReason,
  asked_by: z.string(),
  approved_by: z.string(),
})
export type Erasure = z.infer<typeof Erasure>

export const listErasures = endpoint({
  method: 'GET',
  path: '/api/erasures',
  action: 'retention.read',
  summary: 'What is left of the erased: that there was a file, its years, and which two colleagues erased it.',
  input: z.object({ after: z.string().max(100).optional() }),
  reply: z.object({ erasures: z.array(Erasure), next: z.string().nullable() }),
})

/** What can be shown to a data protection officer. It says nothing about anybody but the two colleagues. */
export const Certificate = Erasure.extend({
  organisation: z.string(),
  opened_year: z.int(),
  tables: z.int(),
  rows_gone: z.int(),
  keys_gone: z.int(),
  /** When the maintenance after it was done; null while it is under way. */
  swept_at: Moment.nullable(),
  /** Its place in the journal: the entry, its number in the chain and the hash of that link, once it is sealed. */
  journal_entry_id: Id.nullable(),
  journal_sequence: z.int().nullable(),
  journal_hash: z.string().nullable(),
  /** Over everything above that does not change any more, in the order it stands here. */
  sha256: z.string(),
})
export type Certificate = z.infer<typeof Certificate>

export const readCertificate = endpoint({
  method: 'GET',
  path: '/api/erasures/:erasure_id',
  action: 'retention.read',
  summary: 'The certificate of an erasure: what, when, by which two people, and where the journal says so.',
  input: z.object({ erasure_id: Id }),
  reply: Certificate,
})
