// The days of reports: what the house erases, what triage is told beforehand, and whose proof it is.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import type { Lifetimes } from './lifetime.ts'

/** The database erases by what the data say; written as the owner at every start. */
export const publishLifetimes = async (client: pg.ClientBase, { lives, renew, notice }: Lifetimes): Promise<void> => {
  await client.query('update report_lifetime set months = $1, renew_days = $2, notice_days = $3', [
    lives.months,
    renew.days,
    notice.days,
  ])
}

const today = sql<Day>`(guard.clock() at time zone 'UTC')::date`

export const findProof = async (tx: Tx, fingerprint: string): Promise<Day | null> => {
  const { rows } = await sql<{
    day: Day | null
  }>`select guard.report_with_fingerprint(${Buffer.from(fingerprint, 'hex')}) as day`.execute(tx)
  return rows[0]?.day ?? null
}

export const findLifeRow = async (tx: Tx, organisation_id: string, report_id: string) => {
  const row = await tx
    .selectFrom('report')
    .innerJoin('report_lifetime', (join) => join.onTrue())
    .select(['report_id', 'expires_on', 'case_id'])
    .select((eb) => [
      sql<boolean>`${eb.ref('expires_on')} <= ${today} + ${eb.ref('notice_days')}`.as('ends_soon'),
      sql<Buffer>`sha256(sealed_body)`.as('fingerprint'),
    ])
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', 'report.not_found')
  const answers = await tx
    .selectFrom('report_message')
    .select(['message_id', 'written_on', 'fetched_on'])
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .where('direction', '=', 'to_reporter')
    .orderBy('place')
    .execute()
  return { ...row, answers }
}

export const listEndingRows = async (tx: Tx, organisation_id: string, limit: number) =>
  tx
    .selectFrom('report')
    .innerJoin('report_lifetime', (join) => join.onTrue())
    .select(['report_id', 'received_on', 'expires_on'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', 'is', null)
    .where((eb) => sql<boolean>`${eb.ref('expires_on')} <= ${today} + ${eb.ref('notice_days')}`)
    .orderBy('expires_on')
    .orderBy('report_id')
    .limit(limit)
    .execute()

export const readNoticeDays = async (tx: Tx): Promise<number> =>
  (await tx.selectFrom('report_lifetime').select('notice_days').executeTakeFirstOrThrow()).notice_days

export const listUnreadRows = async (tx: Tx, organisation_id: string, limit: number) =>
  tx
    .selectFrom('report as r')
    .innerJoin('report_message as m', (join) =>
      join.onRef('m.organisation_id', '=', 'r.organisation_id').onRef('m.report_id', '=', 'r.report_id'),
    )
    .select((eb) => [
      'r.report_id',
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('m.written_on').$castTo<Day>().as('since'),
    ])
    .where('r.organisation_id', '=', organisation_id)
    .where('m.direction', '=', 'to_desk')
    .whereRef('m.place', '>', 'r.read_place')
    .groupBy('r.report_id')
    .orderBy('since')
    .orderBy('r.report_id')
    .limit(limit)
    .execute()

/** Somebody of the desk opened the report: what was added until now is read. Its version stays: nothing was decided. */
export const markRead = async (tx: Tx, organisation_id: string, report_id: string): Promise<void> => {
  await sql`update report r set read_place = m.latest
    from (select max(place) as latest from report_message
          where organisation_id = ${organisation_id} and report_id = ${report_id}) m
    where r.organisation_id = ${organisation_id} and r.report_id = ${report_id} and m.latest > r.read_place
      and guard.may('reports.triage')`.execute(tx)
}
