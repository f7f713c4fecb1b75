// Caring for those who accompany: what was hard is marked by the colleague and for the colleague, talked over with somebody if
// wanted, and written down nowhere. Whoever supervises is told that somebody may need rest, and nothing of why.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const hardKinds = ['told', 'session', 'incident', 'accompanying', 'court', 'threat', 'loss', 'other'] as const
export const HardKind = z.enum(hardKinds)

/** `offered` until somebody decides; `not_now` may be asked again; nothing here asks a second time by itself. */
export const Debrief = z.enum(['offered', 'not_now', 'asked', 'agreed', 'declined', 'done'])
export type Debrief = z.infer<typeof Debrief>

export const HardMoment = z.object({
  hard_id: Id,
  on_day: Day,
  kind: HardKind,
  debrief: Debrief,
  with_id: Id.nullable(),
  outside: z.boolean(),
  done_on: Day.nullable(),
  version: z.int(),
})
export type HardMoment = z.infer<typeof HardMoment>

export const MyCare = z.object({
  moments: z.array(HardMoment),
  exposure: z.object({
    hard: z.int(),
    protocols: z.int(),
    incidents: z.int(),
    points: z.int(),
    from_points: z.int(),
    window_days: z.int(),
  }),
  load: z.object({ files: z.int(), points: z.int(), capacity: z.int() }).nullable(),
  /** What whoever supervises is told, and all of it. */
  seen_as_needing_rest: z.boolean(),
  rest_said: z.object({ until_on: Day, version: z.int() }).nullable(),
  asked_of_me: z.array(
    z.object({ hard_id: Id, staff_id: Id, asked_at: Moment, debrief: z.enum(['asked', 'agreed']), version: z.int() }),
  ),
  kept_days: z.int(),
})
export type MyCare = z.infer<typeof MyCare>

export const readMyCare = endpoint({
  method: 'GET',
  path: '/api/staff-care/mine',
  action: 'staff_care.own',
  summary:
    'What one marked as hard, one’s own load, what whoever supervises is told of it, and who asks one for a talk.',
  input: z.object({}),
  reply: MyCare,
})

export const markHard = endpoint({
  method: 'POST',
  path: '/api/staff-care/hard',
  action: 'staff_care.own',
  summary: 'Marks that a day had something hard in it. No file, no person, no words.',
  input: z.object({ hard_id: Id, on_day: Day, kind: HardKind }),
  reply: z.object({ hard_id: Id }),
})

export const changeDebrief = endpoint({
  method: 'PUT',
  path: '/api/staff-care/hard/:hard_id',
  action: 'staff_care.own',
  summary:
    'Asks a colleague to talk it over, says that it was talked over and with whom, or that it is not wanted now.',
  input: z
    .object({
      hard_id: Id,
      version: z.int(),
      debrief: z.enum(['not_now', 'asked', 'done']),
      with_id: Id.nullable().default(null),
      /** With somebody who is no colleague. */
      outside: z.boolean().default(false),
      done_on: Day.nullable().default(null),
    })
    .refine(({ debrief, with_id }) => debrief !== 'asked' || with_id !== null, { path: ['with_id'] })
    .refine(({ debrief, with_id, outside }) => debrief !== 'done' || (with_id !== null) !== outside, {
      path: ['with_id'],
    })
    .refine(({ debrief, done_on }) => (debrief === 'done') === (done_on !== null), { path: ['done_on'] }),
  reply: z.object({ hard_id: Id, version: z.int() }),
})

export const unmarkHard = endpoint({
  method: 'POST',
  path: '/api/staff-care/hard/:hard_id/unmark',
  action: 'staff_care.own',
  summary: 'Takes a mark away, as if it had not been made.',
  input: z.object({ hard_id: Id }),
  reply: z.object({ hard_id: Id }),
})

export const answerDebrief = endpoint({
  method: 'POST',
  path: '/api/staff-care/asked/:hard_id',
  action: 'staff_care.own',
  summary: 'Answers a colleague who would like to talk something over.',
  input: z.object({ hard_id: Id, version: z.int(), answer: z.enum(['agreed', 'declined']) }),
  reply: z.object({ hard_id: Id }),
})

export const sayRest = endpoint({
  method: 'PUT',
  path: '/api/staff-care/rest',
  action: 'staff_care.own',
  summary: 'Says that rest is needed, for some days, or no longer. Why is not asked.',
  input: z.object({ says: z.boolean(), version: z.int() }),
  reply: z.object({ version: z.int() }),
})

export const readRest = endpoint({
  method: 'GET',
  path: '/api/staff-care/rest',
  action: 'staff_care.see',
  summary: 'Who of those one supervises may need rest. Neither why nor how much.',
  input: z.object({}),
  reply: z.object({ colleagues: z.array(z.object({ staff_id: Id, name: z.string() })) }),
})
