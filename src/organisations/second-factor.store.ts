// The secrets of the second factor of whoever asks. The authenticator's secret is sealed with a key derived from the
// organisation's, bound to the staff member: copied to another account it does not open.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { openText, type Place, sealText } from '#vault/envelope.ts'
import type { CaseKey, OrganisationKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'
import { hashOf } from './account.store.ts'

export interface Credential {
  password_hash: string | null
  password_set_at: string | null
  sealed_totp: Buffer | null
  totp_key_version: number | null
  totp_last_step: number | null
  totp_set_at: string | null
  codes_left: number
}
export const findCredential = async (tx: Tx): Promise<Credential | undefined> =>
  (await sql<Credential>`select * from guard.my_credential()`.execute(tx)).rows[0]

export interface Owner {
  organisation_id: string
  staff_id: string
}

const placeOf = ({ organisation_id, staff_id }: Owner): Place => ({
  table: 'credential',
  column: 'sealed_totp',
  row: staff_id,
  case_id: staff_id,
  organisation_id,
})
/** The envelope knows keys of files; an account's secret is sealed the same way, with the account in the file's place. */
const keyFor = (key: OrganisationKey, { organisation_id, staff_id }: Owner): CaseKey => ({
  organisation_id,
  case_id: staff_id,
  version: key.version,
  bytes: key.bytes,
})

export const openTotpSecret = async (
  tx: Tx,
  vault: Vault,
  owner: Owner,
  credential: Credential,
): Promise<string | undefined> => {
  if (!credential.sealed_totp) return undefined
  const keys = await vault.organisationKeys(tx, owner.organisation_id)
  const key = keys.find((each) => each.version === credential.totp_key_version)
  return key && openText(keyFor(key, owner), placeOf(owner), credential.sealed_totp)
}

export const setTotpSecret = async (tx: Tx, vault: Vault, owner: Owner, secret: string, step: number) => {
  const key = await vault.organisationKey(tx, owner.organisation_id)
  const sealed = sealText(keyFor(key, owner), placeOf(owner), secret)
  await sql`select guard.set_totp(${sealed}, ${key.version}, ${step})`.execute(tx)
}

/** True once per time step. */
export const spendTotpStep = async (tx: Tx, step: number): Promise<boolean> =>
  (await sql<{ used: boolean }>`select guard.use_totp_step(${step}) as used`.execute(tx)).rows[0]?.used === true

export const recoveryHash = (staff_id: string, code: string): Buffer => hashOf(`${staff_id} ${code}`)

export const setRecoveryCodes = async (tx: Tx, hashes: Buffer[]): Promise<void> => {
  await sql`select guard.set_recovery_codes(${hashes}::bytea[])`.execute(tx)
}

/** True once per code. */
export const spendRecoveryCode = async (tx: Tx, hash: Buffer): Promise<boolean> =>
  (await sql<{ used: boolean }>`select guard.use_recovery_code(${hash}) as used`.execute(tx)).rows[0]?.used === true
