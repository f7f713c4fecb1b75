// Who came, without a name: a seat is a number in the room and the hash of a code only its holder has. Beside the seats
// stand heads that were only counted, and what the answers of all together say.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { AskedMoment } from './questions.ts'

/** What somebody does, as far as it helps to plan; nobody must say. */
export const roleGroups = [
  'reception',
  'care',
  'social',
  'teaching',
  'cleaning',
  'security',
  'transport',
  'management',
  'public_service',
  'volunteer',
  'community',
  'other',
  'not_said',
] as const
export const RoleGroup = z.enum(roleGroups)
export type RoleGroup = z.infer<typeof RoleGroup>

export const WalkIns = z.array(z.object({ group: RoleGroup, count: z.int().min(1).max(500) })).max(roleGroups.length)
export type WalkIns = z.infer<typeof WalkIns>

/** Fewer are never told about: in this room and in every statistic of it. */
export const fewest = 5

/** `null` wherever fewer than five stand behind it. */
const Told = z.number().nullable()

export const readAttendance = endpoint({
  method: 'GET',
  path: '/api/prevention/trainings/:training_id/attendance',
  action: 'prevention.manage',
  summary: 'The seats of a training by number, the code of the day of each session, and the heads that were counted.',
  input: z.object({ training_id: Id }),
  reply: z.object({
    sessions: z.array(
      z.object({
        session_id: Id,
        starts_at: Moment,
        ends_at: Moment,
        /** Four digits the trainer shows; whoever types them came. */
        day_code: z.string(),
        walk_ins: WalkIns,
      }),
    ),
    seats: z.array(z.object({ seat_number: z.int(), role_group: RoleGroup, came: z.array(Id) })),
    capacity: z.int(),
    /** How many have answered so far, from five on. */
    answers: z.array(z.object({ moment: AskedMoment, answers: Told })),
  }),
})

export const markAttendance = endpoint({
  method: 'POST',
  path: '/api/prevention/trainings/:training_id/attendance',
  action: 'prevention.manage',
  summary: 'Says that whoever has this seat came to a session, or did not.',
  input: z.object({ training_id: Id, session_id: Id, seat_number: z.int().min(1), came: z.boolean() }),
  reply: z.object({ training_id: Id }),
})

export const countWalkIns = endpoint({
  method: 'POST',
  path: '/api/prevention/trainings/:training_id/walk-ins',
  action: 'prevention.manage',
  summary: 'How many came to a session without a seat, by what they do.',
  input: z.object({ training_id: Id, session_id: Id, walk_ins: WalkIns }),
  reply: z.object({ training_id: Id }),
})

/**
 * What a training's answers say. Nothing of a moment is told while somebody may still answer: whoever looks before and
 * after one answer would know it.
 */
export const readTrainingNumbers = endpoint({
  method: 'GET',
  path: '/api/prevention/trainings/:training_id/numbers',
  action: 'prevention.read',
  summary:
    'Test before and after, how the day was and what became of it, of all together and never of fewer than five.',
  input: z.object({ training_id: Id }),
  reply: z.object({
    moments: z.array(
      z.object({
        moment: AskedMoment,
        /** Until when it is, or was, open; its numbers are told after. */
        closes_at: Moment,
        closed: z.boolean(),
        answers: Told,
      }),
    ),
    tests: z
      .object({
        /** Who answered before and after. */
        people: z.int(),
        before_percent: z.number(),
        after_percent: z.number(),
        gain: z.number(),
        /** At least so many of a hundred reached 80; told from twenty people on. */
        reached_80: Told,
        /** By question: how many of a hundred were right before and after; from twenty people on. */
        items: z.array(z.object({ item: z.string(), before: Told, after: Told })),
      })
      .nullable(),
    asked: z.array(
      z.object({
        moment: AskedMoment,
        question: z.string(),
        answers: z.int(),
        /** Of a question from 1 to 5. */
        mean: Told,
        /** Of any other: by option, null where it would tell of fewer than five. */
        options: z.array(z.object({ option: z.string(), people: z.int().nullable() })),
      }),
    ),
  }),
})
