// Referring somebody to a service that has no account here: by a link and a code. The same two stages as with a partner:
// a summary that nobody is recognised by, and after the yes exactly what the consent covers, until its day.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, Prose } from '#kit/text.ts'
import { CodeBy, LinkOpening, LinkShown, NewLink } from '#links/link.ts'
import { LinkCode } from '#links/secret.ts'
import { ReferralSummary } from './referral.ts'

/** What acceptance opens: chosen field by field, each of a section the consent names. No file, no notes, no papers. */
export const ExternalSlice = z.object({
  /** As she is to be called there; of the identity, like the two below. */
  name: Line(200).nullable().default(null),
  birth_year: z.int().min(1900).max(2100).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  /** What they need to know of each section, in the sender's words. */
  said: z
    .array(z.object({ section: Section, words: Prose(4000) }))
    .max(11)
    .default([]),
})
export type ExternalSlice = z.infer<typeof ExternalSlice>

/** What the first page of the link shows. */
export const OutsideSummary = ReferralSummary.extend({ from: z.string(), answer_due_on: Day })
export type OutsideSummary = z.infer<typeof OutsideSummary>

/** What the file keeps of it. */
export const FiledOutside = z.object({ summary: ReferralSummary, slice: ExternalSlice, recipient: z.string() })
export type FiledOutside = z.infer<typeof FiledOutside>

export const OutsideWords = z.object({ words: z.string() })

export const ExternalStatus = z.enum(['sent', 'accepted', 'declined', 'withdrawn', 'ended'])
export type ExternalStatus = z.infer<typeof ExternalStatus>

export const OutsideReferral = z.object({
  external_id: Id,
  service_id: Id,
  recipient_name: z.string(),
  need: Code,
  consent_id: Id.nullable(),
  exception_id: Id.nullable(),
  /** Whether what it stands on holds today. */
  consent_live: z.boolean(),
  status: ExternalStatus,
  sent_at: Moment,
  answer_due_on: Day,
  overdue: z.boolean(),
  answered_at: Moment.nullable(),
  asked_at: Moment.nullable(),
  decline_reason: Code.nullable(),
  outcome: Code.nullable(),
  outcome_on: Day.nullable(),
  version: z.int(),
  /** null for whoever may not open the section this need belongs to, and so is every word below. */
  summary: ReferralSummary.nullable(),
  slice: ExternalSlice.nullable(),
  question: z.string().nullable(),
  reply: z.string().nullable(),
  answer_words: z.string().nullable(),
  link: LinkShown,
  /** Who opened it when, latest first. */
  openings: z.array(LinkOpening),
})
export type OutsideReferral = z.infer<typeof OutsideReferral>

export const listOutside = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/outside-referrals',
  action: 'case.open',
  summary: 'The referrals of a file to services outside: how each stands, who opened its link when, what came back.',
  input: z.object({ case_id: Id }),
  reply: z.object({ referrals: z.array(OutsideReferral) }),
})

const Written = z.object({ external_id: Id, version: z.int() })

export const sendOutside = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/outside-referrals',
  action: 'referrals.send',
  summary:
    'Refers a person to a service without an account here, on a consent that names it or a lawful exception, by a link and a code.',
  input: z.object({
    case_id: Id,
    external_id: Id,
    service_id: Id,
    /** A consent, or a lawful exception that a second colleague approved: one of the two. */
    consent_id: Id.nullable().default(null),
    exception_id: Id.nullable().default(null),
    /** Exactly what leaves, as the sender saw it. */
    summary: ReferralSummary,
    slice: ExternalSlice,
    answer_due_on: Day,
    link: NewLink,
  }),
  reply: Written,
})

export const withdrawOutside = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/outside-referrals/:external_id/withdraw',
  action: 'referrals.send',
  summary: 'Takes a referral outside back: its link opens nothing from then on.',
  input: z.object({ case_id: Id, external_id: Id, version: z.int() }),
  reply: Written,
})

export const renewOutsideCode = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/outside-referrals/:external_id/code',
  action: 'referrals.send',
  summary: 'Gives the link a new code: five new tries and one more answer; the code before opens nothing.',
  input: z.object({ case_id: Id, external_id: Id, link_version: z.int(), code: LinkCode, code_by: CodeBy }),
  reply: z.object({ external_id: Id, link_version: z.int() }),
})

export const replyOutside = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/outside-referrals/:external_id/reply',
  action: 'referrals.send',
  summary: 'Answers the one question of a service outside; it reads the answer when it opens the link again.',
  input: z.object({ case_id: Id, external_id: Id, version: z.int(), words: Prose(2000) }),
  reply: Written,
})
