// A card in words: what a colleague reads before she speaks with someone, and what a conflict shows side by side.
import { list, t } from '#language/here.ts'
import { countryName, languageName, provinceName } from '#language/ui/names.ts'
import type { Card } from '../card.ts'

const yesOrNo = (value: boolean): string => t(value ? 'people.yes' : 'people.no')

const words: { [Name in keyof Card]: (card: Card) => string } = {
  alias: ({ alias }) => alias,
  languages: ({ languages }) =>
    languages.length === 0 ? t('people.not_known') : list(languages.map((code) => languageName(code))),
  country: ({ country }) => (country ? countryName(country) : t('people.not_known')),
  birth_year: ({ birth_year }) => (birth_year === null ? t('people.not_known') : String(birth_year)),
  age_in_doubt: ({ age_in_doubt }) => yesOrNo(age_in_doubt),
  gender: ({ gender }) => t(`people.gender.${gender}`),
  interpreter_needed: ({ interpreter_needed }) => yesOrNo(interpreter_needed),
  province: ({ province }) => (province ? provinceName(province) : t('people.not_known')),
  has_children_with_her: ({ has_children_with_her }) => yesOrNo(has_children_with_her),
  irregular_status: ({ irregular_status }) => t(`people.papers.${irregular_status}`),
}

export const cardFields = Object.keys(words) as (keyof Card)[]
export const cardLabel = (name: keyof Card): string => t(`people.card.${name}`)
export const cardWords = (card: Card, name: keyof Card): string => words[name](card)
