// What happened in the file meanwhile, for a chart: the kind and the day of it, of the sections opened, and nothing else.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { FileEvent } from './results.ts'

/** By kind of the timeline. */
const happened: Record<string, FileEvent['kind']> = {
  stay_began: 'moved',
  stay_ended: 'moved',
  stay_incident: 'incident',
  incident_recorded: 'incident',
  contact_attempt_recorded: 'incident',
  protocol_opened: 'crisis',
}
/** By the reason to look at the risk again, which knows the day of what lies in a court's calendar too. */
const told: Record<string, FileEvent['kind']> = { hearing: 'hearing', move: 'moved', contact_attempt: 'incident' }

/** Two of a kind on one day are one. */
export const listEvents = async (tx: Tx, { organisation_id, case_id }: At, size = 400): Promise<FileEvent[]> => {
  const kinds = JSON.stringify({ ...happened, ...told })
  const { rows } = await sql<FileEvent>`
    select distinct x.on, ${kinds}::jsonb ->> x.what as kind from (
      select (at at time zone 'UTC')::date as on, kind as what from timeline_entry
      where organisation_id = ${organisation_id} and case_id = ${case_id} and kind = any(${Object.keys(happened)})
      union all
      select on_day, trigger from risk_trigger
      where organisation_id = ${organisation_id} and case_id = ${case_id} and trigger = any(${Object.keys(told)})
    ) x order by 1 desc, 2 limit ${size}`.execute(tx)
  return rows
}
