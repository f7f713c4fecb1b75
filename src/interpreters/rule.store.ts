// The sealed row of what a person asked for when somebody interprets for her.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'

export const findRule = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('interpreting_rule')
    .select(['sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()

/** Version 0 begins it; false when it was changed elsewhere. */
export const keepRule = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  version: number,
  sealed: Buffer,
): Promise<boolean> => {
  if (version === 0) {
    const made = await tx
      .insertInto('interpreting_rule')
      .values({ organisation_id, case_id, sealed })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('interpreting_rule')
    .set({ sealed, changed_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
