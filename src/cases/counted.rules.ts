// The five coarse codes of a card that are counted: enough to say what is missing for whom, too little to find anyone.
import type { Day } from '#kit/day.ts'
import { ageRange, presumedMinor } from '#people/age.rules.ts'
import type { Card } from '#people/card.ts'

export const sexes = ['women', 'men', 'other', 'not_said'] as const
export type Sex = (typeof sexes)[number]
export const ageBands = ['child', '18_24', '25_39', '40_64', '65_and_over', 'not_known'] as const
export type AgeBand = (typeof ageBands)[number]

export interface Counted {
  province: string | null
  sex: Sex
  age_band: AgeBand
  languages: string[]
}

/** As services admit: whom a house for women would take is counted among women. */
const sexOf: Record<Card['gender'], Sex> = {
  woman: 'women',
  trans_woman: 'women',
  man: 'men',
  trans_man: 'men',
  non_binary: 'other',
  not_said: 'not_said',
}

const from: [age: number, band: AgeBand][] = [
  [65, '65_and_over'],
  [40, '40_64'],
  [25, '25_39'],
  [18, '18_24'],
]

const bandOf = (card: Pick<Card, 'birth_year' | 'age_in_doubt'>, today: Day): AgeBand => {
  if (presumedMinor(card, today)) return 'child'
  if (card.birth_year === null) return 'not_known'
  const youngest = ageRange(card.birth_year, today).from
  return from.find(([age]) => youngest >= age)?.[1] ?? 'child'
}

/** She may speak many; the first are those she was helped in. */
const mostLanguages = 3

export const countedOf = (card: Card, today: Day): Counted => ({
  province: card.province,
  sex: sexOf[card.gender],
  age_band: bandOf(card, today),
  languages: [...new Set(card.languages)].slice(0, mostLanguages),
})
