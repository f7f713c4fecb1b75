// Where a unit is: sealed to its own organisation, and opened for those who work there alone.
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { openWith, sealTo } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'
import { findAddress, findIntakeKey, keepAddress } from './unit.store.ts'

const named = (unit_id: string) => `place address ${unit_id}`

export const openAddress = async (
  tx: Tx,
  vault: Vault,
  organisation_id: string,
  unit_id: string,
): Promise<{ words: string; version: number } | null> => {
  const row = await findAddress(tx, organisation_id, unit_id)
  if (!row) return null
  const { public_key, private_key } = await vault.intakeKeyPair(tx, organisation_id, row.intake_version)
  return { words: openWith(private_key, public_key, named(unit_id), row.sealed).toString(), version: row.version }
}

export const writeAddress = async (tx: Tx, organisation_id: string, unit_id: string, words: string): Promise<void> => {
  const intake = await findIntakeKey(tx, organisation_id)
  if (!intake) throw new Problem('not_found', 'organisation.unknown')
  const sealed = sealTo(intake.public_key, named(unit_id), Buffer.from(words))
  await keepAddress(tx, { organisation_id, unit_id, intake_version: intake.version, sealed })
}
