// One time of work: days, hours, what the law or a promise gave for it, what she had in hand and what was kept back.
import { Button, Checkbox, DateField, Select, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type WageCountry, wageCountries } from '../wages.ts'
import type { SpanDraft } from './span-draft.ts'

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

const packOf: Record<WageCountry, string> = { ES: 'es', IT: 'it', GB: 'uk', US: 'us' }
const kinds = ['bed', 'food', 'debt', 'fine', 'travel', 'papers', 'other'] as const
const choices = (codes: readonly string[], prefix: string) => codes.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
const spent = ['day', 'week', 'month', 'whole'] as const

function Kept({ span, onChange }: Pick<Props, 'span' | 'onChange'>) {
  const change = (at: number, part: Partial<SpanDraft['kept'][number]>) =>
    onChange({ kept: span.kept.map((each, place) => (place === at ? { ...each, ...part } : each)) })
  return (
    <>
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
            label={t('claims.kept_amount')}
            width="short"
            ltr
            value={each.amount}
            onChange={(amount) => change(at, { amount })}
          />
          <Select
            label={t('claims.per')}
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
      <Button
        small
        icon="add"
        onPress={() => onChange({ kept: [...span.kept, { what: 'debt', amount: '', per: 'month' }] })}
      >
        {t('claims.kept_add')}
      </Button>
    </>
  )
}

function Away({ span, today, onChange }: Pick<Props, 'span' | 'today' | 'onChange'>) {
  const change = (at: number, part: Partial<SpanDraft['away'][number]>) =>
    onChange({ away: span.away.map((each, place) => (place === at ? { ...each, ...part } : each)) })
  return (
    <>
      {span.away.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and are only added or taken away
        <div key={at} className="claims-line">
          <DateField label={t('claims.from')} max={today} value={each.from} onChange={(from) => change(at, { from })} />
          <DateField
            label={t('claims.until')}
            max={today}
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
      <Button small icon="add" onPress={() => onChange({ away: [...span.away, { from: null, until: null }] })}>
        {t('claims.away_add')}
      </Button>
    </>
  )
}

export function SpanFields({ span, wages, today, onChange }: Props) {
  const of = wages.find(({ country }) => country === span.country)
  const floors = [...(of?.floors ?? []), 'none']
  return (
    <Stack>
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
          value={span.until}
          onChange={(until) => onChange({ until })}
        />
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
      </div>
      <div className="claims-line">
        <TextField
          label={t('claims.days_a_week')}
          width="short"
          ltr
          isRequired
          value={span.days_a_week}
          onChange={(days_a_week) => onChange({ days_a_week })}
        />
        <TextField
          label={t('claims.hours_a_day')}
          description={t('claims.hours_a_day_why')}
          width="short"
          ltr
          isRequired
          value={span.hours_a_day}
          onChange={(hours_a_day) => onChange({ hours_a_day })}
        />
        <Select
          label={t('claims.floor')}
          options={choices(floors, 'claims.floor')}
          value={span.floor}
          onChange={(floor) => onChange({ floor })}
        />
      </div>
      <div className="claims-line">
        <TextField
          label={t('claims.received')}
          width="short"
          ltr
          value={span.received}
          onChange={(received) => onChange({ received })}
        />
        <Select
          label={t('claims.per')}
          options={choices(spent, 'claims.per')}
          value={span.received_per}
          onChange={(per) => onChange({ received_per: per as SpanDraft['received_per'] })}
        />
      </div>
      <div className="claims-line">
        <TextField
          label={t('claims.agreed_amount')}
          description={t('claims.agreed_why')}
          width="short"
          ltr
          value={span.agreed}
          onChange={(agreed) => onChange({ agreed })}
        />
        {span.agreed !== '' && (
          <>
            <Select
              label={t('claims.per')}
              options={choices(['hour', 'day', 'week', 'month'], 'claims.per')}
              value={span.agreed_per}
              onChange={(per) => onChange({ agreed_per: per as SpanDraft['agreed_per'] })}
            />
            {span.agreed_per === 'month' && (
              <TextField
                label={t('claims.payments_a_year')}
                width="short"
                ltr
                value={span.payments}
                onChange={(payments) => onChange({ payments })}
              />
            )}
            <TextField label={t('claims.agreed_cited')} value={span.cited} onChange={(cited) => onChange({ cited })} />
          </>
        )}
      </div>
      <p className="claims-quiet">{t('claims.kept_why')}</p>
      <Kept span={span} onChange={onChange} />
      <Away span={span} today={today} onChange={onChange} />
      {of?.offset && (
        <Checkbox isSelected={span.bed_counts} onChange={(bed_counts) => onChange({ bed_counts })}>
          {t('claims.bed_counts')}
        </Checkbox>
      )}
    </Stack>
  )
}
