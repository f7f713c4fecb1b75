// If the child leaves the place again: the plan made together beforehand, the first hours, and the talk on coming back.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'

export const PhotoConsent = z.enum(['yes', 'only_police', 'no', 'not_asked'])
export const CalledBy = z.enum(['reference_worker', 'on_duty', 'coordinator', 'lawyer'])
export const Called = z.enum([
  'police',
  'protection_body',
  'guardian',
  'trusted_person',
  'friend',
  'family',
  'hospital',
])
export type Called = z.infer<typeof Called>

export const PlanCall = z.object({
  by: CalledBy,
  whom: Called,
  /** A name or a number, as the child gave it. */
  who: Line(120).or(z.literal('')),
  within_hours: z.int().min(1).max(72),
})
export type PlanCall = z.infer<typeof PlanCall>

export const MissingPlanWords = z.object({
  /** Where they might go, in their own words. */
  places: OptionalProse(2000),
  photo_where: OptionalProse(400),
  calls: z.array(PlanCall).max(12),
  /** What must never be done: whom never to call, what never to publish. */
  never: Prose(2000),
  /** What helps them to call us themselves. */
  helps: OptionalProse(2000),
})
export type MissingPlanWords = z.infer<typeof MissingPlanWords>

export const MissingPlan = MissingPlanWords.extend({
  photo: PhotoConsent,
  made_with_child: z.boolean(),
  review_on: Day,
  written_by: Id,
  version: z.int(),
})
export type MissingPlan = z.infer<typeof MissingPlan>

export const keepMissingPlan = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/minor/missing-plan',
  action: 'case.write',
  summary:
    'The plan made together for the case that the child leaves the place. A stale version gets the current one back.',
  input: z.object({
    case_id: Id,
    version: z.int().min(0),
    ...MissingPlan.pick({ photo: true, made_with_child: true, review_on: true }).shape,
    ...MissingPlanWords.shape,
  }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const Talk = z.object({
  /** In their own words: why they left, what happened. Nobody asks twice. */
  said: OptionalProse(4000),
  /** What would have to change so that staying is possible. */
  changes: OptionalProse(4000),
  health: z.enum(['seen', 'offered', 'not_wanted', 'not_yet']),
  in_danger: z.enum(['yes', 'no', 'not_said']),
})
export type Talk = z.infer<typeof Talk>

export const LastSeen = z.object({ last_seen: z.string() })

export const StepTaken = z.object({ code: Code, at: Moment, by: Id })
export type StepTaken = z.infer<typeof StepTaken>

export const MissingTime = z.object({
  missing_id: Id,
  left_at: Moment,
  told_by: Id,
  told_at: Moment,
  back_at: Moment.nullable(),
  steps: z.array(StepTaken),
  last_seen: z.string(),
  talk: Talk.nullable(),
  version: z.int(),
})
export type MissingTime = z.infer<typeof MissingTime>

const ofMissing = { case_id: Id, missing_id: Id }
const reply = z.object({ missing_id: Id, version: z.int() })

export const sayMissing = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/minor/missing',
  action: 'case.write',
  summary: 'The child left the place and nobody knows where they are: the first hours begin.',
  input: z.object({ ...ofMissing, left_at: Moment, last_seen: Prose(2000) }),
  reply,
})

export const takeFirstStep = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/minor/missing/:missing_id/steps/:code',
  action: 'case.write',
  summary: 'Ticks a step of the first hours, or takes the tick back.',
  input: z.object({ ...ofMissing, version: z.int(), code: Code, done: z.boolean() }),
  reply,
})

export const sayBack = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/minor/missing/:missing_id/back',
  action: 'case.write',
  summary: 'The child is back: welcome first, then the talk, in their own words and without reproach.',
  input: z.object({ ...ofMissing, version: z.int(), back_at: Moment, talk: Talk }),
  reply,
})
