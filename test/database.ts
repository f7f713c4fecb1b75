// A database of its own for each test file, with every migration and no rows: cloned from the run's template, or from a
// private one when the file is run alone.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, prepareTemplate, startCluster, templateName } from './postgres.ts'

export interface TestDatabase {
  name: string
  /** As the owner of the tables, to arrange and to inspect. */
  owner: pg.Pool
  /** As the server connects: no rights but those granted, and row-level security on. */
  app: pg.PoolConfig
  /** As any role of the cluster; without one, as the owner. */
  connection(user?: string): pg.PoolConfig
  drop(): Promise<void>
}

let alone: Promise<Cluster> | undefined
let open = 0

/** Makes and drops databases: stays connected from one file to the next of a process, and keeps none of them from its end. */
let maker: pg.Pool | undefined
const make = async (cluster: pg.ClientConfig, statement: string): Promise<void> => {
  if (!maker) {
    maker = new pg.Pool({ ...cluster, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true })
    maker.on('error', () => {})
  }
  await maker.query(statement)
}

const startAlone = async (): Promise<Cluster> => {
  const cluster = await startCluster()
  await prepareTemplate(cluster.connection)
  return cluster
}

const clusterConnection = async (): Promise<pg.ClientConfig> => {
  const given = process.env.AMPARO_TEST_PG
  if (given) return JSON.parse(given) as pg.ClientConfig
  alone ??= startAlone()
  return (await alone).connection
}

/** The last one out stops a private cluster; one given by the run is left to the run. */
const leave = async (): Promise<void> => {
  open -= 1
  if (open > 0 || !alone) return
  const cluster = await alone
  alone = undefined
  await maker?.end()
  maker = undefined
  await cluster.stop()
}

/** Call `drop` in an `after` hook: a test file run alone ends only then. */
export const testDatabase = async (): Promise<TestDatabase> => {
  open += 1
  const cluster = await clusterConnection()
  const name = `test_${randomBytes(6).toString('hex')}`
  // Its files as they lie, past the server's memory and its log: a quarter to two thirds of the work.
  await make(cluster, `create database ${name} template ${templateName} strategy file_copy`)
  const connection = (user?: string): pg.PoolConfig => ({
    ...cluster,
    ...(user && { user }),
    database: name,
    // A house turns people away sooner; a test on a busy machine is not to be told so.
    connectionTimeoutMillis: 60_000,
  })
  const owner = new pg.Pool({ ...connection(), max: 4, allowExitOnIdle: true })
  owner.on('error', () => {})
  return {
    name,
    owner,
    app: connection('amparo_app'),
    connection,
    drop: async () => {
      // A test that failed half-way may not have given its connection back: nobody waits for it.
      await Promise.race([owner.end(), pause(2_000, undefined, { ref: false })])
      await make(cluster, `drop database if exists ${name} with (force)`)
      await leave()
    },
  }
}
