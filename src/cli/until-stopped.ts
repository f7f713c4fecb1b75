// Waits for Ctrl-C, a stop from the system, or the end of the database, and stops in order, once.
import type { OpenedHouse } from '#server/open.ts'
import type { Served } from '#server/run.ts'
import { say } from './say.ts'

export const untilStopped = async (served: Served, opened: OpenedHouse): Promise<number> => {
  // One request's forgotten branch must not end the house for everyone. Its message may carry rows and stays out.
  process.on('unhandledRejection', (error) => {
    say('house.broken', { key: error instanceof Error ? error.name : 'unhandled', route: '-' })
  })
  const because = await new Promise<'signal' | 'database'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('signal'))
    void opened.postgres.exited.then(() => resolve('database'))
  })
  say(because === 'signal' ? 'stopping' : 'database_gone')
  await served.stop()
  return because === 'signal' ? 0 : 1
}
