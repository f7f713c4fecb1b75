// The questions of the card. Only the alias is needed; everything else may stay open until she wants to say it.
import { Checkbox, ComboBox, MultiSelect, RadioGroup, Select, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions, languageOptions, provinceOptions } from '#language/ui/names.ts'
import { type Card, Gender } from '../card.ts'

export const emptyCard: Card = {
  alias: '',
  languages: [],
  country: null,
  birth_year: null,
  age_in_doubt: false,
  gender: 'not_said',
  interpreter_needed: false,
  province: null,
  has_children_with_her: false,
  irregular_status: 'unknown',
}

/** Four digits or nothing. */
export const readYear = (typed: string): number | null => (/^\d{1,4}$/.test(typed) ? Number(typed) : null)

interface Props {
  card: Card
  onChange: (card: Card) => void
}

export function CardFields({ card, onChange }: Props) {
  const set = (change: Partial<Card>) => onChange({ ...card, ...change })
  return (
    <Stack>
      <TextField
        name="card.alias"
        label={t('people.card.alias')}
        description={t('people.card.alias_why')}
        isRequired
        maxLength={60}
        value={card.alias}
        onChange={(alias) => set({ alias })}
      />
      <MultiSelect
        name="card.languages"
        label={t('people.card.languages')}
        description={t('people.card.languages_why')}
        options={languageOptions()}
        value={card.languages}
        onChange={(languages) => set({ languages: languages.slice(0, 8) })}
      />
      <Checkbox isSelected={card.interpreter_needed} onChange={(on) => set({ interpreter_needed: on })}>
        {t('people.card.interpreter_needed')}
      </Checkbox>
      <ComboBox
        name="card.country"
        label={t('people.card.country')}
        options={countryOptions()}
        value={card.country}
        onChange={(country) => set({ country })}
      />
      <TextField
        name="card.birth_year"
        label={t('people.card.birth_year')}
        description={t('people.card.birth_year_why')}
        width="short"
        ltr
        inputMode="numeric"
        maxLength={4}
        value={card.birth_year === null ? '' : String(card.birth_year)}
        onChange={(typed) => set({ birth_year: readYear(typed) })}
      />
      <Checkbox isSelected={card.age_in_doubt} onChange={(on) => set({ age_in_doubt: on })}>
        {t('people.card.age_in_doubt')}
        <small>{t('people.card.age_in_doubt_why')}</small>
      </Checkbox>
      <Select
        name="card.gender"
        label={t('people.card.gender')}
        options={Gender.options.map((id) => ({ id, label: t(`people.gender.${id}`) }))}
        value={card.gender}
        onChange={(gender) => set({ gender: gender as Card['gender'] })}
      />
      <ComboBox
        name="card.province"
        label={t('people.card.province')}
        description={t('people.card.province_why')}
        options={provinceOptions()}
        value={card.province}
        onChange={(province) => set({ province })}
      />
      <Checkbox isSelected={card.has_children_with_her} onChange={(on) => set({ has_children_with_her: on })}>
        {t('people.card.has_children_with_her')}
      </Checkbox>
      <RadioGroup
        name="card.irregular_status"
        label={t('people.card.irregular_status')}
        description={t('people.card.irregular_status_why')}
        inline
        options={(['no', 'yes', 'unknown'] as const).map((id) => ({ id, label: t(`people.papers.${id}`) }))}
        value={card.irregular_status}
        onChange={(status) => set({ irregular_status: status as Card['irregular_status'] })}
      />
    </Stack>
  )
}
