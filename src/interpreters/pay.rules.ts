// What an interpreter is owed: the rate that held on the day, whole units of time, the way there, and a share where it was
// called off late. Whole cents alone, from the first step to the sum.
import type { InterpretingMode, Rate } from './interpreter.ts'
import type { PayLine, PayTerms } from './pay.ts'

/** One booking as whoever pays may know it: when and how long, and nothing of whom it was for. */
export interface Work {
  booking_id: string
  on_day: string
  mode: InterpretingMode
  /** `late_cancel`: the house called it off; it is known how many minutes before. */
  what: 'attended' | 'late_cancel'
  /** Spent, or for what was called off: planned. */
  minutes: number
  travel_km: number
  /** How long before the beginning it was called off. */
  minutes_before: number | null
}

const newestUntil = <T extends { from_on: string }>(all: readonly T[], day: string): T | undefined =>
  all
    .filter(({ from_on }) => from_on <= day)
    .reduce<T | undefined>((best, each) => (best && best.from_on >= each.from_on ? best : each), undefined)

/** The rate for this mode where there is one, otherwise the rate for every mode; of each, the newest that had begun. */
export const rateOn = (rates: readonly Rate[], day: string, mode: InterpretingMode): Rate | undefined =>
  newestUntil(
    rates.filter((rate) => rate.mode === mode),
    day,
  ) ??
  newestUntil(
    rates.filter((rate) => rate.mode === null),
    day,
  )

/** Without terms of its own a house pays half of what it called off within a day, and the way by its kilometres. */
export const usualTerms: PayTerms = {
  from_on: '2000-01-01',
  cancel_hours: 24,
  cancel_percent: 50,
  travel_fixed_cents: null,
}

export const termsOn = (terms: readonly PayTerms[], day: string): PayTerms => newestUntil(terms, day) ?? usualTerms

/** Units of time that are paid: never fewer than the agreed minimum needs. */
export const unitsOf = ({ unit_minutes, minimum_minutes, rounding }: Rate, minutes: number): number => {
  const spent =
    rounding === 'up'
      ? Math.ceil(minutes / unit_minutes)
      : Math.floor((2 * minutes + unit_minutes) / (2 * unit_minutes))
  return Math.max(spent, Math.ceil(minimum_minutes / unit_minutes))
}

/** A share in whole cents, half a cent upwards. */
export const shareOf = (cents: number, percent: number): number => Math.floor((cents * percent + 50) / 100)

export const travelOf = (work: Work, rate: Rate, { travel_fixed_cents }: PayTerms): number =>
  work.what !== 'attended' || work.mode !== 'in_person'
    ? 0
    : (travel_fixed_cents ?? work.travel_km * rate.travel_cents_per_km)

export type Priced = Omit<PayLine, 'grant_code'> & { currency: string }

/** Nothing is owed for what was called off in time; `no_rate` is for a person to mend, not to be paid as nothing. */
export const priceOf = (
  work: Work,
  rates: readonly Rate[],
  terms: readonly PayTerms[],
): Priced | 'no_rate' | 'not_owed' => {
  const agreed = termsOn(terms, work.on_day)
  const late = work.minutes_before !== null && work.minutes_before < agreed.cancel_hours * 60
  if (work.what === 'late_cancel' && (!late || agreed.cancel_percent === 0)) return 'not_owed'
  const rate = rateOn(rates, work.on_day, work.mode)
  if (!rate) return 'no_rate'
  const units = unitsOf(rate, work.minutes)
  const percent = work.what === 'late_cancel' ? agreed.cancel_percent : 100
  const time_cents = shareOf(units * rate.cents, percent)
  const travel_cents = travelOf(work, rate, agreed)
  return {
    booking_id: work.booking_id,
    on_day: work.on_day,
    what: work.what,
    minutes: work.minutes,
    paid_minutes: units * rate.unit_minutes,
    percent,
    time_cents,
    travel_cents,
    amount_cents: time_cents + travel_cents,
    currency: rate.currency,
  }
}

export const totalOf = (lines: readonly Pick<PayLine, 'amount_cents'>[]): number =>
  lines.reduce((sum, { amount_cents }) => sum + amount_cents, 0)

export interface Gathered {
  lines: Priced[]
  currency: string
  /** What stays out, and why: nobody is paid nothing because a rate was forgotten. */
  left_out: { booking_id: string; on_day: string; because: 'no_rate' | 'other_currency' }[]
}

/** The lines of a statement, by day; a statement is in one currency, that of its first day. */
export const gather = (work: readonly Work[], rates: readonly Rate[], terms: readonly PayTerms[]): Gathered => {
  const inOrder = [...work].sort((a, b) =>
    a.on_day === b.on_day ? (a.booking_id < b.booking_id ? -1 : 1) : a.on_day < b.on_day ? -1 : 1,
  )
  const found: Gathered = { lines: [], currency: '', left_out: [] }
  for (const each of inOrder) {
    const priced = priceOf(each, rates, terms)
    const { booking_id, on_day } = each
    if (priced === 'not_owed') continue
    if (priced === 'no_rate') found.left_out.push({ booking_id, on_day, because: 'no_rate' })
    else if (found.currency && priced.currency !== found.currency)
      found.left_out.push({ booking_id, on_day, because: 'other_currency' })
    else {
      found.currency ||= priced.currency
      found.lines.push(priced)
    }
  }
  return found
}

interface Frozen {
  statement_id: string
  interpreter_id: string
  from_on: string
  until_on: string
  currency: string
  total_cents: number
  lines: readonly (PayLine & { grant_code: string | null })[]
}
/** What the hash of an issued statement stands for: every figure, in one order, and nothing beside. */
export const frozenText = ({ lines, ...head }: Frozen): string =>
  JSON.stringify([
    ['statement_id', 'interpreter_id', 'from_on', 'until_on', 'currency', 'total_cents'].map(
      (key) => head[key as keyof typeof head],
    ),
    [...lines]
      .sort((a, b) => (a.booking_id < b.booking_id ? -1 : 1))
      .map((line) => [
        line.booking_id,
        line.on_day,
        line.what,
        line.minutes,
        line.paid_minutes,
        line.percent,
        line.time_cents,
        line.travel_cents,
        line.amount_cents,
        line.grant_code,
      ]),
  ])

/** Cents by grant line, the line without one last. */
export const byGrant = (lines: readonly { grant_code: string | null; amount_cents: number; minutes: number }[]) => {
  const sums = new Map<string | null, { cents: number; minutes: number }>()
  for (const { grant_code, amount_cents, minutes } of lines) {
    const known = sums.get(grant_code) ?? { cents: 0, minutes: 0 }
    sums.set(grant_code, { cents: known.cents + amount_cents, minutes: known.minutes + minutes })
  }
  return [...sums]
    .map(([grant_code, sum]) => ({ grant_code, ...sum }))
    .sort((a, b) => (a.grant_code === null ? 1 : b.grant_code === null ? -1 : a.grant_code < b.grant_code ? -1 : 1))
}
