// Sums and states of claims as they are read at the desk.
import type { BadgeTone } from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import { centsOf } from '#language/sums.ts'
import type { ClaimStatus } from '../claim.ts'
import type { WageCountry } from '../wages.ts'

/** The law whose name a country of work has. */
export const packOf: Record<WageCountry, string> = { ES: 'es', IT: 'it', GB: 'uk', US: 'us' }

export const hours = (minutes: number): string => number(minutes / 60, { maximumFractionDigits: 1 })

/** In whole units: what a claim may come to, and what a time of work may. */
export const mostAsked = 100_000_000
export const mostEarned = 1_000_000

/** What is wrong with a sum as it is typed; nothing where the field is empty. */
export const sumFault = (typed: string, most: number): string | undefined => {
  const cents = centsOf(typed)
  return typed.trim() === '' || (cents !== null && cents <= most * 100) ? undefined : t('claims.sum_unread', { most })
}

export const toneOf: Record<ClaimStatus, BadgeTone> = {
  ...{ considered: 'neutral', prepared: 'neutral', filed: 'calm', granted: 'good', granted_in_part: 'warning' },
  ...{ refused: 'danger', appealed: 'warning', paid: 'good', given_up: 'neutral' },
}
