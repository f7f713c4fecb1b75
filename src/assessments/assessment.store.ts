// The rows of instruments answered, sealed.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

interface NewAssessment {
  organisation_id: string
  case_id: string
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
