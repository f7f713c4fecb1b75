// How far a number of a help line may be trusted today, and how it is dialled.
import { type Day, daysBetween } from '#kit/day.ts'
import type { HelpLine } from './lines.ts'

/** After so many days a number must be confirmed again. */
export const staysFresh = 90

/**
 * `fresh` was confirmed lately, `again` too long ago, `unsure` was read somewhere without a date, `memory` nowhere.
 * A day to come is nobody's confirmation.
 */
export type Trust = 'fresh' | 'again' | 'unsure' | 'memory'

export const trustOf = (
  { confidence, verified_on }: Pick<HelpLine, 'confidence' | 'verified_on'>,
  today: Day,
): Trust => {
  if (confidence === 'memory') return 'memory'
  if (!verified_on) return 'unsure'
  const days = daysBetween(verified_on, today)
  return days >= 0 && days <= staysFresh ? 'fresh' : 'again'
}

/** What a phone is given: the number as it works from any country, or the short one that works in its own alone. */
export const linkOf = ({ by, e164, short_code }: Pick<HelpLine, 'by' | 'e164' | 'short_code'>): string | undefined => {
  const number = e164 ?? short_code
  if (by === 'whatsapp' || !number) return undefined
  return `${by === 'sms' ? 'sms' : 'tel'}:${number}`
}
