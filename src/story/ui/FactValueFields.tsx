// The value of a fact, by the kind of answer it has: one of a list, several, the countries of a way, or a sum.
import { Button, CheckboxGroup, ComboBox, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryName, countryOptions } from '#language/ui/names.ts'
import { type FactValue, factList, valuesOf } from '../fact.ts'
import { choices } from './writing.ts'

interface Props {
  fact: string
  value: FactValue
  onChange: (value: FactValue) => void
}
const parts = ['recruitment', 'transit', 'exploitation'] as const
type Step = FactValue['route'][number]

function Route({ value, onChange }: Omit<Props, 'fact'>) {
  const change = (place: number, step: Step | null) =>
    onChange({
      ...value,
      route: step ? value.route.with(place, step) : value.route.filter((_, each) => each !== place),
    })
  const addCountry = (country: string | null) =>
    country &&
    onChange({
      ...value,
      route: [...value.route, { country, part: value.route.length === 0 ? 'recruitment' : 'transit' }],
    })
  return (
    <div className="story-route">
      <ol>
        {value.route.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way may pass a country twice
          <li key={`${place} ${step.country}`}>
            <span>{countryName(step.country)}</span>
            <Select
              label={t('story.fact.route.part', { country: countryName(step.country) })}
              options={choices(parts, 'story.fact.route.as')}
              value={step.part}
              onChange={(part) => change(place, { ...step, part: part as Step['part'] })}
            />
            <Button
              small
              kind="quiet"
              icon="close"
              aria-label={t('story.fact.route.remove', { country: countryName(step.country) })}
              onPress={() => change(place, null)}
            />
          </li>
        ))}
      </ol>
      <ComboBox
        key={value.route.length}
        label={t('story.fact.route.add')}
        description={t('story.fact.route.why')}
        options={countryOptions()}
        value={null}
        onChange={addCountry}
      />
    </div>
  )
}

function Sum({ value, onChange }: Omit<Props, 'fact'>) {
  const sum = value.amount ?? { amount: 0, currency: 'EUR', still_owed: 'unknown' as const }
  const set = (change: Partial<typeof sum>) => onChange({ ...value, amount: { ...sum, ...change } })
  return (
    <>
      <div className="story-fields">
        <TextField
          name="value.amount.amount"
          label={t('story.fact.amount')}
          type="number"
          inputMode="numeric"
          ltr
          value={value.amount ? String(sum.amount) : ''}
          onChange={(amount) =>
            amount === '' ? onChange({ ...value, amount: null }) : set({ amount: Number(amount) })
          }
        />
        <TextField
          name="value.amount.currency"
          label={t('story.fact.currency')}
          ltr
          value={sum.currency}
          onChange={(currency) => set({ currency: currency.toUpperCase().slice(0, 3) })}
        />
      </div>
      <RadioGroup
        label={t('story.fact.owed')}
        inline
        options={choices(['yes', 'no', 'unknown'], 'story.fact.owed')}
        value={sum.still_owed}
        onChange={(still_owed) => set({ still_owed: still_owed as typeof sum.still_owed })}
      />
    </>
  )
}

export function FactValueFields({ fact, value, onChange }: Props) {
  const answer = factList.facts.find(({ code }) => code === fact)?.answer
  if (answer === 'route') return <Route value={value} onChange={onChange} />
  if (answer === 'amount') return <Sum value={value} onChange={onChange} />
  const codes = valuesOf(fact).map(({ code }) => code)
  const options = choices(codes, `story.value.${fact}`)
  if (answer === 'many')
    return (
      <CheckboxGroup
        label={t('story.fact.what')}
        description={t('story.fact.what_why')}
        options={options}
        value={value.codes}
        onChange={(chosen) => onChange({ ...value, codes: codes.filter((each) => chosen.includes(each)) })}
      />
    )
  return codes.length > 10 ? (
    <Select
      label={t('story.fact.what')}
      options={options}
      value={value.codes[0] ?? null}
      onChange={(code) => onChange({ ...value, codes: code ? [code] : [] })}
    />
  ) : (
    <RadioGroup
      label={t('story.fact.what')}
      options={options}
      value={value.codes[0] ?? ''}
      onChange={(code) => onChange({ ...value, codes: [code] })}
    />
  )
}
