// `amparo mark`: makes the blind marks of the duplicate question anew for files that carry those of older rules. Safe to
// run while everyone works, and again: what is marked is left alone.
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { markAgain } from '#cases/mark-again.api.ts'
import { builderOver } from '#kit/database.ts'
import { readEnvironment } from '#server/environment.ts'
import { Vault } from '#vault/vault.store.ts'
import { loadKeys, withOwner } from './keys.ts'
import type { Command } from './main.ts'
import { say } from './say.ts'

const tables = ['organisation_key', 'case_file', 'case_key', 'person_identity', 'blind_match']

/** An owner without a superuser's rights is bound by the policies of its own tables: lifted for this transaction alone. */
const seeingAll = async <T>(client: pg.Client, work: () => Promise<T>): Promise<T> => {
  const { rows } = await client.query<{ bound: boolean }>("select row_security_active('case_file') as bound")
  if (!rows[0]?.bound) return work()
  for (const table of tables) await client.query(`alter table ${table} no force row level security`)
  const worked = await work()
  for (const table of tables) await client.query(`alter table ${table} force row level security`)
  return worked
}

export const run: Command = async (args) => {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean' } } })
  if (values.help) {
    say('mark.help')
    return 0
  }
  const environment = readEnvironment(process.env)
  const vault = new Vault(await loadKeys(environment))
  const files = await withOwner(environment, (client) => seeingAll(client, () => markAgain(builderOver(client), vault)))
  say('mark.done', { files })
  return 0
}
