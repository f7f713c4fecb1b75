// When the plan is looked at again with her, and why then.
import { z } from 'zod'
import { Day } from '#kit/day.ts'

export const PhaseCode = z.enum(['crisis', 'shelter', 'autonomy'])

/** `agreed`: the day she and her worker chose. `code`: what happened, where something did. */
export const NextReview = z.object({
  on: Day,
  because: z.enum(['agreed', 'cadence', 'trigger', 'waiting_goal']),
  code: z.string().nullable(),
  phase: PhaseCode,
  /** What is usual in this phase, and whether somebody of the field has signed that. */
  usual_days: z.int(),
  reviewed: z.boolean(),
})
export type NextReview = z.infer<typeof NextReview>
