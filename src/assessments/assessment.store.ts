// The rows of instruments answered, sealed.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Place } from '#vault/envelope.ts'
import { type InstrumentId, instrumentIds } from './instrument.ts'

/** Where the answers belong, and where every version of them did: an amendment keeps the very envelope that stood there. */
export const assessmentPlace = ({ organisation_id, case_id }: At, assessment_id: string): Place => ({
  table: 'assessment',
  column: 'sealed',
  row: assessment_id,
  case_id,
  organisation_id,
})

interface NewAssessment extends At {
  assessment_id: string
  instrument: string
  instrument_version: string
  section: Section
  taken_on: Day
  taken_by: string
  sealed: Buffer
}

export const insertAssessment = (tx: Tx, row: NewAssessment) => tx.insertInto('assessment').values(row).execute()

/** Latest first; a file is talked through a few times a year, so the list stays short. */
export const listAssessments = (tx: Tx, case_id: string, instrument: string, size: number) =>
  tx
    .selectFrom('assessment')
    .select(['assessment_id', 'taken_on', 'taken_by', 'sealed'])
    .where('case_id', '=', case_id)
    .where('instrument', '=', instrument)
    .orderBy('taken_on', 'desc')
    .orderBy(sql`recorded_at`, 'desc')
    .orderBy('assessment_id', 'desc')
    .limit(size)
    .execute()

const taken = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('assessment')
    .select([
      ...(['assessment_id', 'instrument', 'instrument_version', 'section', 'taken_on'] as const),
      ...(['taken_by', 'version', 'sealed', 'changed_at', 'changed_by'] as const),
    ])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('instrument', 'in', instrumentIds)

export interface TakenRow {
  assessment_id: string
  instrument: InstrumentId
  instrument_version: string
  section: Section
  taken_on: Day
  taken_by: string
  version: number
  sealed: Buffer
  changed_at: string | null
  changed_by: string | null
}

export const findTaken = async (tx: Tx, at: At, assessment_id: string): Promise<TakenRow | undefined> =>
  (await taken(tx, at).where('assessment_id', '=', assessment_id).executeTakeFirst()) as TakenRow | undefined

/** Instruments of the sections opened to whoever asks, latest first. */
export const listTaken = async (tx: Tx, at: At, size = 500): Promise<TakenRow[]> =>
  (await taken(tx, at)
    .orderBy('taken_on', 'desc')
    .orderBy(sql`recorded_at`, 'desc')
    .orderBy('assessment_id')
    .limit(size)
    .execute()) as TakenRow[]

/** The latest of each instrument. */
export const listLatest = async (tx: Tx, at: At): Promise<TakenRow[]> =>
  (await taken(tx, at)
    .distinctOn('instrument')
    .orderBy('instrument')
    .orderBy('taken_on', 'desc')
    .orderBy(sql`recorded_at`, 'desc')
    .orderBy('assessment_id')
    .execute()) as TakenRow[]

/** False when somebody was faster. The database keeps what stood before. */
export const amendAssessment = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { assessment_id, version }: { assessment_id: string; version: number },
  sealed: Buffer,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('assessment')
    .set({ sealed, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('assessment_id', '=', assessment_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const listVersions = (tx: Tx, { organisation_id, case_id }: At, assessment_id: string) =>
  tx
    .selectFrom('assessment_version')
    .select(['version', 'written_by', 'written_at', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('assessment_id', '=', assessment_id)
    .orderBy('version')
    .execute()
