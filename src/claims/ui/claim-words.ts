// Sums and states of claims as they are read at the desk.
import type { BadgeTone } from '#kit/ui/index.ts'
import { isolate, number } from '#language/here.ts'
import type { ClaimStatus } from '../claim.ts'

/** A sum keeps its own order inside text read from the right. */
export const money = (cents: number, currency: string): string =>
  isolate(number(cents / 100, { style: 'currency', currency }))

export const hours = (minutes: number): string => number(minutes / 60, { maximumFractionDigits: 1 })

/** As typed, in whole cents; null while it is no sum. */
export const centsOf = (typed: string): number | null => {
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() === '' || !Number.isFinite(value) || value < 0 ? null : Math.round(value * 100)
}

/** The other way round, for a field. */
export const typedOf = (cents: number | null): string => (cents === null ? '' : String(cents / 100))

export const toneOf: Record<ClaimStatus, BadgeTone> = {
  ...{ considered: 'neutral', prepared: 'neutral', filed: 'calm', granted: 'good', granted_in_part: 'warning' },
  ...{ refused: 'danger', appealed: 'warning', paid: 'good', given_up: 'neutral' },
}
