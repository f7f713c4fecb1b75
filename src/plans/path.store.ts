// What a path goes by that stands in codes, and the moves so far; their reasons stay sealed here.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Place } from '#vault/envelope.ts'

export interface CodesOfFile {
  contact_settled: boolean
  follow_up_planned: boolean
  protocol_open: boolean
  safety_plan: boolean
  risk_looked: boolean
  stay: boolean
  papers: string[]
}

/** What this reader sees of it: nothing here says whether there is more. */
export const findCodes = async (tx: Tx, { organisation_id, case_id }: At): Promise<CodesOfFile> => {
  const of = sql`organisation_id = ${organisation_id} and case_id = ${case_id}`
  const { rows } = await sql<CodesOfFile>`
    select exists (select from safe_contact where ${of}) as contact_settled,
      exists (select from follow_up where ${of}) as follow_up_planned,
      exists (select from protocol where ${of} and closed_at is null) as protocol_open,
      exists (select from safety_plan where ${of}) as safety_plan,
      exists (select from risk_look where ${of}) as risk_looked,
      exists (select from place_person h join stay s on s.stay_id = h.ref_id
              where h.organisation_id = ${organisation_id} and h.case_id = ${case_id} and h.what = 'stay' and s.ended_at is null) as stay,
      array(select distinct type from document where ${of} and status = 'live' and held_by in ('person', 'organisation')) as papers`.execute(
    tx,
  )
  return rows[0]!
}

export const movePlace = ({ organisation_id, case_id }: At, move_id: string): Place => ({
  table: 'path_move',
  column: 'sealed',
  row: move_id,
  case_id,
  organisation_id,
})

/** The latest first. */
export const listMoves = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('path_move')
    .select(['move_id', 'follows_id', 'path', 'step', 'decided_on', 'decided_by', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('recorded_at', 'desc')
    .execute()

interface NewMove extends At {
  move_id: string
  follows_id: string | null
  path: string
  step: string | null
  decided_on: Day
  decided_by: string
  sealed: Buffer
}

/** False when somebody else decided meanwhile. */
export const insertMove = async (tx: Tx, row: NewMove): Promise<boolean> => {
  const done = await tx
    .insertInto('path_move')
    .values(row)
    .onConflict((on) => on.columns(['organisation_id', 'case_id', 'follows_id']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
