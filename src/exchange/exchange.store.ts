// Files to import between their arrival and their taking, what imports said of each record, and the rows kept of them.
import { sql } from 'kysely'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import type { Tx } from '#kit/database.ts'
import { noTables, type Row, type TableName, type Tables, tableNames } from './hsds-tables.ts'

export const findOpening = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('directory_opening')
    .select(['open', 'version'])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()

/** False where somebody else was faster. */
export const writeOpening = async (
  tx: Tx,
  { organisation_id, staff_id }: { organisation_id: string; staff_id: string },
  open: boolean,
  expected: number,
): Promise<boolean> => {
  if (expected === 0) {
    const { rows } = await sql`insert into directory_opening (organisation_id, open, changed_by)
      values (${organisation_id}, ${open}, ${staff_id}) on conflict do nothing returning version`.execute(tx)
    return rows.length === 1
  }
  const { rows } = await sql`update directory_opening
    set open = ${open}, changed_by = ${staff_id}, changed_at = guard.clock(), version = version + 1
    where organisation_id = ${organisation_id} and version = ${expected} returning version`.execute(tx)
  return rows.length === 1
}

export const countServices = async (tx: Tx, organisation_id: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from directory_service where organisation_id = ${organisation_id}`.execute(tx)
  return rows[0]!.n
}

export const listUploads = async (tx: Tx, organisation_id: string) => {
  const { rows } = await sql<{ upload_id: string; name: string; size: number; made_at: string }>`
    select upload_id, name, size, made_at from directory_upload
    where organisation_id = ${organisation_id} and taken_at is null order by made_at desc limit 20`.execute(tx)
  return rows
}

/** What nobody took within a week goes when the next one comes. */
export const addUpload = async (
  tx: Tx,
  { organisation_id, staff_id }: { organisation_id: string; staff_id: string },
  { upload_id, name, size }: { upload_id: string; name: string; size: number },
): Promise<void> => {
  await sql`delete from directory_upload where organisation_id = ${organisation_id} and made_at < guard.clock() - interval '7 days'`.execute(
    tx,
  )
  await sql`insert into directory_upload (organisation_id, upload_id, name, size, made_by)
    values (${organisation_id}, ${upload_id}, ${name}, ${size}, ${staff_id}) on conflict do nothing`.execute(tx)
}

export const addPart = (tx: Tx, organisation_id: string, upload_id: string, part: number, bytes: Buffer) =>
  tx
    .insertInto('directory_upload_part')
    .values({ organisation_id, upload_id, part, bytes })
    .onConflict((at) => at.doNothing())
    .execute()

export interface Upload {
  name: string
  size: number
  settings: unknown
  version: number
  bytes: Buffer
}

/** Nothing while parts are missing or once it was taken. */
export const findUpload = async (tx: Tx, organisation_id: string, upload_id: string): Promise<Upload | undefined> => {
  const { rows } = await sql<Omit<Upload, 'bytes'>>`select name, size, settings, version from directory_upload
    where organisation_id = ${organisation_id} and upload_id = ${upload_id} and taken_at is null`.execute(tx)
  const [found] = rows
  if (!found) return undefined
  const parts = await tx
    .selectFrom('directory_upload_part')
    .select('bytes')
    .where('organisation_id', '=', organisation_id)
    .where('upload_id', '=', upload_id)
    .orderBy('part')
    .execute()
  const bytes = Buffer.concat(parts.map((part) => part.bytes))
  return bytes.length === found.size ? { ...found, bytes } : undefined
}

export const writeSettings = async (
  tx: Tx,
  organisation_id: string,
  upload_id: string,
  settings: object,
  version: number,
): Promise<boolean> => {
  const { rows } =
    await sql`update directory_upload set settings = ${JSON.stringify(settings)}::jsonb, version = version + 1
    where organisation_id = ${organisation_id} and upload_id = ${upload_id} and version = ${version} and taken_at is null
    returning version`.execute(tx)
  return rows.length === 1
}

/** Its bytes go at once; false where it was taken already. */
export const closeUpload = async (
  tx: Tx,
  organisation_id: string,
  upload_id: string,
  version: number,
): Promise<boolean> => {
  const { rows } = await sql`update directory_upload set taken_at = guard.clock(), version = version + 1
    where organisation_id = ${organisation_id} and upload_id = ${upload_id} and version = ${version} and taken_at is null
    returning version`.execute(tx)
  await sql`delete from directory_upload_part where organisation_id = ${organisation_id} and upload_id = ${upload_id}`.execute(
    tx,
  )
  return rows.length === 1
}

export const dropUpload = (tx: Tx, organisation_id: string, upload_id: string) =>
  sql`delete from directory_upload where organisation_id = ${organisation_id} and upload_id = ${upload_id}`.execute(tx)

export interface Standing<R> {
  record: R
  imported: R | null
}

/** Every record as it stands and as the last import said it. Locked, so that nobody edits beneath the taking. */
export const readStanding = async (tx: Tx, organisation_id: string, lock: boolean) => {
  const hold = lock ? sql`for update` : sql``
  const [organisations, services] = [
    await sql<{ record: unknown; imported: unknown }>`select record, imported from directory_organisation
      where organisation_id = ${organisation_id} order by provider_id ${hold}`.execute(tx),
    await sql<{ record: unknown; imported: unknown }>`select record, imported from directory_service
      where organisation_id = ${organisation_id} order by service_id ${hold}`.execute(tx),
  ]
  const standing = <R extends { id: string }>(
    rows: { record: unknown; imported: unknown }[],
    parse: (of: unknown) => R,
  ) =>
    new Map(
      rows.map(({ record, imported }): [string, Standing<R>] => {
        const parsed = parse(record)
        return [parsed.id, { record: parsed, imported: imported === null ? null : parse(imported) }]
      }),
    )
  return {
    organisations: standing(organisations.rows, (of) => DirectoryOrganisation.parse(of)),
    services: standing(services.rows, (of) => DirectoryService.parse(of)),
  }
}

const batch = 1_000

export const keepRows = async (tx: Tx, organisation_id: string, tables: Tables): Promise<void> => {
  const all = tableNames.flatMap((resource) =>
    tables[resource].map((said, place) => ({ resource, row_id: String(said.id), place, said })),
  )
  for (let from = 0; from < all.length; from += batch)
    await sql`insert into directory_kept as kept (organisation_id, resource, row_id, place, said)
      select ${organisation_id}::uuid, resource, row_id, place, said
      from jsonb_to_recordset(${JSON.stringify(all.slice(from, from + batch))}::jsonb)
        as given(resource text, row_id text, place int, said jsonb)
      on conflict (organisation_id, resource, row_id) do update set place = excluded.place, said = excluded.said
      where kept.said <> excluded.said`.execute(tx)
}

export const readKept = async (tx: Tx, organisation_id: string): Promise<Tables> => {
  const { rows } = await sql<{ resource: string; said: Row }>`select resource, said from directory_kept
    where organisation_id = ${organisation_id} order by resource, place, row_id`.execute(tx)
  const tables = noTables()
  for (const { resource, said } of rows) tables[resource as TableName]?.push(said)
  return tables
}

export const sayImport = (tx: Tx) => sql`select set_config('amparo.directory_because', 'import', true)`.execute(tx)
