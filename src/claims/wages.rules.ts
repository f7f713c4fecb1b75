// What was owed for work, month by month: the floor of the day or what was agreed, whichever is more; hours above the week
// by themselves; what she had in hand; interest where the law gives it. Exact until the sum.
import { addDays, addMonths, type Day, daysBetween } from '#kit/day.ts'
import {
  type Fraction,
  fraction,
  isMore,
  least,
  minus,
  nothing,
  over,
  plus,
  rounded,
  sumOf,
  times,
} from './fraction.rules.ts'
import type { WageCountry, WageFacts, WageMonth, WageTable, WorkSpan } from './wages.ts'

type Rate = WageMonth['rates'][number]

const monthOf = (day: Day): string => day.slice(0, 7)
const firstOf = (month: string): Day => `${month}-01`
const lastOf = (month: string): Day => addDays(addMonths(firstOf(month), 1), -1)
const lengthOf = (month: string): number => daysBetween(firstOf(month), addMonths(firstOf(month), 1))
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
const later = (a: Day, b: Day): Day => (a > b ? a : b)

const newestUntil = <T extends { from: Day }>(all: readonly T[], day: Day): T | undefined =>
  all.filter(({ from }) => from <= day).reduce<T | undefined>((a, b) => (a && a.from >= b.from ? a : b), undefined)

/** Days of a stretch, without those she was away. */
const workedDays = ({ away }: WorkSpan, from: Day, until: Day): number => {
  const gone = new Set<Day>()
  for (const each of away)
    for (let day = later(each.from, from); day <= earlier(each.until, until); day = addDays(day, 1)) gone.add(day)
  return daysBetween(from, until) + 1 - gone.size
}

/** In minutes of a week: what is ordinary, and what lies above the week of the law. */
const weekOf = ({ days_a_week, minutes_a_day }: WorkSpan, { overtime, week_hours }: WageFacts) => {
  const all = fraction(days_a_week * 2 * minutes_a_day, 2)
  const ordinary = least(all, fraction((overtime?.over_week_hours ?? week_hours) * 60))
  return { ordinary, above: minus(all, ordinary) }
}

/** What an hour is worth, in cents. Of a month: the pay of a year by the hours of a year. */
const hourOf = ({ amount, per, payments }: Rate, span: WorkSpan, facts: WageFacts): Fraction => {
  const hours = over(weekOf(span, facts).ordinary, fraction(60))
  if (per === 'hour') return fraction(amount)
  if (per === 'week') return over(fraction(amount), hours)
  if (per === 'day') return over(times(fraction(amount), fraction(span.days_a_week * 2, 2)), hours)
  const year = fraction(amount * (payments ?? 12))
  return facts.year_hours
    ? over(year, fraction(facts.year_hours.n))
    : over(over(year, fraction(52)), fraction(facts.week_hours))
}

/** What the ordinary hours of so many days of a month are worth. A month is paid by its days, and by the share of a whole week. */
const ordinaryPay = (rate: Rate, span: WorkSpan, facts: WageFacts, days: number, month: string): Fraction => {
  const { ordinary } = weekOf(span, facts)
  if (rate.per === 'week') return times(fraction(rate.amount), fraction(days, 7))
  if (rate.per === 'day') return times(fraction(rate.amount), fraction(span.days_a_week * 2, 2), fraction(days, 7))
  if (rate.per === 'hour') return times(fraction(rate.amount), over(ordinary, fraction(60)), fraction(days, 7))
  const share = least(over(ordinary, fraction(facts.week_hours * 60)), fraction(1))
  return times(fraction(rate.amount * (rate.payments ?? 12), 12), fraction(days, lengthOf(month)), share)
}

const floorOn = (span: WorkSpan, { floors }: WageFacts, day: Day): Rate | undefined => {
  const floor = floors.find(({ code }) => code === span.floor)
  const rate = floor && newestUntil(floor.rates, day)
  return rate && { source: 'floor', floor: span.floor, ...rate, payments: rate.payments ?? null }
}

const rateOn = (span: WorkSpan, facts: WageFacts, day: Day): Rate | undefined => {
  const floor = floorOn(span, facts, day)
  const agreed: Rate | undefined = span.agreed
    ? { source: 'agreed', floor: null, from: span.from, ...span.agreed }
    : undefined
  if (!floor || !agreed) return floor ?? agreed
  return isMore(hourOf(agreed, span, facts), hourOf(floor, span, facts)) ? agreed : floor
}

const spread = (
  { amount, per }: { amount: number; per: 'day' | 'week' | 'month' | 'whole' },
  span: WorkSpan,
  from: Day,
  until: Day,
): Fraction => {
  const days = daysBetween(from, until) + 1
  if (per === 'week') return times(fraction(amount), fraction(days, 7))
  if (per === 'month') return times(fraction(amount), fraction(days, lengthOf(monthOf(from))))
  if (per === 'whole') return times(fraction(amount), fraction(days, daysBetween(span.from, span.until) + 1))
  const worked = workedDays(span, from, until)
  return times(fraction(amount), fraction(span.days_a_week * 2, 2), fraction(worked, 7))
}

interface Exact {
  days: number
  without_rate: number
  ordinary_minutes: Fraction
  overtime_minutes: Fraction
  ordinary: Fraction
  overtime: Fraction
  offset: Fraction
  received: Fraction
  kept: Fraction
  rates: Rate[]
}

/** A stretch of one span inside one month in which no rate changes. */
const stretch = (span: WorkSpan, facts: WageFacts, from: Day, until: Day): Exact => {
  const days = workedDays(span, from, until)
  const rate = rateOn(span, facts, from)
  const { ordinary, above } = weekOf(span, facts)
  const by = fraction(days, 7)
  const more = facts.overtime ? fraction(facts.overtime.times.n, facts.overtime.times.of) : fraction(1)
  const offset = span.bed_counts && facts.offset ? newestUntil(facts.offset.rates, from) : undefined
  return {
    days,
    without_rate: rate ? 0 : days,
    ordinary_minutes: times(ordinary, by),
    overtime_minutes: times(above, by),
    ordinary: rate ? ordinaryPay(rate, span, facts, days, monthOf(from)) : nothing,
    overtime: rate ? times(hourOf(rate, span, facts), over(above, fraction(60)), by, more) : nothing,
    offset: offset ? fraction(offset.amount * days) : nothing,
    received: spread(span.received, span, from, until),
    kept: sumOf(span.kept.map((each) => spread(each, span, from, until))),
    rates: rate && days > 0 ? [rate] : [],
  }
}

/** Where a month begins or a rate changes inside the span. */
const edgesOf = (span: WorkSpan, facts: WageFacts): Day[] => {
  const edges = new Set<Day>([span.from])
  for (let month = firstOf(monthOf(span.from)); month <= span.until; month = addMonths(month, 1))
    if (month > span.from) edges.add(month)
  const changes = [...facts.floors.flatMap(({ rates }) => rates), ...(facts.offset?.rates ?? [])]
  for (const { from } of changes) if (from > span.from && from <= span.until) edges.add(from)
  return [...edges].sort()
}

const sameRate = (a: Rate, b: Rate): boolean => JSON.stringify(a) === JSON.stringify(b)

const together = (a: Exact, b: Exact): Exact => ({
  days: a.days + b.days,
  without_rate: a.without_rate + b.without_rate,
  ordinary_minutes: plus(a.ordinary_minutes, b.ordinary_minutes),
  overtime_minutes: plus(a.overtime_minutes, b.overtime_minutes),
  ordinary: plus(a.ordinary, b.ordinary),
  overtime: plus(a.overtime, b.overtime),
  offset: plus(a.offset, b.offset),
  received: plus(a.received, b.received),
  kept: plus(a.kept, b.kept),
  rates: [...a.rates, ...b.rates.filter((rate) => !a.rates.some((each) => sameRate(each, rate)))],
})

const owedOf = ({ ordinary, overtime, offset }: Exact): Fraction => minus(plus(ordinary, overtime), offset)
const differenceOf = (exact: Exact): Fraction => minus(owedOf(exact), exact.received)

/** From the last day of the month on, and never on what she had too much. */
const interestOf = ({ interest }: WageFacts, difference: Fraction, month: string, today: Day): Fraction => {
  const days = daysBetween(lastOf(month), today)
  return interest && days > 0 && isMore(difference, nothing)
    ? times(difference, fraction(interest.percent_a_year, 100), fraction(days, 365))
    : nothing
}

/** One table for each currency, since sums of two do not add up. Spans of one country only share a table with their own. */
export const wageTables = (
  spans: readonly WorkSpan[],
  facts: Record<WageCountry, WageFacts>,
  today: Day,
): WageTable[] => {
  const countries = [...new Set(spans.map(({ country }) => country))].sort()
  return countries.map((country) =>
    tableOf(
      country,
      spans.filter((span) => span.country === country),
      facts[country],
      today,
    ),
  )
}

const tableOf = (country: WageCountry, spans: readonly WorkSpan[], facts: WageFacts, today: Day): WageTable => {
  const byMonth = new Map<string, Exact>()
  for (const span of spans) {
    const edges = edgesOf(span, facts)
    edges.forEach((from, at) => {
      const next = edges[at + 1]
      const part = stretch(span, facts, from, next ? addDays(next, -1) : span.until)
      const before = byMonth.get(monthOf(from))
      byMonth.set(monthOf(from), before ? together(before, part) : part)
    })
  }
  const rows = [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))
  const exact = rows.map(([month, each]) => {
    const difference = differenceOf(each)
    return { month, each, difference, interest: interestOf(facts, difference, month, today) }
  })
  const sum = (pick: (row: (typeof exact)[number]) => Fraction): number => rounded(sumOf(exact.map(pick)))
  return {
    country,
    currency: facts.currency,
    months: exact.map(({ month, each, difference, interest }) => ({
      month,
      currency: facts.currency,
      days: each.days,
      ordinary_minutes: rounded(each.ordinary_minutes),
      overtime_minutes: rounded(each.overtime_minutes),
      owed_ordinary: rounded(each.ordinary),
      owed_overtime: rounded(each.overtime),
      offset: rounded(each.offset),
      received: rounded(each.received),
      kept: rounded(each.kept),
      difference: rounded(difference),
      interest: rounded(interest),
      days_without_rate: each.without_rate,
      beyond: addMonths(lastOf(month), 12 * facts.claim_within.n) < today,
      rates: each.rates,
    })),
    owed: sum(({ each }) => owedOf(each)),
    received: sum(({ each }) => each.received),
    kept: sum(({ each }) => each.kept),
    difference: sum(({ difference }) => difference),
    interest: sum(({ interest }) => interest),
    total: sum(({ difference, interest }) => plus(difference, interest)),
    days_without_rate: exact.reduce((all, { each }) => all + each.without_rate, 0),
  }
}
