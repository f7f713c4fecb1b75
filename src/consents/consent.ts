// Consent as a capability: which file, to whom, which sections, what for, from when until when, and how it was given.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'

export const ConsentPurpose = z.enum([
  'shelter',
  'health',
  'psychological',
  'legal',
  'interpreting',
  'learning',
  'work',
  'money',
  'return',
  'identification',
])
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** A recipient that is no organisation of this house, in the words the person heard. */
export const OutsideRecipient = z.object({
  /** The service of the directory it is. */
  service_id: Id,
  name: Line(200),
})
export type OutsideRecipient = z.infer<typeof OutsideRecipient>

const terms = {
  sections: z.array(Section).min(1),
  /** Of these, what goes along for good if this recipient accompanies her from then on: a transfer. Nothing: none is agreed. */
  for_good: z.array(Section).max(11).default([]),
  purpose: ConsentPurpose,
  given_by: z.enum(['person', 'minor_with_guardian', 'guardian', 'court']),
  how: z.enum(['spoken', 'written', 'signed']),
  language: LanguageCode,
  with_interpreter: z.boolean(),
  starts_on: Day,
  /** At most ninety days on; the screen proposes thirty. */
  ends_on: Day,
}

export const Consent = z.object({
  consent_id: Id,
  /** null: somebody outside, named in words. */
  recipient_organisation_id: Id.nullable(),
  recipient_service_id: Id.nullable(),
  ...terms,
  recipient_name: z.string(),
  recorded_by: Id,
  recorded_at: Moment,
  withdrawn_at: Moment.nullable(),
  /** live: opens now; later: not yet; ended: its time is over; withdrawn: taken back. */
  state: z.enum(['live', 'later', 'ended', 'withdrawn']),
})
export type Consent = z.infer<typeof Consent>

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/consents',
  action: 'case.open',
  summary: 'What may be shared from this file, with whom, what for and until when.',
  input: z.object({ case_id: Id }),
  reply: z.object({ consents: z.array(Consent) }),
})

export const recordConsent = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/consents',
  action: 'consents.record',
  summary: 'Records a consent as the person gave it.',
  input: z
    .object({
      case_id: Id,
      consent_id: Id,
      recipient_organisation_id: Id.nullable().default(null),
      outside: OutsideRecipient.nullable().default(null),
      ...terms,
    })
    .refine((said) => (said.recipient_organisation_id === null) !== (said.outside === null), {
      path: ['recipient_organisation_id'],
    }),
  reply: z.object({ consent_id: Id }),
})

export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/consents/:consent_id/withdraw',
  action: 'consents.withdraw',
  summary: 'Takes a consent back: what stood on it closes at once.',
  input: z.object({ case_id: Id, consent_id: Id }),
  reply: z.object({ consent_id: Id }),
})
