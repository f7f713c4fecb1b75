// Opens the house: database, migrations, access matrix, root key, pools. Everything that must be right before the first
// request, and the one way to close it all again.
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { loadMatrix, publishMatrix } from '#access/access.store.ts'
import type { Matrix } from '#access/access.ts'
import { shelf } from '#assessments/instruments.store.ts'
import { loadFacts } from '#facts/load.ts'
import type { House } from '#gate/answer.ts'
import { asProblem } from '#gate/problems.ts'
import { builderOver, clientOf, Database } from '#kit/database.ts'
import { migrate } from '#kit/migrate.ts'
import { Problem } from '#kit/problem.ts'
import { prepareSetUp, type SetUp } from '#organisations/set-up.api.ts'
import { publishLifetimes } from '#reports/lifetime.store.ts'
import { Lifetimes } from '#reports/lifetime.ts'
import { newRootKey, type RootKey } from '#vault/keys.ts'
import { createRootKeyFile, loadRootKey, rootKeyPath } from '#vault/root-key.ts'
import { readSeasons, seasonFile } from '#vault/season.ts'
import { Vault } from '#vault/vault.store.ts'
import type { Environment } from './environment.ts'
import { beginSeason, keepSeasons } from './housekeeping.ts'
import { checkKind } from './kind.ts'
import { type OpenedPostgres, openPostgres } from './postgres.ts'

export interface OpenedHouse {
  house: House
  matrix: Matrix
  door: Database
  postgres: OpenedPostgres
  /** The first run: the secret of the link to print and what answers it; nothing once the house is set up. */
  set_up: SetUp
  /** Runs work as the owner of the tables, in one transaction: set-up, imports, key changes; never a request. */
  asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  /** Lets a new season of keys begin when it is time, and throws away those whose thirty days are over. */
  turnSeason(today: string): Promise<void>
  close(): Promise<void>
}

/** A message key and what to say with it, for whoever watches the terminal. */
export type Say = (key: string, values?: Record<string, string | number>) => void

const openRootKey = async (environment: Environment, anythingSealed: boolean): Promise<RootKey> => {
  const sources = {
    dataDir: environment.data_folder,
    file: environment.AMPARO_ROOT_KEY_FILE,
    command: environment.AMPARO_ROOT_KEY_COMMAND,
    env: environment.AMPARO_ROOT_KEY,
  }
  try {
    return await loadRootKey(sources)
  } catch (error) {
    // Only a house without any sealed data makes a new root key: elsewhere that would hide that the key is lost.
    if (!(error instanceof Problem) || error.key !== 'vault.no_root_key' || anythingSealed) throw error
    const made = newRootKey()
    await createRootKeyFile(rootKeyPath(sources), made, environment.data_folder)
    return made
  }
}

export const readVersion = async (): Promise<string> =>
  (JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

const opensAtMost = 3

/** A database of our own that dies while the house opens is started once more, as it is later: all it had done is there, or was never begun. */
export const openHouse = async (environment: Environment, demo: boolean, say: Say): Promise<OpenedHouse> => {
  await checkKind(environment.data_folder, demo)
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(environment, demo, say)
    } catch (error) {
      const isAway = !environment.DATABASE_URL && asProblem(error).key === 'database.away'
      if (!isAway || attempt === opensAtMost) throw error
      say('postgres.down', { attempt })
    }
  }
}

const openOnce = async (environment: Environment, demo: boolean, say: Say): Promise<OpenedHouse> => {
  const postgres = await openPostgres(environment, {
    progress: ({ key, seconds }) => say(key, { seconds }),
    restart: ({ state, attempt }) => say(`postgres.${state}`, { attempt }),
  })
  try {
    await migrate(postgres.owner, (name) => say('house.migrating', { name }))
    const asOwner: OpenedHouse['asOwner'] = async (work) => {
      const client = clientOf(postgres.owner)
      client.on('error', () => {})
      await client.connect()
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    }
    const matrix = loadMatrix()
    const facts = loadFacts()
    shelf.check()
    await asOwner(async (client) => {
      await publishMatrix(client, matrix)
      await publishLifetimes(client, Lifetimes.parse(facts.triage.lifetimes))
    })
    const sealed = await asOwner(
      async (client) => (await client.query('select 1 from organisation_key limit 1')).rowCount === 1,
    )
    const root = await openRootKey(environment, sealed)
    // Only of our own database do we know what becomes of its copies.
    const file = seasonFile(environment.data_folder)
    const seasons = environment.DATABASE_URL ? undefined : await readSeasons(file)
    const vault = new Vault({ ...root, ...(seasons && { seasons }) })
    await asOwner(async (client) => {
      await vault.check(builderOver(client))
      await vault.completeSigningKeys(builderOver(client))
    })
    const turnSeason = async (today: string) => {
      if (seasons) await keepSeasons({ asOwner, vault, seasons, file }, today)
    }
    if (seasons) await beginSeason(seasons, file, new Date().toISOString().slice(0, 10))
    const set_up = demo ? { link: null, answers: [] } : await prepareSetUp(postgres.owner, root)
    const database = new Database({ ...postgres.app, max: 12 })
    const door = new Database({ ...postgres.door, max: 4 })
    const house: House = { database, vault, facts, demo, public_url: environment.AMPARO_PUBLIC_URL }
    return {
      house,
      matrix,
      door,
      postgres,
      set_up,
      asOwner,
      turnSeason,
      close: async () => {
        await Promise.all([database.close(), door.close()])
        await postgres.stop()
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
