// Reaching the person: the decision before anything leaves, what left or was refused, and what came of it.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { LanguageCode } from './card.ts'
import { NeutralText, NeutralValues } from './contact-texts.ts'
import { Channel, DepartureKind, SafeContact } from './safe-contact.ts'

export const DepartureResult = z.enum(['sent', 'not_sent', 'reached', 'not_reached', 'someone_else'])
export type DepartureResult = z.infer<typeof DepartureResult>

/** What someone wants to leave. */
const Leaving = {
  kind: DepartureKind,
  channel: Channel,
  /** A code of data/messages/neutral.json: free text does not leave. */
  template: Code,
  language: LanguageCode,
  ...NeutralValues.shape,
  voicemail: z.boolean().default(false),
}

/** Sealed with each departure: where it went and what it said. */
export const DepartureDetails = z.object({
  where: z.string(),
  language: z.string().nullable(),
  values: NeutralValues,
  voicemail: z.boolean(),
})
export type DepartureDetails = z.infer<typeof DepartureDetails>

export const Departure = z.object({
  departure_id: Id,
  kind: DepartureKind,
  channel: Channel,
  outcome: z.enum(['left', 'refused']),
  /** A message key: why it was refused, or on what it rested. */
  because: z.string(),
  template: z.string().nullable(),
  at: Moment,
  actor_id: Id,
  actor_name: z.string(),
  result: DepartureResult.nullable(),
  result_at: Moment.nullable(),
  /** The words, while they may still be copied and handed on: minutes, and only as long as the rule lets them. */
  text: NeutralText.nullable(),
  where: z.string().nullable(),
  version: z.int(),
})
export type Departure = z.infer<typeof Departure>

export const readContact = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/contact',
  action: 'case.open',
  summary: 'The rule of contact and the last fifty departures, those refused among them.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    safe_contact: SafeContact.nullable(),
    version: z.int(),
    departures: z.array(Departure),
    /** The languages there are texts in. */
    languages: z.array(z.string()),
    templates: z.array(
      z.object({ code: z.string(), kinds: z.array(DepartureKind), takes: z.array(z.enum(['day', 'hour'])) }),
    ),
  }),
})

export const weighDeparture = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/departures/weigh',
  action: 'contact.leave',
  summary: 'Whether this may leave now, why, and word for word what would leave. Nothing leaves by asking.',
  input: z.object({ case_id: Id, ...Leaving, voicemail: z.stringbool().default(false) }),
  reply: z.object({
    allowed: z.boolean(),
    because: z.string(),
    /** The version of the rule this decision rests on. */
    rule_version: z.int(),
    text: NeutralText.nullable(),
  }),
})

export const leaveDeparture = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/departures',
  action: 'contact.leave',
  summary: 'Lets a neutral text or a call leave, or refuses it; either is recorded. The rule decides anew, held.',
  input: z.object({ case_id: Id, departure_id: Id, ...Leaving, seen_version: z.int().min(0) }),
  reply: z.object({ departure_id: Id, allowed: z.boolean(), because: z.string(), version: z.int() }),
})

export const recordResult = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/departures/:departure_id/result',
  action: 'contact.leave',
  summary: 'What came of it: sent or not, reached, not reached, or somebody else answered. Said once.',
  input: z.object({ case_id: Id, departure_id: Id, version: z.int(), result: DepartureResult }),
  reply: z.object({ departure_id: Id, version: z.int() }),
})
