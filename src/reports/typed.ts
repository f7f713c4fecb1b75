// A report somebody tells on the telephone or in person, typed by a colleague. The caller gets a receipt as everyone does.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { ReportBody } from './body.ts'

export const drawReceipt = endpoint({
  method: 'GET',
  path: '/api/receipts/new',
  action: 'reports.triage',
  summary: 'A fresh receipt for a caller. It is kept nowhere: what is not read out is lost.',
  input: z.object({}),
  reply: z.object({ receipt: z.string().regex(/^\d{20}$/) }),
})

export const typeReport = endpoint({
  method: 'POST',
  path: '/api/reports',
  action: 'reports.triage',
  summary: 'Takes a report a colleague typed, sealed as at the public door, under the receipt the caller holds.',
  input: z.object({
    report_id: Id,
    /** Twenty digits from `drawReceipt`; only what the slow hash makes of them is stored. */
    receipt: z.string().max(60),
    /** Of the caller: answers are written in it. */
    language: z.string().regex(/^[a-z]{2,3}$/),
    body: ReportBody,
  }),
  reply: z.object({ report_id: Id, version: z.number().int() }),
})
