// `npm run amparo -- import directory <file>`: takes a directory of services from an HSDS 3.0 file, or from one like
// data/directory/es.json. What cannot be kept is named with its place in the file; importing again changes nothing.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Facts } from '#facts/facts.ts'
import { loadFacts } from '#facts/load.ts'
import { builderOver } from '#kit/database.ts'
import { Id } from '#kit/id.ts'
import { migrate } from '#kit/migrate.ts'
import { Problem } from '#kit/problem.ts'
import { readEnvironment } from '#server/environment.ts'
import { directoryRecords } from '#services/directory.rules.ts'
import { type Imported, importDirectory } from '#services/directory.store.ts'
import { DirectoryFile, type DirectoryRecords } from '#services/directory.ts'
import { hsdsVocabulary, readHsds } from '#services/hsds.rules.ts'
import type { HsdsReading } from '#services/hsds.ts'
import type { Command } from './main.ts'
import { reachDatabase } from './own-database.ts'
import { say, words } from './say.ts'

const readJson = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Problem('not_found', 'import.no_file', { file })
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid', 'import.not_json', { file })
  }
}

/** Our own file is taken whole or not at all: it was checked when it was written. */
const readDirectory = (json: unknown, facts: Facts): HsdsReading => {
  if (typeof json !== 'object' || json === null || !('organisations' in json))
    return readHsds(json, hsdsVocabulary(facts))
  const file = DirectoryFile.safeParse(json)
  if (file.success) return { records: directoryRecords(file.data), rejected: [] }
  const path = file.error.issues[0]?.path.join('.') ?? ''
  throw new Problem('invalid', 'import.broken_file', { path })
}

const ownOrganisation = async (client: pg.Client, given: string | undefined): Promise<string> => {
  if (given !== undefined && !Id.safeParse(given).success) throw new Problem('not_found', 'import.no_organisation')
  const { rows } = await client.query<{ organisation_id: string }>(
    given === undefined
      ? "select organisation_id from organisation where kind = 'own'"
      : 'select organisation_id from organisation where organisation_id = $1',
    given === undefined ? [] : [given],
  )
  const [found, ...others] = rows
  if (!found) throw new Problem('not_found', 'import.no_organisation')
  if (others.length > 0) throw new Problem('invalid', 'import.which_organisation')
  return found.organisation_id
}

/** All of it or nothing: a stop in the middle leaves the directory as it was. */
const write = async (client: pg.Client, organisation_id: string, records: DirectoryRecords): Promise<Imported> => {
  const today = new Date().toISOString().slice(0, 10)
  await client.query('begin')
  try {
    const imported = await importDirectory(builderOver(client), organisation_id, records, today, (done, of) =>
      say('import.progress', { done, of }),
    )
    await client.query('commit')
    return imported
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const report = ({ rejected }: HsdsReading): void => {
  for (const { path, id, what, reason_key, details } of rejected) {
    const reason = words(reason_key, details)
    say('import.rejected', { path: path || '/', what: words(`cli.import.what.${what}`), id: id ?? '—', reason })
  }
}

const readArguments = (args: string[]) => {
  try {
    return parseArgs({ args, allowPositionals: true, options: { organisation: { type: 'string' } } })
  } catch {
    return undefined
  }
}

export const run: Command = async (args) => {
  const given = readArguments(args)
  const [what, file, ...more] = given?.positionals ?? []
  if (!given || what !== 'directory' || !file || more.length > 0) {
    const asked = args.length === 1 && ['--help', 'help'].includes(args[0]!)
    say('import.usage')
    return asked ? 0 : 2
  }
  say('import.reading', { file })
  const reading = readDirectory(await readJson(file), loadFacts())
  const { records, rejected } = reading
  report(reading)
  const reached = await reachDatabase(readEnvironment(process.env))
  try {
    await migrate(reached.owner, (name) => say('house.migrating', { name }))
    const client = new pg.Client(reached.owner)
    await client.connect()
    try {
      const imported = await write(client, await ownOrganisation(client, given.values.organisation), records)
      const counts = { organisations: records.organisations.length, services: records.services.length }
      say('import.done', { ...imported, ...counts, rejected: rejected.length })
    } finally {
      await client.end()
    }
  } finally {
    await reached.leave()
  }
  return records.organisations.length === 0 ? 1 : 0
}
