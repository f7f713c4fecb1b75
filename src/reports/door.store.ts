// All the public door can do in the database: it connects as a role that reads no table of reports and may only call
// these functions.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'

export interface DoorOrganisation {
  organisation_id: string
  name: string
  country: string
  intake_version: number
  public_key: Buffer
}

export const listDoorOrganisations = async (tx: Tx): Promise<DoorOrganisation[]> =>
  (await sql<DoorOrganisation>`select * from guard.door_organisations()`.execute(tx)).rows

/** What the slow hash over receipts is salted with, for this installation. */
export const readReceiptSalt = async (tx: Tx): Promise<Buffer> =>
  (await sql<{ salt: Buffer }>`select guard.door_salt() as salt`.execute(tx)).rows[0]!.salt

export interface SealedReport {
  organisation_id: string
  report_id: string
  lookup_id: Buffer
  reporter_public_key: Buffer
  intake_version: number
  language: string
  sealed_body: Buffer
}

/** The same report twice is one; whether this was the first time. */
export const takeReport = async (tx: Tx, report: SealedReport): Promise<boolean> => {
  const { rows } = await sql<{ first: boolean }>`select guard.door_report(
    ${report.organisation_id}, ${report.report_id}, ${report.lookup_id}, ${report.reporter_public_key},
    ${report.intake_version}, ${report.language}, ${report.sealed_body}
  ) as first`.execute(tx)
  return rows[0]?.first ?? false
}

/** How urgent it looks and in how many days it is acknowledged: the two things said of its words outside the seal. */
export interface FirstLook {
  urgency: string
  days: number
}

export const weighTaken = async (tx: Tx, lookup_id: Buffer, { urgency, days }: FirstLook): Promise<void> => {
  await sql`select guard.door_weigh(${lookup_id}, ${urgency}, ${days})`.execute(tx)
}

export const receiptKept = async (tx: Tx, lookup_id: Buffer): Promise<void> => {
  await sql`select guard.door_keep(${lookup_id})`.execute(tx)
}

export interface Returned {
  organisation_id: string
  report_id: string
  status: string
  message_id: string | null
  direction: 'to_desk' | 'to_reporter' | null
  written_on: string | null
  sealed: Buffer | null
  intake_version: number
  public_key: Buffer
}

/** One row per message, and one row where there is none yet; no row for a receipt that opens nothing. */
export const findByReceipt = async (tx: Tx, lookup_id: Buffer): Promise<Returned[]> =>
  (await sql<Returned>`select * from guard.door_return(${lookup_id})`.execute(tx)).rows

/** The same addition twice is one. False for a receipt that opens nothing. */
export const addToReport = async (tx: Tx, lookup_id: Buffer, message_id: string, sealed: Buffer): Promise<boolean> => {
  const { rows } = await sql<{ added: boolean }>`
    select guard.door_add(${lookup_id}, ${message_id}, ${sealed}) as added
  `.execute(tx)
  return rows[0]?.added ?? false
}
