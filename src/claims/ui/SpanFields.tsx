// One time of work: days, hours, what the law or a promise gave for it, what she had in hand and what was kept back.
import { type ReactNode, useId } from 'react'
import { Button, Checkbox, DateField, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type WageCountry, wageCountries } from '../wages.ts'
import { mostEarned, packOf, sumFault } from './claim-words.ts'
import { fits, type SpanDraft } from './span-draft.ts'

export interface FloorsOf {
  country: string
  floors: string[]
  offset: boolean
}

interface Props {
  span: SpanDraft
  wages: FloorsOf[]
  today: string
  onChange: (change: Partial<SpanDraft>) => void
}

const kinds = ['bed', 'food', 'debt', 'fine', 'travel', 'papers', 'other'] as const
const choices = (codes: readonly string[], prefix: string) => codes.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
const spent = ['day', 'week', 'month', 'whole'] as const

/** What belongs together under one heading, and why it is asked. */
function Part({ title, why, children }: { title: string; why?: string; children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand below a line
    <div className="claims-part" role="group" aria-labelledby={id}>
      <h5 id={id}>{title}</h5>
      {why && <p className="claims-quiet">{why}</p>}
      {children}
    </div>
  )
}

function Kept({ span, onChange }: Pick<Props, 'span' | 'onChange'>) {
  const change = (at: number, part: Partial<SpanDraft['kept'][number]>) =>
    onChange({ kept: span.kept.map((each, place) => (place === at ? { ...each, ...part } : each)) })
  return (
    <Part title={t('claims.kept_amount')} why={t('claims.kept_why')}>
      {span.kept.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and are only added or taken away
        <div key={at} className="claims-line">
          <Select
            label={t('claims.kept_what')}
            options={choices(kinds, 'claims.kept')}
            value={each.what}
            onChange={(what) => change(at, { what: what as typeof each.what })}
          />
          <TextField
            label={t('claims.payment_amount')}
            width="short"
            ltr
            isRequired
            error={sumFault(each.amount, mostEarned)}
            value={each.amount}
            onChange={(amount) => change(at, { amount })}
          />
          <Select
            label={t('claims.per')}
            width="short"
            options={choices(spent, 'claims.per')}
            value={each.per}
            onChange={(per) => change(at, { per: per as typeof each.per })}
          />
          <Button
            kind="quiet"
            icon="close"
            aria-label={t('claims.kept_remove')}
            onPress={() => onChange({ kept: span.kept.filter((_, place) => place !== at) })}
          />
        </div>
      ))}
      <div>
        <Button
          small
          icon="add"
          onPress={() => onChange({ kept: [...span.kept, { what: 'debt', amount: '', per: 'month' }] })}
        >
          {t('claims.kept_add')}
        </Button>
      </div>
    </Part>
  )
}

const beforeFrom = (from: SpanDraft['from'], until: SpanDraft['until']) =>
  fits.order(from, until) ? undefined : t('problem.claims.until_before_from')

function Away({ span, today, onChange }: Pick<Props, 'span' | 'today' | 'onChange'>) {
  const change = (at: number, part: Partial<SpanDraft['away'][number]>) =>
    onChange({ away: span.away.map((each, place) => (place === at ? { ...each, ...part } : each)) })
  return (
    <Part title={t('claims.away')}>
      {span.away.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and are only added or taken away
        <div key={at} className="claims-line">
          <DateField
            label={t('claims.from')}
            isRequired
            max={today}
            value={each.from}
            onChange={(from) => change(at, { from })}
          />
          <DateField
            label={t('claims.until')}
            max={today}
            error={beforeFrom(each.from, each.until)}
            value={each.until}
            onChange={(until) => change(at, { until })}
          />
          <Button
            kind="quiet"
            icon="close"
            aria-label={t('claims.away_remove')}
            onPress={() => onChange({ away: span.away.filter((_, place) => place !== at) })}
          />
        </div>
      ))}
      <div>
        <Button small icon="add" onPress={() => onChange({ away: [...span.away, { from: null, until: null }] })}>
          {t('claims.away_add')}
        </Button>
      </div>
    </Part>
  )
}

function Agreed({ span, onChange }: Pick<Props, 'span' | 'onChange'>) {
  return (
    <Part title={t('claims.agreed')} why={t('claims.agreed_why')}>
      <div className="claims-line">
        <TextField
          label={t('claims.payment_amount')}
          width="short"
          ltr
          error={sumFault(span.agreed, mostEarned)}
          value={span.agreed}
          onChange={(agreed) => onChange({ agreed })}
        />
        {span.agreed !== '' && (
          <>
            <Select
              label={t('claims.per')}
              width="short"
              options={choices(['hour', 'day', 'week', 'month'], 'claims.per')}
              value={span.agreed_per}
              onChange={(per) => onChange({ agreed_per: per as SpanDraft['agreed_per'] })}
            />
            {span.agreed_per === 'month' && (
              <TextField
                label={t('claims.payments_a_year')}
                width="short"
                ltr
                isRequired
                error={fits.payments(span.payments) ? undefined : t('claims.between', { least: 12, most: 16 })}
                value={span.payments}
                onChange={(payments) => onChange({ payments })}
              />
            )}
            <TextField label={t('claims.agreed_cited')} value={span.cited} onChange={(cited) => onChange({ cited })} />
          </>
        )}
      </div>
    </Part>
  )
}

export function SpanFields({ span, wages, today, onChange }: Props) {
  const of = wages.find(({ country }) => country === span.country)
  const floors = [...(of?.floors ?? []), 'none']
  return (
    <>
      <Part title={t('claims.when')}>
        <div className="claims-line">
          <DateField
            label={t('claims.from')}
            isRequired
            max={today}
            value={span.from}
            onChange={(from) => onChange({ from })}
          />
          <DateField
            label={t('claims.until')}
            isRequired
            max={today}
            error={beforeFrom(span.from, span.until)}
            value={span.until}
            onChange={(until) => onChange({ until })}
          />
        </div>
        <div className="claims-line">
          <TextField
            label={t('claims.days_a_week')}
            width="short"
            ltr
            isRequired
            error={fits.days(span.days_a_week) ? undefined : t('claims.days_unread')}
            value={span.days_a_week}
            onChange={(days_a_week) => onChange({ days_a_week })}
          />
          <TextField
            label={t('claims.hours_a_day')}
            width="short"
            ltr
            isRequired
            error={fits.hours(span.hours_a_day) ? undefined : t('claims.hours_unread')}
            value={span.hours_a_day}
            onChange={(hours_a_day) => onChange({ hours_a_day })}
          />
        </div>
        <p className="claims-quiet">{t('claims.hours_a_day_why')}</p>
        <div className="claims-line">
          <Select
            label={t('claims.country')}
            options={wageCountries.map((id) => ({ id, label: t(`claims.pack.${packOf[id]}`) }))}
            value={span.country}
            onChange={(id) => {
              const country = id as WageCountry
              const first = wages.find((each) => each.country === country)?.floors[0]
              onChange({ country, floor: first ?? 'none', bed_counts: false })
            }}
          />
          <Select
            label={t('claims.floor')}
            options={choices(floors, 'claims.floor')}
            value={span.floor}
            onChange={(floor) => onChange({ floor })}
          />
        </div>
      </Part>
      <Part title={t('claims.received')}>
        <div className="claims-line">
          <TextField
            label={t('claims.payment_amount')}
            width="short"
            ltr
            error={sumFault(span.received, mostEarned)}
            value={span.received}
            onChange={(received) => onChange({ received })}
          />
          <Select
            label={t('claims.per')}
            width="short"
            options={choices(spent, 'claims.per')}
            value={span.received_per}
            onChange={(per) => onChange({ received_per: per as SpanDraft['received_per'] })}
          />
        </div>
      </Part>
      <Agreed span={span} onChange={onChange} />
      <Kept span={span} onChange={onChange} />
      {of?.offset && (
        <Checkbox isSelected={span.bed_counts} onChange={(bed_counts) => onChange({ bed_counts })}>
          {t('claims.bed_counts')}
        </Checkbox>
      )}
      <Away span={span} today={today} onChange={onChange} />
    </>
  )
}
