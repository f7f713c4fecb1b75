// The rows of proceedings, sealed, and the one word on whether signs were noted.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

interface ProceedingRow extends At {
  proceeding_id: string
  kind: string
  jurisdiction: string
  began_on: Day
  status: string
  recorded_by: string
  sealed: Buffer
}

/** Where what is sealed belongs. */
export const proceedingPlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'proceeding',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

export const listProceedings = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('proceeding')
    .select(['proceeding_id', 'kind', 'jurisdiction', 'began_on', 'status', 'recorded_by', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('began_on', 'desc')
    .orderBy('proceeding_id')
    .limit(100)
    .execute()

export const insertProceeding = (tx: Tx, row: ProceedingRow) => tx.insertInto('proceeding').values(row).execute()

export const changeProceeding = async (
  tx: Tx,
  { organisation_id, case_id, proceeding_id, recorded_by: _, ...change }: ProceedingRow,
  version: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('proceeding')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('proceeding_id', '=', proceeding_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** null to whoever is not of the own team or does not open the law of this file. */
export const findSignsNoted = async (tx: Tx, case_id: string): Promise<boolean | null> => {
  const { rows } = await sql<{ noted: boolean | null }>`select guard.signs_noted(${case_id}) as noted`.execute(tx)
  return rows[0]?.noted ?? null
}
