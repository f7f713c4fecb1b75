// The rows of appointments, their series and who goes along; who sees which is the policies' to say.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Repeats } from './series.ts'

const columns = [
  'organisation_id',
  'case_id',
  'appointment_id',
  'section',
  'kind',
  'on_day',
  'at_time',
  'minutes',
  'zone',
  'starts_at',
  'ends_at',
  'mode',
  'status',
  'reason_of',
  'reason_why',
  'province',
  'away_before',
  'away_after',
  'interpreter_language',
  'interpreter_dialect',
  'series_id',
  'moved',
  'reminder_wanted',
  'sealed',
  'sealed_outcome',
  'version',
] as const

/** From a day on, the earliest first. */
export const listOfFile = (tx: Tx, { organisation_id, case_id }: At, since: Day, most: number) =>
  tx
    .selectFrom('appointment')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('starts_at', '>=', `${since}T00:00:00Z`)
    .orderBy('starts_at')
    .orderBy('appointment_id')
    .limit(most)
    .execute()
export type AppointmentRow = Awaited<ReturnType<typeof listOfFile>>[number]

export const findAppointment = (tx: Tx, { organisation_id, case_id }: At, appointment_id: string) =>
  tx
    .selectFrom('appointment')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('appointment_id', '=', appointment_id)
    .executeTakeFirst()

/** Those of a series that are still planned, from a moment on. */
export const listOfSeries = (tx: Tx, { organisation_id, case_id }: At, series_id: string, from: Moment) =>
  tx
    .selectFrom('appointment')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('series_id', '=', series_id)
    .where('starts_at', '>=', from)
    .where('status', '=', 'planned')
    .orderBy('starts_at')
    .execute()

/** Of these, the ones one may read and that were not cancelled. */
export const listByIds = async (tx: Tx, organisation_id: string, ids: string[]): Promise<AppointmentRow[]> =>
  tx
    .selectFrom('appointment')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('appointment_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('status', '<>', 'cancelled')
    .orderBy('starts_at')
    .orderBy('appointment_id')
    .execute()

export const listStaffOf = async (tx: Tx, organisation_id: string, appointment_ids: string[]) => {
  if (appointment_ids.length === 0) return []
  return tx
    .selectFrom('appointment_staff as k')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'k.organisation_id').onRef('s.staff_id', '=', 'k.staff_id'),
    )
    .select((eb) => ['k.appointment_id', 'k.staff_id', 'k.part', eb.fn.coalesce('s.name', sql<string>`''`).as('name')])
    .where('k.organisation_id', '=', organisation_id)
    .where('k.appointment_id', '=', sql<string>`any(${appointment_ids}::uuid[])`)
    .orderBy('k.part', 'desc')
    .orderBy('name')
    .execute()
}
export type StaffRow = Awaited<ReturnType<typeof listStaffOf>>[number]

export interface Written {
  section: string
  kind: string
  on_day: Day
  at_time: string
  minutes: number
  zone: string
  starts_at: Moment
  ends_at: Moment
  mode: string
  province: string | null
  away_before: number
  away_after: number
  interpreter_language: string | null
  interpreter_dialect: string | null
  reminder_wanted: boolean
  sealed: Buffer
}

export const insertAppointments = (
  tx: Tx,
  rows: (At & Written & { appointment_id: string; series_id: string | null })[],
) => tx.insertInto('appointment').values(rows).execute()

export const insertSeries = (
  tx: Tx,
  { organisation_id, case_id }: At,
  section: string,
  { series_id, unit, every, weekdays, month_by, until, count, except, holidays }: Repeats,
) =>
  tx
    .insertInto('appointment_series')
    .values({
      ...{ organisation_id, case_id, series_id, section, unit, every, weekdays, month_by, holidays },
      until_on: until,
      most: count,
      except_on: except,
    })
    .execute()

/** Days on which a series does not come: left out when it was planned, or called off since. */
export const listLeftOut = async (tx: Tx, { organisation_id, case_id }: At, series_id: string): Promise<Day[]> =>
  (
    await sql<{ on: Day }>`
      select unnest(s.except_on) as on from appointment_series s
      where s.organisation_id = ${organisation_id} and s.case_id = ${case_id} and s.series_id = ${series_id}
      union select a.on_day from appointment a
      where a.organisation_id = ${organisation_id} and a.case_id = ${case_id} and a.series_id = ${series_id} and a.status = 'cancelled'`.execute(
      tx,
    )
  ).rows.map(({ on }) => on)

/** The rule holds no longer than to this day. */
export const endSeries = (tx: Tx, { organisation_id, case_id }: At, series_id: string, until_on: Day) =>
  tx
    .updateTable('appointment_series')
    .set({ until_on, most: null })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('series_id', '=', series_id)
    .execute()

type Change = Partial<Written> & {
  series_id?: string
  status?: string
  reason_of?: string | null
  reason_why?: string | null
  moved?: number
  closed_by?: string
  sealed_outcome?: Buffer | null
}

/** False when someone else was faster. */
export const updateAppointment = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  appointment_id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const done = await tx
    .updateTable('appointment')
    .set({ ...change, changed_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('appointment_id', '=', appointment_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export interface GoesAlong {
  staff_id: string
  part: string
}
/** Says who leads and who goes along, and takes their time as the appointment has it now; false for whom it may not be. */
export const writeStaff = async (tx: Tx, appointment_id: string, staff: GoesAlong[]): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`
    select guard.staff_of_appointment(${appointment_id}, ${staff.map((each) => each.staff_id)}::uuid[],
      ${staff.map((each) => each.part)}::text[]) as done`.execute(tx)
  return rows[0]?.done === true
}
