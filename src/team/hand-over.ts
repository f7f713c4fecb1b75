// A file changes hands: one worker asks, another reads what is open and answers. Until then nothing changes.
import { z } from 'zod'
import { Stage } from '#cases/case.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

/** What is open in a file, as days and codes: nothing the person said. */
export const OpenMatter = z.object({
  kind: z.enum([
    ...['action', 'review', 'follow_up', 'referral', 'consent', 'contact', 'conference_task', 'document'],
    ...['protocol', 'risk', 'incident', 'safety_plan', 'appointment', 'deadline'],
  ] as const),
  due_on: Day.nullable(),
  code: z.string().nullable(),
})
export type OpenMatter = z.infer<typeof OpenMatter>

/** Item of data/codes/hand_over_checklist.json → one of its answers. */
export const Checklist = z.record(Code, Code)
export type Checklist = z.infer<typeof Checklist>

export const HandOver = z.object({
  hand_over_id: Id,
  case_id: Id,
  reference: z.string(),
  stage: Stage,
  from_staff_id: Id,
  to_staff_id: Id,
  proposed_by: Id,
  proposed_at: Moment,
  keeps_until: Day.nullable(),
  checklist: Checklist,
  status: z.enum(['proposed', 'accepted', 'declined', 'withdrawn']),
  reason: z.string().nullable(),
  answered_at: Moment.nullable(),
  contact_read_at: Moment.nullable(),
  exclusions_read_at: Moment.nullable(),
})
export type HandOver = z.infer<typeof HandOver>

export const readOpenMatters = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/matters',
  action: 'team.assign',
  summary: 'What is open in a file, as days and codes, for whoever is about to hand it over.',
  input: z.object({ case_id: Id }),
  reply: z.object({ matters: z.array(OpenMatter) }),
})

export const proposeHandOver = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/hand-overs',
  action: 'team.assign',
  summary: 'Asks a colleague to become the reference worker. Nothing changes until they accept.',
  input: z.object({
    case_id: Id,
    hand_over_id: Id,
    to_staff_id: Id,
    /** The last day on which the former reference worker still sees the file; null: access ends on acceptance. */
    keeps_until: Day.nullable().default(null),
    checklist: Checklist,
    words: OptionalProse(2_000).default(''),
  }),
  reply: z.object({ hand_over_id: Id }),
})

export const withdrawHandOver = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/hand-overs/:hand_over_id/withdraw',
  action: 'team.assign',
  summary: 'Takes a hand-over back that was not answered yet.',
  input: z.object({ case_id: Id, hand_over_id: Id }),
  reply: z.object({ hand_over_id: Id }),
})

export const listHandOvers = endpoint({
  method: 'GET',
  path: '/api/hand-overs',
  action: 'hand_over.answer',
  summary: 'The hand-overs that wait for me, and those I asked for, fifty at a time.',
  input: z.object({ after: z.string().max(100).optional() }),
  reply: z.object({ waiting: z.array(HandOver), asked: z.array(HandOver), next: z.string().nullable() }),
})

export const readHandOver = endpoint({
  method: 'GET',
  path: '/api/hand-overs/:hand_over_id',
  action: 'hand_over.answer',
  summary: 'One hand-over with the open matters of its file, for the colleague who is asked.',
  input: z.object({ hand_over_id: Id }),
  reply: z.object({ hand_over: HandOver, matters: z.array(OpenMatter) }),
})

export const answerHandOver = endpoint({
  method: 'POST',
  path: '/api/hand-overs/:hand_over_id/answer',
  action: 'hand_over.answer',
  summary: 'Takes the file over, or declines it with a reason. On acceptance the reference worker changes at once.',
  input: z
    .object({
      hand_over_id: Id,
      answer: z.enum(['accepted', 'declined']),
      reason: Code.nullable().default(null),
      /** The place on the file that acceptance makes. */
      access_id: Id,
    })
    .refine(({ answer, reason }) => (answer === 'declined') === (reason !== null), { path: ['reason'] }),
  reply: z.object({ hand_over_id: Id }),
})

export const confirmReading = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/hand-overs/:hand_over_id/read',
  action: 'team.assign',
  summary: 'After taking over: the rule of contact, or the exclusions, were read.',
  input: z.object({ case_id: Id, hand_over_id: Id, what: z.enum(['contact', 'exclusions']) }),
  reply: z.object({ hand_over_id: Id }),
})
