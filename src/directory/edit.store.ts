// One record of the directory read and written on its own, and what the database kept of earlier changes.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { fingerprintOf } from './directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from './directory.ts'

export const findServiceRow = async (tx: Tx, organisation_id: string, service_id: string) => {
  const row = await tx
    .selectFrom('directory_service as s')
    .innerJoin('directory_organisation as o', (join) =>
      join.onRef('o.organisation_id', '=', 's.organisation_id').onRef('o.provider_id', '=', 's.provider_id'),
    )
    .select(['s.record', 's.version', 's.provider_id', sql<string>`o.record ->> 'name'`.as('provider_name')])
    .where('s.organisation_id', '=', organisation_id)
    .where('s.service_id', '=', service_id)
    .executeTakeFirst()
  return row && { ...row, record: DirectoryService.parse(row.record) }
}

const columnsOf = (record: DirectoryService) => ({
  status: record.status,
  kinds: record.kinds,
  country: record.areas[0]!.country,
  record: JSON.stringify(record),
  fingerprint: Buffer.from(fingerprintOf(record), 'hex'),
})

/** The new version, or undefined when it was changed meanwhile. */
export const updateService = async (
  tx: Tx,
  organisation_id: string,
  record: DirectoryService,
  version: number,
): Promise<number | undefined> =>
  (
    await tx
      .updateTable('directory_service')
      .set({ ...columnsOf(record), version: version + 1 })
      .where('organisation_id', '=', organisation_id)
      .where('service_id', '=', record.id)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
  )?.version

/** False where the id is taken. */
export const insertService = async (tx: Tx, organisation_id: string, record: DirectoryService, today: Day) => {
  const row = { organisation_id, service_id: record.id, provider_id: record.organisation_id, imported_on: today }
  const written = await tx
    .insertInto('directory_service')
    .values({ ...row, ...columnsOf(record) })
    .onConflict((at) => at.columns(['organisation_id', 'service_id']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}

export const findProviderRow = async (tx: Tx, organisation_id: string, provider_id: string) => {
  const row = await tx
    .selectFrom('directory_organisation')
    .select(['record', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('provider_id', '=', provider_id)
    .executeTakeFirst()
  return row && { ...row, record: DirectoryOrganisation.parse(row.record) }
}

export const updateProvider = async (
  tx: Tx,
  organisation_id: string,
  record: DirectoryOrganisation,
  version: number,
): Promise<number | undefined> =>
  (
    await tx
      .updateTable('directory_organisation')
      .set({ record: JSON.stringify(record), version: version + 1 })
      .where('organisation_id', '=', organisation_id)
      .where('provider_id', '=', record.id)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
  )?.version

export const insertProvider = async (tx: Tx, organisation_id: string, record: DirectoryOrganisation, today: Day) => {
  const written = await tx
    .insertInto('directory_organisation')
    .values({ organisation_id, provider_id: record.id, record: JSON.stringify(record), imported_on: today })
    .onConflict((at) => at.columns(['organisation_id', 'provider_id']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}

/** What the history says changes that follow in this transaction come from. */
export const becauseOfSuggestion = (tx: Tx) =>
  sql`select set_config('amparo.directory_because', 'suggestion', true)`.execute(tx)

const mostChanges = 400

export const listChangeRows = (tx: Tx, organisation_id: string, subject_id: string) =>
  tx
    .selectFrom('directory_change as c')
    .leftJoin('staff as m', (join) =>
      join.onRef('m.organisation_id', '=', 'c.organisation_id').onRef('m.staff_id', '=', 'c.by_staff_id'),
    )
    .select(['c.field', 'c.before', 'c.after', 'c.changed_at', 'c.record_version', 'm.name as by'])
    .select(sql<'edit' | 'suggestion' | 'import'>`c.because`.as('because'))
    .where('c.organisation_id', '=', organisation_id)
    .where('c.subject_id', '=', subject_id)
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.record_version', 'desc')
    .orderBy('c.field')
    .limit(mostChanges)
    .execute()
