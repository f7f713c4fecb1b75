// Whether two reports may tell the same: the same telephone, the same place in the same weeks, many of the same rare
// words. Words are turned into numbers that mean nothing outside this process before they are compared.
import { type Day, daysBetween } from '#kit/day.ts'
import type { ReportBody } from '#reports/body.ts'
import type { Likeness } from './likeness.ts'

export interface Features {
  received_on: Day
  phones: ReadonlySet<number>
  place: ReadonlySet<number>
  words: ReadonlySet<number>
  runs: ReadonlySet<number>
  signs: ReadonlySet<number>
}

/** FNV-1a, begun at a number drawn anew for each process. */
const numberOf = (text: string, seed: number): number => {
  let hash = (2_166_136_261 ^ seed) >>> 0
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0
  return hash
}

const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/(?<=[\p{Script=Latin}])\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** Short words of a Latin alphabet say little; two letters of another script may be a word. */
const telling = (word: string): boolean => (/\p{Script=Latin}/u.test(word) ? word.length >= 4 : word.length >= 2)

const zeroOf = (digit: string): number => {
  const code = digit.codePointAt(0)!
  let start = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1
  return (code - start) % 10
}

/** Numbers of seven digits or more, however they are written; the last nine, so that a prefix does not matter. */
export const phonesIn = (text: string): string[] =>
  (text.match(/[+(]?\p{Nd}[\p{Nd}\s().·-]{5,}\p{Nd}/gu) ?? []).flatMap((found) => {
    const digits = [...found.replace(/[^\p{Nd}]/gu, '')].map(zeroOf).join('')
    return digits.length >= 7 && digits.length <= 15 ? [digits.slice(-9)] : []
  })

const numbers = (texts: readonly string[], seed: number): Set<number> =>
  new Set(texts.map((each) => numberOf(each, seed)))

export const featuresOf = (body: ReportBody, received_on: Day, seed: number): Features => {
  const told = wordsIn(body.what_happened)
  const runs = told.slice(0, -2).map((_, at) => told.slice(at, at + 3).join(' '))
  return {
    received_on,
    phones: numbers([body.what_happened, body.where, body.contact_how].flatMap(phonesIn), seed),
    place: numbers(
      wordsIn(body.where).filter((word) => telling(word) || /^\p{N}+$/u.test(word)),
      seed,
    ),
    words: numbers(told.filter(telling), seed),
    runs: numbers(runs, seed),
    signs: numbers(body.signs, seed),
  }
}

/** In how many reports each word stands. */
export type Commonness = ReadonlyMap<number, number>

export const countWords = (all: Iterable<Features>): Map<number, number> => {
  const counted = new Map<number, number>()
  for (const { words, place } of all)
    for (const word of new Set([...words, ...place])) counted.set(word, (counted.get(word) ?? 0) + 1)
  return counted
}

const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>): number[] => {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  return [...few].filter((each) => many.has(each))
}

const week = 7
/** A word in more reports than this says nothing about two of them. */
const mostCommon = (reports: number): number => Math.max(4, Math.ceil(reports * 0.02))
const fewestShared = 2
const fewestWords = 5
const fewestRuns = 4
const fewestSigns = 3

export const likenessOf = (a: Features, b: Features, commonness: Commonness, reports: number): Likeness[] => {
  const rare = (word: number) => (commonness.get(word) ?? 0) <= mostCommon(reports)
  const because: Likeness[] = []
  if (shared(a.phones, b.phones).length > 0) because.push('same_telephone')
  const places = shared(a.place, b.place)
  const samePlace = places.length >= fewestShared && places.some(rare)
  const near = Math.abs(daysBetween(a.received_on, b.received_on)) <= week
  if (samePlace) because.push(near ? 'same_place_and_week' : 'same_place')
  const words = shared(a.words, b.words).filter(rare)
  const runs = shared(a.runs, b.runs)
  if (words.length >= fewestWords || runs.length >= fewestRuns) because.push('many_same_words')
  const signs = shared(a.signs, b.signs)
  // Signs alone are those of many people: they only strengthen what else is alike.
  const sameSigns = signs.length >= fewestSigns && signs.length >= Math.min(a.signs.size, b.signs.size) * 0.75
  if (sameSigns && (because.length > 0 || (near && places.length > 0))) because.push('same_signs')
  return because
}

const weightOf: Record<Likeness, number> = {
  same_telephone: 8,
  many_same_words: 5,
  same_place_and_week: 4,
  same_place: 2,
  same_signs: 1,
}

export const strengthOf = (because: readonly Likeness[]): number =>
  because.reduce((sum, each) => sum + weightOf[each], 0)
