// The rows of incidents, of what followed them, and of attempts to reach the person.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export interface IncidentRow {
  incident_id: string
  happened_on: Day
  follow_up_on: Day | null
  stay_entry_id: string | null
  recorded_at: Moment
  recorded_name: string
  ended_at: Moment | null
  version: number
  sealed: Buffer
}
export const listIncidents = async (tx: Tx, { organisation_id, case_id }: At): Promise<IncidentRow[]> => {
  const { rows } = await sql<IncidentRow>`
    select i.incident_id, i.happened_on, i.follow_up_on, i.stay_entry_id, i.recorded_at, coalesce(s.name, '') as recorded_name,
      i.ended_at, i.version, i.sealed
    from incident i left join staff s on s.organisation_id = i.organisation_id and s.staff_id = i.recorded_by
    where i.organisation_id = ${organisation_id} and i.case_id = ${case_id}
    order by i.ended_at is not null, i.happened_on desc, i.recorded_at desc limit 300`.execute(tx)
  return rows
}

export interface LineRow {
  incident_id: string
  line_id: string
  at: Moment
  by_name: string
  sealed: Buffer
}
export const listLines = async (tx: Tx, { organisation_id, case_id }: At): Promise<LineRow[]> => {
  const { rows } = await sql<LineRow>`
    select l.incident_id, l.line_id, l.at, coalesce(s.name, '') as by_name, l.sealed
    from incident_line l left join staff s on s.organisation_id = l.organisation_id and s.staff_id = l.by_id
    where l.organisation_id = ${organisation_id} and l.case_id = ${case_id} order by l.at, l.line_id`.execute(tx)
  return rows
}

export interface AttemptRow {
  attempt_id: string
  attempted_on: Day
  document_id: string | null
  recorded_at: Moment
  recorded_name: string
  sealed: Buffer
}
export const listAttempts = async (tx: Tx, { organisation_id, case_id }: At): Promise<AttemptRow[]> => {
  const { rows } = await sql<AttemptRow>`
    select a.attempt_id, a.attempted_on, a.document_id, a.recorded_at, coalesce(s.name, '') as recorded_name, a.sealed
    from contact_attempt a left join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.recorded_by
    where a.organisation_id = ${organisation_id} and a.case_id = ${case_id}
    order by a.attempted_on desc, a.recorded_at desc limit 300`.execute(tx)
  return rows
}

type Row = At & { sealed: Buffer }
type NewIncident = Row & {
  incident_id: string
  happened_on: Day
  follow_up_on: Day
  stay_entry_id: string | null
  recorded_by: string
}
/** False when it was written already, or the incident of the house is linked already. */
export const insertIncident = async (tx: Tx, row: NewIncident): Promise<boolean> => {
  const made = await tx
    .insertInto('incident')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

interface Change {
  sealed?: Buffer
  follow_up_on?: Day | null
  ended_at?: Moment
}
/** Only while it is open, and only the version in sight. */
export const changeIncident = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  incident_id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const done = await tx
    .updateTable('incident')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('incident_id', '=', incident_id)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertLine = (tx: Tx, row: Row & { incident_id: string; line_id: string; by_id: string }) =>
  tx.insertInto('incident_line').values(row).execute()

export const insertAttempt = (
  tx: Tx,
  row: Row & { attempt_id: string; attempted_on: Day; document_id: string | null; recorded_by: string },
) => tx.insertInto('contact_attempt').values(row).execute()

/** Of these files, open incidents to be looked at until a day. */
export const listIncidentsDue = async (tx: Tx, organisation_id: string, files: string[], until: Day) => {
  const { rows } = await sql<{ case_id: string; id: string; due_on: Day; version: number }>`
    select i.case_id, i.incident_id as id, i.follow_up_on as due_on, i.version from incident i
    where i.organisation_id = ${organisation_id} and i.case_id = any(${files}::uuid[]) and i.ended_at is null
      and i.follow_up_on <= ${until} order by i.follow_up_on limit 300`.execute(tx)
  return rows
}
