// The public holidays of a country and its regions, by day, as they are kept in data/agenda/holidays.
import { z } from 'zod'
import { Day } from '#kit/day.ts'

const Days = z.array(z.object({ on: Day, name: z.string() }))
export const Holidays = z.object({
  source: z.string(),
  licence: z.string(),
  reviewed_by: z.string().nullable(),
  valid_from: Day,
  valid_until: Day,
  country: z.string(),
  everywhere: Days,
  /** By region: its provinces as INE codes, and the days that are free there beside those of the whole country. */
  regions: z.array(z.object({ code: z.string(), provinces: z.array(z.string()), days: Days })),
})
export type Holidays = z.infer<typeof Holidays>
