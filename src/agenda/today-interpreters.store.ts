// What the page of the day says of interpreters: a booking that was stopped, one that said yes and waits to be confirmed, one who
// does not answer, and an appointment that comes soon with nobody confirmed.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Me } from './today.store.ts'

const most = 300

export const interpreterKinds = [
  'interpreter_stopped',
  'interpreter_to_confirm',
  'interpreter_asked',
  'interpreter_missing',
] as const
export interface InterpreterRow {
  kind: (typeof interpreterKinds)[number]
  case_id: string
  id: string
  due_on: Day
}

/** In the files one walks along with, and what one asked for oneself. Each appointment once, as its most pressing. */
export const listInterpretersDue = async (
  tx: Tx,
  { organisation_id, staff_id }: Me,
  files: string[],
  today: Day,
): Promise<InterpreterRow[]> => {
  const { rows } = await sql<InterpreterRow>`
    with live as (
      select b.case_id, b.appointment_id, b.on_day, b.status, b.answer, b.offered_at, b.offered_by
      from interpreter_booking b join appointment a on a.organisation_id = b.organisation_id and a.case_id = b.case_id
        and a.appointment_id = b.appointment_id and a.status = 'planned' and a.ends_at > guard.clock()
      where b.organisation_id = ${organisation_id} and b.status in ('offered', 'confirmed', 'stopped')
        and (b.offered_by = ${staff_id} or b.case_id = any(${files}::uuid[]))),
    open as (select * from live l where not exists (select from live c where c.appointment_id = l.appointment_id and c.status = 'confirmed')),
    found as (
      select 'interpreter_to_confirm' as kind, 1 as place, case_id, appointment_id, ${today}::date as due_on from open
      where status = 'offered' and answer = 'yes'
      union all
      select 'interpreter_stopped', 2, case_id, appointment_id, ${today}::date from open o where status = 'stopped'
        and not exists (select from open n where n.appointment_id = o.appointment_id and n.status = 'offered')
      union all
      select 'interpreter_asked', 3, case_id, appointment_id, least(on_day, greatest((offered_at at time zone 'UTC')::date + 1, ${today}::date)) from open
      where status = 'offered' and answer is null
      union all
      select 'interpreter_missing', 4, a.case_id, a.appointment_id, ${today}::date from appointment a
      where a.organisation_id = ${organisation_id} and a.case_id = any(${files}::uuid[]) and a.status = 'planned'
        and a.interpreter_language is not null and a.starts_at > guard.clock() and a.starts_at < guard.clock() + interval '3 days'
        and not exists (select from live c where c.appointment_id = a.appointment_id))
    select distinct on (appointment_id) kind, case_id, appointment_id as id, due_on from found
    order by appointment_id, place limit ${most}`.execute(tx)
  return rows
}
