// A possible case as somebody reported it, what the desk reads of it, and what it may answer. The words of the report
// travel sealed; only codes and days are counted.
import { z } from 'zod'
import { Reading } from '#detection/reading.ts'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { MessageBody, ReportBody } from '#reports/body.ts'
import { Decision } from './decision-kinds.ts'
import { Pass } from './pass-kinds.ts'
import { Outsider } from './triage-facts.ts'
import { SuggestedUrgency, Urgency } from './urgency.ts'

export { SuggestedUrgency, Urgency } from './urgency.ts'

export const ReportStatus = z.enum(['new', 'in_triage', 'file_opened', 'answered', 'closed'])
export type ReportStatus = z.infer<typeof ReportStatus>
/** `closed_because` is the decision that closed it; the older codes stand in reports closed before there were decisions. */
export const ClosedBecause = z.enum([
  'passed_on',
  'labour_route',
  'advised',
  'no_indication',
  'spam',
  'merged',
  'already_known',
  'not_our_field',
  'not_enough_to_act',
  'reporter_asked',
  'not_a_report',
])
export type ClosedBecause = z.infer<typeof ClosedBecause>

/** Where a report lies: what waits for a decision, what was answered and is not closed, and what is decided. */
export const piles = ['open', 'answered', 'file_opened', 'closed'] as const
/** `overdue`: whatever lies late in any of them. */
export const Pile = z.enum([...piles, 'overdue'])
export type Pile = z.infer<typeof Pile>

export const ReportSummary = z.object({
  report_id: Id,
  status: ReportStatus,
  /** What a person decided; `looks` is what the answers alone suggest. */
  urgency: Urgency.nullable(),
  looks: Urgency.nullable(),
  language: z.string(),
  received_on: Day,
  acknowledged_on: Day.nullable(),
  answered_on: Day.nullable(),
  due_on: Day.nullable(),
  /** Whether the reporter said the receipt is kept: otherwise an answer may never be read. */
  kept: z.boolean(),
  /** Typed by a colleague for somebody on the telephone. */
  typed: z.boolean(),
  /** How often the reporter came back and added something. */
  additions: z.number().int(),
  case_id: Id.nullable(),
  merged_into: Id.nullable(),
  version: z.number().int(),
})
export type ReportSummary = z.infer<typeof ReportSummary>

export const ReportMessage = z.object({
  message_id: Id,
  direction: z.enum(['to_desk', 'to_reporter']),
  written_on: Day,
  /** Null for an answer: it is sealed to the reporter, and not even the desk reads it again. */
  text: z.string().nullable(),
})
export type ReportMessage = z.infer<typeof ReportMessage>

/** Where a report stands, without a word of what it says. */
export const Progress = ReportSummary.extend({
  closed_because: ClosedBecause.nullable(),
  decisions: z.array(Decision),
  passes: z.array(Pass),
  /** Reports that were merged into this one; each keeps its own conversation. */
  parts: z.array(z.object({ report_id: Id, received_on: Day, language: z.string() })),
})
export type Progress = z.infer<typeof Progress>

export const Report = Progress.extend({
  body: ReportBody,
  /** The name of the institution whose poster it was told through; null where there was none. */
  told_through: z.string().nullable(),
  /** What the signs that were named are consistent with. */
  reading: Reading.nullable(),
  suggested: SuggestedUrgency,
  /** Whom to tell, by the ladder, with the legal bases it may stand on. */
  ladder: z.array(z.object({ code: Code, to: z.array(Outsider), bases: z.array(Code) })),
  messages: z.array(ReportMessage),
})
export type Report = z.infer<typeof Report>

/** More than this is not counted exactly: nobody acts on the difference. */
export const mostCounted = 999
const count = z.int().max(mostCounted)

export const listReports = endpoint({
  method: 'GET',
  path: '/api/reports',
  action: 'reports.read',
  summary:
    'The queue of reports, the most urgent and the latest due first, with counts; without a word of what they say.',
  input: z.object({
    pile: Pile.default('open'),
    urgency: Urgency.optional(),
    /** `next` of the page before. */
    after: z
      .string()
      .regex(/^[\d.-]{10,12}~[0-9a-f-]{36}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    reports: z.array(ReportSummary),
    next: z.string().nullable(),
    counts: z.object({ open: count, answered: count, file_opened: count, closed: count, overdue: count, now: count }),
    today: Day,
  }),
})

export const openReport = endpoint({
  method: 'GET',
  path: '/api/reports/:report_id',
  action: 'reports.read',
  summary: 'One report with its words and what was added since. Each opening is journalled.',
  input: z.object({ report_id: Id }),
  reply: Report,
})

export const followReport = endpoint({
  method: 'GET',
  path: '/api/reports/:report_id/progress',
  action: 'reports.follow',
  summary: 'Where one report stands: decisions, clocks, what was passed on; not its words.',
  input: z.object({ report_id: Id }),
  reply: Progress,
})

export const answerReporter = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/answers',
  action: 'reports.triage',
  summary: 'Answers whoever holds the receipt; only the receipt opens the answer.',
  input: z.object({ report_id: Id, message_id: Id, text: MessageBody.shape.text }),
  reply: z.object({ report_id: Id, message_id: Id, version: z.number().int() }),
})

export const acknowledgeReport = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/acknowledgement',
  action: 'reports.triage',
  summary: 'Tells whoever holds the receipt, in their language, that the report has come in: a ready-made answer.',
  input: z.object({ report_id: Id, message_id: Id }),
  reply: z.object({ report_id: Id, message_id: Id, version: z.number().int() }),
})

export const triageReport = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/triage',
  action: 'reports.triage',
  summary: 'How urgent a report is, that somebody is on it, and that a caller has written the receipt down.',
  input: z.object({
    report_id: Id,
    version: z.number().int(),
    status: z.enum(['new', 'in_triage']).optional(),
    urgency: Urgency.nullable().optional(),
    kept: z.literal(true).optional(),
  }),
  reply: z.object({ report_id: Id, version: z.number().int() }),
})
