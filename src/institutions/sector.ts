// Where people work who may notice: the sectors an institution belongs to, and what its poster's code looks like.
import { z } from 'zod'

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

/** Eight letters of Crockford's alphabet (no I, L, O, U), as they stand on a poster, a slip or a screen. */
export const ShortCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/)
export type ShortCode = z.infer<typeof ShortCode>
