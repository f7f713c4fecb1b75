// Time that is taken, of colleagues, of the person and of the interpreter: hours alone, whoever asks.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { BusyKind } from './clash.ts'

/** From here to the end of the transaction nobody else plans for this person or these colleagues. */
export const holdAgenda = (tx: Tx, case_id: string, staff_ids: string[]) =>
  sql`select guard.hold_agenda(${case_id}, ${staff_ids}::uuid[])`.execute(tx)

export interface TakenRow {
  appointment_id: string | null
  starts_at: Moment
  ends_at: Moment
  away_before: number
  away_after: number
}

/** What stands in their agenda; `live` is what takes their time still, and not what was cancelled or did not take place. */
export const listTaken = async (tx: Tx, staff_ids: string[], from: Moment, until: Moment) => {
  const { rows } = await sql<TakenRow & { staff_id: string; kind: 'busy' | BusyKind; live: boolean }>`
    select * from guard.taken_of(${staff_ids}::uuid[], ${from}, ${until}) order by starts_at`.execute(tx)
  return rows
}

export const listTakenOfFile = async (tx: Tx, case_id: string, from: Moment, until: Moment) => {
  const { rows } = await sql<TakenRow>`
    select * from guard.taken_of_file(${case_id}, ${from}, ${until}) order by starts_at`.execute(tx)
  return rows
}

/** When whoever interprets at these appointments has promised to be elsewhere. */
export const listTakenOfInterpreters = async (
  tx: Tx,
  case_id: string,
  ids: readonly string[],
  from: Moment,
  until: Moment,
) => {
  const { rows } = await sql<{ starts_at: Moment; ends_at: Moment }>`
    select * from guard.taken_of_interpreters(${case_id}, ${[...ids]}::uuid[], ${from}, ${until})`.execute(tx)
  return rows
}

export const listFreeBusy = async (tx: Tx, staff_ids: string[], from: Moment, until: Moment) => {
  const { rows } = await sql<{ staff_id: string; taken: string }>`
    select staff_id, taken from guard.free_busy(${staff_ids}::uuid[], ${from}, ${until})`.execute(tx)
  return rows
}

export const listColleagues = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('staff')
    .select(['staff_id', 'name', 'office_id'])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'active')
    .orderBy('name')
    .execute()

/** Days on which this office, or the whole house, is closed. */
export const listFreeDays = async (
  tx: Tx,
  { organisation_id, office_id }: { organisation_id: string; office_id: string },
  from: Day,
  until: Day,
) => {
  const { rows } = await sql<{ on: Day; name: string }>`
    select distinct on (on_day) on_day as on, name from duty_free_day
    where organisation_id = ${organisation_id} and on_day between ${from} and ${until}
      and (office_id is null or office_id = ${office_id})
    order by on_day, office_id nulls last`.execute(tx)
  return rows
}

/** Of the office of whoever asks, or of the house where the office has none: whose holidays a page of days shows. */
export const findProvince = async (
  tx: Tx,
  { organisation_id, office_id }: { organisation_id: string; office_id: string },
): Promise<string | null> => {
  const { rows } = await sql<{ province: string | null }>`
    select coalesce(f.province, o.province) as province from organisation o
    left join office f on f.organisation_id = o.organisation_id and f.office_id = ${office_id}
    where o.organisation_id = ${organisation_id}`.execute(tx)
  return rows[0]?.province ?? null
}

export const listMyBusyTimes = (tx: Tx, organisation_id: string, staff_id: string, from: Moment) =>
  tx
    .selectFrom('busy_time')
    .select(['busy_id', 'kind', 'starts_at', 'ends_at', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('ends_at', '>=', from)
    .orderBy('starts_at')
    .limit(400)
    .execute()

interface BusyRow {
  organisation_id: string
  staff_id: string
  busy_id: string
  kind: BusyKind
  starts_at: Moment
  ends_at: Moment
}
export const insertBusyTime = (tx: Tx, row: BusyRow) => tx.insertInto('busy_time').values(row).execute()

export const updateBusyTime = async (tx: Tx, row: BusyRow, version: number): Promise<boolean> => {
  const { organisation_id, staff_id, busy_id, ...change } = row
  const done = await tx
    .updateTable('busy_time')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('busy_id', '=', busy_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const deleteBusyTime = (tx: Tx, organisation_id: string, staff_id: string, busy_id: string) =>
  tx
    .deleteFrom('busy_time')
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('busy_id', '=', busy_id)
    .execute()
