// The rows of risks, looks and triggers. Looks and scores are only ever added.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { RiskTriggerCode } from './risk.ts'

export const listRisks = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('risk')
    .select(['risk_id', 'ended_at', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy(sql`ended_at is not null`)
    .orderBy('written_at')
    .orderBy('risk_id')
    .execute()

export interface LookRow {
  look_id: string
  looked_at: Moment
  looked_name: string
  review_on: Day
  causes: RiskTriggerCode[]
  sealed: Buffer
}
export const listLooks = async (tx: Tx, { organisation_id, case_id }: At): Promise<LookRow[]> => {
  const { rows } = await sql<LookRow>`
    select l.look_id, l.looked_at, coalesce(s.name, '') as looked_name, l.review_on, l.causes, l.sealed
    from risk_look l left join staff s on s.organisation_id = l.organisation_id and s.staff_id = l.looked_by
    where l.organisation_id = ${organisation_id} and l.case_id = ${case_id}
    order by l.looked_at desc, l.look_id limit 200`.execute(tx)
  return rows
}

export const listScores = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('risk_score')
    .select(['score_id', 'risk_id', 'look_id', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .execute()

export const listOpenTriggers = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('risk_trigger')
    .select(['trigger_id', 'trigger', 'on_day', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('look_id', 'is', null)
    .orderBy('on_day')
    .execute()

/** The latest day of each of these kinds of the timeline since a moment. */
export const listHappened = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  kinds: string[],
  since: Moment | null,
): Promise<{ kind: string; on_day: Day }[]> => {
  const { rows } = await sql<{ kind: string; on_day: Day }>`
    select kind, (max(at) at time zone 'UTC')::date as on_day from timeline_entry
    where organisation_id = ${organisation_id} and case_id = ${case_id} and kind = any(${kinds}::text[])
      and at > coalesce(${since}::timestamptz, guard.clock() - interval '90 days')
    group by kind`.execute(tx)
  return rows
}

/** Two who look at once: the second waits, and then finds that somebody looked. */
export const holdLooks = (tx: Tx, case_id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`amparo.risk ${case_id}`}, 0))`.execute(tx)

export const findLastLook = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('risk_look')
    .select(['look_id', 'looked_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('looked_at', 'desc')
    .orderBy('look_id')
    .limit(1)
    .executeTakeFirst()

type Row = At & { sealed: Buffer }
export const insertRisk = (tx: Tx, row: Row & { risk_id: string; written_by: string }) =>
  tx.insertInto('risk').values(row).execute()
export const insertLook = (
  tx: Tx,
  row: Row & { look_id: string; looked_by: string; review_on: Day; causes: RiskTriggerCode[] },
) => tx.insertInto('risk_look').values(row).execute()
export const insertScore = (tx: Tx, row: Row & { score_id: string; risk_id: string; look_id: string }) =>
  tx.insertInto('risk_score').values(row).execute()

/** One that is there already under this id stays as it is. */
export const insertTrigger = async (
  tx: Tx,
  row: Row & { trigger_id: string; trigger: RiskTriggerCode; on_day: Day; told_by: string },
): Promise<boolean> => {
  const made = await tx
    .insertInto('risk_trigger')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export const endRisks = (tx: Tx, { organisation_id, case_id }: At, risk_ids: string[]) =>
  tx
    .updateTable('risk')
    .set((eb) => ({ ended_at: sql<string>`guard.clock()`, version: eb('version', '+', 1) }))
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('risk_id', '=', sql<string>`any(${risk_ids}::uuid[])`)
    .execute()

/** What was told for a day that has come is answered by this look. */
export const answerTriggers = (tx: Tx, { organisation_id, case_id }: At, look_id: string, today: Day) =>
  tx
    .updateTable('risk_trigger')
    .set({ look_id })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('look_id', 'is', null)
    .where('on_day', '<=', today)
    .execute()

/** Of these files, those whose risk is to be looked at again until a day, and since when. */
export const listRiskDue = async (
  tx: Tx,
  organisation_id: string,
  files: string[],
  until: Day,
  kinds: { after_a_look: string[]; always: string[] },
): Promise<{ case_id: string; id: string; due_on: Day }[]> => {
  const { rows } = await sql<{ case_id: string; id: string; due_on: Day }>`
    select f.case_id, f.case_id as id, min(d.due_on) as due_on
    from case_file f
    left join lateral (
      select l.looked_at, l.review_on from risk_look l where l.organisation_id = f.organisation_id and l.case_id = f.case_id
      order by l.looked_at desc limit 1) last on true
    cross join lateral (
      select last.review_on as due_on
      union all select t.on_day from risk_trigger t
        where t.organisation_id = f.organisation_id and t.case_id = f.case_id and t.look_id is null
      union all select (e.at at time zone 'UTC')::date from timeline_entry e
        where e.organisation_id = f.organisation_id and e.case_id = f.case_id
          and e.at > coalesce(last.looked_at, guard.clock() - interval '90 days')
          and (e.kind = any(${kinds.always}::text[]) or (last.looked_at is not null and e.kind = any(${kinds.after_a_look}::text[])))
    ) d
    where f.organisation_id = ${organisation_id} and f.case_id = any(${files}::uuid[]) and f.status = 'open' and d.due_on <= ${until}
    group by f.case_id order by 3 limit 300`.execute(tx)
  return rows
}
