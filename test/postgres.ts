// One private PostgreSQL for a whole run of tests: in a temporary folder, without waiting for the disk, gone afterwards.
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface Cluster {
  /** As the owner, to the database `postgres`. */
  connection: pg.ClientConfig
  stop(): Promise<void>
}

export const templateName = 'amparo_template'

type Say = (text: string) => void

const folderName = /^amparo-test-(\d+)-/
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** A run that was killed could not remove its folder; the next one does. Its database ended with it. */
const sweep = async (): Promise<void> => {
  const left = (await readdir(tmpdir())).filter((name) => {
    const pid = folderName.exec(name)?.[1]
    return pid !== undefined && !isRunning(Number(pid))
  })
  await Promise.all(left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {})))
}

/** A folder named after the process it belongs to. */
export const temporaryFolder = async (): Promise<string> => {
  await sweep()
  return mkdtemp(join(tmpdir(), `amparo-test-${process.pid}-`))
}

/** Loaded only when a database is needed: rules and house tests run on a machine that has none. */
export const startCluster = async (onProgress: Say = () => {}): Promise<Cluster> => {
  const { startPrivatePostgres } = await import('#kit/postgres/private.ts')
  const root = await temporaryFolder()
  // PostgreSQL refuses root's rights and runs as another account, which must be able to pass.
  await chmod(root, 0o711)
  const remove = () => rm(root, { recursive: true, force: true, maxRetries: 3 })
  try {
    const server = await startPrivatePostgres({
      root,
      durable: false,
      onProgress: ({ key, seconds }) => onProgress(`${key}${seconds ? `, ${Math.round(seconds)} s` : ''}`),
    })
    return {
      connection: { ...server.owner, database: 'postgres' },
      stop: async () => {
        await server.stop()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

export const asOwner = async <T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A database with every migration, to be cloned by each test file; answers the connection to it. */
export const prepareTemplate = async (
  connection: pg.ClientConfig,
  onProgress: Say = () => {},
): Promise<pg.ClientConfig> => {
  const { migrate } = await import('#kit/migrate.ts')
  const template = { ...connection, database: templateName }
  await asOwner(connection, (client) => client.query(`create database ${templateName}`))
  await migrate(template, onProgress)
  // Every clone would copy which role each grant names, thousands of lines that serve the dropping of roles alone: a third of its work.
  await asOwner(template, (client) =>
    client.query(
      'delete from pg_shdepend where dbid = (select oid from pg_database where datname = current_database())',
    ),
  )
  return template
}
