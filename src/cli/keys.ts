// `amparo keys …`: the recovery kit, restoring a lost root key from it, and changing each level of keys.
import { createInterface } from 'node:readline/promises'
import type pg from 'pg'
import { headsFile, signHeadsAgain } from '#journal/heads.ts'
import { builderOver, clientOf } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { type Environment, readEnvironment } from '#server/environment.ts'
import { newRootKey, type RootKey } from '#vault/keys.ts'
import { recoveryKit, rootKeyFromKit } from '#vault/recovery-kit.ts'
import { createRootKeyFile, loadRootKey, replaceRootKeyFile, rootKeyPath } from '#vault/root-key.ts'
import { readSeasons, seasonFile } from '#vault/season.ts'
import { Vault } from '#vault/vault.store.ts'
import type { Command } from './main.ts'
import { type Reached, reachDatabase } from './own-database.ts'
import { say, words } from './say.ts'

const sourcesOf = (environment: Environment) => ({
  dataDir: environment.data_folder,
  file: environment.AMPARO_ROOT_KEY_FILE,
  command: environment.AMPARO_ROOT_KEY_COMMAND,
  env: environment.AMPARO_ROOT_KEY,
})

/** The root key with the seasons' keys beside it, for whatever opens or wraps the key of a file. */
export const loadKeys = async (environment: Environment): Promise<RootKey> => {
  const root = await loadRootKey(sourcesOf(environment))
  return environment.DATABASE_URL ? root : { ...root, seasons: await readSeasons(seasonFile(environment.data_folder)) }
}

const showKit = (root: RootKey): void => {
  const { groups } = recoveryKit(root)
  say('keys.kit_head')
  groups.forEach((group, index) => {
    process.stdout.write(`  ${String(index + 1).padStart(2)}  ${group}\n`)
  })
  say('keys.kit_foot')
}

/** While two keys stand in the file, the kit of the first may open nothing: none is shown to be kept as the right one. */
const showOwnKit = async (environment: Environment): Promise<void> => {
  const root = await loadRootKey(sourcesOf(environment))
  if (root.others) throw new Problem('conflict', 'keys.cut_off')
  showKit(root)
}

type Work<T> = (client: pg.Client) => Promise<T>

const inTransaction = async <T>({ owner }: Reached, work: Work<T>): Promise<T> => {
  const client = clientOf(owner)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin')
    const worked = await work(client)
    await client.query('commit')
    return worked
  } finally {
    await client.end()
  }
}

export const withOwner = async <T>(environment: Environment, work: Work<T>): Promise<T> => {
  const reached = await reachDatabase(environment)
  try {
    return await inTransaction(reached, work)
  } finally {
    await reached.leave()
  }
}

/**
 * An owner without a superuser's rights is bound by the policies of its own tables. Lifted for this transaction only, and
 * for nobody else: the lock keeps everyone out of the table until it is forced again.
 */
const seeingEveryKey = async <T>(client: pg.Client, work: () => Promise<T>): Promise<T> => {
  const { rows } = await client.query<{ bound: boolean }>("select row_security_active('organisation_key') as bound")
  if (!rows[0]?.bound) return work()
  await client.query('alter table organisation_key no force row level security')
  const worked = await work()
  await client.query('alter table organisation_key force row level security')
  return worked
}

const readKit = async (): Promise<string> => {
  if (process.stdin.isTTY) {
    const asking = createInterface({ input: process.stdin, output: process.stdout })
    const typed = await asking.question(words('cli.keys.type_kit'))
    asking.close()
    return typed
  }
  let typed = ''
  for await (const chunk of process.stdin) typed += String(chunk)
  return typed
}

const restoreFromKit = async (environment: Environment): Promise<void> => {
  const root = rootKeyFromKit(await readKit())
  // A kit of another house is refused here, before it is written where it would only confuse.
  const opened = await withOwner(environment, (client) => new Vault(root).check(builderOver(client)))
  if (opened === 0) throw new Problem('refused', 'keys.nothing_to_open')
  const file = rootKeyPath(sourcesOf(environment))
  await createRootKeyFile(file, root, environment.data_folder)
  say('keys.restored', { file })
}

/** A cluster may be served from another machine: its server's own connections tell. */
const servedBySomeone = async (client: pg.Client): Promise<boolean> => {
  const { rowCount } = await client.query(
    "select from pg_stat_activity where datname = current_database() and usename = 'amparo_app'",
  )
  return rowCount !== 0
}

const signerOf = (root: RootKey) => {
  const vault = new Vault(root)
  return (bytes: Buffer): Buffer => vault.fingerprint(bytes)
}

const rotateRoot = async (environment: Environment): Promise<void> => {
  if (environment.AMPARO_ROOT_KEY || environment.AMPARO_ROOT_KEY_COMMAND)
    throw new Problem('refused', 'keys.kept_elsewhere')
  // Held until all is done: no server starts in between.
  const reached = await reachDatabase(environment)
  try {
    const isServed = environment.DATABASE_URL ? await inTransaction(reached, servedBySomeone) : reached.isServing
    if (isServed) throw new Problem('conflict', 'keys.stop_first')
    const sources = sourcesOf(environment)
    const [old, next] = [await loadRootKey(sources), newRootKey()]
    const file = rootKeyPath(sources)
    // All keys stand in the file until every wrapped key is under the new one: a stop at any point loses nothing, nor does one
    // upon another. A change that was cut off left two, and everything may still be under the second.
    const former = [old, ...(old.others ?? [])]
    await replaceRootKeyFile(file, { ...next, others: former }, environment.data_folder)
    const vault = new Vault({ ...old, others: [...(old.others ?? []), next] })
    const { rewrapped } = await inTransaction(reached, (client) =>
      seeingEveryKey(client, () => vault.rotateRoot(builderOver(client), next)),
    )
    const left = await inTransaction(reached, (client) =>
      seeingEveryKey(client, () => vault.underFormerRoots(builderOver(client))),
    )
    if (left > 0) throw new Problem('conflict', 'keys.rotate_again', { left })
    await signHeadsAgain(headsFile(environment.data_folder), former.map(signerOf), signerOf(next))
    await replaceRootKeyFile(file, next, environment.data_folder)
    say('keys.root_changed', { rewrapped })
    showKit(next)
  } finally {
    await reached.leave()
  }
}

const rotateOrganisations = async (environment: Environment): Promise<void> => {
  const vault = new Vault(await loadKeys(environment))
  await withOwner(environment, async (client) => {
    const { rows } = await client.query<{ organisation_id: string }>(
      'select distinct organisation_id from organisation_key',
    )
    for (const { organisation_id } of rows) {
      const { version, rewrapped } = await vault.rotateOrganisation(builderOver(client), organisation_id)
      say('keys.organisation_changed', { organisation_id, version, rewrapped })
    }
  })
}

const rotateCase = async (environment: Environment, case_id: string): Promise<void> => {
  const vault = new Vault(await loadKeys(environment))
  await withOwner(environment, async (client) => {
    const { rows } = await client.query<{ organisation_id: string }>(
      'select organisation_id from case_file where case_id = $1',
      [case_id],
    )
    if (!rows[0]) throw new Problem('not_found', 'case.not_found')
    const { version } = await vault.rotateCase(builderOver(client), rows[0].organisation_id, case_id)
    say('keys.case_changed', { version })
  })
}

export const run: Command = async ([what, ...rest]) => {
  const environment = readEnvironment(process.env)
  if (what === 'kit') await showOwnKit(environment)
  else if (what === 'restore') await restoreFromKit(environment)
  else if (what === 'rotate-root') await rotateRoot(environment)
  else if (what === 'rotate-organisations') await rotateOrganisations(environment)
  else if (what === 'rotate-case' && rest[0]) await rotateCase(environment, rest[0])
  else {
    process.stdout.write(`${words('cli.keys.usage')}\n`)
    return what === '--help' ? 0 : 2
  }
  return 0
}
