// A possible case as somebody reported it, what the desk reads of it, and what it may answer. The words of the report
// travel sealed; only codes and days are counted.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { MessageBody, ReportBody } from './body.ts'

export const ReportStatus = z.enum(['new', 'in_triage', 'file_opened', 'answered', 'closed'])
export type ReportStatus = z.infer<typeof ReportStatus>
export const Urgency = z.enum(['now', 'soon', 'routine'])
export type Urgency = z.infer<typeof Urgency>
export const ClosedBecause = z.enum([
  'passed_on',
  'already_known',
  'not_our_field',
  'not_enough_to_act',
  'reporter_asked',
  'not_a_report',
])
export type ClosedBecause = z.infer<typeof ClosedBecause>

export const urgencyReasons = [
  'danger_yes',
  'danger_unsure',
  'danger_not_said',
  'minors_yes',
  'minors_unsure',
  'speaks_of_self',
  'no_danger',
] as const
export const SuggestedUrgency = z.object({ urgency: Urgency, reasons: z.array(z.enum(urgencyReasons)) })
export type SuggestedUrgency = z.infer<typeof SuggestedUrgency>

export const ReportSummary = z.object({
  report_id: Id,
  status: ReportStatus,
  urgency: Urgency.nullable(),
  language: z.string(),
  received_on: Day,
  /** Whether the reporter said the receipt is kept: otherwise an answer may never be read. */
  kept: z.boolean(),
  /** How often the reporter came back and added something. */
  additions: z.number().int(),
  case_id: Id.nullable(),
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

export const Report = ReportSummary.extend({
  closed_because: ClosedBecause.nullable(),
  body: ReportBody,
  suggested: SuggestedUrgency,
  messages: z.array(ReportMessage),
})
export type Report = z.infer<typeof Report>

export const listReports = endpoint({
  method: 'GET',
  path: '/api/reports',
  action: 'reports.read',
  summary: 'Reports of possible cases, latest first, by status; without a word of what they say.',
  input: z.object({
    status: ReportStatus.optional(),
    /** `next` of the page before. */
    after: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d_[0-9a-f-]{36}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  reply: z.object({ reports: z.array(ReportSummary), next: z.string().nullable() }),
})

export const openReport = endpoint({
  method: 'GET',
  path: '/api/reports/:report_id',
  action: 'reports.read',
  summary: 'One report with its words and what was added since. Each opening is journalled.',
  input: z.object({ report_id: Id }),
  reply: Report,
})

export const answerReporter = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/answers',
  action: 'reports.triage',
  summary: 'Answers whoever holds the receipt; only the receipt opens the answer.',
  input: z.object({ report_id: Id, message_id: Id, text: MessageBody.shape.text }),
  reply: z.object({ report_id: Id, message_id: Id, version: z.number().int() }),
})

export const triageReport = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/triage',
  action: 'reports.triage',
  summary: 'Decides how urgent a report is and what becomes of it.',
  input: z.object({
    report_id: Id,
    version: z.number().int(),
    status: ReportStatus.exclude(['file_opened']).optional(),
    urgency: Urgency.nullable().optional(),
    closed_because: ClosedBecause.nullable().optional(),
  }),
  reply: z.object({ report_id: Id, version: z.number().int() }),
})
