// The rows of health records and of injuries, and their earlier states.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listRecords = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('health_record as h')
    .leftJoin('alert as a', (on) =>
      on
        .onRef('a.organisation_id', '=', 'h.organisation_id')
        .onRef('a.case_id', '=', 'h.case_id')
        .onRef('a.alert_id', '=', 'h.alert_id'),
    )
    .select(['h.record_id', 'h.section', 'h.status', 'h.alert_id', 'h.sealed', 'h.written_by', 'h.written_at'])
    .select(['h.version', 'a.sealed as alert_sealed'])
    .where('h.organisation_id', '=', organisation_id)
    .where('h.case_id', '=', case_id)
    .orderBy('h.written_at', 'desc')
    .orderBy('h.record_id')
    .limit(300)
    .execute()

interface Said {
  status: string
  alert_id: string | null
  sealed: Buffer
}
/** False when this record is there already. */
export const insertRecord = async (
  tx: Tx,
  row: At & Said & { record_id: string; section: string; written_by: string },
): Promise<boolean> => {
  const done = await tx
    .insertInto('health_record')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** The section stays: whoever could read it goes on reading it. */
export const updateRecord = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { record_id, section, version }: { record_id: string; section: string; version: number },
  change: Said,
): Promise<boolean> => {
  const done = await tx
    .updateTable('health_record')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('record_id', '=', record_id)
    .where('section', '=', section)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listVersions = (
  tx: Tx,
  { organisation_id, case_id }: At,
  of_table: 'health_record' | 'injury_record',
  row_id: string,
) =>
  tx
    .selectFrom('care_version')
    .select(['version', 'status', 'sealed', 'written_by', 'written_at', 'section'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('of_table', '=', of_table)
    .where('row_id', '=', row_id)
    .orderBy('version')
    .limit(200)
    .execute()

const injuries = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('injury_record')
    .select(['injury_id', 'status', 'examined_on', 'sealed', 'written_by', 'written_at', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

export const listInjuries = (tx: Tx, at: At) =>
  injuries(tx, at).orderBy('examined_on', 'desc').orderBy('injury_id').limit(100).execute()

export const findInjury = (tx: Tx, at: At, injury_id: string) =>
  injuries(tx, at).where('injury_id', '=', injury_id).executeTakeFirst()

export const insertInjury = (
  tx: Tx,
  row: At & { injury_id: string; examined_on: Day; sealed: Buffer; written_by: string },
) => tx.insertInto('injury_record').values(row).execute()

export const updateInjury = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  injury_id: string,
  version: number,
  change: { status: string; sealed: Buffer },
): Promise<boolean> => {
  const done = await tx
    .updateTable('injury_record')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('injury_id', '=', injury_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Which of these papers are in the file, as far as the reader opens them. */
export const findPapers = async (tx: Tx, { organisation_id, case_id }: At, ids: string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('document')
    .select('document_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('document_id', 'in', ids)
    .execute()
  return rows.map(({ document_id }) => document_id)
}

export const countInjuries = async (tx: Tx, { organisation_id, case_id }: At): Promise<number> => {
  const row = await tx
    .selectFrom('injury_record')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('status', '=', 'live')
    .executeTakeFirstOrThrow()
  return row.count
}
