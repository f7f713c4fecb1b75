// What may leave with a referral outside, and what a link may still be asked for.
import type { Section } from '#access/access.ts'
import { consentState } from '#consents/consent.rules.ts'
import type { Consent } from '#consents/consent.ts'
import type { Day } from '#kit/day.ts'
import type { ExternalSlice, ExternalStatus } from './external.ts'

type Cover = Pick<Consent, 'recipient_service_id' | 'starts_on' | 'ends_on' | 'withdrawn_at'>

/** Why this consent does not carry a referral to this service, as a message key; null when it does. */
export const outsideConsentObstacle = (consent: Cover | undefined, service_id: string, today: Day): string | null => {
  if (!consent) return 'referral.no_consent'
  if (consent.recipient_service_id !== service_id) return 'referral.consent_for_another'
  return consentState(consent, today) === 'live' ? null : 'referral.consent_not_live'
}

/** The sections of the file a slice draws from. */
export const sectionsOfSlice = ({ name, birth_year, country, said }: ExternalSlice): Section[] => {
  const identity = name !== null || birth_year !== null || country !== null
  return [...new Set([...(identity ? (['identity'] as const) : []), ...said.map(({ section }) => section)])]
}

/** Nothing beyond what she agreed to, and each section once. */
export const sliceObstacle = (slice: ExternalSlice, agreed: readonly Section[]): string | null => {
  if (!sectionsOfSlice(slice).every((section) => agreed.includes(section))) return 'referral.slice_beyond_consent'
  return new Set(slice.said.map(({ section }) => section)).size === slice.said.length
    ? null
    : 'referral.slice_beyond_consent'
}

/** As far as this reader may open the file. */
export const sliceFor = (slice: ExternalSlice, opened: readonly Section[]): ExternalSlice => ({
  ...(opened.includes('identity') ? slice : { ...slice, name: null, birth_year: null, country: null }),
  said: slice.said.filter(({ section }) => opened.includes(section)),
})

/** What the sender may still do. */
export const outsideSteps = (
  status: ExternalStatus,
): { withdraw: boolean; new_code: boolean; awaits: 'answer' | 'outcome' | null } => {
  const runs = status === 'sent' || status === 'accepted'
  return { withdraw: runs, new_code: runs, awaits: runs ? (status === 'sent' ? 'answer' : 'outcome') : null }
}
