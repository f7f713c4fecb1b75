// Leaving: closing a file with its reason, what the person says at the end, holding it, and erasing it with two people.
import { z } from 'zod'
import { Retention, RetentionState } from '#cases/retention.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

export const ClosureReason = z.enum([
  'completed',
  'moved_away',
  'transferred',
  'return',
  'withdrew',
  'lost_contact',
  'duplicate',
  'opened_by_mistake',
  'died',
  'other',
])
export type ClosureReason = z.infer<typeof ClosureReason>

export const ErasureReason = z.enum([
  'time_is_over',
  'person_asked',
  'duplicate',
  'opened_by_mistake',
  'kept_unlawfully',
  'authority_ordered',
])
export type ErasureReason = z.infer<typeof ErasureReason>

export const HoldReason = z.enum([
  'proceedings',
  'compensation_claim',
  'complaint_against_us',
  'court_order',
  'missing_person',
  'person_asked',
])
export type HoldReason = z.infer<typeof HoldReason>

/** What would be lost from sight if the file were closed without a look at it. */
export const OpenMatter = z.object({
  kind: z.enum(['action', 'consent', 'referral', 'follow_up', 'document_held', 'appointment', 'hold']),
  id: Id,
  /** When it is due or ends. */
  on: Day.nullable(),
})
export type OpenMatter = z.infer<typeof OpenMatter>

export const Closure = z.object({
  closure_id: Id,
  reason: ClosureReason,
  tries: z.int().nullable(),
  closed_on: Day,
  closed_by: Id,
  left_open: z.int(),
  reopened_on: Day.nullable(),
  keep_until: Day.nullable(),
  review_on: Day,
  erase_on: Day,
})
export type Closure = z.infer<typeof Closure>

export const MayContact = z.enum(['yes', 'no', 'not_asked'])

export const Interview = z.object({
  /** By question code: what they said, or the code of what they chose. A question skipped is not here. */
  answers: z.record(z.string().regex(/^[a-z_]{3,40}$/), OptionalProse(4000)),
  may_contact: MayContact,
  /** How, when and where they may be reached after the end, in their words. */
  contact_after: OptionalProse(1000),
})
export type Interview = z.infer<typeof Interview>

export const ExitQuestion = z.object({
  code: z.string(),
  kind: z.enum(['words', 'choice']),
  choices: z.array(z.string()).default([]),
})
export type ExitQuestion = z.infer<typeof ExitQuestion>

export const Hold = z.object({
  hold_id: Id,
  reason: HoldReason,
  until_on: Day.nullable(),
  placed_by: Id,
  placed_at: Moment,
  words: z.string().nullable(),
  lift_asked_by: Id.nullable(),
  lifted_at: Moment.nullable(),
  /** It stands today: not lifted, its day not come. */
  stands: z.boolean(),
})
export type Hold = z.infer<typeof Hold>

export const ErasureRequest = z.object({
  request_id: Id,
  reason: ErasureReason,
  words: z.string().nullable(),
  asked_by: Id,
  asked_at: Moment,
  expires_at: Moment,
  expired: z.boolean(),
})
export type ErasureRequest = z.infer<typeof ErasureRequest>

export const Leaving = z.object({
  case_id: Id,
  reference: z.string(),
  status: z.enum(['open', 'closed']),
  version: z.int(),
  closures: z.array(Closure),
  open_matters: z.array(OpenMatter),
  questions: z.array(ExitQuestion),
  interview: Interview.extend({ interview_id: Id, held_on: Day, version: z.int() }).nullable(),
  holds: z.array(Hold),
  request: ErasureRequest.nullable(),
  /** Only of a closed file. */
  retention: Retention.nullable(),
  state: RetentionState,
  /** What an erasure would take, for whoever has to agree to it: how many rows of which kind. */
  would_go: z.array(z.object({ what: z.string(), count: z.int() })),
  may: z.record(z.string(), z.boolean()),
})
export type Leaving = z.infer<typeof Leaving>

export const readLeaving = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/leaving',
  action: 'case.open',
  summary: 'What stands at the end of a file: closure, exit interview, what is still open, holds, a waiting erasure.',
  input: z.object({ case_id: Id }),
  reply: Leaving,
})

export const closeFile = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/close',
  action: 'case.change',
  summary: 'Closes a file with its reason. Consents end unless they are kept on purpose.',
  input: z.object({
    case_id: Id,
    version: z.int(),
    closure_id: Id,
    reason: ClosureReason,
    tries: z.int().min(1).max(100).nullable().default(null),
    /** How many open matters were on the screen when somebody decided to close. */
    seen_open: z.int().min(0),
    keep_consents: z.array(Id).max(50).default([]),
  }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const reopenFile = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/reopen',
  action: 'case.change',
  summary: 'Takes a closed file up again.',
  input: z.object({ case_id: Id, version: z.int() }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const writeInterview = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/exit-interview',
  action: 'case.write',
  summary: 'Writes down what the person said at the end; every question may be skipped. Version 0 begins.',
  input: Interview.extend({ case_id: Id, interview_id: Id, version: z.int().min(0), held_on: Day }),
  reply: z.object({ interview_id: Id, version: z.int() }),
})

export const placeHold = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/holds',
  action: 'case.hold',
  summary: 'Holds a file: nothing of it is erased while the hold stands.',
  input: z.object({
    case_id: Id,
    hold_id: Id,
    reason: HoldReason,
    until_on: Day.nullable().default(null),
    words: OptionalProse(2000).default(''),
  }),
  reply: z.object({ hold_id: Id }),
})

export const liftHold = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/holds/:hold_id/lift',
  action: 'case.hold',
  summary: 'Asks to lift a hold; asked by a second colleague, it is lifted.',
  input: z.object({ case_id: Id, hold_id: Id }),
  reply: z.object({ hold_id: Id, lifted: z.boolean() }),
})

export const askErasure = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/erasure',
  action: 'case.erase',
  summary: 'Asks that a closed file be erased. Another colleague has twenty-four hours to agree.',
  input: z.object({ case_id: Id, request_id: Id, reason: ErasureReason, words: OptionalProse(2000).default('') }),
  reply: z.object({ request_id: Id }),
})

export const stopErasure = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/erasure/:request_id/stop',
  action: 'case.hold',
  summary: 'Withdraws or refuses an erasure that was asked for.',
  input: z.object({ case_id: Id, request_id: Id }),
  reply: z.object({ request_id: Id }),
})

export const approveErasure = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/erasure/:request_id/approve',
  action: 'case.approve_erasure',
  summary: 'A second colleague agrees, and the file is erased: its key and every row of it, at once and for good.',
  input: z.object({ case_id: Id, request_id: Id, erasure_id: Id }),
  reply: z.object({ erasure_id: Id }),
})
