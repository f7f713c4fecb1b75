// What may be given to whom, and which answers belong to a form.
import { Day } from '#kit/day.ts'
import type { Card } from '#people/card.ts'
import { ageRange, presumedMinor } from '#people/person.rules.ts'
import type { Instrument } from './instrument.ts'
import type { GivenAnswers } from './sitting.ts'

export interface AgeNow {
  as: 'adult' | 'minor' | 'unsure'
  /** The youngest she may be in whole years; null: nobody knows. */
  youngest: number | null
}

/** Whose age is in doubt or unknown counts as a minor: a form for adults does her no good if she is none. */
export const ageNow = (card: Pick<Card, 'birth_year' | 'age_in_doubt'>, today: Day): AgeNow => {
  if (card.birth_year === null) return { as: 'unsure', youngest: null }
  const youngest = ageRange(card.birth_year, today).from
  if (!presumedMinor(card, today)) return { as: 'adult', youngest }
  // The year allows 18, or somebody doubts it: either way nobody is sure.
  return { as: youngest + 1 < 18 && !card.age_in_doubt ? 'minor' : 'unsure', youngest }
}

export type NotOffered = 'for_adults' | 'age_unsure' | 'for_minors' | 'too_young'

/** Minors get only what was made for minors: a form that names no youngest age was not. */
export const notForAge = ({ ages }: Pick<Instrument, 'ages'>, age: AgeNow): NotOffered | null => {
  if (age.as === 'adult') return ages.to !== null && ages.to < 18 ? 'for_minors' : null
  if (ages.from === null || ages.from >= 18) return age.as === 'minor' ? 'for_adults' : 'age_unsure'
  return age.as === 'minor' && age.youngest !== null && age.youngest + 1 < ages.from ? 'too_young' : null
}

/** Items this form does not have, and answers none of its questions offers. */
export const strangeAnswers = ({ items, answers: sets }: Instrument, given: GivenAnswers): string[] =>
  Object.entries(given).flatMap(([code, answer]) => {
    const item = items.find((each) => each.code === code)
    if (!item) return [code]
    if (answer === null || item.answers === 'text') return []
    if (item.answers === 'day') return Day.safeParse(answer).success ? [] : [code]
    return sets[item.answers]?.some((option) => option.code === answer) ? [] : [code]
  })

export const skippedOf = (given: GivenAnswers): string[] =>
  Object.entries(given).flatMap(([code, answer]) => (answer === null ? [code] : []))

export const countsOf = (given: GivenAnswers): { answered: number; skipped: number } => {
  const skipped = skippedOf(given).length
  return { answered: Object.keys(given).length - skipped, skipped }
}
