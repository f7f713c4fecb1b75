// How often a plan is looked at again, by phase, and what asks for it sooner: data, read as it lies; a test holds it
// against the schema.
import { z } from 'zod'
import data from '#data/paths/reviews.json' with { type: 'json' }
import { Condition } from '#facts/condition.ts'
import { FactFile } from '#facts/facts.ts'
import { TimelineKind } from '#timeline/timeline.ts'
import { PhaseCode } from './cadence.ts'

export const Phase = z.strictObject({
  code: PhaseCode,
  within_days: z.int().positive(),
  /** Over what is known of the file; the first that holds counts, and the last always does. */
  when: Condition,
})
export type Phase = z.infer<typeof Phase>

export const Cadence = FactFile.extend({
  confidence: z.enum(['checked', 'secondary', 'memory']),
  phases: z.array(Phase).min(1),
  /** Something that happened in the file: the plan is looked at again within so many days. */
  triggers: z.array(z.strictObject({ kind: TimelineKind, within_days: z.int().positive() })),
})
export type Cadence = z.infer<typeof Cadence>

export const cadence = data as Cadence
