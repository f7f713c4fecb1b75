// Modules an organisation wrote itself, version by version, and how many took each module.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { ModuleFile, ModuleId } from './module.ts'

export type OwnStatus = 'draft' | 'published' | 'withdrawn'

export interface OwnRow {
  module_id: string
  module_version: number
  status: OwnStatus
  file: ModuleFile
  kept_by_name: string
  kept_at: Moment
  version: number
}

/** The latest first, of one module or of all. */
export const listOwn = async (tx: Tx, organisation_id: string, module_id?: ModuleId): Promise<OwnRow[]> => {
  let query = tx
    .selectFrom('module_own as m')
    .innerJoin('staff as s', (join) =>
      join.onRef('s.organisation_id', '=', 'm.organisation_id').onRef('s.staff_id', '=', 'm.kept_by'),
    )
    .select([
      'm.module_id',
      'm.module_version',
      'm.status',
      'm.file',
      's.name as kept_by_name',
      'm.kept_at',
      'm.version',
    ])
    .where('m.organisation_id', '=', organisation_id)
    .orderBy('m.module_id')
    .orderBy('m.module_version', 'desc')
  if (module_id) query = query.where('m.module_id', '=', module_id)
  return (await query.execute()) as unknown as OwnRow[]
}

export const insertDraft = async (
  tx: Tx,
  organisation_id: string,
  { file, module_version }: { file: ModuleFile; module_version: number },
): Promise<void> => {
  const { id: module_id } = file.module
  const row = { organisation_id, module_id, module_version, file: JSON.stringify(file) }
  await tx.insertInto('module_own').values(row).execute()
}

interface Change {
  organisation_id: string
  module_id: ModuleId
  module_version: number
  /** As it was when whoever changes it saw it. */
  version: number
}

/** How many rows it changed: none where somebody was quicker. */
export const changeOwn = async (
  tx: Tx,
  { organisation_id, module_id, module_version, version }: Change,
  set: { status?: OwnStatus; file?: ModuleFile },
): Promise<number> => {
  const { numUpdatedRows } = await tx
    .updateTable('module_own')
    .set({
      ...(set.status && { status: set.status }),
      ...(set.file && { file: JSON.stringify(set.file) }),
      kept_by: sql`guard.staff()`,
      kept_at: sql`guard.clock()`,
      version: version + 1,
    })
    .where('organisation_id', '=', organisation_id)
    .where('module_id', '=', module_id)
    .where('module_version', '=', module_version)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export interface Takers {
  started: number
  finished: number
  passed: number
}

export const takersByModule = async (tx: Tx, organisation_id: string): Promise<Map<string, Takers>> => {
  const rows = await tx
    .selectFrom('module_run')
    .select((eb) => [
      'module_id',
      eb.fn.countAll<number>().as('started'),
      eb.fn.count<number>('finished_on').as('finished'),
      eb.fn.count<number>('passed_on').as('passed'),
    ])
    .where('organisation_id', '=', organisation_id)
    .groupBy('module_id')
    .execute()
  return new Map(rows.map(({ module_id, ...counts }) => [module_id, counts]))
}
