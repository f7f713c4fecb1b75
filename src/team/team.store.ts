// Who stands on a file, as rows: coming, going, and the reference worker, of whom there is one.
import { sql } from 'kysely'
import type { Assignment } from '#cases/case.store.ts'
import type { Tx } from '#kit/database.ts'

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

/** One reference worker goes and the next one comes, in one statement: whoever hands over herself may still do so. */
export const replaceReferenceWorker = (tx: Tx, row: Assignment) =>
  sql`
    with gone as (
      update case_access set ended_at = guard.clock()
      where case_id = ${row.case_id} and function = 'reference_worker' and ended_at is null
      returning access_id
    ), done as (select count(*) from gone)
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, until_at, created_by)
    select ${row.organisation_id}::uuid, ${row.case_id}::uuid, ${row.access_id}::uuid, 'team', ${row.staff_id}::uuid,
      ${row.function}, ${row.sections}::text[], ${row.until_at}::timestamptz, ${row.created_by}::uuid
    from done`.execute(tx)
