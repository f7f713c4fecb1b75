// The legal identity in words: what a colleague reads, and what a conflict shows side by side.
import { day, list, t } from '#language/here.ts'
import { countryName, languageName } from '#language/ui/names.ts'
import type { AgeDecision, AgeEstimate } from '../age.ts'
import type { Birth, Identity, SpokenLanguage } from '../identity.ts'

const unsaid = (): string => t('people.not_known')

export const birthDayWords = ({ date, from_year, to_year }: Birth): string => {
  if (date) return day(date, 'long')
  if (from_year !== null && from_year === to_year) return String(from_year)
  if (from_year !== null && to_year !== null)
    return t('person.birth.between', { from: String(from_year), to: String(to_year) })
  if (to_year !== null) return t('person.birth.until', { year: String(to_year) })
  return from_year === null ? unsaid() : t('person.birth.since', { year: String(from_year) })
}

export const birthPlaceWords = ({ place, country }: Birth): string =>
  [place, country && countryName(country)].filter(Boolean).join(', ') || unsaid()

export const spokenWords = ({ language, dialect, level, reads, writes }: SpokenLanguage): string =>
  [
    dialect ? `${languageName(language)} (${dialect})` : languageName(language),
    t(`person.level.${level}`),
    ...(reads === 'not_known' ? [] : [t(`person.reads.${reads}`)]),
    ...(writes === 'not_known' ? [] : [t(`person.writes.${writes}`)]),
  ].join(' · ')

export const estimateWords = ({ on, from, to, by }: AgeEstimate): string => {
  const range =
    from !== null && to !== null
      ? t('person.age.from_to', { from, to })
      : from !== null
        ? t('person.age.from', { from })
        : to !== null
          ? t('person.age.up_to', { to })
          : t('person.age.open')
  return t('person.age.estimate_line', { range, by: t(`person.age.by.${by}`), day: day(on, 'long') })
}

export const decisionWords = ({ on, treated_as, ground }: AgeDecision): string =>
  t('person.age.decision_line', {
    as: t(`person.age.treated_as.${treated_as}`),
    ground: t(`person.age.ground.${ground}`),
    day: day(on, 'long'),
  })

const several = (lines: string[]): string => (lines.length === 0 ? unsaid() : lines.join('\n'))

const words: { [Name in keyof Identity]: (identity: Identity) => string } = {
  names: ({ names }) =>
    several(names.map(({ text, kind, latin }) => [text, latin, t(`person.name.${kind}`)].filter(Boolean).join(' · '))),
  birth: ({ birth }) =>
    [birthDayWords(birth), t(`person.certainty.${birth.certainty}`), birthPlaceWords(birth)].join(' · '),
  nationalities: ({ nationalities }) =>
    nationalities.length === 0 ? unsaid() : list(nationalities.map((code) => countryName(code))),
  statelessness: ({ statelessness }) => t(`person.stateless.${statelessness}`),
  gender_words: ({ gender_words }) => gender_words || unsaid(),
  address_as: ({ address_as }) => address_as || unsaid(),
  languages: ({ languages }) => several(languages.map(spokenWords)),
  literacy: ({ literacy }) => t(`person.literacy.${literacy}`),
  customs: ({ customs }) => customs ?? t('person.customs_unsaid'),
  age: ({ age }) => several([...age.estimates.map(estimateWords), ...age.decisions.map(decisionWords)]),
}

export const identityLabel = (name: keyof Identity): string => t(`person.identity.${name}`)
export const identityWords = (identity: Identity, name: keyof Identity): string => words[name](identity)

/** One short form for each: whoever comes for the birthday is not asked for the names. */
export const identityGroups = {
  names: ['names'],
  address: ['gender_words', 'address_as'],
  birth: ['birth'],
  belonging: ['nationalities', 'statelessness'],
  languages: ['languages', 'literacy'],
  customs: ['customs'],
  age: ['age'],
} as const satisfies Record<string, readonly (keyof Identity)[]>
export type IdentityGroup = keyof typeof identityGroups
