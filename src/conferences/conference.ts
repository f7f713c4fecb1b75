// A case conference: several houses speak of one person, each of its own part alone, after the person was asked.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'
import { ConferenceTask } from './task.ts'

export const AskedPerson = z.enum(['yes', 'not_yet', 'not_safe'])
export const Attends = z.enum(['in_person', 'by_call', 'through_someone', 'not'])
export const ConferenceStatus = z.enum(['planned', 'held', 'cancelled'])
export type ConferenceStatus = z.infer<typeof ConferenceStatus>

/** Told to every house that is invited. */
export const ForAll = z.object({
  place: Line(200),
  /** What the person wants said, in their words; empty when nothing. */
  said: OptionalProse(4000),
})
export type ForAll = z.infer<typeof ForAll>

/** For the own team alone. */
export const ForUs = z.object({ wishes: OptionalProse(4000) })

export const Agency = z.object({
  organisation_id: Id,
  name: z.string(),
  consent_id: Id,
  /** Whether the person agreed that the others are told of it. */
  named: z.boolean(),
  /** Whether its part is open today, and which sections it opens. */
  live: z.boolean(),
  sections: z.array(Section),
})
export type Agency = z.infer<typeof Agency>

export const ConferenceItem = z.object({
  item_id: Id,
  section: Section,
  title: z.string(),
  words: z.string(),
  minutes: z.string().nullable(),
  decision: z.string().nullable(),
  minuted_at: Moment.nullable(),
  version: z.int(),
})
export type ConferenceItem = z.infer<typeof ConferenceItem>

export const Conference = z.object({
  conference_id: Id,
  meets_at: Moment,
  status: ConferenceStatus,
  attends: Attends,
  place: z.string(),
  said: z.string(),
  items: z.array(ConferenceItem),
  tasks: z.array(ConferenceTask),
  /** Whom a partner may know to take part, itself among them. */
  named: z.array(z.string()),
  /** Null to a partner. */
  ours: z
    .object({
      asked: AskedPerson,
      wishes: z.string(),
      called_by: Id,
      agencies: z.array(Agency),
      version: z.int(),
    })
    .nullable(),
})
export type Conference = z.infer<typeof Conference>

/** A partner let in on the file, and the consent it stands on: whom one may invite. */
export const Guest = Agency.pick({ organisation_id: true, name: true, consent_id: true, sections: true })
export type Guest = z.infer<typeof Guest>

export const listConferences = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/conferences',
  action: 'case.open',
  summary: 'The conferences of a file: to the own team whole, to a partner its own part while its consent lives.',
  input: z.object({ case_id: Id }),
  reply: z.object({ conferences: z.array(Conference), guests: z.array(Guest), may_call: z.boolean() }),
})

const invited = z.object({ organisation_id: Id, consent_id: Id, named: z.boolean() })
const newItem = z.object({ item_id: Id, section: Section, title: Line(200), words: OptionalProse(4000) })
const head = {
  meets_at: Moment,
  asked: AskedPerson,
  attends: Attends,
  ...ForAll.shape,
  ...ForUs.shape,
  agencies: z.array(invited).max(20),
}
const reply = z.object({ conference_id: Id, version: z.int() })

export const callConference = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/conferences',
  action: 'conferences.call',
  summary: 'Calls a conference: when, whom, what about, and what the person said when asked.',
  input: z.object({ case_id: Id, conference_id: Id, ...head, items: z.array(newItem).min(1).max(30) }),
  reply,
})

export const changeConference = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/conferences/:conference_id',
  action: 'conferences.call',
  summary:
    'Changes when, where, whom and what the person wants said, while it is planned. A stale version gets the current state back.',
  input: z.object({ case_id: Id, conference_id: Id, version: z.int(), ...head }),
  reply,
})

export const endConference = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/conferences/:conference_id/status',
  action: 'conferences.call',
  summary: 'Says that it was held, after the person was asked, or that it does not take place.',
  input: z.object({ case_id: Id, conference_id: Id, version: z.int(), status: z.enum(['held', 'cancelled']) }),
  reply,
})

export const addItem = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/conferences/:conference_id/items',
  action: 'conferences.call',
  summary: 'Adds something to speak of, in one section of the file.',
  input: z.object({ case_id: Id, conference_id: Id, ...newItem.shape }),
  reply: z.object({ item_id: Id, version: z.int() }),
})

export const writeMinutes = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/conference-items/:item_id/minutes',
  action: 'case.write',
  summary: 'Writes what was said and decided on one item. A stale version gets the current one back.',
  input: z.object({
    case_id: Id,
    item_id: Id,
    version: z.int(),
    minutes: Prose(10_000),
    decision: OptionalProse(4000),
  }),
  reply: z.object({ item_id: Id, version: z.int() }),
})

/** As a partner's desk lists them: when, where, with whom as far as it may know, and what is asked of it. */
export const MyConference = Conference.pick({
  conference_id: true,
  meets_at: true,
  status: true,
  place: true,
  named: true,
  tasks: true,
}).extend({ case_id: Id, alias: z.string() })
export type MyConference = z.infer<typeof MyConference>

export const readMyConferences = endpoint({
  method: 'GET',
  path: '/api/conferences',
  action: 'conferences.answer',
  summary: 'The conferences my house is invited to while a consent lives, and the tasks it was given.',
  input: z.object({}),
  reply: z.object({ conferences: z.array(MyConference), today: Day }),
})
