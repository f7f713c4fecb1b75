// The rows of seats and answers. Nobody's name or time is among them, and nothing in them joins one to the other.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { RoleGroup, WalkIns } from './attendance.ts'
import type { Answered } from './numbers.rules.ts'
import type { AskedMoment } from './questions.ts'

interface OfTraining {
  organisation_id: string
  training_id: string
}

export interface Seat {
  seat_number: number
  role_group: RoleGroup
  came: string[]
}

export const listSeats = async (tx: Tx, { organisation_id, training_id }: OfTraining): Promise<Seat[]> => {
  const rows = await tx
    .selectFrom('training_seat')
    .select(['seat_number', 'role_group', 'came'])
    .where('organisation_id', '=', organisation_id)
    .where('training_id', '=', training_id)
    .orderBy('seat_number')
    .execute()
  return rows as Seat[]
}

/** False where nobody has this seat. The same mark twice is one. */
export const markSeat = async (
  tx: Tx,
  { organisation_id, training_id }: OfTraining,
  { seat_number, session_id, came }: { seat_number: number; session_id: string; came: boolean },
): Promise<boolean> => {
  const without = sql`array_remove(came, ${session_id}::uuid)`
  const done = await tx
    .updateTable('training_seat')
    .set({ came: came ? sql<string[]>`array_append(${without}, ${session_id}::uuid)` : sql<string[]>`${without}` })
    .where('organisation_id', '=', organisation_id)
    .where('training_id', '=', training_id)
    .where('seat_number', '=', seat_number)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const setWalkIns = async (
  tx: Tx,
  { organisation_id, training_id }: OfTraining,
  session_id: string,
  walk_ins: WalkIns,
): Promise<boolean> => {
  const done = await tx
    .updateTable('training_session')
    .set({ walk_ins: JSON.stringify(walk_ins) })
    .where('organisation_id', '=', organisation_id)
    .where('training_id', '=', training_id)
    .where('session_id', '=', session_id)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const countAnswers = async (
  tx: Tx,
  { organisation_id, training_id }: OfTraining,
): Promise<Map<AskedMoment, number>> => {
  const { rows } = await sql<{ moment: AskedMoment; answers: number }>`
    select moment, count(*)::int as answers from training_answer
    where organisation_id = ${organisation_id} and training_id = ${training_id} group by moment`.execute(tx)
  return new Map(rows.map(({ moment, answers }) => [moment, answers]))
}

export const listAnswers = async (tx: Tx, { organisation_id, training_id }: OfTraining): Promise<Answered[]> => {
  const { rows } = await sql<Answered>`
    select encode(answers_hash, 'hex') as by, moment, answers from training_answer
    where organisation_id = ${organisation_id} and training_id = ${training_id} order by answers_hash, moment`.execute(
    tx,
  )
  return rows
}
