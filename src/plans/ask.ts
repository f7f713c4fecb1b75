// What asks for a goal: a need she named, a level of her daily life, a risk, a reading; and the reason where there is none.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { NextReview } from './cadence.ts'

/**
 * Who asks, and since when. `needs`: the level she gave it herself. `living`: a level of the self-sufficiency matrix.
 * `risk`: what was judged to threaten her. `instrument`: a reading that is consistent with something; it is no diagnosis.
 */
export const AskSource = z.object({
  kind: z.enum(['needs', 'living', 'risk', 'instrument']),
  on: Day,
  level: z.int().nullable(),
  /** The instrument, and the item or the reading of it. */
  instrument: z.string().nullable(),
  code: z.string().nullable(),
})
export type AskSource = z.infer<typeof AskSource>

export const Ask = z.object({ need: z.string(), section: Section, sources: z.array(AskSource).min(1) })
export type Ask = z.infer<typeof Ask>

export const WithoutReason = z.enum([
  'not_wanted',
  'not_now',
  'first_another',
  'elsewhere',
  'not_safe',
  'not_so',
  'other',
])
export type WithoutReason = z.infer<typeof WithoutReason>

export const NeedWithout = z.object({
  without_id: Id,
  need: z.string(),
  section: Section,
  reason: WithoutReason,
  words: z.string(),
  decided_on: Day,
  decided_by: Id,
})
export type NeedWithout = z.infer<typeof NeedWithout>

export const readAsks = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/plan/asks',
  action: 'case.open',
  summary:
    'What still asks for a goal and who says so, why some needs have none, and when the plan is looked at again and why.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    asks: z.array(Ask),
    without: z.array(NeedWithout),
    next_review: NextReview.nullable(),
  }),
})

export const leaveWithoutGoal = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/needs-without-goal',
  action: 'case.write',
  summary: 'Says why a need that asks gets no goal now. It asks again when something newer does.',
  input: z.object({
    case_id: Id,
    without_id: Id,
    need: z.string().max(40),
    reason: WithoutReason,
    words: OptionalProse(1_000).default(''),
  }),
  reply: z.object({ without_id: Id }),
})
