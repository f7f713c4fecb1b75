// Someone around the person in words: what a colleague reads, and what a conflict shows side by side.
import roles from '#data/codes/related_roles.json' with { type: 'json' }
import { number, t } from '#language/here.ts'
import { countryName } from '#language/ui/names.ts'
import type { DependantNeeds, RelatedGroup, RelatedPerson } from '../related.ts'

export const rolesOf = (group: RelatedGroup): string[] =>
  roles.codes.filter(({ groups }) => groups.includes(group)).map(({ code }) => code)

/** The name, or the role where no name was written. */
export const nameWords = ({ name, role }: RelatedPerson): string => name || t(`person.role.${role}`)

const unsaid = (): string => t('people.not_known')
export const whereWords = ({ place, country }: RelatedPerson): string =>
  [place, country && countryName(country)].filter(Boolean).join(', ') || unsaid()

export const moneyWords = ({ money_per_month, currency }: DependantNeeds): string =>
  money_per_month === null ? unsaid() : t('person.needs.money_line', { amount: number(money_per_month), currency })

const needsWords = (needs: DependantNeeds): string =>
  [needs.birth_year, needs.cared_for_by, moneyWords(needs), needs.school, needs.health].filter(Boolean).join(' · ')

const words: { [Name in keyof RelatedPerson]: (person: RelatedPerson) => string } = {
  group: ({ group }) => t(`person.related.${group}`),
  role: ({ role }) => t(`person.role.${role}`),
  name: ({ name }) => name,
  safe: ({ safe }) => t(`person.safe.${safe}`),
  why: ({ why }) => why,
  lives_with: ({ lives_with }) => t(`person.yes_no.${lives_with}`),
  country: ({ country }) => (country ? countryName(country) : unsaid()),
  place: ({ place }) => place,
  knows: ({ knows }) => t(`person.yes_no.${knows}`),
  may_be_told: ({ may_be_told }) => t(`person.yes_no.${may_be_told}`),
  may_contact: ({ may_contact }) => t(`person.may_contact.${may_contact}`),
  contact: ({ contact }) => contact,
  about: ({ about }) => about,
  needs: ({ needs }) => (needs ? needsWords(needs) : ''),
  past: ({ past }) => t(past ? 'people.yes' : 'people.no'),
}

export const relatedFields = Object.keys(words) as (keyof RelatedPerson)[]
export const relatedLabel = (name: keyof RelatedPerson): string => t(`person.field.${name}`)
export const relatedWords = (person: RelatedPerson, name: keyof RelatedPerson): string => words[name](person)

export const noNeeds: DependantNeeds = {
  birth_year: null,
  cared_for_by: '',
  money_per_month: null,
  currency: 'EUR',
  school: '',
  health: '',
}

const firstRole: Record<RelatedGroup, string> = {
  family: 'mother',
  household: 'friend',
  dependant: 'child',
  apart: 'suspect',
}

export const nobodyYet = (group: RelatedGroup): RelatedPerson => ({
  group,
  role: firstRole[group],
  name: '',
  safe: group === 'apart' ? 'not_safe' : 'not_known',
  why: '',
  lives_with: 'not_known',
  country: null,
  place: '',
  knows: 'not_known',
  may_be_told: 'not_known',
  may_contact: group === 'apart' ? 'no' : 'not_asked',
  contact: '',
  about: '',
  needs: group === 'dependant' ? noNeeds : null,
  past: false,
})

export const ageWords = (birth_year: number, today: string): string =>
  t('person.needs.age', { years: Number(today.slice(0, 4)) - birth_year })
