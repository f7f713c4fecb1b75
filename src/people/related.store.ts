// The sealed rows of the people around. Those kept apart (section safety) lie in the same table under their own wall and
// are never read for a search.
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'

export const relatedPlace = ({ organisation_id, case_id }: At, related_id: string) => ({
  table: 'related_person',
  column: 'sealed',
  row: related_id,
  case_id,
  organisation_id,
})

const rowsOf = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('related_person')
    .select(['related_id', 'section', 'emergency', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

export const listRelatedRows = (tx: Tx, at: At) => rowsOf(tx, at).orderBy('added_at').orderBy('related_id').execute()

export const findRelated = (tx: Tx, at: At, related_id: string) =>
  rowsOf(tx, at).where('related_id', '=', related_id).executeTakeFirst()

interface NewRelated {
  related_id: string
  section: Section
  sealed: Buffer
}

/** False when there is someone with this id already. */
export const insertRelated = async (tx: Tx, at: At, row: NewRelated): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('related_person')
    .values({ ...at, ...row })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

interface Changed {
  section?: Section
  sealed?: Buffer
  emergency?: boolean
}

/** False when the version is not the one that stands. */
export const updateRelated = async (
  tx: Tx,
  at: At,
  related_id: string,
  version: number,
  change: Changed,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('related_person')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', at.organisation_id)
    .where('case_id', '=', at.case_id)
    .where('related_id', '=', related_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Nobody is called in an emergency any more; their version moves on, so that an older save notices. */
export const endEmergency = (tx: Tx, at: At) =>
  tx
    .updateTable('related_person')
    .set((of) => ({ emergency: false, version: of('version', '+', 1) }))
    .where('organisation_id', '=', at.organisation_id)
    .where('case_id', '=', at.case_id)
    .where('emergency', '=', true)
    .execute()
