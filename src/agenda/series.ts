// An appointment that comes again: by which rule, until when, and on which days not.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { Weekday } from '#people/safe-contact.ts'

export const mostInSeries = 60

export const Repeats = z
  .object({
    series_id: Id,
    unit: z.enum(['day', 'week', 'month']),
    every: z.int().min(1).max(12),
    /** Of a week: on which days; empty: on that of the first. */
    weekdays: z.array(Weekday).max(7).default([]),
    /** Of a month: on the same date, or on the same weekday counted from its beginning or its end. */
    month_by: z.enum(['date', 'weekday', 'last_weekday']).default('date'),
    until: Day.nullable().default(null),
    count: z.int().min(1).max(mostInSeries).nullable().default(null),
    except: z.array(Day).max(mostInSeries).default([]),
    /** What becomes of one that falls on a free day. */
    holidays: z.enum(['keep', 'skip']).default('keep'),
  })
  .refine(({ until, count }) => (until === null) !== (count === null), { message: 'agenda.series_end' })
export type Repeats = z.infer<typeof Repeats>
