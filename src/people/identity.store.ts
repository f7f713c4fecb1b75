// The sealed row of the legal identity. Names are read from here for search, in memory and under the same policies.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'

export const identityPlace = (organisation_id: string, case_id: string) => ({
  table: 'person_identity',
  column: 'sealed',
  row: case_id,
  case_id,
  organisation_id,
})

export const findIdentity = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('person_identity')
    .select(['sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()

/** The identities of the files whoever asks may open, or of these among them. */
export const listIdentities = (tx: Tx, organisation_id: string, case_ids?: readonly string[]) =>
  tx
    .selectFrom('person_identity')
    .select(['case_id', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .$if(case_ids !== undefined, (query) => query.where(sql<boolean>`case_id = any(${case_ids}::uuid[])`))
    .execute()

/** False when the row already begins or the version is not the one that stands. */
export const keepIdentity = async (tx: Tx, at: At, version: number, sealed: Buffer): Promise<boolean> => {
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('person_identity')
      .values({ ...at, sealed })
      .onConflict((on) => on.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await tx
    .updateTable('person_identity')
    .set({ sealed, version: version + 1 })
    .where('organisation_id', '=', at.organisation_id)
    .where('case_id', '=', at.case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
