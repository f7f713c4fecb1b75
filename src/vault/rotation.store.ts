// Re-wraps every file and intake key of an organisation under its new key. Only the wrapping changes: what people told
// us is not touched, so twenty thousand files take seconds and no reading has to wait.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import {
  type OrganisationKey,
  unwrapCaseKey,
  unwrapIntakeKey,
  wrapCaseKey,
  wrapIntakeKey,
  wrappedByVersion,
} from './keys.ts'

interface CaseKeyRow {
  case_id: string
  version: number
  wrapped: Buffer
}

const batchSize = 1_000

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

/** A key that policies hide would stay under the former root key and be lost with it. */
export const refuseHiddenRows = async (tx: Tx): Promise<void> => {
  const { rows } = await sql<{ hidden: boolean }>`select row_security_active('organisation_key') as hidden`.execute(tx)
  if (rows[0]?.hidden !== false) throw new Problem('refused', 'vault.keys_hidden')
}

/** `former` are the keys that may have wrapped until now; returns how many file keys were wrapped anew. */
export const rewrapUnder = async (tx: Tx, former: OrganisationKey[], key: OrganisationKey): Promise<number> => {
  const by = openerIn(former)
  await rewrapIntake(tx, by, key)
  const rows = await tx
    .selectFrom('case_key')
    .select(['case_id', 'version', 'wrapped'])
    .where('organisation_id', '=', key.organisation_id)
    .execute()
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize)
    const rewrapped = batch.map((row) => wrapCaseKey(key, unwrapCaseKey(by(row.wrapped), row, row.wrapped)))
    await writeBatch(tx, key.organisation_id, batch, rewrapped)
  }
  return rows.length
}
