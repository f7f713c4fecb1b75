// The partner's side of a report that was passed to it.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { PassedReport, taken, Wish } from './pass-kinds.ts'

export const ReceivedReport = z.object({
  pass_id: Id,
  passed_on: Day,
  legal_basis: Code,
  wish: Wish,
  taken: z.enum(taken).nullable(),
  version: z.int(),
  report: PassedReport,
})
export type ReceivedReport = z.infer<typeof ReceivedReport>

export const listPassedReports = endpoint({
  method: 'GET',
  path: '/api/passed-reports',
  action: 'reports.take',
  summary: 'Reports passed to this organisation, latest first: the parts that were passed, and nothing else.',
  input: z.object({ after: z.string().max(60).optional() }),
  reply: z.object({ reports: z.array(ReceivedReport), next: z.string().nullable() }),
})

export const takePassedReport = endpoint({
  method: 'POST',
  path: '/api/passed-reports/:pass_id/answer',
  action: 'reports.take',
  summary: 'Says whether this organisation takes up a report passed to it.',
  input: z.object({ pass_id: Id, version: z.int(), answer: z.enum(taken) }),
  reply: z.object({ pass_id: Id, version: z.int() }),
})
