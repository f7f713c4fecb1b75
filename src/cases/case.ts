// The file: one person's accompaniment, its stage, its team and its card.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { Card, LanguageCode } from '#people/card.ts'
import { SafeContact } from '#people/safe-contact.ts'
import { TimelineEntry } from '#timeline/timeline.ts'

export const Stage = z.enum([
  'detection',
  'first_contact',
  'assessment',
  'plan',
  'support',
  'learning_and_work',
  'return',
  'follow_up',
])
export type Stage = z.infer<typeof Stage>

export const TeamFunction = z.enum(['reference_worker', 'team_member'])
export type TeamFunction = z.infer<typeof TeamFunction>

export const TeamMember = z.object({
  access_id: Id,
  kind: z.enum(['team', 'consent', 'break_glass']),
  staff_id: Id.nullable(),
  organisation_id: Id.nullable(),
  /** Name of the colleague, or of the partner organisation. */
  name: z.string(),
  function: z.string(),
  sections: z.array(Section),
  until_at: Moment.nullable(),
})
export type TeamMember = z.infer<typeof TeamMember>

export const CaseFile = z.object({
  case_id: Id,
  organisation_id: Id,
  office_id: Id,
  reference: z.string(),
  stage: Stage,
  status: z.enum(['open', 'closed']),
  opened_on: Day,
  closed_on: Day.nullable(),
  next_due_on: Day.nullable(),
  card: Card,
  presumed_minor: z.boolean(),
  version: z.int(),
  /** What this reader opens, and on which basis. */
  sections: z.array(Section),
  because: z.string(),
  /** The sections this reader may write in. */
  writes: z.array(Section),
  may: z.record(z.string(), z.boolean()),
  team: z.array(TeamMember),
  safe_contact: SafeContact.nullable(),
  safe_contact_version: z.int(),
  timeline: z.array(TimelineEntry),
})
export type CaseFile = z.infer<typeof CaseFile>

export const openFile = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id',
  action: 'case.open',
  summary: 'Opens a file: its card, team, rule of contact and the latest twenty entries of its timeline.',
  input: z.object({ case_id: Id }),
  reply: CaseFile,
})

export const CaseRow = z.object({
  case_id: Id,
  reference: z.string(),
  alias: z.string(),
  languages: z.array(LanguageCode),
  country: z.string().nullable(),
  stage: Stage,
  status: z.enum(['open', 'closed']),
  opened_on: Day,
  last_activity_at: Moment,
  next_due_on: Day.nullable(),
  reference_worker: z.string().nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CaseSort = z.enum(['last_activity', 'opened', 'due'])
export type CaseSort = z.infer<typeof CaseSort>

export const listFiles = endpoint({
  method: 'GET',
  path: '/api/cases',
  action: 'case.list',
  summary: 'Lists the files one may open, twenty-five at a time, by key.',
  input: z.object({
    status: z.enum(['open', 'closed']).default('open'),
    stage: Stage.optional(),
    sort: CaseSort.default('last_activity'),
    mine: z.stringbool().default(false),
    /** The key of the last row seen: its sort value and id, as given by `next`. */
    after: z.string().max(100).optional(),
  }),
  reply: z.object({ rows: z.array(CaseRow), next: z.string().nullable() }),
})

export const createFile = endpoint({
  method: 'POST',
  path: '/api/cases',
  action: 'case.create',
  summary: 'Opens a new file, alone or from a report, with its reference worker. The default is no contact at all.',
  input: z.object({
    // Not `case_id`: the file does not exist yet, so there is nothing to decide on.
    new_case_id: Id,
    card: Card,
    office_id: Id.optional(),
    reference_worker_id: Id,
    report_id: Id.optional(),
    /** Names she uses besides the alias, for the duplicate question alone: kept as keyed marks, never in words. */
    also_called: z.array(Line(100)).max(3).default([]),
  }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const changeCard = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/card',
  action: 'case.change',
  summary: 'Changes the card. A stale version gets the current state back.',
  input: z.object({ case_id: Id, version: z.int(), card: Card }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const changeStage = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/stage',
  action: 'case.change',
  summary: 'Moves the file along the way. It closes and reopens under leaving, with a reason.',
  input: z.object({ case_id: Id, version: z.int(), stage: Stage, status: z.enum(['open', 'closed']) }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const changeSafeContact = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/safe-contact',
  action: 'case.change',
  summary: 'Says how the person may be reached, as she said it.',
  input: z.object({ case_id: Id, version: z.int(), safe_contact: SafeContact }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/colleagues',
  action: 'organisation.read',
  summary: 'Who works here, for assigning and for names on a timeline.',
  input: z.object({}),
  reply: z.object({
    colleagues: z.array(z.object({ staff_id: Id, name: z.string(), roles: z.array(z.string()), office_id: Id })),
  }),
})
