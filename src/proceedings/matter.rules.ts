// Whom the other side of a matter is held against, as marks of how the names sound; and what a measure keeps her from.
import type { ExcludedWhat } from '#people/exclusion.ts'
import { marksToAsk } from '#people/name-mark.rules.ts'
import type { Party } from './matter.ts'
import { keepsAway, type MeasureKind, type MeasureWords } from './measure.ts'

/** Twelve names of the worst spelling. */
const mostMarks = 9_000

export const marksOfParties = (parties: readonly Party[]): string[] =>
  [
    ...new Set(
      parties.filter(({ side }) => side === 'adverse').flatMap(({ name, birth_year }) => marksToAsk(name, birth_year)),
    ),
  ].slice(0, mostMarks)

/** One exclusion for each person it is directed against. Where they may not come are her places: those she need not avoid. */
export const exclusionsOf = (kind: MeasureKind, { against }: Pick<MeasureWords, 'against'>): ExcludedWhat[] =>
  keepsAway.includes(kind) ? against.map((name): ExcludedWhat => ({ kind: 'person', name, related_id: null })) : []
