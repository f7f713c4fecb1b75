// The rows of the roster. Who may keep which office is the policy's to say.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { FreeDay, OpenHours, Turn } from './duty.ts'

export interface OfficeRow {
  office_id: string
  name: string
  province: string | null
  country: string
  time_zone: string | null
  hours: OpenHours[]
  version: number
  may_keep: boolean
}
export const listOffices = async (tx: Tx, organisation_id: string): Promise<OfficeRow[]> => {
  const { rows } = await sql<OfficeRow>`
    select f.office_id, f.name, coalesce(f.province, o.province) as province, o.country, h.time_zone,
      coalesce(h.hours, '[]') as hours, coalesce(h.version, 0) as version, guard.keeps_office(f.office_id) as may_keep
    from office f join organisation o on o.organisation_id = f.organisation_id
    left join office_hours h on h.organisation_id = f.organisation_id and h.office_id = f.office_id
    where f.organisation_id = ${organisation_id} order by f.name, f.office_id`.execute(tx)
  return rows
}

const turnColumns = [
  'turn_id',
  'office_id',
  'staff_id',
  'deputy_id',
  'telephone',
  'time_zone',
  'from_on',
  'until_on',
  'weekdays',
  'from_time',
  'until_time',
  'free_days',
  'version',
] as const

export const listTurns = async (tx: Tx, organisation_id: string): Promise<Turn[]> => {
  const rows = await tx
    .selectFrom('duty_turn')
    .select(turnColumns)
    .where('organisation_id', '=', organisation_id)
    .where('ended_at', 'is', null)
    .orderBy('from_on')
    .orderBy('from_time')
    .orderBy('turn_id')
    .execute()
  return rows as Turn[]
}

export const listFreeDays = (tx: Tx, organisation_id: string): Promise<FreeDay[]> =>
  tx
    .selectFrom('duty_free_day')
    .select(['free_day_id', 'office_id', 'on_day', 'name'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('on_day')
    .execute()

/** Everyone who works here, and whether their roles let them take a protocol over. */
export const listColleagues = async (tx: Tx, organisation_id: string) => {
  const { rows } = await sql<{ staff_id: string; name: string; roles: string[] }>`
    select staff_id, name, roles from staff
    where organisation_id = ${organisation_id} and status = 'active' order by name, staff_id`.execute(tx)
  return rows
}

interface HoursChange {
  organisation_id: string
  office_id: string
  version: number
  time_zone: string
  hours: OpenHours[]
  kept_by: string
}
/** False when another version stands. */
export const keepHours = async (tx: Tx, change: HoursChange): Promise<boolean> => {
  const { organisation_id, office_id, version, time_zone, kept_by } = change
  const hours = JSON.stringify(change.hours)
  if (version === 0) {
    const made = await tx
      .insertInto('office_hours')
      .values({ organisation_id, office_id, time_zone, hours, kept_by })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('office_hours')
    .set({ time_zone, hours, kept_by, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('office_id', '=', office_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertTurn = async (tx: Tx, row: Omit<Turn, 'version'> & { organisation_id: string; kept_by: string }) => {
  const made = await tx
    .insertInto('duty_turn')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export const changeTurn = async (
  tx: Tx,
  organisation_id: string,
  { turn_id, version, office_id: _, ...fields }: Turn,
  kept_by: string,
): Promise<boolean> => {
  const done = await tx
    .updateTable('duty_turn')
    .set({ ...fields, kept_by, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('turn_id', '=', turn_id)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const endTurn = async (tx: Tx, organisation_id: string, turn_id: string, version: number): Promise<boolean> => {
  const done = await tx
    .updateTable('duty_turn')
    .set({ ended_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('turn_id', '=', turn_id)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertFreeDay = (tx: Tx, row: FreeDay & { organisation_id: string; kept_by: string }) =>
  tx.insertInto('duty_free_day').values(row).execute()

export const deleteFreeDay = async (tx: Tx, organisation_id: string, free_day_id: string): Promise<boolean> => {
  const done = await tx
    .deleteFrom('duty_free_day')
    .where('organisation_id', '=', organisation_id)
    .where('free_day_id', '=', free_day_id)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}
