// The directory an organisation keeps: importing it whole and changing only what changed.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { DirectoryOrganisation, DirectoryRecords, DirectoryService } from './directory.ts'

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
