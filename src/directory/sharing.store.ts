// Whether partners may read the directory, and the directories a partner may read.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { DirectoryOrganisation, type DirectoryRecords, DirectoryService } from './directory.ts'

export const findSharing = async (tx: Tx, organisation_id: string) =>
  (await tx
    .selectFrom('directory_sharing')
    .select(['with_partners', 'version'])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()) ?? { with_partners: false, version: 0 }

interface Sharing {
  organisation_id: string
  with_partners: boolean
  changed_by: string
}

/** The new version, or undefined when somebody changed it meanwhile; 0 expects nobody said anything yet. */
export const writeSharing = async (tx: Tx, row: Sharing, expected: number): Promise<number | undefined> => {
  if (expected === 0) {
    const added = await tx
      .insertInto('directory_sharing')
      .values(row)
      .onConflict((at) => at.column('organisation_id').doNothing())
      .returning('version')
      .executeTakeFirst()
    return added?.version
  }
  const { organisation_id, ...change } = row
  const changed = await tx
    .updateTable('directory_sharing')
    .set({ ...change, changed_at: sql`guard.clock()`, version: expected + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('version', '=', expected)
    .returning('version')
    .executeTakeFirst()
  return changed?.version
}

/** Moves whenever a directory this partner may read changes, or another one may be read; nothing where there is none. */
export const sharedMark = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ mark: string | null }>`
    select string_agg(concat(organisation_id, ' ', mark), ' ' order by organisation_id) as mark
    from guard.directories_for_partner()`.execute(tx)
  return rows[0]?.mark ?? null
}

const atOnce = 500

export const readShared = async (tx: Tx): Promise<DirectoryRecords> => {
  const { rows } = await sql<{ kind: 'provider' | 'service'; record: unknown }>`
    select kind, record from guard.partner_directory()`.execute(tx)
  const records: DirectoryRecords = { organisations: [], services: [] }
  for (const [place, { kind, record }] of rows.entries()) {
    if (kind === 'provider') records.organisations.push(DirectoryOrganisation.parse(record))
    else records.services.push(DirectoryService.parse(record))
    // Twenty thousand take seconds: the house answers others in between.
    if (place % atOnce === atOnce - 1) await new Promise(setImmediate)
  }
  return records
}
