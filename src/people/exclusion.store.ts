// The rows of exclusions and of the overrides asked for, sealed; and the lock that keeps an assignment and a new
// exclusion from passing each other unseen.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'

export const exclusionPlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'exclusion',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})
export const overridePlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'exclusion_override',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

const lockName = (case_id: string) => `amparo.exclusions ${case_id}`
/** Assignments wait for an exclusion that is being written, not for each other. */
export const holdExclusions = (tx: Tx, case_id: string) =>
  sql`select pg_advisory_xact_lock_shared(hashtextextended(${lockName(case_id)}, 0))`.execute(tx)
export const waitForAssignments = (tx: Tx, case_id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${lockName(case_id)}, 0))`.execute(tx)

export interface CheckedRow {
  exclusion_id: string
  since_on: string
  until_on: string | null
  sealed: Buffer
}
/** Also for colleagues who may not read the section: they are refused all the same. */
export const listToCheck = async (tx: Tx, case_id: string): Promise<CheckedRow[]> => {
  const { rows } =
    await sql<CheckedRow>`select exclusion_id, since_on, until_on, sealed from guard.exclusions_of(${case_id})`.execute(
      tx,
    )
  return rows
}

const columns = [
  'x.exclusion_id',
  'x.since_on',
  'x.until_on',
  'x.recorded_by',
  'x.ended_at',
  'x.ended_by',
  'x.sealed',
  'x.version',
] as const

export const listExclusions = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('exclusion as x')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'x.organisation_id').onRef('s.staff_id', '=', 'x.recorded_by'),
    )
    .select(columns)
    .select((eb) => eb.fn.coalesce('s.name', sql<string>`''`).as('recorded_by_name'))
    .where('x.organisation_id', '=', organisation_id)
    .where('x.case_id', '=', case_id)
    .orderBy(sql`x.ended_at is not null`)
    .orderBy('x.recorded_at', 'desc')
    .execute()
export type ExclusionRow = Awaited<ReturnType<typeof listExclusions>>[number]

export const insertExclusion = (
  tx: Tx,
  row: At & { exclusion_id: string; kind: string; since_on: string; until_on: string | null; sealed: Buffer },
) => tx.insertInto('exclusion').values(row).execute()

/** False when someone was faster, or when it ended meanwhile. */
export const updateExclusion = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  exclusion_id: string,
  version: number,
  change: { until_on: string | null; sealed: Buffer } | 'end',
): Promise<boolean> => {
  const done = await tx
    .updateTable('exclusion')
    .set({ ...(change === 'end' ? { ended_at: sql<string>`guard.clock()` } : change), version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('exclusion_id', '=', exclusion_id)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listOverrides = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('exclusion_override as o')
    .leftJoin('staff as asker', (on) =>
      on.onRef('asker.organisation_id', '=', 'o.organisation_id').onRef('asker.staff_id', '=', 'o.requested_by'),
    )
    .leftJoin('staff as answerer', (on) =>
      on.onRef('answerer.organisation_id', '=', 'o.organisation_id').onRef('answerer.staff_id', '=', 'o.answered_by'),
    )
    .select((eb) => [
      'o.override_id',
      'o.requested_at',
      'o.requested_by',
      eb.fn.coalesce('asker.name', sql<string>`''`).as('requested_by_name'),
      'o.answer',
      'answerer.name as answered_by_name',
      'o.expires_at',
      'o.used_at',
      'o.sealed',
      'o.version',
    ])
    .where('o.organisation_id', '=', organisation_id)
    .where('o.case_id', '=', case_id)
    .orderBy('o.requested_at', 'desc')
    .limit(50)
    .execute()
export type OverrideRow = Awaited<ReturnType<typeof listOverrides>>[number]

export const insertOverride = (tx: Tx, row: At & { override_id: string; assignment: Buffer; sealed: Buffer }) =>
  tx.insertInto('exclusion_override').values(row).execute()

export const answerOverride = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  override_id: string,
  version: number,
  answer: 'approved' | 'declined',
): Promise<boolean> => {
  const done = await tx
    .updateTable('exclusion_override')
    .set({ answer, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('override_id', '=', override_id)
    .where('version', '=', version)
    .where('answer', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Uses up one approved override of exactly this assignment; undefined when there is none that still holds. */
export const spendOverride = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  assignment: Buffer,
): Promise<string | undefined> => {
  const { rows } = await sql<{ override_id: string }>`
    update exclusion_override set used_at = guard.clock(), version = version + 1
    where organisation_id = ${organisation_id} and case_id = ${case_id} and override_id = (
      select o.override_id from exclusion_override o
      where o.organisation_id = ${organisation_id} and o.case_id = ${case_id} and o.assignment = ${assignment}
        and o.answer = 'approved' and o.used_at is null and o.expires_at > guard.clock()
      order by o.expires_at limit 1 for update)
    returning override_id`.execute(tx)
  return rows[0]?.override_id
}

/** Whether spending one would succeed now. */
export const findOverride = async (tx: Tx, { organisation_id, case_id }: At, assignment: Buffer): Promise<boolean> => {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from exclusion_override o
      where o.organisation_id = ${organisation_id} and o.case_id = ${case_id} and o.assignment = ${assignment}
        and o.answer = 'approved' and o.used_at is null and o.expires_at > guard.clock()) as waits`.execute(tx)
  return rows[0]!.waits
}

export const listStaffNames = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'active')
    .execute()

/** The houses an exception may be for: one's own, and those partners show. */
export const listUnitNames = (tx: Tx) => tx.selectFrom('place_unit').select(['unit_id', 'name']).execute()
