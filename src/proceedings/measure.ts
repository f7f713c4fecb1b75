// Protection somebody ordered for her: what, against whom, how far, and until when. A measure that keeps somebody away can
// be made an exclusion of the file, so that no appointment, place or interpreter brings the two together.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'

export const measureKinds = [
  ...['stay_away', 'no_contact', 'leaves_home', 'identity_hidden', 'face_hidden', 'escort', 'device'],
  ...['shelter', 'custody', 'other'],
] as const
export const MeasureKind = z.enum(measureKinds)
export type MeasureKind = z.infer<typeof MeasureKind>

/** What keeps a person away from her: these can be made an exclusion. */
export const keepsAway: readonly MeasureKind[] = ['stay_away', 'no_contact', 'leaves_home']

export const MeasureWords = z.object({
  /** Whom it is directed against. */
  against: z.array(Line(160)).max(10).default([]),
  distance_m: z.int().min(1).max(100_000).nullable().default(null),
  /** Where they may not come. */
  places: z.array(Line(160)).max(10).default([]),
  ordered_by: OptionalProse(200).default(''),
  number: OptionalProse(100).default(''),
  words: OptionalProse(2_000).default(''),
})
export type MeasureWords = z.infer<typeof MeasureWords>

const said = {
  kind: MeasureKind,
  matter_id: Id.nullable(),
  from_on: Day,
  /** Its last day; null: until it is lifted. */
  until_on: Day.nullable(),
  /** Lifted, or it ran out. */
  ended_on: Day.nullable(),
}

export const Measure = z.object({
  ...said,
  measure_id: Id,
  against: z.array(z.string()),
  distance_m: z.int().nullable(),
  places: z.array(z.string()),
  ...{ ordered_by: z.string(), number: z.string(), words: z.string() },
  /** It is an exclusion of the file already. */
  excluded: z.boolean(),
  version: z.int(),
})
export type Measure = z.infer<typeof Measure>

export const keepMeasure = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/measures/:measure_id',
  action: 'case.write',
  summary: 'Writes a protection measure down; version 0 begins it.',
  input: z.object({ case_id: Id, measure_id: Id, version: z.int().min(0), ...said, ...MeasureWords.shape }),
  reply: z.object({ measure_id: Id, version: z.int() }),
})

export const excludeByMeasure = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/measures/:measure_id/exclude',
  action: 'case.write',
  summary: 'Makes whom and where a measure keeps away exclusions of the file, for as long as it holds.',
  input: z.object({
    ...{ case_id: Id, measure_id: Id, version: z.int().positive() },
    /** As the exclusion says why, in the language of whoever writes it. */
    reason: Prose(1_000),
  }),
  reply: z.object({ measure_id: Id, version: z.int(), made: z.int() }),
})
