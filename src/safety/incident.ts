// What happened to the person or around them, with what followed; and attempts of those who exploited them to reach them.
import { z } from 'zod'
import data from '#data/safety/incidents.json' with { type: 'json' }
import { FactFile } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'
import { ProtocolKind } from './protocol.ts'

export const IncidentKind = z.enum([
  'threat',
  'violence',
  'sexual_violence',
  'followed',
  'place_known_outside',
  'missing',
  'self_harm',
  'substances',
  'health_emergency',
  'police_stop',
  'papers_taken',
  'online',
  'discrimination',
  'conflict',
  'other',
])
export type IncidentKind = z.infer<typeof IncidentKind>

/** Coarse on purpose: where she lives stands in no incident. */
export const IncidentPlace = z.enum([
  'where_living',
  'street',
  'work',
  'school',
  'transport',
  'office',
  'health',
  'online',
  'elsewhere',
  'not_said',
])
export const ReportedTo = z.enum(['police', 'protection_body', 'court', 'health', 'embassy', 'employer', 'nobody'])
export const AttemptChannel = z.enum([
  'call',
  'message',
  'social_media',
  'in_person',
  'through_somebody',
  'letter',
  'at_the_place',
  'other',
])

export const IncidentFacts = FactFile.extend({
  kinds: z.array(IncidentKind).min(1),
  places: z.array(IncidentPlace).min(1),
  reported_to: z.array(ReportedTo).min(1),
  channels: z.array(AttemptChannel).min(1),
  follow_up_days: z.int().positive(),
  /** Which protocol the form proposes for which kind; a colleague decides. */
  opens: z.partialRecord(IncidentKind, ProtocolKind),
})
export type IncidentFacts = z.infer<typeof IncidentFacts>
/** Read as it lies; a test holds it against the schema. */
export const incidentFacts = data as IncidentFacts

export const IncidentWords = z.object({
  kind: IncidentKind,
  place: IncidentPlace,
  what: Prose(4000),
  /** As the person named them. */
  people: OptionalProse(1000),
  injuries: OptionalProse(1000),
  reported: z.array(z.object({ to: ReportedTo, on_day: Day.nullable(), note: Line(200).or(z.literal('')) })).max(8),
  measures: OptionalProse(2000),
})
export type IncidentWords = z.infer<typeof IncidentWords>

export const IncidentLine = z.object({ line_id: Id, at: Moment, by_name: z.string(), words: z.string() })

export const Incident = IncidentWords.extend({
  incident_id: Id,
  happened_on: Day,
  follow_up_on: Day.nullable(),
  stay_entry_id: Id.nullable(),
  recorded_at: Moment,
  recorded_name: z.string(),
  ended_at: Moment.nullable(),
  lines: z.array(IncidentLine),
  version: z.int(),
})
export type Incident = z.infer<typeof Incident>

export const AttemptWords = z.object({
  channel: AttemptChannel,
  who: Line(200),
  said: OptionalProse(4000),
  done: OptionalProse(2000),
})
export type AttemptWords = z.infer<typeof AttemptWords>

export const ContactAttempt = AttemptWords.extend({
  attempt_id: Id,
  attempted_on: Day,
  document_id: Id.nullable(),
  recorded_at: Moment,
  recorded_name: z.string(),
})
export type ContactAttempt = z.infer<typeof ContactAttempt>

export const readIncidents = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/incidents',
  action: 'case.open',
  summary: 'Incidents with what followed, open ones first, and attempts to reach the person, latest first.',
  input: z.object({ case_id: Id }),
  reply: z.object({ incidents: z.array(Incident), attempts: z.array(ContactAttempt) }),
})

/** What was written down opens the same-day protocol where a colleague says so. */
const opens = { protocol: ProtocolKind.nullable().default(null) }
const reply = z.object({ protocol_id: Id.nullable() })

export const recordIncident = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/incidents',
  action: 'case.write',
  summary: 'Writes an incident down, or links one the house wrote down already. It stays open until somebody ends it.',
  input: z.object({
    case_id: Id,
    incident_id: Id,
    happened_on: Day,
    follow_up_on: Day,
    stay_entry_id: Id.nullable().default(null),
    ...IncidentWords.shape,
    ...opens,
  }),
  reply: reply.extend({ incident_id: Id }),
})

export const changeIncident = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/incidents/:incident_id',
  action: 'case.write',
  summary: 'Corrects an open incident: injuries seen later, whom it was reported to.',
  input: z.object({ case_id: Id, incident_id: Id, version: z.int(), ...IncidentWords.shape }),
  reply: z.object({ incident_id: Id, version: z.int() }),
})

export const followIncident = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/incidents/:incident_id/lines',
  action: 'case.write',
  summary: 'Says what followed, and when it is looked at again; without a day the incident is ended.',
  input: z.object({
    case_id: Id,
    incident_id: Id,
    version: z.int(),
    line_id: Id,
    words: Prose(4000),
    follow_up_on: Day.nullable(),
  }),
  reply: z.object({ incident_id: Id, version: z.int() }),
})

export const recordAttempt = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/contact-attempts',
  action: 'case.write',
  summary: 'Writes down that somebody from before tried to reach the person. The risk is to be looked at again.',
  input: z.object({
    case_id: Id,
    attempt_id: Id,
    attempted_on: Day,
    document_id: Id.nullable().default(null),
    ...AttemptWords.shape,
    ...opens,
  }),
  reply: reply.extend({ attempt_id: Id }),
})
