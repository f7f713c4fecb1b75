// The rows of matters and of the protection that was ordered.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

const most = 100

export const listMatterRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('matter')
    .select(['matter_id', 'kind', 'jurisdiction', 'part', 'status', 'opened_on', 'ended_on', 'recorded_by'])
    .select(['lawyer_kind', 'lawyer_id', 'lawyer_status', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy(sql`status = 'ended'`)
    .orderBy('opened_on', 'desc')
    .orderBy('matter_id')
    .limit(most)
    .execute()
export type MatterRow = Awaited<ReturnType<typeof listMatterRows>>[number]

interface MatterSaid {
  kind: string
  jurisdiction: string
  part: string
  status: string
  opened_on: Day
  ended_on: Day | null
  sealed: Buffer
}

export const insertMatter = async (tx: Tx, row: At & { matter_id: string } & MatterSaid): Promise<boolean> => {
  const done = await tx
    .insertInto('matter')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** False when the version is not the one that stands. */
export const changeMatter = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  matter_id: string,
  version: number,
  change: Partial<MatterSaid>,
): Promise<boolean> => {
  const done = await tx
    .updateTable('matter')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('matter_id', '=', matter_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The guard may have moved it on in the same transaction. */
export const versionOf = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  matter_id: string,
): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('matter')
    .select('version')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('matter_id', '=', matter_id)
    .executeTakeFirst()
  return row?.version
}

/** What the guard answers: put, stale, not_on_the_file, not_found. */
export const putLawyer = async (
  tx: Tx,
  case_id: string,
  matter_id: string,
  version: number,
  kind: string,
  staff_id: string | null,
): Promise<string> => {
  const { rows } = await sql<{ said: string }>`
    select guard.put_lawyer(${case_id}, ${matter_id}, ${version}, ${kind}, ${staff_id}) as said`.execute(tx)
  return rows[0]?.said ?? 'not_found'
}

/** Whether those on the other side are others than before. */
export const layParties = async (tx: Tx, case_id: string, matter_id: string, marks: Buffer[]): Promise<boolean> => {
  const { rows } = await sql<{ changed: boolean }>`
    select guard.lay_parties(${case_id}, ${matter_id}, ${marks}) as changed`.execute(tx)
  return rows[0]?.changed === true
}

export const listLawyers = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('case_access as a')
    .innerJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'a.organisation_id').onRef('s.staff_id', '=', 'a.staff_id'),
    )
    .select(['s.staff_id', 's.name'])
    .distinct()
    .where('a.organisation_id', '=', organisation_id)
    .where('a.case_id', '=', case_id)
    .where('a.kind', '=', 'team')
    .where('a.ended_at', 'is', null)
    .where((eb) => eb.or([eb('a.until_at', 'is', null), eb('a.until_at', '>', sql<string>`guard.clock()`)]))
    .where('s.status', '=', 'active')
    .where(sql<boolean>`'lawyer' = any(s.roles)`)
    .where(sql<boolean>`'law' = any(a.sections)`)
    .orderBy('s.name')
    .execute()

export const listStaffNames = async (tx: Tx, organisation_id: string): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  return new Map(rows.map(({ staff_id, name }) => [staff_id, name]))
}

export const listMeasureRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('protection_measure')
    .select(['measure_id', 'matter_id', 'kind', 'from_on', 'until_on', 'ended_on', 'exclusion_id', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy(sql`ended_on is not null`)
    .orderBy('from_on', 'desc')
    .orderBy('measure_id')
    .limit(most)
    .execute()
export type MeasureRow = Awaited<ReturnType<typeof listMeasureRows>>[number]

interface MeasureSaid {
  matter_id: string | null
  kind: string
  from_on: Day
  until_on: Day | null
  ended_on: Day | null
  sealed: Buffer
}

export const insertMeasure = async (tx: Tx, row: At & { measure_id: string } & MeasureSaid): Promise<boolean> => {
  const done = await tx
    .insertInto('protection_measure')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const changeMeasure = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  measure_id: string,
  version: number,
  change: Partial<MeasureSaid> & { exclusion_id?: string },
): Promise<boolean> => {
  const done = await tx
    .updateTable('protection_measure')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('measure_id', '=', measure_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
