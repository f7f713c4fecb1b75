// Former clients a lawyer declared: the name sealed to the organisation, and keyed marks of it for that lawyer's checks.
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { openWith, sealTo } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { FormerClient } from './conflict.ts'

interface Whose {
  organisation_id: string
  staff_id: string
}
const named = (client_id: string) => `former_client ${client_id}`

export const listFormerClients = async (
  tx: Tx,
  vault: Vault,
  { organisation_id, staff_id }: Whose,
): Promise<FormerClient[]> => {
  const rows = await tx
    .selectFrom('former_client')
    .select(['client_id', 'until_year', 'intake_version', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .limit(2_000)
    .execute()
  const versions = [...new Set(rows.map(({ intake_version }) => intake_version))]
  const pairs = new Map(
    await Promise.all(
      versions.map(async (version) => [version, await vault.intakeKeyPair(tx, organisation_id, version)] as const),
    ),
  )
  return rows
    .map(({ client_id, until_year, intake_version, sealed }) => {
      const { private_key, public_key } = pairs.get(intake_version)!
      return { client_id, until_year, name: openWith(private_key, public_key, named(client_id), sealed).toString() }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** False when it was declared already. */
export const insertFormerClient = async (
  tx: Tx,
  { organisation_id, staff_id }: Whose,
  { client_id, name, until_year }: FormerClient,
  marks: Buffer[],
): Promise<boolean> => {
  const key = await tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!key) throw new Problem('not_found', 'organisation.unknown')
  const sealed = sealTo(key.public_key, named(client_id), Buffer.from(name))
  const done = await tx
    .insertInto('former_client')
    .values({ organisation_id, staff_id, client_id, until_year, intake_version: key.version, sealed })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows !== 1n) return false
  if (marks.length > 0)
    await tx
      .insertInto('former_client_mark')
      .values(marks.map((match) => ({ organisation_id, staff_id, client_id, match })))
      .execute()
  return true
}

export const deleteFormerClient = async (
  tx: Tx,
  { organisation_id, staff_id }: Whose,
  client_id: string,
): Promise<boolean> => {
  const done = await tx
    .deleteFrom('former_client')
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('client_id', '=', client_id)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}
