// A report somebody tells on the telephone or in person, typed by a colleague into the same form as at the public door.
// The caller gets a receipt as everyone does.
import { z } from 'zod'
import { Condition } from '#facts/condition.ts'
import { Code } from '#facts/facts.ts'
import { FormId, Place } from '#forms/form.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { doors, fields } from '#reports/body.ts'

const DeskQuestion = z.object({
  code: z.string(),
  kind: z.enum(['one', 'many', 'text']),
  part: z.string(),
  text: z.string(),
  hint: z.string().optional(),
  options: z.array(z.object({ code: z.string(), text: z.string() })),
  shown_when: z.array(Condition),
  place: Place,
  most: z.int(),
  rows: z.int(),
})
export type DeskQuestion = z.infer<typeof DeskQuestion>

export const DeskForm = z.object({
  id: FormId,
  door: z.enum(doors),
  field: z.enum(fields).nullable(),
  asked: z.array(DeskQuestion),
})
export type DeskForm = z.infer<typeof DeskForm>

export const listDeskForms = endpoint({
  method: 'GET',
  path: '/api/report-forms',
  action: 'reports.triage',
  summary: 'The forms of the public door with every question they may ask, for a colleague who types for a caller.',
  input: z.object({}),
  reply: z.object({ forms: z.array(DeskForm) }),
})

export const drawReceipt = endpoint({
  method: 'GET',
  path: '/api/receipts/new',
  action: 'reports.triage',
  summary: 'A fresh receipt for a caller. It is kept nowhere: what is not read out is lost.',
  input: z.object({}),
  reply: z.object({ receipt: z.string().regex(/^\d{20}$/) }),
})

const longestAnswer = 8_000

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
    form: FormId,
    /** By question; what the form would not have asked is left out. */
    answers: z.record(Code, z.union([z.string().max(longestAnswer), z.array(Code).max(60)])),
  }),
  reply: z.object({ report_id: Id, version: z.number().int() }),
})
