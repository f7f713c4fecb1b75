// The private PostgreSQL of an installation without a database of its own: a real server, started by us, reachable
// through a unix socket only, restarted when it falls, stopped when we stop.
import { closeSync, existsSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Problem } from '#kit/problem.ts'
import { type Account, demandPassage, handOver, makeRoot, postgresAccount } from './account.ts'
import { type Binaries, clusterMajor, findBinaries } from './binaries.ts'
import {
  clearUnfinished,
  initialise,
  isFallback,
  logTail,
  makeSocketDirectory,
  openLog,
  writeLoginRules,
} from './cluster.ts'
import { clearLeftovers } from './leftovers.ts'
import { takeOwnership } from './lock.ts'
import { port, serverSettings } from './settings.ts'
import { supervise } from './supervise.ts'
import { becomesReady, launch, type Running, stopServer } from './watchdog.ts'

export { defaultRoot } from './account.ts'

/** What `pg` needs to connect: `host` is the socket's directory, so nothing travels over a network. */
export type Connection = { host: string; port: number; user: string; database: string }

/** A step worth showing: a message key, and for how many seconds it has lasted. */
export type Progress = { key: `postgres.${'preparing' | 'initialising' | 'starting'}`; seconds: number }

/** `down`: the server ended unexpectedly; `back`: it serves again. Fail readiness in between. */
export type Restart = { state: 'down' | 'back'; attempt: number; down_ms: number }

export type PrivatePostgres = {
  socketDir: string
  port: number
  major: number
  minor: number
  binaries: Binaries
  /** As owner (superuser, for migrations and backup); everyday work logs in with `connection`. */
  owner: Connection
  connection(user: string, database?: string): Connection
  /** Process id of the running postmaster (it changes with a restart). */
  pid(): number
  /** Resolves when it is over: after `stop`, or when restarting was given up (then the server should end too). */
  exited: Promise<{ reason: 'stopped' | 'gave_up' }>
  /** Close your own connections first. Ends sessions, writes everything, stops; safe to call twice. */
  stop(): Promise<void>
}

type Options = {
  root: string
  /** false only for tests: fast, and lost with the power. */
  durable?: boolean
  onProgress?: (step: Progress) => void
  onRestart?: (event: Restart) => void
}

type Place = { root: string; dataDir: string; socketDir: string; account: Account; binaries: Binaries }

export const database = 'amparo'

/**
 * Starts the private PostgreSQL of the data directory `root`, making it at first start. Problems:
 * `postgres.already_running` (conflict), `postgres.no_binaries`, `postgres.bad_pg_bin`, `postgres.wrong_major`,
 * `postgres.no_account`, `postgres.directory_closed`, `postgres.not_your_data`, `postgres.root_not_writable`,
 * `postgres.initdb_failed`, `postgres.start_failed`, `postgres.orphan_stays`.
 */
export async function startPrivatePostgres(options: Options): Promise<PrivatePostgres> {
  const { durable = true, onProgress, onRestart } = options
  const root = makeRoot(options.root)
  const dataDir = join(root, 'pgdata')
  const account = postgresAccount(dataDir)
  demandPassage(root, account)
  const socketDir = makeSocketDirectory(root, account)
  const ownership = await takeOwnership(join(root, 'run'))
  const cleanUp = () => {
    ownership.release()
    if (isFallback(socketDir)) removeIfEmpty(socketDir)
  }
  try {
    onProgress?.({ key: 'postgres.preparing', seconds: 0 })
    const binaries = findBinaries({ root, account, major: clusterMajor(dataDir) })
    const place = { root, dataDir, socketDir, account, binaries }
    await prepareCluster(place, durable, onProgress)
    const first = await startOnce(place, { durable, rotate: true, onProgress })
    const restart = (signal: AbortSignal) => startOnce(place, { durable, rotate: false, signal })
    return supervise({ socketDir, binaries, first, restart, cleanUp, onRestart })
  } catch (error) {
    cleanUp()
    throw error
  }
}

async function prepareCluster(place: Place, durable: boolean, onProgress: Options['onProgress']): Promise<void> {
  const { dataDir, account } = place
  clearUnfinished(dataDir)
  if (clusterMajor(dataDir) === undefined) {
    // An empty directory may stand in the way of the rename; one with contents is not ours to remove.
    if (existsSync(dataDir) && !removeIfEmpty(dataDir))
      throw new Problem('conflict', 'postgres.target_not_empty', { directory: dataDir })
    onProgress?.({ key: 'postgres.initialising', seconds: 0 })
    await initialise({ ...place, durable })
  }
  handOver(dataDir, account)
  writeLoginRules(dataDir, place.binaries.major, account)
}

async function startOnce(
  place: Place,
  how: { durable: boolean; rotate: boolean; onProgress?: Options['onProgress'] | undefined; signal?: AbortSignal },
): Promise<Running> {
  const { durable, rotate, onProgress, signal } = how
  const { root, dataDir, socketDir, account, binaries } = place
  onProgress?.({ key: 'postgres.starting', seconds: 0 })
  await clearLeftovers(dataDir, socketDir, port)
  const log = openLog(root, rotate)
  const settings = serverSettings({ binaries, socketDir, durable })
  const running = await launch({ bin: binaries.bin, dataDir, settings, account, log })
  closeSync(log)
  // A recovery may be long; whoever stops the server meanwhile need not wait for its end.
  const giveUp = () => void stopServer(running)
  signal?.addEventListener('abort', giveUp)
  const ready = await becomesReady(running, dataDir, (seconds) => onProgress?.({ key: 'postgres.starting', seconds }))
  signal?.removeEventListener('abort', giveUp)
  if (!ready) throw new Problem('broken', 'postgres.start_failed', { log: logTail(root) })
  try {
    await makeDatabase({ host: socketDir, port, user: 'amparo_owner', database: 'postgres' })
  } catch (error) {
    await stopServer(running)
    throw new Problem('broken', 'postgres.start_failed', {
      log: logTail(root),
      code: (error as { code?: string }).code,
    })
  }
  return running
}

async function makeDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

function removeIfEmpty(path: string): boolean {
  try {
    rmdirSync(path)
    return true
  } catch {
    return false
  }
}
