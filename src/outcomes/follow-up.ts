// How it goes 1, 3, 6 and 12 months on: a date to ask, whether she answered, and what she said. Not answering is fine.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

export const usualMonths = [1, 3, 6, 12] as const

export const HowItGoes = z.enum(['yes', 'no', 'unknown'])
export type HowItGoes = z.infer<typeof HowItGoes>

/** Three plain questions and her words; all of it is sealed. */
export const FollowUpAnswer = z.object({
  home: HowItGoes,
  work: HowItGoes,
  safe: HowItGoes,
  words: z.string(),
})
export type FollowUpAnswer = z.infer<typeof FollowUpAnswer>

export const FollowUp = z.object({
  follow_up_id: Id,
  months: z.int(),
  due_on: Day,
  done_on: Day.nullable(),
  answered: z.boolean().nullable(),
  done_by: Id.nullable(),
  /** Null when there is none, or when her story is not open to the reader. */
  answer: FollowUpAnswer.nullable(),
  version: z.int(),
})
export type FollowUp = z.infer<typeof FollowUp>

export const listFollowUps = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/follow-ups',
  action: 'case.open',
  summary: 'When she is asked how it goes, and what came of it.',
  input: z.object({ case_id: Id }),
  reply: z.object({ follow_ups: z.array(FollowUp) }),
})

export const planFollowUps = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/follow-ups',
  action: 'plan.write',
  summary: 'Plans the usual follow-up 1, 3, 6 and 12 months from a day; months already planned stay as they are.',
  input: z.object({
    case_id: Id,
    from_on: Day,
    follow_up_ids: z.array(Id).length(usualMonths.length),
  }),
  reply: z.object({ case_id: Id }),
})

export const changeFollowUpDay = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/follow-ups/:follow_up_id/day',
  action: 'plan.write',
  summary: 'Moves a follow-up to another day.',
  input: z.object({ case_id: Id, follow_up_id: Id, version: z.int(), due_on: Day }),
  reply: z.object({ follow_up_id: Id, version: z.int() }),
})

export const markFollowUp = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/follow-ups/:follow_up_id',
  action: 'plan.write',
  summary: 'Keeps that she was asked, whether she answered and what she said; or takes that back.',
  input: z.object({
    case_id: Id,
    follow_up_id: Id,
    version: z.int(),
    done: z.boolean(),
    answered: z.boolean().default(false),
    home: HowItGoes.default('unknown'),
    work: HowItGoes.default('unknown'),
    safe: HowItGoes.default('unknown'),
    words: OptionalProse(4_000).default(''),
  }),
  reply: z.object({ follow_up_id: Id, version: z.int() }),
})
