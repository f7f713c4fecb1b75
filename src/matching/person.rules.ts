// What matching may know of a person, drawn from her card: nothing to recognise her by.
import type { Card } from '#people/card.ts'
import type { MatchPerson } from './match.ts'

const irregular = { yes: true, no: false, unknown: null } as const

/** Whoever's age is in doubt is looked for as someone under age: her year of birth then decides nothing. */
export const matchPersonOf = (card: Card, country: string): Omit<MatchPerson, 'barriers'> => ({
  languages: card.languages,
  gender: card.gender === 'not_said' ? 'unknown' : card.gender,
  age: null,
  birth_year: card.age_in_doubt ? null : card.birth_year,
  irregular: irregular[card.irregular_status],
  has_children_with_her: card.has_children_with_her,
  country,
  province: card.province,
  exploitation: null,
})
