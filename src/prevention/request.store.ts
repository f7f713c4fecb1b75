// The rows of requests. Who asks lies sealed to the organisation.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'

export const placeOf = {
  contact: (request_id: string) => `training request ${request_id}`,
  note: (request_id: string) => `note on training request ${request_id}`,
}

export interface RequestRow {
  request_id: string
  received_at: Moment
  sector: string
  province: string | null
  curriculum_id: string | null
  how_many: number
  language: string
  mode: string
  status: string
  institution_id: string | null
  institution_code: string | null
  intake_version: number
  sealed: Buffer
  note_version: number | null
  sealed_note: Buffer | null
  training_ids: string[]
  version: number
}

interface Wanted {
  organisation_id: string
  status?: string | undefined
  request_id?: string
  after?: PageKey | undefined
}

export const listRequestRows = async (tx: Tx, wanted: Wanted, limit: number): Promise<RequestRow[]> => {
  const { organisation_id, status, request_id, after } = wanted
  // Whoever asked long ago is forgotten: what is left is counted, and listed no more.
  const where: Expression<SqlBool>[] = [sql`r.organisation_id = ${organisation_id} and length(r.sealed) > 0`]
  if (status) where.push(sql`r.status = ${status}`)
  if (request_id) where.push(sql`r.request_id = ${request_id}`)
  if (after) where.push(sql`(r.received_at, r.request_id) < (${after.value}::timestamptz, ${after.id}::uuid)`)
  const { rows } = await sql<RequestRow>`
    select r.request_id, to_char(r.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_at, r.sector, r.province, r.curriculum_id,
      r.how_many, r.language, r.mode, r.status, r.institution_id, r.institution_code, r.intake_version, r.sealed, r.note_version, r.sealed_note, r.version,
      array(select t.training_id from training t where t.organisation_id = r.organisation_id and t.request_id = r.request_id order by t.starts_at) as training_ids
    from training_request r where ${sql.join(where, sql` and `)}
    order by r.received_at desc, r.request_id desc limit ${limit}`.execute(tx)
  return rows
}

export const changeRequest = async (
  tx: Tx,
  of: { organisation_id: string; request_id: string; version: number },
  change: { status: string; institution_id?: string | null; note_version?: number; sealed_note?: Buffer },
): Promise<boolean> => {
  const done = await tx
    .updateTable('training_request')
    .set({ ...change, version: of.version + 1 })
    .where('organisation_id', '=', of.organisation_id)
    .where('request_id', '=', of.request_id)
    .where('version', '=', of.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const countNewRequests = async (tx: Tx, organisation_id: string): Promise<number> => {
  const { rows } = await sql<{ many: number }>`
    select count(*)::int as many from training_request where organisation_id = ${organisation_id} and status = 'new'`.execute(
    tx,
  )
  return rows[0]?.many ?? 0
}

/** As the owner: who asked before that day, in every house. Answers how many were forgotten. */
export const forgetWhoAsked = async (tx: Tx, before: Day): Promise<number> => {
  const done = await sql`update training_request set sealed = '', note_version = null, sealed_note = null
    where received_at < ${`${before}T00:00:00Z`} and length(sealed) > 0`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}
