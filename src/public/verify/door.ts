// What the pages that check certificates lean on: the door's own role in the database, and the vault that knows the keys.
import type { Checking } from '#certificates/check.api.ts'
import type { Database } from '#kit/database.ts'
import type { Vault } from '#vault/vault.store.ts'

export interface VerifyDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  vault: Vault
  public_url: string | undefined
  report?: (key: string, route: string, cause: unknown) => void
  limits?: { looks?: number; names?: number; names_of_one?: number; badges?: number }
}

export const asked = <T>({ door, vault }: VerifyDoor, work: (checking: Checking) => Promise<T>): Promise<T> =>
  door.transaction({ token: '' }, (tx) => work({ tx, vault }))
