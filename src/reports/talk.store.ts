// What whoever holds a receipt can do with it in the database, beside returning and adding: all through the door's own
// functions, and none tells a receipt that opens nothing from another one but by what it gives back.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

export interface ReceiptRow {
  organisation: string
  received_on: Day
  expires_on: Day
  renewable: boolean
  answered: boolean
  fingerprint: Buffer
}

export const findReceipt = async (tx: Tx, lookup_id: Buffer): Promise<ReceiptRow | undefined> =>
  (await sql<ReceiptRow>`select * from guard.door_receipt(${lookup_id})`.execute(tx)).rows[0]

export const answersFetched = async (tx: Tx, lookup_id: Buffer): Promise<void> => {
  await sql`select guard.door_fetched(${lookup_id})`.execute(tx)
}

export const renewReceipt = async (tx: Tx, lookup_id: Buffer): Promise<void> => {
  await sql`select guard.door_renew(${lookup_id})`.execute(tx)
}
