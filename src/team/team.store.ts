// Who stands on a file, as rows: coming, going, and the reference worker, of whom there is one.
import { sql } from 'kysely'
import type { Assignment } from '#cases/case.store.ts'
import type { Tx } from '#kit/database.ts'

export const findColleague = (tx: Tx, organisation_id: string, staff_id: string) =>
  tx
    .selectFrom('staff')
    .select(['staff_id', 'name', 'roles', 'office_id'])
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('status', '=', 'active')
    .executeTakeFirst()

export const endAccess = async (tx: Tx, case_id: string, access_id: string): Promise<boolean> => {
  const done = await tx
    .updateTable('case_access')
    .set({ ended_at: sql<string>`guard.clock()` })
    .where('case_id', '=', case_id)
    .where('access_id', '=', access_id)
    .where('kind', '=', 'team')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/**
 * The reference worker one looked at goes and the next one comes, in one statement, and a lesser place of the next one
 * goes with it. False when someone was faster: then nothing has changed.
 */
export const replaceReferenceWorker = async (tx: Tx, row: Assignment, before: string): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    with gone as (
      update case_access set ended_at = guard.clock()
      where organisation_id = ${row.organisation_id} and case_id = ${row.case_id} and access_id = ${before} and ended_at is null
      returning access_id
    ), lesser as (
      update case_access set ended_at = guard.clock()
      where organisation_id = ${row.organisation_id} and case_id = ${row.case_id} and kind = 'team' and staff_id = ${row.staff_id}
        and function <> 'reference_worker' and ended_at is null and exists (select from gone)
      returning access_id
    ), done as (select count(*) from lesser)
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, until_at, created_by)
    select ${row.organisation_id}::uuid, ${row.case_id}::uuid, ${row.access_id}::uuid, 'team', ${row.staff_id}::uuid,
      ${row.function}, ${row.sections}::text[], ${row.until_at}::timestamptz, ${row.created_by}::uuid
    from gone, done`.execute(tx)
  return numAffectedRows === 1n
}
