// The public holidays of a country, its regions and towns, by day, as they are kept in data/law/calendars.
import { z } from 'zod'
import { Day } from '#kit/day.ts'

const Days = z.array(z.object({ on: Day, name: z.string() }))
const MonthAndDate = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/)

export const Holidays = z.object({
  source: z.string(),
  licence: z.string(),
  reviewed_by: z.string().nullable(),
  valid_from: Day,
  valid_until: Day,
  country: z.string(),
  everywhere: Days,
  /** By region: its provinces as INE codes or ISO 3166-2, and the days that are free there beside those of the whole country. */
  regions: z.array(z.object({ code: z.string(), provinces: z.array(z.string()), days: Days })),
  /** The feasts of a town beside those of its region, in the years for which they are known. */
  towns: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      province: z.string(),
      years: z.array(z.int()),
      days: Days,
    }),
  ),
  /** Stretches of every year in which a count stands still for some. */
  closed: z.array(z.object({ from: MonthAndDate, until: MonthAndDate, for: z.literal('court'), source: z.string() })),
})
export type Holidays = z.infer<typeof Holidays>
