// One private PostgreSQL for a whole run of tests: in a temporary folder, without waiting for the disk, gone afterwards.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
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

/** Loaded only when a database is needed: rules and house tests run on a machine that has none. */
export const startCluster = async (onProgress: Say = () => {}): Promise<Cluster> => {
  const { startPrivatePostgres } = await import('#kit/postgres/private.ts')
  const root = await mkdtemp(join(tmpdir(), 'amparo-test-'))
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
  return template
}
