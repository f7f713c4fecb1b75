// Which page she sees next: what it is about, one question, or the end; and whom she can call when an answer frightens.
import type { GivenAnswers } from '#assessments/sitting.ts'

/** The question after this one that nobody put to her yet; else the first such; else the end. */
export const pageAfter = (asked: readonly string[], answers: GivenAnswers, item: string | null): string | null => {
  const isOpen = (code: string): boolean => !Object.hasOwn(answers, code)
  const place = item === null ? -1 : asked.indexOf(item)
  return asked.slice(place + 1).find(isOpen) ?? asked.find(isOpen) ?? null
}

/** The one before; null: the first page. */
export const pageBefore = (asked: readonly string[], item: string | null): string | null =>
  item === null ? (asked.at(-1) ?? null) : (asked[asked.indexOf(item) - 1] ?? null)

export interface Line {
  country: string
  kind: string
  first: boolean
}
const helpful = ['crisis', 'women', 'help']
const mostLines = 5

/** Emergency first, then lines that listen; of her country, and none where nobody knows it. */
export const linesToCall = <L extends Line>(lines: readonly L[], country: string | null, isMinor: boolean): L[] => {
  const kinds = isMinor ? ['crisis', 'children', ...helpful.slice(1)] : helpful
  const rank = (line: L): number => (line.first ? -1 : kinds.indexOf(line.kind))
  return lines
    .filter((line) => line.country === country && (line.first || kinds.includes(line.kind)))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostLines)
}
