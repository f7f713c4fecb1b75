// What the file seems to say already of what the law asks: a suggestion for whoever keeps it, and nothing follows from it.
import members from '#data/law/eu/members.json' with { type: 'json' }
import type { Day } from '#kit/day.ts'
import type { Suggestion } from './law-file.ts'
import type { Circumstances } from './reckoning.ts'

interface Known {
  birth_year: number | null
  country: string | null
}

const majority = 18

export const suggestionsOf = ({ birth_year, country }: Known, kept: Circumstances, today: Day): Suggestion[] => {
  const age = birth_year === null ? null : Number(today.slice(0, 4)) - birth_year
  const found: Suggestion[] = []
  // In the year of the eighteenth birthday the year alone does not say it.
  if (age !== null && age !== majority) found.push({ field: 'minor', value: age < majority, because: 'birth_year' })
  if (country !== null)
    found.push({ field: 'eu_citizen', value: members.countries.includes(country), because: 'nationality' })
  return found.filter(({ field, value }) => (kept[field] ?? false) !== value)
}
