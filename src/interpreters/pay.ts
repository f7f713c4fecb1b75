// Paying interpreters: a statement for a period, frozen when it is issued, by grant line; what volunteers gave in hours.
// Whoever pays needs no file: no statement holds a name of a person, an alias, a place or a language.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { InterpreterKind } from './interpreter.ts'

/** How a funder calls its line in the books: capitals, digits and a few signs, so that it fits every program. */
export const GrantCode = z.string().regex(/^[A-Z0-9][A-Z0-9./-]{0,23}$/)

export const PayTerms = z.object({
  from_on: Day,
  /** What is called off less than so many hours before is paid at a share. */
  cancel_hours: z.int().min(0).max(168),
  cancel_percent: z.int().min(0).max(100),
  /** For each time there in person; null: by the kilometres of the rate. */
  travel_fixed_cents: z.int().min(0).max(1_000_000).nullable(),
})
export type PayTerms = z.infer<typeof PayTerms>

export const Grant = z.object({
  grant_code: GrantCode,
  name: Line(80),
  from_on: Day,
  until_on: Day.nullable(),
})
export type Grant = z.infer<typeof Grant>

export const PayLine = z.object({
  booking_id: Id,
  on_day: Day,
  what: z.enum(['attended', 'late_cancel']),
  minutes: z.int(),
  paid_minutes: z.int(),
  percent: z.int(),
  time_cents: z.int(),
  travel_cents: z.int(),
  amount_cents: z.int(),
  grant_code: GrantCode.nullable(),
})
export type PayLine = z.infer<typeof PayLine>

export const StatementStatus = z.enum(['draft', 'issued', 'paid'])
export type StatementStatus = z.infer<typeof StatementStatus>

export const StatementRow = z.object({
  statement_id: Id,
  interpreter_id: Id,
  interpreter_name: z.string(),
  from_on: Day,
  until_on: Day,
  status: StatementStatus,
  currency: z.string(),
  total_cents: z.int(),
  count: z.int(),
  issued_at: Moment.nullable(),
  paid_on: Day.nullable(),
  version: z.int(),
})
export type StatementRow = z.infer<typeof StatementRow>

export const Statement = StatementRow.extend({
  lines: z.array(PayLine),
  /** Of an issued statement: what it was frozen with, and whether every figure is still the same. */
  hash: z.string().nullable(),
  unchanged: z.boolean().nullable(),
})
export type Statement = z.infer<typeof Statement>

const Period = { from_on: Day, until_on: Day }
const inOrder = ({ from_on, until_on }: { from_on: string; until_on: string }) => from_on <= until_on

export const readPay = endpoint({
  method: 'GET',
  path: '/api/interpreter-pay',
  action: 'interpreters.pay',
  summary: 'Who came and stands in no statement yet, the statements of a period, and the grant lines and terms.',
  input: z.object(Period).refine(inOrder, { path: ['until_on'] }),
  reply: z.object({
    waiting: z.array(
      z.object({
        interpreter_id: Id,
        name: z.string(),
        kind: InterpreterKind,
        count: z.int(),
        minutes: z.int(),
        /** What it would come to; null where a rate is missing. */
        cents: z.int().nullable(),
        currency: z.string(),
      }),
    ),
    statements: z.array(StatementRow),
    grants: z.array(Grant.extend({ version: z.int() })),
    terms: z.array(PayTerms),
    usual_terms: PayTerms,
  }),
})

const Changed = z.object({ statement_id: Id, version: z.int() })
const OfStatement = { statement_id: Id, version: z.int() }

export const draftStatement = endpoint({
  method: 'POST',
  path: '/api/interpreter-statements',
  action: 'interpreters.pay',
  summary: 'Gathers what an interpreter is owed for a period and stands in no statement yet.',
  input: z
    .object({ statement_id: Id, interpreter_id: Id, ...Period, grant_code: GrantCode.nullable().default(null) })
    .refine(inOrder, { path: ['until_on'] }),
  reply: Changed,
})

export const readStatement = endpoint({
  method: 'GET',
  path: '/api/interpreter-statements/:statement_id',
  action: 'interpreters.pay',
  summary: 'A statement with its lines: day, minutes, amount, grant line.',
  input: z.object({ statement_id: Id }),
  reply: Statement,
})

export const setStatementGrant = endpoint({
  method: 'POST',
  path: '/api/interpreter-statements/:statement_id/grant',
  action: 'interpreters.pay',
  summary: 'Says which grant line bears a draft, or one line of it.',
  input: z.object({ ...OfStatement, booking_id: Id.nullable().default(null), grant_code: GrantCode.nullable() }),
  reply: Changed,
})

export const leaveOutLine = endpoint({
  method: 'POST',
  path: '/api/interpreter-statements/:statement_id/leave-out',
  action: 'interpreters.pay',
  summary: 'Takes a line out of a draft; it waits for another statement.',
  input: z.object({ ...OfStatement, booking_id: Id }),
  reply: Changed,
})

export const dropStatement = endpoint({
  method: 'POST',
  path: '/api/interpreter-statements/:statement_id/drop',
  action: 'interpreters.pay',
  summary: 'Takes a draft away; its lines are free for another.',
  input: z.object(OfStatement),
  reply: z.object({ statement_id: Id }),
})

export const issueStatement = endpoint({
  method: 'POST',
  path: '/api/interpreter-statements/:statement_id/issue',
  action: 'interpreters.pay',
  summary: 'Freezes a statement with its hash. From now on no figure of it changes.',
  input: z.object(OfStatement),
  reply: Changed,
})

export const payStatement = endpoint({
  method: 'POST',
  path: '/api/interpreter-statements/:statement_id/pay',
  action: 'interpreters.pay',
  summary: 'Says on which day an issued statement was paid.',
  input: z.object({ ...OfStatement, paid_on: Day }),
  reply: Changed,
})

export const exportPay = endpoint({
  method: 'GET',
  path: '/api/interpreter-pay/export',
  action: 'interpreters.pay',
  summary: 'Issued and paid statements of a period as a table: day, minutes, amount, grant line, and who interpreted.',
  input: z.object({ ...Period, form: z.enum(['csv', 'xlsx']) }).refine(inOrder, { path: ['until_on'] }),
  reply: z.object({
    name: z.string(),
    count: z.int(),
    /** In base64. */
    bytes: z.string(),
  }),
})

export const keepGrant = endpoint({
  method: 'PUT',
  path: '/api/interpreter-grants/:grant_code',
  action: 'interpreters.pay',
  summary: 'Writes down a grant line by its code, or changes its name and days; version 0 begins.',
  input: z
    .object({ ...Grant.shape, version: z.int().min(0) })
    .refine(({ from_on, until_on }) => until_on === null || from_on <= until_on, { path: ['until_on'] }),
  reply: z.object({ grant_code: GrantCode, version: z.int() }),
})

export const keepPayTerms = endpoint({
  method: 'PUT',
  path: '/api/interpreter-terms/:from_on',
  action: 'interpreters.pay',
  summary:
    'Says what holds from a day on for what is called off late and for the way. What was issued stays as it was.',
  input: PayTerms,
  reply: z.object({ from_on: Day }),
})

export const volunteerWork = ['interpreting', 'written', 'training', 'waiting', 'other'] as const
export const VolunteerWork = z.enum(volunteerWork)
export type VolunteerWork = z.infer<typeof VolunteerWork>

export const readVolunteerHours = endpoint({
  method: 'GET',
  path: '/api/volunteer-hours',
  action: 'interpreters.pay',
  summary: 'What volunteers gave in a period: times and minutes of interpreting, and what was written down beside it.',
  input: z.object(Period).refine(inOrder, { path: ['until_on'] }),
  reply: z.object({
    volunteers: z.array(
      z.object({ interpreter_id: Id, name: z.string(), times: z.int(), interpreting: z.int(), beside: z.int() }),
    ),
    entries: z.array(
      z.object({ hours_id: Id, interpreter_id: Id, on_day: Day, work: VolunteerWork, minutes: z.int() }),
    ),
    total_minutes: z.int(),
  }),
})

export const addVolunteerHours = endpoint({
  method: 'POST',
  path: '/api/volunteer-hours',
  action: 'interpreters.pay',
  summary: 'Writes down hours a volunteer gave that are no booking.',
  input: z.object({
    hours_id: Id,
    interpreter_id: Id,
    on_day: Day,
    work: VolunteerWork,
    minutes: z.int().min(1).max(1440),
  }),
  reply: z.object({ hours_id: Id }),
})

export const dropVolunteerHours = endpoint({
  method: 'DELETE',
  path: '/api/volunteer-hours/:hours_id',
  action: 'interpreters.pay',
  summary: 'Takes back hours that were written down by mistake.',
  input: z.object({ hours_id: Id }),
  reply: z.object({ hours_id: Id }),
})
