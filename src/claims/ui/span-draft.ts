// A time of work as it is being typed: sums and hours as words of the field until they are numbers.
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { centsOf, typedOf } from '#language/sums.ts'
import type { WageCountry, WorkSpan } from '../wages.ts'

type Per = NonNullable<WorkSpan['agreed']>['per']

export interface SpanDraft {
  span_id: string
  country: WageCountry
  from: Day | null
  until: Day | null
  days_a_week: string
  hours_a_day: string
  away: { from: Day | null; until: Day | null }[]
  floor: string
  agreed: string
  agreed_per: Per
  payments: string
  cited: string
  received: string
  received_per: WorkSpan['received']['per']
  kept: { what: WorkSpan['kept'][number]['what']; amount: string; per: WorkSpan['received']['per'] }[]
  bed_counts: boolean
}

export const newSpan = (country: WageCountry, floor: string): SpanDraft => ({
  ...{ span_id: newId(), country, from: null, until: null, days_a_week: '6', hours_a_day: '10', away: [] },
  ...{ floor, agreed: '', agreed_per: 'month', payments: '12', cited: '', received: '0', received_per: 'month' },
  ...{ kept: [], bed_counts: false },
})

export const draftOf = (span: WorkSpan): SpanDraft => ({
  ...{ span_id: span.span_id, country: span.country, from: span.from, until: span.until },
  days_a_week: typedOf(span.days_a_week * 100),
  hours_a_day: typedOf(Math.round((span.minutes_a_day / 60) * 100)),
  away: span.away,
  floor: span.floor ?? 'none',
  agreed: typedOf(span.agreed?.amount ?? null),
  agreed_per: span.agreed?.per ?? 'month',
  payments: String(span.agreed?.payments ?? 12),
  cited: span.agreed?.cited ?? '',
  received: typedOf(span.received.amount),
  received_per: span.received.per,
  kept: span.kept.map(({ amount, ...each }) => ({ ...each, amount: typedOf(amount) })),
  bed_counts: span.bed_counts,
})

const numberOf = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.')))
const within = (typed: string, least: number, most: number): boolean => {
  const value = numberOf(typed)
  return value >= least && value <= most
}

export const fits = {
  days: (typed: string): boolean => within(typed, 0.5, 7) && Number.isInteger(numberOf(typed) * 2),
  hours: (typed: string): boolean => within(typed, 0.25, 24),
  payments: (typed: string): boolean => within(typed, 12, 16) && Number.isInteger(numberOf(typed)),
  /** While one of them is missing there is nothing to compare. */
  order: (from: Day | null, until: Day | null): boolean => !from || !until || from <= until,
}

/** null while something needed is missing or does not fit. */
export const spanOf = (draft: SpanDraft): WorkSpan | null => {
  const { span_id, country, from, until, agreed, agreed_per, payments, cited, received_per, bed_counts } = draft
  const [days_a_week, hours] = [numberOf(draft.days_a_week), numberOf(draft.hours_a_day)]
  if (!from || !until || !fits.order(from, until) || !fits.days(draft.days_a_week) || !fits.hours(draft.hours_a_day))
    return null
  const amount = centsOf(agreed)
  return {
    ...{ span_id, country, from, until, days_a_week, bed_counts },
    minutes_a_day: Math.round(hours * 60),
    away: draft.away.flatMap((each) => (each.from ? [{ from: each.from, until: each.until ?? each.from }] : [])),
    floor: draft.floor === 'none' ? null : draft.floor,
    agreed: amount === null ? null : { amount, per: agreed_per, payments: numberOf(payments) || 12, cited },
    received: { amount: centsOf(draft.received) ?? 0, per: received_per },
    kept: draft.kept.flatMap(({ what, per, amount: typed }) => {
      const cents = centsOf(typed)
      return cents === null ? [] : [{ what, per, amount: cents }]
    }),
  }
}
