// The rows of coded facts: only ever added, each read by whoever may read what it rests on.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export interface FactRow {
  fact_id: string
  telling_id: string | null
  replaces_id: string | null
  taken_back: boolean
  written_at: Moment
  written_name: string
  sealed: Buffer
}
/** Latest first. */
export const listFacts = async (tx: Tx, { organisation_id, case_id }: At): Promise<FactRow[]> => {
  const { rows } = await sql<FactRow>`
    select f.fact_id, f.telling_id, f.replaces_id, f.taken_back, f.written_at, coalesce(s.name, '') as written_name, f.sealed
    from story_fact f left join staff s on s.organisation_id = f.organisation_id and s.staff_id = f.written_by
    where f.organisation_id = ${organisation_id} and f.case_id = ${case_id} order by f.written_at desc, f.fact_id limit 1000`.execute(
    tx,
  )
  return rows
}

type NewFact = At & {
  fact_id: string
  telling_id: string | null
  replaces_id: string | null
  taken_back: boolean
  written_by: string
  sealed: Buffer
}
/** False when what it replaces was replaced already. */
export const insertFact = async (tx: Tx, row: NewFact): Promise<boolean> => {
  const made = await tx
    .insertInto('story_fact')
    .values(row)
    .onConflict((on) => on.columns(['organisation_id', 'case_id', 'replaces_id']).doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}
