// Reports that may tell the same, why it looks so, and what somebody decided about it.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { ReportStatus } from './report.ts'
import { Urgency } from './urgency.ts'

export const likenesses = [
  'same_telephone',
  'same_place_and_week',
  'same_place',
  'many_same_words',
  'same_signs',
] as const
export const Likeness = z.enum(likenesses)
export type Likeness = z.infer<typeof Likeness>

export const Says = z.enum(['linked', 'not_same', 'undecided'])
export type Says = z.infer<typeof Says>

export const Related = z.object({
  report_id: Id,
  received_on: Day,
  language: z.string(),
  status: ReportStatus,
  urgency: Urgency.nullable(),
  merged_into: Id.nullable(),
  because: z.array(Likeness),
  says: Says,
})
export type Related = z.infer<typeof Related>

export const compareReport = endpoint({
  method: 'GET',
  path: '/api/reports/:report_id/related',
  action: 'reports.compare',
  summary: 'Reports of the last half year that may tell the same, with the reasons; compared in memory, not kept.',
  input: z.object({ report_id: Id }),
  reply: z.object({ related: z.array(Related) }),
})

export const tieReports = endpoint({
  method: 'POST',
  path: '/api/reports/:report_id/related/:other_id',
  action: 'reports.triage',
  summary: 'Says that two reports belong together or do not; remembered, and changed as often as needed.',
  input: z.object({ report_id: Id, other_id: Id, says: Says }),
  reply: z.object({ report_id: Id, other_id: Id, version: z.int() }),
})
