// What is held against her, in one line, and how a rule is cited in the language one reads.
import { day, language, t } from '#language/here.ts'
import { countryName } from '#language/ui/names.ts'
import type { Proceeding } from '../proceeding.ts'

export const nameOf = ({ kind, jurisdiction, began_on }: Proceeding): string =>
  t('proceedings.proceeding', {
    kind: t(`proceedings.kind.${kind}`),
    country: countryName(jurisdiction),
    day: day(began_on, 'short'),
  })

/** A line of a letter: what it is, before whom, its number and its day. */
export const lineOf = (proceeding: Proceeding): string =>
  [nameOf(proceeding), proceeding.authority, proceeding.number].filter((part) => part !== '').join(' · ')

/** A pseudo-language reads English. */
export const citedIn = (article: { en: string; es: string; it: string }): string => {
  const here = language()
  return here === 'es' || here === 'it' ? article[here] : article.en
}
