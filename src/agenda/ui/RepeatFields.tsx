// An appointment that comes again: how often, until when, and on which days not.
import { Checkbox, CheckboxGroup, DateField, MultiSelect, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { weekdayName } from '#people/ui/contact-words.ts'
import { mostInSeries } from '../series.ts'
import type { Repeating } from './appointment-draft.ts'
import { choices } from './appointment-words.ts'

interface Props {
  of: Repeating
  set: (change: Partial<Repeating>) => void
  /** The days it would take place on, as the server counts them. */
  days: string[]
  /** Not before the first one. */
  from: string | null
}

function Rule({ of, set, days, from }: Props) {
  const all = [...new Set([...days, ...of.except])].sort()
  return (
    <>
      <div className="appointment-row">
        <Select
          label={t('appointments.series.unit')}
          options={choices(['day', 'week', 'month'], 'appointments.series.unit')}
          value={of.unit}
          onChange={(unit) => set({ unit: unit as Repeating['unit'] })}
        />
        <TextField
          name="series.every"
          label={t(`appointments.series.every.${of.unit}`)}
          inputMode="numeric"
          ltr
          value={of.every}
          onChange={(every) => set({ every })}
        />
      </div>
      {of.unit === 'week' && (
        <CheckboxGroup
          inline
          label={t('appointments.series.weekdays')}
          description={t('appointments.series.weekdays_why')}
          options={[1, 2, 3, 4, 5, 6, 7].map((each) => ({ id: String(each), label: weekdayName(each, 'short') }))}
          value={of.weekdays.map(String)}
          onChange={(weekdays) => set({ weekdays: weekdays.map(Number) })}
        />
      )}
      {of.unit === 'month' && (
        <RadioGroup
          label={t('appointments.series.month_by')}
          options={choices(['date', 'weekday', 'last_weekday'], 'appointments.series.month_by')}
          value={of.month_by}
          onChange={(month_by) => set({ month_by: month_by as Repeating['month_by'] })}
        />
      )}
      <RadioGroup
        inline
        label={t('appointments.series.ends')}
        options={choices(['count', 'until'], 'appointments.series.ends')}
        value={of.ends}
        onChange={(ends) => set({ ends: ends as Repeating['ends'] })}
      />
      {of.ends === 'count' ? (
        <TextField
          name="series.count"
          label={t('appointments.series.count')}
          description={t('appointments.series.count_why', { most: mostInSeries })}
          inputMode="numeric"
          ltr
          width="short"
          isRequired
          value={of.count}
          onChange={(count) => set({ count })}
        />
      ) : (
        <DateField
          name="series.until"
          label={t('appointments.series.until')}
          isRequired
          {...(from && { min: from })}
          value={of.until}
          onChange={(until) => set({ until })}
        />
      )}
      <RadioGroup
        inline
        label={t('appointments.series.holidays')}
        options={choices(['skip', 'keep'], 'appointments.series.holidays')}
        value={of.holidays}
        onChange={(holidays) => set({ holidays: holidays as Repeating['holidays'] })}
      />
      <MultiSelect
        label={t('appointments.series.except')}
        options={all.map((id) => ({ id, label: day(id, 'weekday') }))}
        value={of.except}
        onChange={(except) => set({ except })}
      />
    </>
  )
}

export function RepeatFields({ another = false, ...props }: Props & { another?: boolean }) {
  const { of, set } = props
  return (
    <>
      <Checkbox isSelected={of.repeats} onChange={(repeats) => set({ repeats })}>
        {t(another ? 'appointments.series.another_rule' : 'appointments.series.repeats')}
        {another && <small>{t('appointments.series.another_rule_why')}</small>}
      </Checkbox>
      {of.repeats && <Rule {...props} />}
    </>
  )
}
