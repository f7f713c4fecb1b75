// Sticky facts: the few things nobody who opens a file may overlook, in sight whichever side is open.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'

export const alertKinds = ['danger', 'allergy', 'health', 'deadline', 'interpreter', 'other'] as const
export const AlertKind = z.enum(alertKinds)
export type AlertKind = z.infer<typeof AlertKind>

/** The section a kind belongs to unless whoever writes it says another. */
export const sectionOf: Record<AlertKind, Section> = {
  danger: 'safety',
  allergy: 'health',
  health: 'health',
  deadline: 'law',
  interpreter: 'identity',
  other: 'identity',
}

/** More than a handful are read by nobody. */
export const mostAlerts = 6

export const Alert = z.object({
  alert_id: Id,
  section: Section,
  kind: AlertKind,
  since: Day,
  until_on: Day.nullable(),
  written_by: Id,
  written_at: Moment,
  words: z.string(),
})
export type Alert = z.infer<typeof Alert>

export const readAlerts = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/alerts',
  action: 'case.open',
  summary: 'The sticky facts of a file, in the sections that are open to the reader.',
  input: z.object({ case_id: Id }),
  reply: z.object({ alerts: z.array(Alert) }),
})

export const addAlert = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/alerts',
  action: 'case.write',
  summary: 'Puts a sticky fact on top of a file.',
  input: z.object({
    case_id: Id,
    alert_id: Id,
    section: Section,
    kind: AlertKind,
    words: Line(120),
    until_on: Day.nullable().default(null),
  }),
  reply: z.object({ alert_id: Id }),
})

export const endAlert = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/alerts/:alert_id/end',
  action: 'case.write',
  summary: 'Ends a sticky fact, or puts back one that was ended by mistake.',
  input: z.object({ case_id: Id, alert_id: Id, ended: z.boolean().default(true) }),
  reply: z.object({ alert_id: Id }),
})
