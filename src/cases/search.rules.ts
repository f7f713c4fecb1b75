// Which files a search shows, in which order, and why each.
import { matcherOf } from '#people/name-match.rules.ts'
import { type Name, wordsOf } from '#people/name-words.rules.ts'
import type { FoundBy, FoundWhy } from './search.ts'

export interface Candidate {
  reference: string
  name: Name
  /** The alias without accents, case and signs. */
  plain: string
  identity: Name[]
}

export interface Hit {
  score: number
  by: FoundBy
  why: FoundWhy[]
}

export const plainText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** For the words asked: the best reason there is to show a file; none when there is none. */
export const hitsOf = (words: string): ((file: Candidate) => Hit | undefined) => {
  const match = matcherOf(wordsOf(words))
  const plain = plainText(words)
  const bare = plain.replaceAll(' ', '')
  const mayBeReference = bare.length >= 4 && /\d/.test(bare)
  return ({ reference, name, plain: alias, identity }) => {
    if (mayBeReference && reference.replace('-', '').toLowerCase().startsWith(bare))
      return { score: 1, by: 'reference', why: ['reference'] }
    const { same, score, why } = match(name)
    let best: Hit | undefined = same ? { score, by: 'alias', why } : undefined
    if ((best?.score ?? 0) < 0.9 && plain.length >= 2 && (alias.startsWith(plain) || alias.includes(` ${plain}`)))
      best = { score: 0.9, by: 'alias', why: ['begins'] }
    for (const each of identity) {
      const other = match(each)
      if (other.same && other.score > (best?.score ?? 0)) best = { score: other.score, by: 'identity', why: other.why }
    }
    return best
  }
}

export const mostFound = 20

/** Best first; among equals a file that is open before one that is closed; duplicates that were closed come last. */
export const ranked = <T extends Hit & { status: string; alias: string; merged_into: string | null }>(hits: T[]): T[] =>
  hits
    .toSorted(
      (a, b) =>
        Number(a.merged_into !== null) - Number(b.merged_into !== null) ||
        b.score - a.score ||
        Number(a.status === 'closed') - Number(b.status === 'closed') ||
        a.alias.localeCompare(b.alias),
    )
    .slice(0, mostFound)
