// Re-wraps every file, intake and signing key of an organisation under its new key. Only the wrapping changes: what people told
// us is not touched, so twenty thousand files take seconds and no reading has to wait.
import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import {
  type OrganisationKey,
  seasonOf,
  unwrapCaseKey,
  unwrapIntakeKey,
  unwrapSigningKey,
  wrapCaseKey,
  wrapIntakeKey,
  wrappedByVersion,
  wrapSigningKey,
} from './keys.ts'

interface CaseKeyRow {
  case_id: string
  version: number
  wrapped: Buffer
}

const batchSize = 100

const openerIn =
  (keys: OrganisationKey[]) =>
  (wrapped: Buffer): OrganisationKey => {
    const version = wrappedByVersion(wrapped)
    const key = keys.find((each) => each.version === version)
    if (!key) throw new Problem('broken', 'vault.cannot_open')
    return key
  }

/** A file whose key was shredded or changed meanwhile is left as it is: the comparison with the old wrap sees to it. */
const writeBatch = async (tx: Tx, organisation_id: string, rows: CaseKeyRow[], rewrapped: Buffer[]): Promise<void> => {
  await sql`
    update case_key set wrapped = new.rewrapped
    from unnest(
      ${rows.map((row) => row.case_id)}::uuid[],
      ${rows.map((row) => row.version)}::int[],
      ${rows.map((row) => row.wrapped)}::bytea[],
      ${rewrapped}::bytea[]
    ) as new (case_id, version, wrapped, rewrapped)
    where case_key.organisation_id = ${organisation_id} and case_key.case_id = new.case_id
      and case_key.version = new.version and case_key.wrapped = new.wrapped`.execute(tx)
}

const rewrapIntake = async (tx: Tx, by: (wrapped: Buffer) => OrganisationKey, key: OrganisationKey): Promise<void> => {
  const rows = await tx
    .selectFrom('intake_key')
    .select(['version', 'wrapped_private'])
    .where('organisation_id', '=', key.organisation_id)
    .execute()
  for (const { version, wrapped_private } of rows) {
    const rewrapped = wrapIntakeKey(key, version, unwrapIntakeKey(by(wrapped_private), version, wrapped_private))
    await tx
      .updateTable('intake_key')
      .set({ wrapped_private: rewrapped })
      .where('organisation_id', '=', key.organisation_id)
      .where('version', '=', version)
      .execute()
  }
}

const rewrapSigning = async (tx: Tx, by: (wrapped: Buffer) => OrganisationKey, key: OrganisationKey): Promise<void> => {
  const rows = await tx
    .selectFrom('signing_key')
    .select(['version', 'wrapped_private'])
    .where('organisation_id', '=', key.organisation_id)
    .execute()
  for (const { version, wrapped_private } of rows) {
    const rewrapped = wrapSigningKey(key, version, unwrapSigningKey(by(wrapped_private), version, wrapped_private))
    await tx
      .updateTable('signing_key')
      .set({ wrapped_private: rewrapped })
      .where('organisation_id', '=', key.organisation_id)
      .where('version', '=', version)
      .execute()
  }
}

/** A key that policies hide would stay under the former root key and be lost with it. */
export const refuseHiddenRows = async (tx: Tx): Promise<void> => {
  const { rows } = await sql<{ hidden: boolean }>`select row_security_active('organisation_key') as hidden`.execute(tx)
  if (rows[0]?.hidden !== false) throw new Problem('refused', 'vault.keys_hidden')
}

/** `former` are the keys that may have wrapped until now; returns how many file keys were wrapped anew. */
export const rewrapUnder = async (tx: Tx, former: OrganisationKey[], key: OrganisationKey): Promise<number> => {
  await rewrapIntake(tx, openerIn(former), key)
  await rewrapSigning(tx, openerIn(former), key)
  return rewrapFiles(tx, former, key, () => true)
}

/** Takes the files of one organisation along into the latest season; answers how many were not in it yet. */
export const rewrapIntoSeason = (tx: Tx, keys: [OrganisationKey, ...OrganisationKey[]], season: number) =>
  rewrapFiles(tx, keys, keys[0], (wrapped) => seasonOf(wrapped) !== season)

/** The seasons some file's key is still under. */
export const seasonsInUse = async (tx: Tx): Promise<number[]> => {
  const { rows } = await sql<{ header: Buffer }>`
    select distinct substring(wrapped from 1 for 10) as header from case_key`.execute(tx)
  return [...new Set(rows.map((row) => seasonOf(row.header)))].sort((a, b) => a - b)
}

const rewrapFiles = async (
  tx: Tx,
  former: OrganisationKey[],
  key: OrganisationKey,
  wanted: (wrapped: Buffer) => boolean,
): Promise<number> => {
  const by = openerIn(former)
  const found = await tx
    .selectFrom('case_key')
    .select(['case_id', 'version', 'wrapped'])
    .where('organisation_id', '=', key.organisation_id)
    .execute()
  const rows = found.filter((row) => wanted(row.wrapped))
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize)
    const rewrapped = batch.map((row) => wrapCaseKey(key, unwrapCaseKey(by(row.wrapped), row, row.wrapped)))
    await writeBatch(tx, key.organisation_id, batch, rewrapped)
    // The desk answers in between.
    await breathe()
  }
  return rows.length
}
