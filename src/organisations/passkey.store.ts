// The public halves of passkeys.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { KeptPasskey } from './passkey.ts'

export interface PublicHalf {
  staff_id: string
  public_key: Buffer
  counter: number
}
export const findPasskey = async (tx: Tx, credential_id: Buffer): Promise<PublicHalf | undefined> =>
  (await sql<PublicHalf>`select staff_id, public_key, counter from guard.passkey_of(${credential_id})`.execute(tx))
    .rows[0]

export const markPasskeyUsed = async (tx: Tx, credential_id: Buffer, counter: number): Promise<void> => {
  await sql`select guard.used_passkey(${credential_id}, ${counter})`.execute(tx)
}

export interface NewPasskey {
  passkey_id: string
  credential_id: Buffer
  public_key: Buffer
  counter: number
  name: string
}
export const insertPasskey = async (tx: Tx, key: NewPasskey): Promise<void> => {
  await sql`select guard.add_passkey(${key.passkey_id}, ${key.credential_id}, ${key.public_key}, ${key.counter},
    ${key.name})`.execute(tx)
}

export const findMyPasskeys = async (tx: Tx): Promise<(KeptPasskey & { credential_id: Buffer })[]> =>
  (await sql<KeptPasskey & { credential_id: Buffer }>`select * from guard.my_passkeys()`.execute(tx)).rows

/** A name renames, null removes; false when it is not one of mine. */
export const changePasskey = async (tx: Tx, passkey_id: string, name: string | null): Promise<boolean> =>
  (await sql<{ changed: boolean }>`select guard.change_passkey(${passkey_id}, ${name}) as changed`.execute(tx)).rows[0]
    ?.changed === true
