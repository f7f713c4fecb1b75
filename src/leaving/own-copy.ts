// The person's own data for the person: what they told and what was done with them, in words, without the names of
// others. A colleague looks it through before it is handed over.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const CopyLanguage = z.enum(['en', 'es', 'it'])

export const CopyPart = z.enum([
  'card',
  'identity',
  'contact',
  'told',
  'story_facts',
  'notes',
  'screenings',
  'answers',
  'law',
  'proceedings',
  'matters',
  'claims',
  'door',
  'care',
  'appointments',
  'interpreting',
  'safety_plan',
  'safety',
  'goals',
  'steps',
  'agreed',
  'consents',
  'referrals',
  'interview',
  'opened_by',
])
export type CopyPart = z.infer<typeof CopyPart>

export const CopyEntry = z.object({
  id: z.string(),
  on: Day.nullable(),
  section: Section.nullable(),
  /** What it is, in the language of the copy; empty where the text says it. */
  label: z.string(),
  text: z.string(),
  /** How many names of others were taken out of it. */
  taken_out: z.int(),
})
export type CopyEntry = z.infer<typeof CopyEntry>

/** What is not in it, and why: the person may ask again, and complain. */
export const LeftOut = z.enum([
  'therapy_notes',
  'covered_notes',
  'people_around',
  'staff_names',
  'documents',
  'told_to_others',
  'statements',
])
export type LeftOut = z.infer<typeof LeftOut>

export const OwnCopy = z.object({
  language: CopyLanguage,
  made_on: Day,
  /** Says on every page whose hands it went through: the file's reference, the day, a number the journal knows. */
  mark: z.string(),
  parts: z.array(z.object({ part: CopyPart, title: z.string(), entries: z.array(CopyEntry) })),
  left_out: z.array(z.object({ what: LeftOut, because: z.string(), count: z.int() })),
  /** The fixed sentences of the page. */
  says: z.record(z.string(), z.string()),
})
export type OwnCopy = z.infer<typeof OwnCopy>

export const readOwnCopy = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/own-copy',
  action: 'case.copy',
  summary: 'The person’s own data for the person, without the names of others. Each making of it is journalled.',
  input: z.object({ case_id: Id, copy_id: Id, language: CopyLanguage.default('es') }),
  reply: OwnCopy,
})
