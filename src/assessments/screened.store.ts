// The rows of screenings; none is ever changed.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

interface NewScreening extends At {
  screening_id: string
  instrument: string
  instrument_version: number
  taken_on: Day
  taken_by: string
  age_group: string
  level: string
  sealed: Buffer
}

/** Where what is sealed belongs. */
export const screeningPlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'screening',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

export const insertScreening = (tx: Tx, row: NewScreening) => tx.insertInto('screening').values(row).execute()

/** Latest first; a person is screened a few times at most. */
export const listScreenings = (tx: Tx, { organisation_id, case_id }: At, size: number) =>
  tx
    .selectFrom('screening')
    .select([
      'screening_id',
      'instrument',
      'instrument_version',
      'taken_on',
      'taken_by',
      'age_group',
      'level',
      'sealed',
    ])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('taken_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('screening_id')
    .limit(size)
    .execute()
