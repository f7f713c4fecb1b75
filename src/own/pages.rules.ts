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
const helpful = ['crisis', 'women', 'help', 'children', 'help_police']
const mostLines = 6

/** Emergency first, then lines that listen; of her country, and none where nobody knows it. */
export const linesToCall = <L extends Line>(lines: readonly L[], country: string | null): L[] => {
  const here = lines.filter((line) => line.country === country)
  const rank = (line: L): number => (line.first ? -1 : helpful.indexOf(line.kind))
  return here
    .filter((line) => line.first || helpful.includes(line.kind))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostLines)
}
