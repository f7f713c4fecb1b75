// The needs assessment as data: twelve parts of a life, one question each, a scale in words. It opens a talk and a plan.
import { z } from 'zod'
import { Day } from '#kit/day.ts'

const TextKey = z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/)

export const NeedsDomain = z.object({
  code: z.string().regex(/^[a-z_]+$/),
  question: TextKey,
  /** Codes of data/codes/service_kinds.json: what the directory is asked for when this need is high. */
  looks_for: z.array(z.string()).min(1),
})
export type NeedsDomain = z.infer<typeof NeedsDomain>

export const NeedsInstrument = z.object({
  id: z.literal('needs'),
  version: z.int().positive(),
  source: z.string().min(10),
  valid_from: Day,
  valid_until: Day.nullable(),
  reviewed_by: z.string().min(2).nullable(),
  validated: z.boolean(),
  title: TextKey,
  introduction: TextKey,
  skip: TextKey,
  priority: TextKey,
  /** From this level on the plan asks for a goal in the person's words. */
  asks_for_goal_at: z.int(),
  levels: z.array(z.object({ value: z.int(), text: TextKey })).min(2),
  domains: z.array(NeedsDomain).min(1),
})
export type NeedsInstrument = z.infer<typeof NeedsInstrument>
