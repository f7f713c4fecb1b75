// From when on somebody may need rest, and for how long anything of this is kept: as data, not in code.
import { z } from 'zod'
import data from '#data/team/staff-care.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'

const Points = z.int().min(0).max(20)
export const StaffCareFacts = FactFile.extend({
  window_days: z.int().min(7).max(90),
  points: z.strictObject({ hard: Points, protocols: Points, incidents: Points }),
  from_points: z.int().positive(),
  over_capacity_percent: z.int().min(0),
  rest_said_days: z.int().positive(),
  kept_days: z.int().positive(),
  out_alone: z.strictObject({
    grace_minutes: z.int().positive(),
    longest_hours: z.int().min(1).max(24),
    kept_days: z.int().positive(),
    places: z.array(Code).min(1),
  }),
})
/** Read as it lies; a test holds it against the schema. */
export const staffCareFacts = data as z.infer<typeof StaffCareFacts>
