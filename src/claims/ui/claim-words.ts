// Sums and states of claims as they are read at the desk.
import type { BadgeTone } from '#kit/ui/index.ts'
import { isolate, number, t } from '#language/here.ts'
import type { ClaimStatus } from '../claim.ts'
import type { WageCountry } from '../wages.ts'

/** The law whose name a country of work has. */
export const packOf: Record<WageCountry, string> = { ES: 'es', IT: 'it', GB: 'uk', US: 'us' }

/** A sum keeps its own order inside text read from the right. */
export const money = (cents: number, currency: string): string =>
  isolate(number(cents / 100, { style: 'currency', currency }))

export const hours = (minutes: number): string => number(minutes / 60, { maximumFractionDigits: 1 })

/** In whole units: what a claim may come to, and what a time of work may. */
export const mostAsked = 100_000_000
export const mostEarned = 1_000_000

/**
 * As typed, in whole cents; null while it is no sum. Whoever writes 1.200 or 18,000.50 means thousands, in whichever language:
 * three digits after a mark are never cents.
 */
export const centsOf = (typed: string): number | null => {
  const bare = typed.replace(/[\s\u2066\u2069'’]/g, '')
  const [, whole, cents = ''] = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(bare) ?? []
  return whole === undefined ? null : Number(whole.replace(/[.,]/g, '')) * 100 + Number(cents.padEnd(2, '0'))
}

/** The other way round, for a field, with the mark of the reader's language. */
export const typedOf = (cents: number | null): string =>
  cents === null ? '' : number(cents / 100, { useGrouping: false, maximumFractionDigits: 2 })

/** What is wrong with a sum as it is typed; nothing where the field is empty. */
export const sumFault = (typed: string, most: number): string | undefined => {
  const cents = centsOf(typed)
  return typed.trim() === '' || (cents !== null && cents <= most * 100) ? undefined : t('claims.sum_unread', { most })
}

export const toneOf: Record<ClaimStatus, BadgeTone> = {
  ...{ considered: 'neutral', prepared: 'neutral', filed: 'calm', granted: 'good', granted_in_part: 'warning' },
  ...{ refused: 'danger', appealed: 'warning', paid: 'good', given_up: 'neutral' },
}
