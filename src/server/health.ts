// For whoever watches the machine: alive, and ready to work. No secrets, no counts, no names.
import { statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import type { House } from '#gate/answer.ts'

const leastFreeBytes = 200 * 1024 * 1024

const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, fail) => setTimeout(() => fail(new Error('too slow')), milliseconds).unref()),
  ])

export const serveHealth = (
  app: FastifyInstance,
  house: House,
  dataFolder: string,
  isClockBehind: () => boolean,
): void => {
  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const holds = async (check: Promise<boolean>): Promise<boolean> => within(2_000, check).catch(() => false)
    // Asked the way every request asks: what lies at hand for them is not waited for.
    const ask = (question: RawBuilder<unknown>): Promise<boolean> =>
      house.database.transaction({ token: '' }, (tx) => question.execute(tx)).then(() => true)
    const [database, migrations, disk] = await Promise.all([
      holds(ask(sql`select 1`)),
      holds(ask(sql`select guard.clock()`)),
      holds(statfs(dataFolder).then((stats) => stats.bavail * stats.bsize > leastFreeBytes)),
    ])
    // The house opens only with a root key that fits; without one this page is never served.
    const ready = { database, migrations, disk, keys: true, clock: !isClockBehind() }
    return reply.code(Object.values(ready).every(Boolean) ? 200 : 503).send(ready)
  })
}
