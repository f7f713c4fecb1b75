// What an answer counts, and how a score is made of counts: used when a form is checked and when its answers are read.
import type { Instrument, Item, SafetyLine, Score } from './instrument.ts'

/** The values of an item's answers as they are counted, by code; null: given, and counts nothing. Empty for words and days. */
export const countedValues = (instrument: Instrument, { answers, reversed }: Item): Map<string, number | null> => {
  const options = instrument.answers[answers] ?? []
  const values = options.flatMap(({ value }) => (value === null ? [] : [value]))
  const turned = Math.min(...values) + Math.max(...values)
  return new Map(options.map(({ code, value }) => [code, value !== null && reversed ? turned - value : value] as const))
}

/** Half up, once, at the end; written so that an exact half is one. */
const halfUp = (numerator: number, denominator: number): number =>
  Math.floor((2 * numerator + denominator) / (2 * denominator))

/** A sum of some of its items' counts as the score of all of them; a mean is said to two places. */
export const scoreOf = ({ kind, times }: Pick<Score, 'kind' | 'times'>, sum: number, counted: number, all: number) => {
  if (kind === 'mean') return halfUp(sum * times * 100, counted) / 100
  return counted === all ? sum * times : halfUp(sum * times * all, counted)
}

/** Whether an answer that counts so much opens the same-day protocol. */
export const isFrightening = (line: SafetyLine, value: number): boolean =>
  'at_least' in line ? value >= line.at_least : value <= line.at_most
