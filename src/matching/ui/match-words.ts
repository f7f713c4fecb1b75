// A reason and an obstacle in the reader's words: codes become names, days become dates.
import { kindName } from '#directory/ui/service-words.ts'
import { day, hasText, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { MatchObstacle, MatchValues } from '../match.ts'

const named: Record<string, (code: string) => string> = {
  kinds: kindName,
  languages: languageName,
  facts: (code) => t(`match.fact.${code}`),
  documents: (code) => t(`codes.document_types.${code}`),
  referrers: (code) => t(`codes.referrers.${code}`),
  accessibility: (code) => t(`codes.accessibility.${code}`),
  units: (code) => t(`codes.place_units.${code}`),
  urgency: (code) => t(`match.urgency.${code}`),
}

const valueText = (name: string, value: MatchValues[string]): string | number => {
  if (Array.isArray(value)) return list(value.map(named[name] ?? ((each) => each)))
  if (name === 'urgency') return named.urgency!(String(value))
  return name === 'day' && typeof value === 'string' ? day(value) : value
}

/** A reason or an obstacle as a sentence. */
export const sentence = ({ key, values }: Pick<MatchObstacle, 'key' | 'values'>): string => {
  const words = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueText(name, value)]))
  return hasText(key) ? t(key, words) : key
}
