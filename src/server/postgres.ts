// The database of this installation: the organisation's own cluster when DATABASE_URL names one, else a private one.
import type pg from 'pg'
import { type Progress, type Restart, startPrivatePostgres } from '#kit/postgres/private.ts'
import type { Environment } from './environment.ts'

export interface OpenedPostgres {
  owner: pg.ClientConfig
  app: pg.ClientConfig
  door: pg.ClientConfig
  /** What runs it: `private 18.4` or `cluster`. */
  kind: string
  /** Resolves when the private server is over and will not come back. */
  exited: Promise<unknown>
  stop(): Promise<void>
}

const as = (url: string, user: string): pg.ClientConfig => {
  const changed = new URL(url)
  changed.username = user
  return { connectionString: changed.href }
}

export const openPostgres = async (
  environment: Environment,
  on: { progress: (step: Progress) => void; restart: (event: Restart) => void },
): Promise<OpenedPostgres> => {
  const { DATABASE_URL: url, AMPARO_APP_DATABASE_URL, AMPARO_DOOR_DATABASE_URL } = environment
  if (url) {
    return {
      owner: { connectionString: url },
      app: AMPARO_APP_DATABASE_URL ? { connectionString: AMPARO_APP_DATABASE_URL } : as(url, 'amparo_app'),
      door: AMPARO_DOOR_DATABASE_URL ? { connectionString: AMPARO_DOOR_DATABASE_URL } : as(url, 'amparo_door'),
      kind: 'cluster',
      exited: new Promise(() => {}),
      stop: async () => {},
    }
  }
  const own = await startPrivatePostgres({
    root: environment.data_folder,
    onProgress: on.progress,
    onRestart: on.restart,
  })
  return {
    owner: own.owner,
    app: own.connection('amparo_app'),
    door: own.connection('amparo_door'),
    kind: `private ${own.major}.${own.minor}`,
    exited: own.exited,
    stop: own.stop,
  }
}
