// The rows of leaving. Holding, asking and erasing go through guard functions: two people are the database's rule.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Closure, OpenMatter } from './leaving.ts'

export const listClosures = async (tx: Tx, { organisation_id, case_id }: At): Promise<Closure[]> => {
  const rows = await tx
    .selectFrom('closure')
    .select(['closure_id', 'reason', 'tries', 'closed_on', 'closed_by', 'left_open', 'reopened_on'])
    .select(['keep_until', 'review_on', 'erase_on'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('closed_on', 'desc')
    .orderBy('closure_id')
    .execute()
  return rows as Closure[]
}

interface NewClosure {
  organisation_id: string
  case_id: string
  closure_id: string
  reason: string
  tries: number | null
  closed_on: Day
  closed_by: string
  keep_until: Day | null
  review_on: Day
  erase_on: Day
  left_open: number
}
export const insertClosure = (tx: Tx, row: NewClosure) => tx.insertInto('closure').values(row).execute()

export const endClosure = (tx: Tx, { organisation_id, case_id }: At, reopened_on: Day, reopened_by: string) =>
  tx
    .updateTable('closure')
    .set({ reopened_on, reopened_by })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('reopened_on', 'is', null)
    .execute()

/** What is not finished, whatever room it is in; each room's own policy decides what this reader sees of it. */
export const listOpenMatters = async (tx: Tx, { organisation_id, case_id }: At, today: Day): Promise<OpenMatter[]> => {
  const { rows } = await sql<OpenMatter>`
    select 'action' as kind, action_id as id, due_on as "on" from plan_action
      where organisation_id = ${organisation_id} and case_id = ${case_id} and done_on is null
    union all select 'consent', consent_id, ends_on from consent
      where organisation_id = ${organisation_id} and case_id = ${case_id} and withdrawn_at is null and ends_on > ${today}::date
    union all select 'referral', referral_id, null from referral
      where organisation_id = ${organisation_id} and case_id = ${case_id} and status in ('sent', 'accepted')
    union all select 'follow_up', follow_up_id, due_on from follow_up
      where organisation_id = ${organisation_id} and case_id = ${case_id} and done_on is null
    union all select 'document_held', document_id, expires_on from document
      where organisation_id = ${organisation_id} and case_id = ${case_id} and status = 'live' and held_by = 'organisation'
    order by 1, 3 nulls last, 2`.execute(tx)
  return rows
}

/** A number alone: whoever closes a file need not open its law. */
export const countOpenDeadlines = async (tx: Tx, case_id: string): Promise<number> => {
  const { rows } = await sql<{ open: number }>`select guard.count_open_deadlines(${case_id}) as open`.execute(tx)
  return rows[0]?.open ?? 0
}

export interface InterviewRow {
  interview_id: string
  held_on: Day
  version: number
  sealed: Buffer
}
export const findInterview = async (tx: Tx, { organisation_id, case_id }: At): Promise<InterviewRow | undefined> =>
  tx
    .selectFrom('exit_interview')
    .select(['interview_id', 'held_on', 'version', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('held_on', 'desc')
    .limit(1)
    .executeTakeFirst()

interface NewInterview extends At {
  interview_id: string
  held_on: Day
  written_by: string
  sealed: Buffer
}
/** Version 0 begins one; false when someone was faster. */
export const writeInterviewRow = async (tx: Tx, row: NewInterview, version: number): Promise<boolean> => {
  if (version === 0) {
    const done = await tx
      .insertInto('exit_interview')
      .values(row)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return done.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('exit_interview')
    .set({ sealed: row.sealed, held_on: row.held_on, written_by: row.written_by, version: version + 1 })
    .where('organisation_id', '=', row.organisation_id)
    .where('case_id', '=', row.case_id)
    .where('interview_id', '=', row.interview_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listHolds = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('legal_hold')
    .select(['hold_id', 'reason', 'until_on', 'placed_by', 'placed_at', 'sealed_words', 'lift_asked_by', 'lifted_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('placed_at', 'desc')
    .execute()

export const findRequest = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('erasure_request')
    .select(['request_id', 'reason', 'sealed_words', 'asked_by', 'asked_at', 'expires_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()

export const countRows = async (tx: Tx, case_id: string): Promise<{ what: string; count: number }[]> => {
  const { rows } = await sql<{ what: string; count: number }>`
    select what, count::int from guard.rows_of_file(${case_id})`.execute(tx)
  return rows
}

const said = async (asked: Promise<{ rows: { said: string }[] }>): Promise<string> => (await asked).rows[0]!.said

interface NewHold {
  case_id: string
  hold_id: string
  reason: string
  until_on: Day | null
  words: Buffer | null
}
export const hold = (tx: Tx, { case_id, hold_id, reason, until_on, words }: NewHold) =>
  said(
    sql<{ said: string }>`
      select guard.place_hold(${case_id}, ${hold_id}, ${reason}, ${until_on}::date, ${words}::bytea) as said`.execute(
      tx,
    ),
  )

export const lift = (tx: Tx, hold_id: string) =>
  said(sql<{ said: string }>`select guard.lift_hold(${hold_id}) as said`.execute(tx))

export const ask = (tx: Tx, case_id: string, request_id: string, reason: string, words: Buffer | null) =>
  said(
    sql<{ said: string }>`
      select guard.ask_erasure(${case_id}, ${request_id}, ${reason}, ${words}::bytea) as said`.execute(tx),
  )

export const stop = (tx: Tx, request_id: string) =>
  said(sql<{ said: string }>`select guard.stop_erasure(${request_id}) as said`.execute(tx))

export const erase = (tx: Tx, request_id: string, erasure_id: string) =>
  said(sql<{ said: string }>`select guard.erase_file(${request_id}, ${erasure_id}) as said`.execute(tx))
