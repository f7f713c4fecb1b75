// The door of a hidden location, sealed to the intake key of the organisation that keeps the directory.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import { Door } from './door.ts'

const purpose = (service_id: string) => `directory door ${service_id}`

export const sealDoor = (public_key: Buffer, service_id: string, door: Door): Buffer =>
  sealTo(public_key, purpose(service_id), Buffer.from(JSON.stringify(door)))

export const openDoor = (keys: KeyPair, service_id: string, sealed: Buffer): Door => {
  const found = Door.safeParse(
    JSON.parse(openWith(keys.private_key, keys.public_key, purpose(service_id), sealed).toString()),
  )
  if (!found.success) throw new Problem('broken', 'vault.unexpected_shape')
  return found.data
}

export const findDoorRow = (tx: Tx, organisation_id: string, service_id: string) =>
  tx
    .selectFrom('directory_door')
    .select(['intake_version', 'sealed', 'changed_at', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('service_id', '=', service_id)
    .executeTakeFirst()

export const getOwnIntakeKey = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

interface DoorRow {
  organisation_id: string
  service_id: string
  intake_version: number
  sealed: Buffer
  changed_by: string
}

/** The new version, or undefined when it was written meanwhile; 0 expects none yet. */
export const writeDoorRow = async (tx: Tx, row: DoorRow, expected: number): Promise<number | undefined> => {
  if (expected === 0) {
    const added = await tx
      .insertInto('directory_door')
      .values(row)
      .onConflict((at) => at.columns(['organisation_id', 'service_id']).doNothing())
      .returning('version')
      .executeTakeFirst()
    return added?.version
  }
  const { organisation_id, service_id, ...change } = row
  const changed = await tx
    .updateTable('directory_door')
    .set({ ...change, changed_at: sql`guard.clock()`, version: expected + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('service_id', '=', service_id)
    .where('version', '=', expected)
    .returning('version')
    .executeTakeFirst()
  return changed?.version
}
