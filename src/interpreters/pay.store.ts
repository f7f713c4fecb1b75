// Rows of pay: terms, grant lines, statements with their lines, and the work that waits for one. Policies give them to
// whoever pays; what stands in the files reaches them as days and minutes alone.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { InterpreterKind, InterpretingMode, Rate } from './interpreter.ts'
import type { Grant, PayLine, PayTerms, StatementStatus } from './pay.ts'
import { interpreterOpener } from './register.store.ts'

export interface WorkRow {
  interpreter_id: string
  booking_id: string
  on_day: Day
  mode: InterpretingMode
  what: 'attended' | 'late_cancel'
  minutes: number
  travel_km: number
  minutes_before: number | null
}
export const listWork = async (tx: Tx, interpreter_id: string | null, from_on: Day, until_on: Day) => {
  const { rows } = await sql<WorkRow>`
    select interpreter_id, booking_id, on_day, mode, what, minutes, travel_km, minutes_before
    from guard.interpreter_work(${interpreter_id}, ${from_on}, ${until_on}) order by on_day, booking_id`.execute(tx)
  return rows
}

export const listRates = async (tx: Tx, interpreter_ids: string[]): Promise<(Rate & { interpreter_id: string })[]> => {
  if (interpreter_ids.length === 0) return []
  const rows = await tx
    .selectFrom('interpreter_rate')
    .select(['interpreter_id', 'from_on', 'mode', 'cents', 'unit_minutes', 'minimum_minutes', 'rounding'])
    .select(['travel_cents_per_km', 'currency'])
    .where('interpreter_id', 'in', interpreter_ids)
    .execute()
  return rows.map((row) => ({
    ...row,
    mode: row.mode === '' ? null : (row.mode as InterpretingMode),
    rounding: row.rounding as Rate['rounding'],
  }))
}

export const listTerms = (tx: Tx): Promise<PayTerms[]> =>
  tx
    .selectFrom('interpreter_terms')
    .select(['from_on', 'cancel_hours', 'cancel_percent', 'travel_fixed_cents'])
    .orderBy('from_on', 'desc')
    .execute()

export const writeTerms = (tx: Tx, organisation_id: string, set_by: string, { from_on, ...terms }: PayTerms) =>
  tx
    .insertInto('interpreter_terms')
    .values({ organisation_id, from_on, ...terms, set_by })
    .onConflict((on) => on.columns(['organisation_id', 'from_on']).doUpdateSet({ ...terms, set_by }))
    .execute()

export const listGrants = (tx: Tx): Promise<(Grant & { version: number })[]> =>
  tx
    .selectFrom('interpreter_grant')
    .select(['grant_code', 'name', 'from_on', 'until_on', 'version'])
    .orderBy('grant_code')
    .execute()

/** Version 0 begins it; false when it was changed elsewhere. */
export const writeGrant = async (tx: Tx, organisation_id: string, grant: Grant, version: number): Promise<boolean> => {
  const { grant_code, ...rest } = grant
  if (version === 0) {
    const made = await tx
      .insertInto('interpreter_grant')
      .values({ organisation_id, ...grant })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('interpreter_grant')
    .set({ ...rest, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('grant_code', '=', grant_code)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

const heads = (tx: Tx) =>
  tx
    .selectFrom('interpreter_statement as s')
    .select(['s.statement_id', 's.interpreter_id', 's.from_on', 's.until_on', 's.currency', 's.total_cents', 's.hash'])
    .select(['s.issued_at', 's.paid_on', 's.version'])
    .select((e) => e.ref('s.status').$castTo<StatementStatus>().as('status'))
    .select(
      sql<number>`(select count(*)::int from interpreter_statement_line l
        where l.organisation_id = s.organisation_id and l.statement_id = s.statement_id)`.as('count'),
    )

export const listStatements = (tx: Tx, from_on: Day, until_on: Day) =>
  heads(tx)
    .where('s.from_on', '<=', until_on)
    .where('s.until_on', '>=', from_on)
    .orderBy('s.until_on', 'desc')
    .orderBy('s.statement_id')
    .limit(500)
    .execute()

export const findStatement = (tx: Tx, statement_id: string) =>
  heads(tx).where('s.statement_id', '=', statement_id).executeTakeFirst()

const lineColumns = [
  ...(['booking_id', 'on_day', 'minutes', 'paid_minutes', 'percent', 'time_cents', 'travel_cents'] as const),
  ...(['amount_cents', 'grant_code', 'statement_id'] as const),
] as const

export const listLines = (tx: Tx, statement_ids: string[]): Promise<(PayLine & { statement_id: string })[]> =>
  statement_ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('interpreter_statement_line')
        .select(lineColumns)
        .select((e) => e.ref('what').$castTo<PayLine['what']>().as('what'))
        .where('statement_id', 'in', statement_ids)
        .orderBy('on_day')
        .orderBy('booking_id')
        .execute()

interface Head {
  organisation_id: string
  statement_id: string
  interpreter_id: string
  from_on: Day
  until_on: Day
  currency: string
  total_cents: number
  made_by: string
}
export const insertStatement = async (tx: Tx, head: Head, lines: readonly PayLine[]): Promise<void> => {
  const { organisation_id, statement_id } = head
  await tx.insertInto('interpreter_statement').values(head).execute()
  await tx
    .insertInto('interpreter_statement_line')
    .values(lines.map((line) => ({ organisation_id, statement_id, ...line })))
    .execute()
}

interface Change {
  status?: StatementStatus
  total_cents?: number
  hash?: string
  issued_at?: Moment
  issued_by?: string
  paid_on?: Day
  paid_by?: string
}
export const changeStatement = async (
  tx: Tx,
  statement_id: string,
  version: number,
  change: Change = {},
): Promise<boolean> => {
  const done = await tx
    .updateTable('interpreter_statement')
    .set({ ...change, version: version + 1 })
    .where('statement_id', '=', statement_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const writeLineGrant = (tx: Tx, statement_id: string, booking_id: string | null, grant_code: string | null) =>
  tx
    .updateTable('interpreter_statement_line')
    .set({ grant_code })
    .where('statement_id', '=', statement_id)
    .$if(booking_id !== null, (query) => query.where('booking_id', '=', booking_id!))
    .executeTakeFirst()

export const deleteLine = (tx: Tx, statement_id: string, booking_id: string) =>
  tx
    .deleteFrom('interpreter_statement_line')
    .where('statement_id', '=', statement_id)
    .where('booking_id', '=', booking_id)
    .executeTakeFirst()

export const deleteStatement = async (tx: Tx, statement_id: string, version: number): Promise<boolean> => {
  const gone = await tx
    .deleteFrom('interpreter_statement')
    .where('statement_id', '=', statement_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return gone.numDeletedRows === 1n
}

export const markPaid = (tx: Tx, statement_id: string) =>
  sql`select guard.mark_bookings_paid(${statement_id})`.execute(tx)

export interface Payee {
  interpreter_id: string
  kind: InterpreterKind
  name: string
}
/** Everybody of the register, by name: a statement needs a name, and nothing else of what is sealed. */
export const listPayees = async (tx: Tx, vault: Vault, organisation_id: string): Promise<Payee[]> => {
  const rows = await tx
    .selectFrom('interpreter')
    .select(['interpreter_id', 'intake_version', 'sealed'])
    .select((e) => e.ref('kind').$castTo<InterpreterKind>().as('kind'))
    .where('organisation_id', '=', organisation_id)
    .execute()
  const open = interpreterOpener(tx, vault, organisation_id)
  const payees: Payee[] = []
  for (const row of rows) {
    const { names } = await open(row)
    payees.push({ interpreter_id: row.interpreter_id, kind: row.kind, name: names[0] ?? '' })
  }
  return payees.sort((a, b) => a.name.localeCompare(b.name))
}
