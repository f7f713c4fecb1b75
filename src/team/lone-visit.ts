// Out alone: one says until when one is expected and who is told when nothing was heard. The page of the day of those who are
// told shows it then; nothing is sent to anybody.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const places = [
  'where_somebody_lives',
  'street',
  'workplace',
  'court_or_police',
  'hospital',
  'border_or_station',
  'shelter',
  'other',
] as const
/** Where, in the coarse: an address stands nowhere. */
export const LonePlace = z.enum(places)

/** What whoever is told does: `safe` ends it. */
export const LoneAnswer = z.enum(['looking', 'emergency', 'safe'])
export type LoneAnswer = z.infer<typeof LoneAnswer>

/** By the clock on the wall, in a zone of the tz database. */
const ByTheClock = {
  until: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  zone: z.string().min(1).max(60),
}

export const LoneVisit = z.object({
  visit_id: Id,
  staff_id: Id,
  name: z.string(),
  tell_id: Id,
  tell_name: z.string(),
  place: LonePlace,
  province: z.string().nullable(),
  starts_at: Moment,
  expected_at: Moment,
  checked_at: Moment.nullable(),
  answer: LoneAnswer.nullable(),
  answered_name: z.string().nullable(),
  answered_at: Moment.nullable(),
  mine: z.boolean(),
  /** Expected back, and not heard from: it stands on the page of the day. */
  alarm: z.boolean(),
  version: z.int(),
})
export type LoneVisit = z.infer<typeof LoneVisit>

export const readLoneVisits = endpoint({
  method: 'GET',
  path: '/api/out-alone',
  action: 'staff_care.own',
  summary: 'Who is out alone now: oneself, those whom one is to be told of, and those of an office one answers for.',
  input: z.object({}),
  reply: z.object({ visits: z.array(LoneVisit), grace_minutes: z.int(), longest_hours: z.int() }),
})

export const goOut = endpoint({
  method: 'POST',
  path: '/api/out-alone',
  action: 'staff_care.own',
  summary: 'Says that one goes out alone, until when, and who is told when nothing was heard.',
  input: z.object({
    visit_id: Id,
    tell_id: Id,
    place: LonePlace,
    province: z
      .string()
      .regex(/^\d{2}$/)
      .nullable()
      .default(null),
    ...ByTheClock,
  }),
  reply: z.object({ visit_id: Id, expected_at: Moment }),
})

export const checkIn = endpoint({
  method: 'POST',
  path: '/api/out-alone/:visit_id/check-in',
  action: 'staff_care.own',
  summary: 'Says that all is well, and until when one is expected now.',
  input: z.object({ visit_id: Id, version: z.int(), ...ByTheClock }),
  reply: z.object({ visit_id: Id, expected_at: Moment, version: z.int() }),
})

export const comeBack = endpoint({
  method: 'POST',
  path: '/api/out-alone/:visit_id/back',
  action: 'staff_care.own',
  summary: 'Says that one is back. It needs no version: whoever is back is back.',
  input: z.object({ visit_id: Id }),
  reply: z.object({ visit_id: Id }),
})

export const answerAlarm = endpoint({
  method: 'POST',
  path: '/api/out-alone/:visit_id/answer',
  action: 'staff_care.own',
  summary: 'Says what one does about a colleague who was not heard from.',
  input: z.object({ visit_id: Id, version: z.int(), answer: LoneAnswer }),
  reply: z.object({ visit_id: Id }),
})
