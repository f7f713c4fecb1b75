// What the page of the day says of care: hours that count and have no answer yet.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Me } from './today.store.ts'

const most = 300

/**
 * In the files one walks along with, and where one wrote them down oneself. They are of today however many hours are left;
 * past ones stay until somebody says so.
 */
export const listHoursThatCount = async (tx: Tx, { organisation_id, staff_id }: Me, files: string[]) => {
  const { rows } = await sql<{ case_id: string; id: string; due_on: Day; version: number }>`
    select c.case_id, c.event_id as id, c.version,
      least((c.next_closes_at at time zone 'UTC')::date, (guard.clock() at time zone 'UTC')::date) as due_on
    from care_event c join case_file f on f.organisation_id = c.organisation_id and f.case_id = c.case_id and f.status = 'open'
    where c.organisation_id = ${organisation_id} and c.next_closes_at is not null
      and (c.recorded_by = ${staff_id} or c.case_id = any(${files}::uuid[]))
    order by c.next_closes_at limit ${most}`.execute(tx)
  return rows
}
