// Wages that were never paid: what she worked, what the law or the agreement gave for it, and what she had in hand. The
// floors are dated facts of data/law/wages; a lawyer reads them before anybody relies on a sum.
import { z } from 'zod'
import es from '#data/law/wages/es.json' with { type: 'json' }
import it from '#data/law/wages/it.json' with { type: 'json' }
import uk from '#data/law/wages/uk.json' with { type: 'json' }
import us from '#data/law/wages/us.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

/** In cents of the currency. */
const Cents = z.int().nonnegative().max(100_000_000)
const cited = z.string().min(4)

export const WageRate = z.strictObject({
  /** Holds from that day until the next one begins. */
  from: Day,
  amount: Cents,
  per: z.enum(['hour', 'month']),
  /** Of a month: how many of them a year has. */
  payments: z.int().min(12).max(16).optional(),
  cited,
})
export type WageRate = z.infer<typeof WageRate>

export const WageFacts = FactFile.extend({
  country: z.string().length(2),
  currency: z.string().length(3),
  confidence: z.enum(['checked', 'secondary', 'memory']),
  /** A whole working week, for the share of somebody who worked less. */
  week_hours: z.int().positive(),
  /** What a year of whole weeks comes to: the hour of a monthly wage is a year's pay by it. */
  year_hours: z.strictObject({ n: z.int().positive(), cited }).nullable(),
  /** Hours of a week above it are paid `times.n / times.of` of an ordinary one; null: as any other. */
  overtime: z
    .strictObject({
      over_week_hours: z.int().positive(),
      times: z.strictObject({ n: z.int().positive(), of: z.int().positive() }),
      cited,
    })
    .nullable(),
  /** For delay, on each month from its last day on. */
  interest: z.strictObject({ percent_a_year: z.int().positive(), cited }).nullable(),
  /** How long a claim waits, where nothing stopped its clock. */
  claim_within: z.strictObject({ n: z.int().positive(), unit: z.literal('year'), cited }),
  /** What a bed given by the employer may count for, and no more. */
  offset: z
    .strictObject({
      per: z.literal('day'),
      cited,
      rates: z.array(z.strictObject({ from: Day, amount: Cents })).min(1),
    })
    .nullable(),
  /** Words: `claims.floor.<code>`. */
  floors: z.array(z.strictObject({ code: Code, rates: z.array(WageRate).min(1) })),
})
export type WageFacts = z.infer<typeof WageFacts>

export const wageCountries = ['ES', 'IT', 'GB', 'US'] as const
export const WageCountry = z.enum(wageCountries)
export type WageCountry = z.infer<typeof WageCountry>

/** Read as it lies; a test holds each against the schema. */
export const wageFacts = { ES: es, IT: it, GB: uk, US: us } as unknown as Record<WageCountry, WageFacts>

const Per = z.enum(['hour', 'day', 'week', 'month'])

/** A time in which she worked alike. */
export const WorkSpan = z
  .strictObject({
    span_id: Id,
    country: WageCountry,
    from: Day,
    /** The last day is part of it. */
    until: Day,
    days_a_week: z.number().min(0.5).max(7).multipleOf(0.5),
    minutes_a_day: z.int().min(15).max(1440),
    /** Days in it on which she did not work: ill, locked in without work, a holiday. */
    away: z.array(z.strictObject({ from: Day, until: Day })).max(60),
    /** A floor of the country; null: only what was agreed. */
    floor: Code.nullable(),
    /** What was promised, or a collective agreement gives. Where it is more than the floor, it is what is owed. */
    agreed: z
      .strictObject({ amount: Cents, per: Per, payments: z.int().min(12).max(16), cited: OptionalProse(300) })
      .nullable(),
    /** What she had in hand. */
    received: z.strictObject({ amount: Cents, per: z.enum(['day', 'week', 'month', 'whole']) }),
    /** What was kept back, and for what. It is shown, and never takes from what is owed. */
    kept: z
      .array(
        z.strictObject({
          what: z.enum(['bed', 'food', 'debt', 'fine', 'travel', 'papers', 'other']),
          amount: Cents,
          per: z.enum(['day', 'week', 'month', 'whole']),
        }),
      )
      .max(20),
    /** Where the law lets a bed count: whether counsel lets it. */
    bed_counts: z.boolean(),
  })
  .refine(({ from, until }) => from <= until, { error: 'claims.until_before_from' })
export type WorkSpan = z.infer<typeof WorkSpan>

/** One month of the table. Money in cents, rounded to be read; the sums are rounded once, from what is exact. */
export const WageMonth = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  currency: z.string(),
  /** Calendar days it stands on, without those she was away. */
  days: z.int(),
  ordinary_minutes: z.int(),
  overtime_minutes: z.int(),
  owed_ordinary: z.int(),
  owed_overtime: z.int(),
  offset: z.int(),
  received: z.int(),
  kept: z.int(),
  difference: z.int(),
  interest: z.int(),
  /** Days for which no floor and no agreement is known: nothing was counted for them. */
  days_without_rate: z.int(),
  /** Longer ago than a claim usually waits. It is never left out: what stops a clock, counsel knows. */
  beyond: z.boolean(),
  /** What an hour or a month was worth, from which day on, and where that stands. */
  rates: z.array(
    z.object({
      source: z.enum(['floor', 'agreed']),
      floor: Code.nullable(),
      from: Day,
      amount: z.int(),
      per: Per,
      payments: z.int().nullable(),
      cited: z.string(),
    }),
  ),
})
export type WageMonth = z.infer<typeof WageMonth>

export const WageTable = z.object({
  country: WageCountry,
  currency: z.string(),
  months: z.array(WageMonth),
  owed: z.int(),
  received: z.int(),
  kept: z.int(),
  difference: z.int(),
  interest: z.int(),
  total: z.int(),
  days_without_rate: z.int(),
})
export type WageTable = z.infer<typeof WageTable>
