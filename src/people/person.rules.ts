// What follows from a card: age, the presumption of minority, and the marks for the duplicate question.
import anyAscii from 'any-ascii'
import type { Card } from './card.ts'

export { ageRange, presumedMinor } from './age.rules.ts'

/** Lower-case Latin letters alone, whatever script or accents the name came in. */
export const plainName = (name: string): string =>
  anyAscii(name.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const sounds: [RegExp, string][] = [
  [/ph/g, 'f'],
  [/sh|sch|ch/g, 's'],
  [/kh/g, 'h'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/bh/g, 'b'],
  [/gh/g, 'g'],
  [/[cqk]/g, 'k'],
  [/[zx]/g, 's'],
  [/[vw]/g, 'b'],
  [/[jy]/g, 'i'],
  [/[aeiou]/g, ''],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
]
/** The consonants of one name as they sound, so that Mohammed and Muhammad, Yusuf and Youssef meet. */
export const soundOf = (word: string): string =>
  sounds.reduce((text, [from, to]) => text.replace(from, to), word) || word.slice(0, 1)

/** What the duplicate question compares: each sounding name with the birth year, never a name or a year alone. */
export const duplicateMarks = (name: string, birth_year: number | null): string[] => {
  const words = plainName(name)
    .split(' ')
    .filter((word) => word.length > 1)
  const years = birth_year === null ? ['?'] : [`${birth_year - 1}`, `${birth_year}`, `${birth_year + 1}`]
  return [...new Set(words.flatMap((word) => years.map((year) => `${soundOf(word)}|${year}`)))]
}

/** The marks a file leaves behind: exact year, so that a question one year off still meets it. */
export const ownMarks = (name: string, birth_year: number | null): string[] => {
  const words = plainName(name)
    .split(' ')
    .filter((word) => word.length > 1)
  return [...new Set(words.map((word) => `${soundOf(word)}|${birth_year ?? '?'}`))]
}

/**
 * The card as a partner sees it: what is needed to speak with her, and of the rest only what the consent opened.
 * Her own team sees the whole card.
 */
export const cardForPartner = (card: Card, opened: readonly string[]): Card => ({
  ...card,
  ...(!opened.includes('identity') && { country: null, birth_year: null, age_in_doubt: false, province: null }),
  ...(!opened.includes('law') && { irregular_status: 'unknown' as const }),
  ...(!opened.includes('home') && !opened.includes('identity') && { has_children_with_her: false }),
})
