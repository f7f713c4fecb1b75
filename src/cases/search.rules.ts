// Which files a search shows, in which order, and why each.
import { matchNames } from '#people/name-match.rules.ts'
import type { Name } from '#people/name-words.rules.ts'
import type { FoundBy, FoundWhy } from './search.ts'

export interface Asked {
  name: Name
  /** As typed, without accents, case and signs. */
  plain: string
}

export interface Candidate {
  reference: string
  alias: string
  name: Name
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

const begins = (plain: string, alias: string): boolean =>
  plain.length >= 2 && ` ${plainText(alias)}`.includes(` ${plain}`)

/** The best reason there is to show this file; none when there is none. */
export const hitOf = (asked: Asked, file: Candidate): Hit | undefined => {
  const bare = asked.plain.replaceAll(' ', '')
  if (bare.length >= 4 && /\d/.test(bare) && file.reference.replace('-', '').toLowerCase().startsWith(bare))
    return { score: 1, by: 'reference', why: ['reference'] }
  const alias = matchNames(asked.name, file.name)
  let best: Hit | undefined = alias.same ? { score: alias.score, by: 'alias', why: alias.why } : undefined
  if ((best?.score ?? 0) < 0.9 && begins(asked.plain, file.alias)) best = { score: 0.9, by: 'alias', why: ['begins'] }
  for (const name of file.identity) {
    const match = matchNames(asked.name, name)
    if (match.same && match.score > (best?.score ?? 0)) best = { score: match.score, by: 'identity', why: match.why }
  }
  return best
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
