// What the public door may do with trainings: its role reads no table and calls these. Who comes and what is answered are asked
// for apart, each by its own hash, so that no statement ever carries both.
import { sql } from 'kysely'
import { z } from 'zod'
import { PathwayStep } from '#institutions/institution.ts'
import type { ShortCode } from '#institutions/sector.ts'
import type { Tx } from '#kit/database.ts'
import { Moment } from '#kit/day.ts'
import type { RoleGroup } from './attendance.ts'
import type { AskedMoment, MomentAnswers } from './questions.ts'
import { Session, TrainingMode, TrainingStatus } from './training.ts'

const Host = z.object({
  organisation_id: z.string(),
  name: z.string(),
  country: z.string(),
  intake_version: z.int(),
  public_key: z.instanceof(Buffer),
})
export type Host = z.infer<typeof Host>

/** Who gives trainings here; nothing in a house that is not set up. */
export const findHost = async (tx: Tx): Promise<Host | undefined> => {
  const { rows } = await sql`select * from guard.door_training_host()`.execute(tx)
  return rows[0] ? Host.parse(rows[0]) : undefined
}

export interface AskedTraining {
  request_id: string
  organisation_id: string
  sector: string
  province: string | null
  curriculum_id: string | null
  how_many: number
  language: string
  mode: string
  institution_code: ShortCode | null
  intake_version: number
  sealed: Buffer
}

/** The same request twice is one. */
export const askForTraining = async (tx: Tx, asked: AskedTraining): Promise<boolean> => {
  const { rows } = await sql<{
    taken: boolean
  }>`select guard.door_training_ask(${asked.request_id}, ${asked.organisation_id},
    ${asked.sector}, ${asked.province}, ${asked.curriculum_id}, ${asked.how_many}, ${asked.language}, ${asked.mode},
    ${asked.institution_code}, ${asked.intake_version}, ${asked.sealed}) as taken`.execute(tx)
  return rows[0]?.taken ?? false
}

const AtDoor = z.object({
  organisation_id: z.string(),
  organisation: z.string(),
  curriculum_id: z.string(),
  status: TrainingStatus,
  mode: TrainingMode,
  place: z.string(),
  language: z.string(),
  interpreter_language: z.string().nullable(),
  institution_id: z.string().nullable(),
  institution: z.string().nullable(),
  institution_code: z.string().nullable(),
  steps: z.array(PathwayStep),
  sessions: z.array(Session).min(1),
  is_full: z.boolean(),
  now: Moment,
})
/** What whoever has the code of a training may read. */
export type TrainingAtDoor = z.infer<typeof AtDoor>

export const findTrainingByCode = async (tx: Tx, join: ShortCode): Promise<TrainingAtDoor | undefined> => {
  const { rows } =
    await sql`select organisation_id, organisation, curriculum_id, status, mode, place, language, interpreter_language,
    institution_id, institution, institution_code, steps, sessions, is_full, to_char(now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now
    from guard.door_training(${join})`.execute(tx)
  return rows[0] ? AtDoor.parse(rows[0]) : undefined
}

/** The number of the seat; nothing where it is full or over. */
export const register = async (tx: Tx, join: ShortCode, hash: Buffer, group: RoleGroup): Promise<number | null> => {
  const { rows } = await sql<{ seat: number | null }>`
    select guard.door_training_register(${join}, ${hash}, ${group}) as seat`.execute(tx)
  return rows[0]?.seat ?? null
}

export interface OwnSeat {
  seat_number: number
  /** The sessions. */
  came: string[]
  certified: boolean
}

export const findSeat = async (tx: Tx, join: ShortCode, hash: Buffer): Promise<OwnSeat | undefined> =>
  (await sql<OwnSeat>`select seat_number, came, certified from guard.door_training_seat(${join}, ${hash})`.execute(tx))
    .rows[0]

const isDone = async (tx: Tx, text: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> =>
  (await text.execute(tx)).rows[0]?.done ?? false

export const come = (tx: Tx, join: ShortCode, hash: Buffer, day_code: string): Promise<boolean> =>
  isDone(tx, sql`select guard.door_training_come(${join}, ${hash}, ${day_code}) as done`)

export const leave = (tx: Tx, join: ShortCode, hash: Buffer): Promise<boolean> =>
  isDone(tx, sql`select guard.door_training_leave(${join}, ${hash}) as done`)

/** True once for each seat that came. */
export const takeCertificate = (tx: Tx, join: ShortCode, hash: Buffer): Promise<boolean> =>
  isDone(tx, sql`select guard.door_training_certify(${join}, ${hash}) as done`)

export interface OwnAnswer {
  moment: AskedMoment
  score_right: number | null
  score_of: number | null
}

export const findAnswered = async (tx: Tx, join: ShortCode, hash: Buffer): Promise<OwnAnswer[]> =>
  (await sql<OwnAnswer>`select * from guard.door_training_answers(${join}, ${hash})`.execute(tx)).rows

/** What was answered first stays. */
export const keepAnswers = (
  tx: Tx,
  join: ShortCode,
  hash: Buffer,
  given: { moment: AskedMoment; answers: MomentAnswers; score: { right: number; of: number } | null },
): Promise<boolean> => {
  const { moment, answers, score } = given
  return isDone(
    tx,
    sql`select guard.door_training_answer(${join}, ${hash}, ${moment}, ${JSON.stringify(answers)}::jsonb, ${score?.right ?? null}, ${score?.of ?? null}) as done`,
  )
}
