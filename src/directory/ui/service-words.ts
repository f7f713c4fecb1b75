// A record of the directory in the reader's words: codes become names, days become dates.
import { day, list, t } from '#language/here.ts'
import { countryName, languageName } from '#language/ui/names.ts'
import type { Admits } from '../directory.ts'
import type { NamedArea, ServiceSummary } from '../service.ts'

export const kindName = (code: string): string => t(`codes.service_kinds.${code}`)
export const needName = (code: string): string => t(`codes.need_domains.${code}`)
export const exploitationName = (code: string): string => t(`codes.exploitation_types.${code}`)

export const areaText = ({ country, name }: NamedArea): string => {
  if (name === null) return t('services.whole_country', { country: countryName(country) })
  return country === 'ES' ? name : `${name}, ${countryName(country)}`
}
export const areasText = (areas: NamedArea[]): string => list([...new Set(areas.map(areaText))])

type Spoken = Pick<ServiceSummary, 'languages' | 'languages_to_confirm'>
export const languagesText = ({ languages, languages_to_confirm }: Spoken): string => {
  if (languages.length === 0) return t('services.not_stated')
  return list(
    languages.map((code) =>
      languages_to_confirm.includes(code)
        ? t('services.language_to_confirm', { language: languageName(code) })
        : languageName(code),
    ),
  )
}

const ages = ({ min_age, max_age }: Admits): string[] => {
  if (min_age !== null && max_age !== null) return [t('services.admits.ages', { from: min_age, to: max_age })]
  if (min_age !== null) return [t('services.admits.from_age', { age: min_age })]
  return max_age === null ? [] : [t('services.admits.to_age', { age: max_age })]
}

const stated = ['mothers_with_children', 'lgbti', 'trans', 'migrants', 'general', 'south_asian'] as const

/** Only what someone said: what nobody stated is a question to ask, never a no. */
export const admitsText = (admits: Admits): string => {
  const said = [
    ...(admits.sex === 'unknown' ? [] : [t(`services.admits.sex.${admits.sex}`)]),
    ...(admits.minors === 'unknown' ? [] : [t(`services.admits.minors.${admits.minors}`)]),
    ...ages(admits),
    ...stated.filter((name) => admits[name]).map((name) => t(`services.admits.${name}`)),
  ]
  return said.length > 0 ? list(said) : t('services.not_stated')
}

export const checkedText = ({ confidence, checked_on }: { confidence: string; checked_on: string }): string =>
  t('services.checked', { how: t(`codes.confidence_levels.${confidence}`), day: day(checked_on) })
