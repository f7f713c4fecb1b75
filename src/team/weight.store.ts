// The weight of a file and the sums of a caseload, as rows.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { CaseloadRow, Worker } from './weight.rules.ts'

export const findWeight = async (tx: Tx, { organisation_id, case_id }: At) => {
  const { rows } = await sql<{
    stage: string
    points: number | null
    sealed: Buffer | null
    weighed_on: Day | null
    version: number | null
  }>`
    select f.stage, w.points, w.sealed, w.weighed_on, w.version from case_file f
    left join case_weight w on w.organisation_id = f.organisation_id and w.case_id = f.case_id
    where f.organisation_id = ${organisation_id} and f.case_id = ${case_id}`.execute(tx)
  return rows[0]
}

interface NewWeight extends At {
  points: number
  sealed: Buffer
  weighed_by: string
  weighed_on: Day
}
/** False when someone was faster. Version 0 means nobody has weighed it yet. */
export const writeWeight = async (tx: Tx, row: NewWeight, version: number): Promise<boolean> => {
  if (version === 0) {
    const done = await tx
      .insertInto('case_weight')
      .values(row)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return done.numInsertedOrUpdatedRows === 1n
  }
  const { organisation_id, case_id, ...change } = row
  const done = await tx
    .updateTable('case_weight')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listCaseload = async (tx: Tx): Promise<CaseloadRow[]> => {
  const { rows } = await sql<CaseloadRow>`
    select staff_id, stage, files, points, unweighed, waiting from guard.caseload()`.execute(tx)
  return rows
}

/** Reference workers of the office, or of the whole organisation, with what they carry where it differs. */
export const listWorkers = async (tx: Tx, organisation_id: string, office_id: string | null): Promise<Worker[]> => {
  const { rows } = await sql<Worker>`
    select s.staff_id, s.name, c.points as capacity, coalesce(c.version, 0) as version
    from staff s left join worker_capacity c on c.organisation_id = s.organisation_id and c.staff_id = s.staff_id
    where s.organisation_id = ${organisation_id} and s.status = 'active' and 'reference_worker' = any(s.roles)
      and (${office_id}::uuid is null or s.office_id = ${office_id}::uuid)
    order by s.name`.execute(tx)
  return rows
}

interface NewCapacity {
  organisation_id: string
  staff_id: string
  points: number
  set_by: string
}
export const writeCapacity = async (tx: Tx, row: NewCapacity, version: number): Promise<boolean> => {
  if (version === 0) {
    const done = await tx
      .insertInto('worker_capacity')
      .values(row)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return done.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('worker_capacity')
    .set({ points: row.points, set_by: row.set_by, version: version + 1 })
    .where('organisation_id', '=', row.organisation_id)
    .where('staff_id', '=', row.staff_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
