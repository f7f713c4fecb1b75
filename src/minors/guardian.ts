// Who stands for the child: asked for, appointed, or not to be trusted with a consent.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'

/** conflict: someone is there whose interests are against the child's, so another is needed. */
export const GuardianStatus = z.enum(['none', 'asked', 'appointed', 'conflict'])
export type GuardianStatus = z.infer<typeof GuardianStatus>

export const GuardianWords = z.object({
  /** Person or body; empty while there is none. */
  name: Line(120).or(z.literal('')),
  /** How they are reached; part of the file, never of a message. */
  reached_by: OptionalProse(400),
  why: OptionalProse(2000),
})
export type GuardianWords = z.infer<typeof GuardianWords>

export const Guardian = GuardianWords.extend({
  status: GuardianStatus,
  kind: z.enum(['public_body', 'relative', 'other_person', 'none']),
  may_consent: z.boolean(),
  since_on: Day.nullable(),
  recorded_by: Id,
  recorded_at: Moment,
  version: z.int(),
})
export type Guardian = z.infer<typeof Guardian>

export const keepGuardian = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/minor/guardian',
  action: 'case.write',
  summary:
    'Says who stands for the child and whether they may consent. When they may not, consents they gave end at once.',
  input: z.object({
    case_id: Id,
    version: z.int().min(0),
    ...Guardian.pick({ status: true, kind: true, may_consent: true, since_on: true }).shape,
    ...GuardianWords.shape,
  }),
  reply: z.object({ case_id: Id, version: z.int() }),
})
