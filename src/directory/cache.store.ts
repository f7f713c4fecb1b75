// The directory in memory, as long as the tables still say the same: after a change only the rows that changed are read
// and checked again, because twenty thousand of them take seconds. Whoever asks while it is read waits for that reading.

import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import { DirectoryOrganisation, type DirectoryRecords, DirectoryService } from './directory.ts'

/** The records with the version each row stands at, for whoever writes on top of what was read. */
export interface KeptRecords extends DirectoryRecords {
  versions: Map<string, number>
}

interface Row<R> {
  version: number
  record: R
}
interface Kept<Ready> {
  mark: string
  directory: Ready
  organisations: Map<string, Row<DirectoryOrganisation>>
  services: Map<string, Row<DirectoryService>>
}

/** Moved by the database with every change, so that asking it costs one row however large the directory is. */
export const directoryMark = async (tx: Tx, organisation_id: string): Promise<string> => {
  const row = await tx
    .selectFrom('directory_mark')
    .select('mark')
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  return String(row?.mark ?? 0)
}

interface Stored {
  id: string
  version: number
}
const listVersions = async (tx: Tx, table: 'provider' | 'service', organisation_id: string): Promise<Stored[]> => {
  const { rows } =
    table === 'provider'
      ? await sql<Stored>`select provider_id as id, version from directory_organisation where organisation_id = ${organisation_id}`.execute(
          tx,
        )
      : await sql<Stored>`select service_id as id, version from directory_service where organisation_id = ${organisation_id}`.execute(
          tx,
        )
  return rows
}
type Raw = Stored & { record: unknown }
const readRaw = async (
  tx: Tx,
  table: 'provider' | 'service',
  organisation_id: string,
  ids: string[],
): Promise<Raw[]> => {
  const { rows } =
    table === 'provider'
      ? await sql<Raw>`select provider_id as id, version, record from directory_organisation
          where organisation_id = ${organisation_id} and provider_id = any(${ids}::uuid[])`.execute(tx)
      : await sql<Raw>`select service_id as id, version, record from directory_service
          where organisation_id = ${organisation_id} and service_id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** The next rows after an id, in the order of ids. */
const readNext = async (tx: Tx, table: 'provider' | 'service', organisation_id: string, after: string) => {
  const { rows } =
    table === 'provider'
      ? await sql<Raw>`select provider_id as id, version, record from directory_organisation
          where organisation_id = ${organisation_id} and provider_id > ${after} order by provider_id limit ${atOnce}`.execute(
          tx,
        )
      : await sql<Raw>`select service_id as id, version, record from directory_service
          where organisation_id = ${organisation_id} and service_id > ${after} order by service_id limit ${atOnce}`.execute(
          tx,
        )
  return rows
}

/** Between two of them the house answers others, and the database sees that nobody sleeps. */
const atOnce = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Every row: nothing of it is known yet. */
const readAll = async <S extends z.ZodType>(
  tx: Tx,
  table: 'provider' | 'service',
  organisation_id: string,
  schema: S,
): Promise<Map<string, Row<z.output<S>>>> => {
  const found = new Map<string, Row<z.output<S>>>()
  let rows: Raw[] = []
  do {
    rows = await readNext(tx, table, organisation_id, rows.at(-1)?.id ?? beforeAll)
    for (const { id, version, record } of rows) found.set(id, { version, record: schema.parse(record) })
  } while (rows.length === atOnce)
  return found
}

/** What stands, with every record that is still the same as the very same object. */
const readRows = async <S extends z.ZodType>(
  tx: Tx,
  table: 'provider' | 'service',
  organisation_id: string,
  schema: S,
  known: ReadonlyMap<string, Row<z.output<S>>>,
): Promise<Map<string, Row<z.output<S>>>> => {
  if (known.size === 0) return readAll(tx, table, organisation_id, schema)
  const standing = await listVersions(tx, table, organisation_id)
  const changed = standing.filter(({ id, version }) => known.get(id)?.version !== version).map(({ id }) => id)
  const fresh = new Map<string, Row<z.output<S>>>()
  for (let from = 0; from < changed.length; from += atOnce)
    for (const { id, version, record } of await readRaw(tx, table, organisation_id, changed.slice(from, from + atOnce)))
      fresh.set(id, { version, record: schema.parse(record) })
  return new Map(
    standing.flatMap(({ id }) => {
      const row = fresh.get(id) ?? known.get(id)
      return row ? [[id, row] as const] : []
    }),
  )
}

const recordsOf = ({ organisations, services }: Pick<Kept<unknown>, 'organisations' | 'services'>): KeptRecords => ({
  organisations: [...organisations.values()].map(({ record }) => record),
  services: [...services.values()].map(({ record }) => record),
  versions: new Map([...organisations, ...services].map(([id, { version }]) => [id, version] as const)),
})

const nothing = { organisations: new Map(), services: new Map() }

const waitMs = 2_000
/** What somebody else's reading comes to; nothing where it failed. Who waits in a transaction says that they are awake. */
const join = async <Ready>(tx: Tx, reading: Promise<Ready>): Promise<Ready | undefined> => {
  const ended = reading.then(
    (ready) => ({ ready }),
    () => ({ ready: undefined }),
  )
  for (;;) {
    const found = await Promise.race([ended, pause(waitMs, undefined, { ref: false })])
    if (found) return found.ready
    await sql`select 1`.execute(tx)
  }
}

/** Reads the whole directory once and keeps it, in whatever shape `ready` gives it, until a row of it changes. */
export const directoryCache = <Ready>(ready: (records: KeptRecords) => Ready) => {
  const kept = new Map<string, Kept<Ready>>()
  const readings = new Map<string, { mark: string; reading: Promise<Ready> }>()
  const read = async (tx: Tx, organisation_id: string, mark: string): Promise<Ready> => {
    const before = kept.get(organisation_id) ?? nothing
    const rows = {
      organisations: await readRows(tx, 'provider', organisation_id, DirectoryOrganisation, before.organisations),
      services: await readRows(tx, 'service', organisation_id, DirectoryService, before.services),
    }
    const directory = ready(recordsOf(rows))
    kept.set(organisation_id, { mark, directory, ...rows })
    return directory
  }
  /** `at`: where it stands, when another question brought that along. */
  return async (tx: Tx, organisation_id: string, at?: string): Promise<Ready> => {
    const mark = at ?? (await directoryMark(tx, organisation_id))
    const known = kept.get(organisation_id)
    if (known?.mark === mark) return known.directory
    const others = readings.get(organisation_id)
    if (others?.mark === mark) {
      const found = await join(tx, others.reading)
      if (found !== undefined) return found
    }
    const reading = read(tx, organisation_id, mark)
    readings.set(organisation_id, { mark, reading })
    try {
      return await reading
    } finally {
      if (readings.get(organisation_id)?.reading === reading) readings.delete(organisation_id)
    }
  }
}
