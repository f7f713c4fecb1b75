// The row of a report a colleague typed, and the salt its receipt is hashed with.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Urgency } from './urgency.ts'

export const findReceiptSalt = async (tx: Tx): Promise<Buffer | null> =>
  (await sql<{ salt: Buffer | null }>`select guard.receipt_salt() as salt`.execute(tx)).rows[0]?.salt ?? null

interface TypedRow {
  organisation_id: string
  report_id: string
  lookup_id: Buffer
  reporter_public_key: Buffer
  intake_version: number
  language: string
  received_on: Day
  acknowledged_on: Day
  due_on: Day
  suggested: Urgency
  kept: boolean
  typed_by: string
  sealed_body: Buffer
}

/** The day it ends comes with the row, by itself. */
export const addTypedRow = async (tx: Tx, row: TypedRow): Promise<void> => {
  await tx
    .insertInto('report')
    .values(row as TypedRow & { expires_on: Day })
    .execute()
}
