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

interface Basis {
  consent_id: string | null
  exception_id: string | null
  service_id: string
}
interface Covers {
  consent: Cover | undefined
  exception: { recipient_service_id: string | null; live: boolean } | undefined
}

/** Why it may not leave on this, as a message key; null when it may. What the law lets be told opens nothing with a yes. */
export const basisObstacle = (
  { consent_id, exception_id, service_id, slice }: Basis & { slice: ExternalSlice },
  { consent, exception }: Covers,
  today: Day,
): string | null => {
  if ((consent_id === null) === (exception_id === null)) return 'referral.no_consent'
  if (exception_id === null) return outsideConsentObstacle(consent, service_id, today)
  if (!exception?.live || exception.recipient_service_id !== service_id) return 'referral.exception_not_live'
  return sectionsOfSlice(slice).length > 0 ? 'referral.exception_opens_nothing' : null
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
