// When a consent opens something, and what a new one may be.
import type { Day } from '#kit/day.ts'
import { daysBetween } from '#kit/day.ts'
import type { Consent } from './consent.ts'

type Terms = Pick<Consent, 'starts_on' | 'ends_on' | 'withdrawn_at'>

/** live from its first day until the day it ends, that day no longer; a withdrawal ends it whatever the day. */
export const consentState = (consent: Terms, today: Day): Consent['state'] => {
  if (consent.withdrawn_at) return 'withdrawn'
  if (today < consent.starts_on) return 'later'
  return today < consent.ends_on ? 'live' : 'ended'
}

export const longestConsent = 90

/** Why these terms cannot be recorded, as a message key; null when they can. */
export const consentObstacle = (
  consent: Pick<Consent, 'starts_on' | 'ends_on' | 'sections' | 'for_good'> & { given_by: string },
  today: Day,
  presumed_minor: boolean,
): string | null => {
  if (consent.ends_on <= consent.starts_on) return 'consent.ends_before_it_starts'
  if (daysBetween(consent.starts_on, consent.ends_on) > longestConsent) return 'consent.too_long'
  if (consent.ends_on <= today) return 'consent.already_over'
  if (consent.for_good.some((each) => !consent.sections.includes(each))) return 'consent.more_for_good'
  // Someone under age, or who may be, decides with a guardian who stands by her, or a court does.
  if (presumed_minor && consent.given_by === 'person') return 'consent.minor_alone'
  return null
}

/** The live consent to this recipient that lasts longest. */
export const findCover = (consents: Consent[], recipient_organisation_id: string, today: Day): Consent | undefined =>
  consents
    .filter(
      (each) => each.recipient_organisation_id === recipient_organisation_id && consentState(each, today) === 'live',
    )
    .sort((a, b) => (a.ends_on < b.ends_on ? 1 : -1))[0]
