// Breaking the glass: in an emergency someone opens a file they are not on, for an hour, and a colleague reviews it.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'

export const breakGlassReasons = ['danger', 'health', 'child', 'court', 'colleague_away', 'other'] as const
export const BreakGlassReason = z.enum(breakGlassReasons)
export type BreakGlassReason = z.infer<typeof BreakGlassReason>

export const Verdict = z.enum(['justified', 'not_justified'])
export type Verdict = z.infer<typeof Verdict>

export const BrokenGlass = z.object({
  break_glass_id: Id,
  case_id: Id,
  /** Null where the reviewer may not open the file. */
  reference: z.string().nullable(),
  staff_id: Id,
  staff_name: z.string(),
  reason: BreakGlassReason,
  words: z.string().nullable(),
  opened_at: Moment,
  until_at: Moment,
  verdict: Verdict.nullable(),
  reviewed_at: Moment.nullable(),
  /** The one who broke it does not review it. */
  own: z.boolean(),
})
export type BrokenGlass = z.infer<typeof BrokenGlass>

export const breakGlass = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/break-glass',
  action: 'case.break_glass',
  summary: 'Opens a file one is not on for sixty minutes, with a reason; colleagues are told and review it.',
  input: z.object({
    case_id: Id,
    break_glass_id: Id,
    reason: BreakGlassReason,
    words: OptionalProse(2000).default(''),
  }),
  reply: z.object({ break_glass_id: Id, until_at: Moment }),
})

export const findByReference = endpoint({
  method: 'POST',
  path: '/api/break-glass/find',
  action: 'case.find_by_reference',
  summary: 'Whether there is a file of this reference, for whoever may break its glass. Ten an hour, each journalled.',
  input: z.object({ reference: Line(40), reason: BreakGlassReason }),
  /** No file, and one that is out of reach, answer the same. */
  reply: z.object({ case_id: Id.nullable(), is_open: z.boolean() }),
})

export const listBrokenGlass = endpoint({
  method: 'GET',
  path: '/api/break-glass',
  action: 'break_glass.review',
  summary: 'Whose glass was broken, why and until when: what waits for a review first, then the last thirty days.',
  input: z.object({}),
  reply: z.object({ broken: z.array(BrokenGlass) }),
})

export const reviewBreakGlass = endpoint({
  method: 'POST',
  path: '/api/break-glass/:break_glass_id/review',
  action: 'break_glass.review',
  summary: 'Says whether breaking the glass was right; what was not right ends at once.',
  input: z.object({ break_glass_id: Id, verdict: Verdict }),
  reply: z.object({ break_glass_id: Id }),
})
