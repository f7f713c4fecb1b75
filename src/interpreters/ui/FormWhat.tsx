// In the form of an interpreter: what they speak, when they can, and what it costs.

import { today } from '#cases/ui/now.ts'
import { MaybeAmount, MaybeNumber } from '#directory/ui/form-fields.tsx'
import { Rows } from '#directory/ui/Rows.tsx'
import { Checkbox, CheckboxGroup, ComboBox, DateField, Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { type InterpretingMode, interpretingModes, languageLevels, type Rate, type Spoken } from '../interpreter.ts'
import type { PartProps, Written } from './InterpreterForm.tsx'
import { choices, dialectOptions } from './interpreter-words.ts'

export function LanguagesPart({ of, set }: PartProps) {
  return (
    <Section title={t('interpreting.languages')} lead={t('interpreting.languages_why')}>
      <Rows
        label={t('interpreting.language')}
        add={t('interpreting.add_language')}
        items={of.languages}
        empty={(): Spoken => ({ language: '', dialect: null, level: 'professional', both_ways: true })}
        onChange={(languages) => set({ languages })}
      >
        {(spoken, change, place) => {
          const dialects = dialectOptions(spoken.language)
          return (
            <>
              <div className="side-by-side">
                <ComboBox
                  name={`languages.${place}.language`}
                  label={t('interpreting.language')}
                  isRequired
                  options={languageOptions()}
                  value={spoken.language || null}
                  onChange={(language) => change({ language: language ?? '', dialect: null })}
                />
                {dialects.length > 0 && (
                  <Select
                    name={`languages.${place}.dialect`}
                    label={t('interpreting.dialect')}
                    options={[{ id: 'none', label: t('interpreting.dialect_none') }, ...dialects]}
                    value={spoken.dialect ?? 'none'}
                    onChange={(dialect) => change({ dialect: dialect === 'none' ? null : dialect })}
                  />
                )}
                <Select
                  name={`languages.${place}.level`}
                  label={t('interpreting.level')}
                  options={choices(languageLevels, 'interpreting.level')}
                  value={spoken.level}
                  onChange={(level) => change({ level: level as Spoken['level'] })}
                />
              </div>
              <Checkbox isSelected={spoken.both_ways} onChange={(both_ways) => change({ both_ways })}>
                {t('interpreting.both_ways')}
              </Checkbox>
            </>
          )
        }}
      </Rows>
    </Section>
  )
}

/** The same hours on several days are one row of the form. */
interface Shift {
  days: number[]
  from: string
  until: string
}
const shiftsOf = (hours: Written['hours']): Shift[] => {
  const shifts: Shift[] = []
  for (const { weekday, from, until } of hours) {
    const same = shifts.find((each) => each.from === from && each.until === until && !each.days.includes(weekday))
    if (same) same.days.push(weekday)
    else shifts.push({ days: [weekday], from, until })
  }
  return shifts
}
const hoursOf = (shifts: Shift[]): Written['hours'] =>
  shifts.flatMap(({ days, from, until }) => days.map((weekday) => ({ weekday, from, until })))

const weekdays = ['1', '2', '3', '4', '5', '6', '7']

export function WhenPart({ of, set }: PartProps) {
  return (
    <Section title={t('interpreting.hours')} lead={t('interpreting.hours_why')}>
      <Rows
        label={t('interpreting.shift')}
        add={t('interpreting.add_shift')}
        items={shiftsOf(of.hours)}
        empty={(): Shift =>
          of.hours.length === 0
            ? { days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }
            : { days: [6], from: '10:00', until: '14:00' }
        }
        onChange={(shifts) => set({ hours: hoursOf(shifts) })}
      >
        {(shift, change, place) => (
          <>
            <CheckboxGroup
              inline
              name={`hours.${place}.weekday`}
              label={t('interpreting.days')}
              options={choices(weekdays, 'interpreting.weekday')}
              value={shift.days.map(String)}
              onChange={(days) => days.length > 0 && change({ days: days.map(Number).sort((a, b) => a - b) })}
            />
            <div className="side-by-side">
              {(['from', 'until'] as const).map((end) => (
                <TextField
                  key={end}
                  name={`hours.${place}.${end}`}
                  label={t(`interpreting.hours.${end}`)}
                  type="time"
                  ltr
                  isRequired
                  value={shift[end] === '24:00' ? '23:59' : shift[end]}
                  onChange={(typed) => change({ [end]: typed === '23:59' ? '24:00' : typed })}
                />
              ))}
            </div>
          </>
        )}
      </Rows>
      <Rows
        label={t('interpreting.off_one')}
        add={t('interpreting.add_off')}
        items={of.off}
        empty={() => ({ from_on: today(), until_on: today() })}
        onChange={(off) => set({ off })}
      >
        {(off, change, place) => (
          <div className="side-by-side">
            {(['from_on', 'until_on'] as const).map((end) => (
              <DateField
                key={end}
                name={`off.${place}.${end}`}
                label={t(`interpreting.off.${end}`)}
                isRequired
                value={off[end]}
                onChange={(on) => on && change({ [end]: on })}
              />
            ))}
          </div>
        )}
      </Rows>
    </Section>
  )
}

const aRate = (): Rate => ({
  from_on: today(),
  mode: null,
  cents: 0,
  unit_minutes: 60,
  minimum_minutes: 60,
  rounding: 'up',
  travel_cents_per_km: 0,
  currency: 'EUR',
})

const amountOf = (cents: number): number => cents / 100
const centsOf = (amount: number | null): number => Math.round((amount ?? 0) * 100)

export function RatesPart({ of, set }: PartProps) {
  if (of.kind === 'volunteer') return null
  return (
    <Section title={t('interpreting.rates')} lead={t('interpreting.rates_why')}>
      <Rows
        label={t('interpreting.rate')}
        add={t('interpreting.add_rate')}
        items={of.rates}
        empty={aRate}
        onChange={(rates) => set({ rates })}
      >
        {(rate, change, place) => (
          <>
            <div className="side-by-side">
              <DateField
                name={`rates.${place}.from_on`}
                label={t('interpreting.rate.from_on')}
                isRequired
                value={rate.from_on}
                onChange={(on) => on && change({ from_on: on })}
              />
              <Select
                name={`rates.${place}.mode`}
                label={t('interpreting.mode')}
                options={[
                  { id: 'any', label: t('interpreting.rate.any_mode') },
                  ...choices(interpretingModes, 'interpreting.mode'),
                ]}
                value={rate.mode ?? 'any'}
                onChange={(mode) => change({ mode: mode === 'any' ? null : (mode as InterpretingMode) })}
              />
            </div>
            <div className="side-by-side">
              <MaybeAmount
                name={`rates.${place}.cents`}
                label={t('interpreting.rate.amount')}
                value={amountOf(rate.cents)}
                onChange={(amount) => change({ cents: centsOf(amount) })}
              />
              <MaybeNumber
                name={`rates.${place}.unit_minutes`}
                label={t('interpreting.rate.unit_minutes')}
                value={rate.unit_minutes}
                onChange={(minutes) => change({ unit_minutes: Math.max(1, minutes ?? 60) })}
              />
              <MaybeNumber
                name={`rates.${place}.minimum_minutes`}
                label={t('interpreting.rate.minimum_minutes')}
                value={rate.minimum_minutes}
                onChange={(minutes) => change({ minimum_minutes: minutes ?? 0 })}
              />
            </div>
            <div className="side-by-side">
              <Select
                name={`rates.${place}.rounding`}
                label={t('interpreting.rate.rounding')}
                options={choices(['up', 'nearest'], 'interpreting.rate.rounding')}
                value={rate.rounding}
                onChange={(rounding) => change({ rounding: rounding as Rate['rounding'] })}
              />
              <MaybeAmount
                name={`rates.${place}.travel_cents_per_km`}
                label={t('interpreting.rate.per_km')}
                value={amountOf(rate.travel_cents_per_km)}
                onChange={(amount) => change({ travel_cents_per_km: centsOf(amount) })}
              />
            </div>
          </>
        )}
      </Rows>
    </Section>
  )
}
