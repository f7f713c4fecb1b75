// What is said of how fresh a record is: until when it holds, and by whose word.
import { z } from 'zod'

export const FreshnessState = z.enum(['assured', 'ending', 'looked_up', 'lapsed', 'old'])
export type FreshnessState = z.infer<typeof FreshnessState>

export const Freshness = z.object({
  state: FreshnessState,
  /** The day it must be checked again. */
  until: z.iso.date(),
  /** Days until then; negative when it passed. */
  days: z.int(),
  by: z.string().nullable(),
})
export type Freshness = z.infer<typeof Freshness>
