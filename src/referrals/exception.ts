// Where the law lets something be told without her consent: on which basis, to whom, asked by one colleague and approved
// by another. It carries a summary for some days and never opens the file.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

/** The name of a service outside as it was chosen: the directory may change it. */
export const ExceptionWords = z.object({ words: z.string(), recipient: z.string().nullable().default(null) })
export type ExceptionWords = z.infer<typeof ExceptionWords>

export const LawfulException = z.object({
  exception_id: Id,
  /** An organisation of this house, or a service outside: one of the two. */
  recipient_organisation_id: Id.nullable(),
  recipient_service_id: Id.nullable(),
  recipient_name: z.string(),
  /** A code of lawful_exceptions. */
  basis: Code,
  words: z.string(),
  asked_by: Id,
  asked_at: Moment,
  ends_on: Day,
  answer: z.enum(['approved', 'refused']).nullable(),
  answered_by: Id.nullable(),
  ended_at: Moment.nullable(),
  /** Approved, not ended, its days not over. */
  live: z.boolean(),
  version: z.int(),
})
export type LawfulException = z.infer<typeof LawfulException>

export const listExceptions = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/exceptions',
  action: 'case.open',
  summary: 'What was told from this file without her consent, on which basis, asked and approved by whom.',
  input: z.object({ case_id: Id }),
  reply: z.object({ exceptions: z.array(LawfulException) }),
})

export const askException = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/exceptions',
  action: 'exceptions.ask',
  summary: 'Asks a second colleague whether something may be told to one recipient without her consent, for days.',
  input: z
    .object({
      case_id: Id,
      exception_id: Id,
      recipient_organisation_id: Id.nullable().default(null),
      recipient_service_id: Id.nullable().default(null),
      basis: Code,
      /** Why, and why her consent cannot be waited for. */
      words: Prose(2000),
      ends_on: Day,
    })
    .refine((said) => (said.recipient_organisation_id === null) !== (said.recipient_service_id === null), {
      path: ['recipient_organisation_id'],
    }),
  reply: z.object({ exception_id: Id, version: z.int() }),
})

export const answerException = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/exceptions/:exception_id/answer',
  action: 'exceptions.approve',
  summary: 'The second colleague approves or refuses it, or ends it: what stood on it closes at once.',
  input: z.object({
    case_id: Id,
    exception_id: Id,
    version: z.int(),
    answer: z.enum(['approved', 'refused', 'ended']),
  }),
  reply: z.object({ exception_id: Id, version: z.int() }),
})
