// Files of reports as the desk reads and sends them. What they are arrives and leaves here sealed.
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import type { SizeClass } from './files.ts'
import type { Copy, FilePart } from './files-sealed.store.ts'

export interface OfReport {
  organisation_id: string
  report_id: string
}
export type OfFile = OfReport & { file_id: string }

export interface FileRow {
  file_id: string
  direction: 'to_desk' | 'to_reporter'
  arrived_on: string
  size_class: SizeClass
  intake_version: number | null
  sealed_meta: Buffer
}

const columns = ['file_id', 'direction', 'arrived_on', 'size_class', 'intake_version', 'sealed_meta'] as const

export const listFileRows = async (tx: Tx, { organisation_id, report_id }: OfReport): Promise<FileRow[]> => {
  const rows = await tx
    .selectFrom('report_file')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .orderBy('arrived_on')
    .orderBy('file_id')
    .execute()
  return rows as FileRow[]
}

export const getFileRow = async (tx: Tx, { organisation_id, report_id, file_id }: OfFile): Promise<FileRow> => {
  const row = await tx
    .selectFrom('report_file')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .where('file_id', '=', file_id)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', 'report.file_not_found')
  return row as FileRow
}

export const listPartRows = async (tx: Tx, { organisation_id, report_id, file_id }: OfFile, copy: Copy) =>
  tx
    .selectFrom('report_file_part')
    .select(['part', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .where('file_id', '=', file_id)
    .where('copy', '=', copy)
    .orderBy('part')
    .execute()

/** Whose key answers are sealed to. Absent and another organisation's look the same. */
export const getReporterKey = async (tx: Tx, { organisation_id, report_id }: OfReport): Promise<Buffer> => {
  const row = await tx
    .selectFrom('report')
    .select('reporter_public_key')
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', 'report.not_found')
  return row.reporter_public_key
}

type NewFile = OfFile & { author_id: string; arrived_on: string; size_class: SizeClass; sealed_meta: Buffer }

export const insertSentFile = async (tx: Tx, file: NewFile, parts: FilePart[]): Promise<void> => {
  const { organisation_id, report_id, file_id } = file
  await tx
    .insertInto('report_file')
    .values({ ...file, direction: 'to_reporter' })
    .execute()
  await tx
    .insertInto('report_file_part')
    .values(parts.map((part) => ({ organisation_id, report_id, file_id, ...part })))
    .execute()
}
