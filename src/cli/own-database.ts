// Reaches the database of this installation from the command line, whether the server runs now or not.
import { join } from 'node:path'
import type pg from 'pg'
import { postgresAccount } from '#kit/postgres/account.ts'
import { makeSocketDirectory } from '#kit/postgres/cluster.ts'
import { database, startPrivatePostgres } from '#kit/postgres/private.ts'
import { port } from '#kit/postgres/settings.ts'
import { isProblem } from '#kit/problem.ts'
import type { Environment } from '#server/environment.ts'
import { say } from './say.ts'

export interface Reached {
  owner: pg.ClientConfig
  isServing: boolean
  leave(): Promise<void>
}

export const reachDatabase = async (environment: Environment): Promise<Reached> => {
  if (environment.DATABASE_URL) {
    return { owner: { connectionString: environment.DATABASE_URL }, isServing: true, leave: async () => {} }
  }
  const root = environment.data_folder
  try {
    const own = await startPrivatePostgres({ root, onProgress: ({ key, seconds }) => say(key, { seconds }) })
    return { owner: own.owner, isServing: false, leave: own.stop }
  } catch (error) {
    if (!isProblem(error) || error.key !== 'postgres.already_running') throw error
    const host = makeSocketDirectory(root, postgresAccount(join(root, 'pgdata')))
    return { owner: { host, port, user: 'amparo_owner', database }, isServing: true, leave: async () => {} }
  }
}
