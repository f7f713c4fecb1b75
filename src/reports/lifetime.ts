// How long a receipt lives, what the desk sees of a conversation through it, and the proof of having reported.
import { z } from 'zod'
import { FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

/** data/triage/lifetimes.json. */
export const Lifetimes = FactFile.extend({
  lives: z.strictObject({ months: z.int().min(1).max(60) }),
  /** With fewer days than these left, the reporter may renew it. */
  renew: z.strictObject({ days: z.int().min(1).max(365) }),
  /** So many days before the end, triage is told. */
  notice: z.strictObject({ days: z.int().min(1).max(365) }),
})
export type Lifetimes = z.infer<typeof Lifetimes>

export const wholeFingerprint = /^[0-9a-f]{64}$/
export const readFingerprint = (text: string): string => text.replace(/[\s\p{Pd}\p{Cf}.:]/gu, '').toLowerCase()

/** The SHA-256 of what is sealed, as it stands on a proof: in groups, in capitals or not. */
export const Fingerprint = z.string().max(200).transform(readFingerprint).pipe(z.string().regex(wholeFingerprint))
export type Fingerprint = z.infer<typeof Fingerprint>

export const checkProof = endpoint({
  method: 'GET',
  path: '/api/report-proofs/:fingerprint',
  action: 'reports.read',
  summary: 'Whether a proof of having reported belongs to a report of one’s own organisation, and of which day.',
  input: z.object({ fingerprint: Fingerprint }),
  reply: z.object({ ours: z.boolean(), received_on: Day.nullable() }),
})

export const ReportLife = z.object({
  report_id: Id,
  /** The day the receipt opens nothing any more; a report without a file is then erased. */
  expires_on: Day,
  ends_soon: z.boolean(),
  /** With a file the words follow the file, and only the receipt ends. */
  follows_file: z.boolean(),
  fingerprint: z.string(),
  /** Answers, and the day each was first opened with the receipt. */
  answers: z.array(z.object({ message_id: Id, written_on: Day, fetched_on: Day.nullable() })),
})
export type ReportLife = z.infer<typeof ReportLife>

export const readReportLife = endpoint({
  method: 'GET',
  path: '/api/reports/:report_id/life',
  action: 'reports.read',
  summary: 'Until when a report and its receipt live, and on which day each answer was fetched.',
  input: z.object({ report_id: Id }),
  reply: ReportLife,
})

export const listReportEndings = endpoint({
  method: 'GET',
  path: '/api/report-endings',
  action: 'reports.read',
  summary: 'Reports without a file that will be erased within the notice, soonest first.',
  input: z.object({}),
  reply: z.object({
    notice_days: z.int(),
    endings: z.array(z.object({ report_id: Id, received_on: Day, expires_on: Day })),
    more: z.boolean(),
  }),
})

export const listUnread = endpoint({
  method: 'GET',
  path: '/api/report-unread',
  action: 'reports.read',
  summary: 'Reports whose reporter added something the desk has not opened yet.',
  input: z.object({}),
  reply: z.object({ unread: z.array(z.object({ report_id: Id, count: z.int(), since: Day })), more: z.boolean() }),
})
