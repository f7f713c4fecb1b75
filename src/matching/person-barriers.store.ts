// The rows of what may keep a person out: one for each section of the file, sealed.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { BarrierSection } from './person-barriers.ts'

export const barrierPlace = ({ organisation_id, case_id }: At, section: BarrierSection) => ({
  table: 'person_barriers',
  column: 'sealed',
  row: `${case_id} ${section}`,
  case_id,
  organisation_id,
})

export interface BarrierRow {
  section: BarrierSection
  changed_on: Day
  sealed: Buffer
  version: number
}

/** Of the sections that are open to whoever asks. */
export const listBarriers = async (tx: Tx, { organisation_id, case_id }: At): Promise<BarrierRow[]> => {
  const rows = await tx
    .selectFrom('person_barriers')
    .select(['section', 'changed_on', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .execute()
  return rows as BarrierRow[]
}

/** False when another version stands. */
export const keepBarriers = async (
  tx: Tx,
  at: At,
  section: BarrierSection,
  version: number,
  change: { sealed: Buffer; changed_on: Day },
): Promise<boolean> => {
  const { organisation_id, case_id } = at
  if (version === 0) {
    const made = await tx
      .insertInto('person_barriers')
      .values({ organisation_id, case_id, section, ...change })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('person_barriers')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('section', '=', section)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
