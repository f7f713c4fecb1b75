// Until when somebody who reported hears from us: three days in a report's life, as data.
import { z } from 'zod'
import { FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'

export const Targets = FactFile.extend({
  acknowledge: z.strictObject({ days: z.int().min(0).max(30) }),
  answer: z.strictObject({ days: z.int().min(0).max(365) }),
  close: z.strictObject({ months: z.int().min(0).max(60) }),
})
export type Targets = z.infer<typeof Targets>

/** What is due next, and when. Nothing runs once a decision closed the report. */
export const Clock = z.object({ due: z.enum(['acknowledge', 'answer', 'close']), on: Day })
export type Clock = z.infer<typeof Clock>
