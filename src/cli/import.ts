// `npm run amparo -- import directory <file>`: takes a directory of services from an HSDS 3.0 file, or from one like
// data/directory/es.json. What cannot be kept is named with its place in the file; importing again changes nothing.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { directoryRecords } from '#directory/directory.rules.ts'
import { type Imported, importDirectory } from '#directory/directory.store.ts'
import { DirectoryFile } from '#directory/directory.ts'
import { asKept } from '#directory/edit.rules.ts'
import { type Decisions, planImport } from '#exchange/exchange.rules.ts'
import { keepRows, readStanding } from '#exchange/exchange.store.ts'
import { hsdsVocabulary, readHsds } from '#exchange/hsds.rules.ts'
import type { HsdsReading } from '#exchange/hsds.ts'
import { mayKeep } from '#exchange/hsds-kept.rules.ts'
import { toNested, toTables } from '#exchange/hsds-nest.rules.ts'
import { readPackage } from '#exchange/hsds-package.rules.ts'
import type { Tables } from '#exchange/hsds-tables.ts'
import type { Facts } from '#facts/facts.ts'
import { loadFacts } from '#facts/load.ts'
import { builderOver, clientOf } from '#kit/database.ts'
import { Id } from '#kit/id.ts'
import { migrate } from '#kit/migrate.ts'
import { Problem } from '#kit/problem.ts'
import { readEnvironment } from '#server/environment.ts'
import type { Command } from './main.ts'
import { reachDatabase } from './own-database.ts'
import { say, words } from './say.ts'

interface Read extends HsdsReading {
  /** Of an HSDS file its rows, to keep what our model does not know. */
  tables: Tables | null
}

const readJson = async (file: string): Promise<unknown> => {
  const bytes = await readFile(file).catch(() => {
    throw new Problem('not_found', 'import.no_file', { file })
  })
  if (file.endsWith('.zip')) return toNested(readPackage(bytes).tables)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Problem('invalid', 'import.not_json', { file })
  }
}

/** Our own file is taken whole or not at all: it was checked when it was written. */
const readDirectory = (json: unknown, facts: Facts): Read => {
  if (typeof json !== 'object' || json === null || !('organisations' in json))
    return { ...readHsds(json, hsdsVocabulary(facts)), tables: toTables(json) }
  const file = DirectoryFile.safeParse(json)
  if (file.success) return { records: directoryRecords(file.data), rejected: [], tables: null }
  const path = file.error.issues[0]?.path.join('.') ?? ''
  throw new Problem('invalid', 'import.broken_file', { path })
}

export const ownOrganisation = async (client: pg.Client, given: string | undefined): Promise<string> => {
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

const oursStays: Decisions = { one: () => undefined, rest: 'ours' }

/**
 * All of it or nothing: a stop in the middle leaves the directory as it was. What was changed here by hand stays; at the
 * desk one decides field by field.
 */
const write = async (client: pg.Client, organisation_id: string, { records, tables }: Read): Promise<Imported> => {
  const today = new Date().toISOString().slice(0, 10)
  const facts = loadFacts()
  await client.query('begin')
  try {
    const tx = builderOver(client)
    const standing = await readStanding(tx, organisation_id, true)
    const plan = planImport(records, standing, oursStays, (service) => asKept(service, facts))
    const progress = (done: number, of: number) => say('import.progress', { done, of })
    const imported = await importDirectory(tx, organisation_id, plan.records, today, progress, plan.said)
    if (tables) await keepRows(tx, organisation_id, mayKeep(tables, plan.records))
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
    const client = clientOf(reached.owner)
    await client.connect()
    try {
      const imported = await write(client, await ownOrganisation(client, given.values.organisation), reading)
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
