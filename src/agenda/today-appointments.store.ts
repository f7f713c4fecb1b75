// What the page of the day says of appointments: today's and tomorrow's, those nobody said whether they were held, and
// reminders that wait.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { Me } from './today.store.ts'

const most = 300

export interface DayRow {
  appointment_id: string
  case_id: string
  kind: string
  mode: string
  status: string
  on_day: Day
  at_time: string
  minutes: number
  zone: string
  starts_at: Moment
  ends_at: Moment
  away_before: number
  away_after: number
  interpreter_language: string | null
  version: number
  /** A reminder of it waits. */
  reminds: boolean
}

/** In the files one walks along with, and those one leads or goes along to: planned ones, and what was held today. */
export const listAround = async (
  tx: Tx,
  { organisation_id }: Me,
  { files, ids, from, today, tomorrow }: { files: string[]; ids: string[]; from: Moment; today: Day; tomorrow: Day },
): Promise<DayRow[]> => {
  const rows = (which: ReturnType<typeof sql>) => sql`
    select a.appointment_id, a.case_id, a.kind, a.mode, a.status, a.on_day, a.at_time, a.minutes, a.zone, a.starts_at, a.ends_at,
      a.away_before, a.away_after, a.interpreter_language, a.version
    from appointment a where a.organisation_id = ${organisation_id} and ${which}
      and a.starts_at > ${from} and a.starts_at < guard.clock() + interval '15 days'
      and (a.status = 'planned' or (a.status = 'held' and a.on_day >= ${today})) and (a.on_day <= ${tomorrow} or a.reminder_wanted)`
  const { rows: found } = await sql<DayRow>`
    select f.*, r.reminder_id is not null as reminds from (
      ${rows(sql`a.case_id = any(${files}::uuid[])`)} union ${rows(sql`a.appointment_id = any(${ids}::uuid[])`)}) f
    left join appointment_reminder r on r.organisation_id = ${organisation_id} and r.case_id = f.case_id
      and r.appointment_id = f.appointment_id and r.status = 'waits'
    order by f.starts_at limit ${most}`.execute(tx)
  return found
}

export const listRules = async (tx: Tx, organisation_id: string, files: string[]) =>
  tx
    .selectFrom('safe_contact')
    .select(['case_id', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', sql<string>`any(${files}::uuid[])`)
    .execute()
