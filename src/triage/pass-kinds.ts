// What of a report may be passed on, and the record of it: who, when, on which basis, with which wish of the reporter.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { Outsider } from './triage-facts.ts'

/** Parts of a report that can be shared one by one. */
export const passedParts = ['words', 'where', 'danger', 'languages', 'signs', 'contact'] as const
export const PassedPart = z.enum(passedParts)
export type PassedPart = z.infer<typeof PassedPart>

/** What the reporter wanted. */
export const wishes = ['agreed', 'not_asked', 'did_not_want'] as const
export const Wish = z.enum(wishes)
export type Wish = z.infer<typeof Wish>

export const taken = ['taken', 'not_ours'] as const

/** What the house keeps of it, sealed to itself. */
export const PassRecord = z.strictObject({
  /** Whom exactly, where the code does not say it. */
  to_whom: OptionalProse(200).default(''),
  note: OptionalProse(2_000).default(''),
  why_basis: OptionalProse(500).default(''),
})
export type PassRecord = z.infer<typeof PassRecord>

export const Pass = z.object({
  pass_id: Id,
  to_organisation_id: Id.nullable(),
  to_name: z.string(),
  outside: Outsider.nullable(),
  legal_basis: Code,
  wish: Wish,
  shared: z.array(PassedPart),
  passed_by_name: z.string(),
  passed_on: Day,
  ended_on: Day.nullable(),
  taken: z.enum(taken).nullable(),
  record: PassRecord,
})
export type Pass = z.infer<typeof Pass>

/** What the partner reads: the parts that were passed, and nothing else of the report. */
export const PassedReport = z.strictObject({
  from: z.string(),
  note: z.string(),
  language: z.string(),
  received_on: Day,
  what_happened: z.string().nullable(),
  where: z.string().nullable(),
  danger_now: z.string().nullable(),
  minors: z.string().nullable(),
  languages_of_the_person: z.array(z.string()),
  signs: z.array(Code),
  contact_how: z.string().nullable(),
})
export type PassedReport = z.infer<typeof PassedReport>
