// What someone who depends on the person needs at home, so that caring for them is no reason to go back.
import { Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { DependantNeeds } from '../related.ts'
import { readYear } from './CardFields.tsx'
import { noNeeds } from './related-words.ts'

const currencies = [
  'EUR',
  'BDT',
  'COP',
  'CUP',
  'DOP',
  'GHS',
  'INR',
  'MAD',
  'NGN',
  'NPR',
  'PKR',
  'RON',
  'UAH',
  'USD',
  'VES',
]

/** A sum, with a comma or a point for its cents; null for anything that is none. */
export const readMoney = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.')
  return /^\d{1,6}(\.\d{1,2})?$/.test(text) ? Number(text) : null
}

interface Props {
  needs: DependantNeeds | null
  onChange: (needs: DependantNeeds) => void
}

export function NeedsFields({ needs, onChange }: Props) {
  const now = needs ?? noNeeds
  const set = (change: Partial<DependantNeeds>) => onChange({ ...now, ...change })
  const line = (name: 'cared_for_by' | 'school' | 'health', maxLength: number) => (
    <TextField
      label={t(`person.needs.${name}`)}
      maxLength={maxLength}
      value={now[name]}
      onChange={(text) => set({ [name]: text })}
    />
  )
  return (
    <>
      <div className="form-row">
        <TextField
          name="person.needs.birth_year"
          label={t('person.needs.birth_year')}
          ltr
          inputMode="numeric"
          maxLength={4}
          value={now.birth_year === null ? '' : String(now.birth_year)}
          onChange={(typed) => set({ birth_year: readYear(typed) })}
        />
        {line('cared_for_by', 200)}
      </div>
      <div className="form-row">
        <TextField
          label={t('person.needs.money')}
          description={t('person.needs.money_why')}
          ltr
          inputMode="decimal"
          maxLength={10}
          defaultValue={now.money_per_month === null ? '' : String(now.money_per_month)}
          onChange={(typed) => set({ money_per_month: readMoney(typed) })}
        />
        <Select
          label={t('person.needs.currency')}
          options={currencies.map((id) => ({ id, label: id }))}
          value={now.currency}
          onChange={(currency) => set({ currency: String(currency) })}
        />
      </div>
      {line('school', 300)}
      {line('health', 300)}
    </>
  )
}
