// Sums of money as they are read at the desk and as somebody types them.
import { isolate, number } from './here.ts'

/** A sum keeps its own order inside text read from the right. */
export const money = (cents: number, currency: string): string =>
  isolate(number(cents / 100, { style: 'currency', currency: currency || 'EUR' }))

/**
 * As typed, in whole cents; null while it is no sum. Whoever writes 1.200 or 18,000.50 means thousands, in whichever language:
 * three digits after a mark are never cents.
 */
export const centsOf = (typed: string): number | null => {
  const bare = typed.replace(/[\s\u2066\u2069'’]|[€£$]\s*$/g, '')
  const [, whole, cents = ''] = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(bare) ?? []
  return whole === undefined ? null : Number(whole.replace(/[.,]/g, '')) * 100 + Number(cents.padEnd(2, '0'))
}

/** The other way round, for a field, with the mark of the reader's language. */
export const typedOf = (cents: number | null): string =>
  cents === null ? '' : number(cents / 100, { useGrouping: false, maximumFractionDigits: 2 })
