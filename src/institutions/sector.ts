// Where people work who may notice: the sectors an institution belongs to, and what its poster's code looks like.
import { z } from 'zod'
import { Letters } from '#kit/letters.ts'

export const sectors = [
  'health',
  'tourism',
  'shelter',
  'social',
  'labour_inspection',
  'transport',
  'school',
  'police',
  'consulate',
  'employer',
  'community',
  'other',
] as const
export const Sector = z.enum(sectors)
export type Sector = z.infer<typeof Sector>

/** Eight letters, as they stand on a poster, a slip or a screen. */
export const ShortCode = Letters(8)
export type ShortCode = z.infer<typeof ShortCode>
