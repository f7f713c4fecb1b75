// The directory an organisation keeps: importing it whole, changing only what changed, and reading it from memory while
// the tables still say the same.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { DirectoryOrganisation, type DirectoryRecords, DirectoryService } from './directory.ts'

/** The same record in the same words always gives the same text, whatever the order of its fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
export const fingerprintOf = (record: DirectoryService): string =>
  createHash('sha256').update(canonical(record)).digest('hex')

export interface Imported {
  added: number
  changed: number
  unchanged: number
}

const counted = (written: { added: boolean }[], given: number): Imported => {
  const added = written.filter((row) => row.added).length
  return { added, changed: written.length - added, unchanged: given - written.length }
}

/** A record to write, and what the import itself said where the two differ. */
interface ToWrite<R> {
  record: R
  imported: R
}

const writeProviders = async (tx: Tx, organisation_id: string, list: ToWrite<DirectoryOrganisation>[], today: Day) => {
  const rows = list.map(({ record, imported }) => ({ provider_id: record.id, record, imported }))
  const { rows: written } = await sql<{ added: boolean }>`
    insert into directory_organisation as kept (organisation_id, provider_id, record, imported, imported_on)
    select ${organisation_id}::uuid, provider_id, record, imported, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(provider_id uuid, record jsonb, imported jsonb)
    on conflict (organisation_id, provider_id) do update
      set record = excluded.record, imported = excluded.imported, imported_on = excluded.imported_on,
        version = kept.version + 1
      where kept.record <> excluded.record or kept.imported is distinct from excluded.imported
    returning xmax = 0 as added`.execute(tx)
  return counted(written, list.length)
}

const writeServices = async (tx: Tx, organisation_id: string, list: ToWrite<DirectoryService>[], today: Day) => {
  const rows = list.map(({ record, imported }) => ({
    service_id: record.id,
    provider_id: record.organisation_id,
    status: record.status,
    kinds: record.kinds,
    country: record.areas[0]!.country,
    record,
    imported,
    fingerprint: fingerprintOf(record),
  }))
  const { rows: written } = await sql<{ added: boolean }>`
    insert into directory_service as kept
      (organisation_id, service_id, provider_id, status, kinds, country, record, imported, fingerprint, imported_on)
    select ${organisation_id}::uuid, service_id, provider_id, status, array(select jsonb_array_elements_text(kinds)),
      country, record, imported, decode(fingerprint, 'hex'), ${today}::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(service_id uuid, provider_id uuid, status text,
      kinds jsonb, country text, record jsonb, imported jsonb, fingerprint text)
    on conflict (organisation_id, service_id) do update
      set status = excluded.status, kinds = excluded.kinds, country = excluded.country, record = excluded.record,
        imported = excluded.imported, fingerprint = excluded.fingerprint, imported_on = excluded.imported_on,
        version = kept.version + 1
      where kept.fingerprint <> excluded.fingerprint or kept.imported is distinct from excluded.imported
    returning xmax = 0 as added`.execute(tx)
  return counted(written, list.length)
}

const batchSize = 200

/**
 * Writes what is new or changed and leaves the rest untouched, so that importing twice changes nothing. `said`: what the
 * import said, where that was not taken whole.
 */
export const importDirectory = async (
  tx: Tx,
  organisation_id: string,
  { organisations, services }: DirectoryRecords,
  today: Day,
  onProgress: (done: number, of: number) => void = () => {},
  said: ReadonlyMap<string, DirectoryOrganisation | DirectoryService> = new Map(),
): Promise<Imported> => {
  const toWrite = <R extends { id: string }>(list: R[]): ToWrite<R>[] =>
    list.map((record) => ({ record, imported: (said.get(record.id) as R | undefined) ?? record }))
  const total: Imported = { added: 0, changed: 0, unchanged: 0 }
  const all = organisations.length + services.length
  let done = 0
  const inBatches = async <R>(list: R[], write: (batch: R[]) => Promise<Imported>) => {
    for (let from = 0; from < list.length; from += batchSize) {
      const batch = list.slice(from, from + batchSize)
      const { added, changed, unchanged } = await write(batch)
      total.added += added
      total.changed += changed
      total.unchanged += unchanged
      done += batch.length
      onProgress(done, all)
    }
  }
  await inBatches(toWrite(organisations), (batch) => writeProviders(tx, organisation_id, batch, today))
  await inBatches(toWrite(services), (batch) => writeServices(tx, organisation_id, batch, today))
  return total
}

/** Moved by the database with every change, so that asking it costs one row however large the directory is. */
const markOf = async (tx: Tx, organisation_id: string): Promise<string> => {
  const row = await tx
    .selectFrom('directory_mark')
    .select('mark')
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  return String(row?.mark ?? 0)
}

/** The records with the version each row stands at, for whoever writes on top of what was read. */
export interface KeptRecords extends DirectoryRecords {
  versions: Map<string, number>
}

const readRecords = async (tx: Tx, organisation_id: string): Promise<KeptRecords> => {
  const [organisations, services] = await Promise.all([
    tx
      .selectFrom('directory_organisation')
      .select(['provider_id', 'record', 'version'])
      .where('organisation_id', '=', organisation_id)
      .execute(),
    tx
      .selectFrom('directory_service')
      .select(['service_id', 'record', 'version'])
      .where('organisation_id', '=', organisation_id)
      .execute(),
  ])
  return {
    organisations: organisations.map(({ record }) => DirectoryOrganisation.parse(record)),
    services: services.map(({ record }) => DirectoryService.parse(record)),
    versions: new Map([
      ...organisations.map(({ provider_id, version }) => [provider_id, version] as const),
      ...services.map(({ service_id, version }) => [service_id, version] as const),
    ]),
  }
}

/** Reads the whole directory once and keeps it, in whatever shape `ready` gives it, until a row of it changes. */
export const directoryCache = <Ready>(ready: (records: KeptRecords) => Ready) => {
  const kept = new Map<string, { mark: string; directory: Ready }>()
  return async (tx: Tx, organisation_id: string): Promise<Ready> => {
    const mark = await markOf(tx, organisation_id)
    const known = kept.get(organisation_id)
    if (known?.mark === mark) return known.directory
    const directory = ready(await readRecords(tx, organisation_id))
    kept.set(organisation_id, { mark, directory })
    return directory
  }
}
