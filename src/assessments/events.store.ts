// What happened in the file meanwhile, for a chart: the kind and the day of it, of the sections opened, and nothing else.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { FileEvent } from './results.ts'

export const eventKinds: Record<string, FileEvent['kind']> = {
  stay_began: 'moved',
  stay_ended: 'moved',
  proceeding_recorded: 'hearing',
  proceeding_changed: 'hearing',
  stay_incident: 'incident',
  incident_recorded: 'incident',
  protocol_opened: 'crisis',
}

/** Days of the same kind are told once. */
export const listEvents = async (tx: Tx, { organisation_id, case_id }: At, size = 400) => {
  const { rows } = await sql<{ kind: string; on: Day }>`
    select distinct kind, (at at time zone 'UTC')::date as on from timeline_entry
    where organisation_id = ${organisation_id} and case_id = ${case_id} and kind = any(${Object.keys(eventKinds)})
    order by 2 desc, 1 limit ${size}`.execute(tx)
  return rows
}
