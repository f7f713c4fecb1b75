// Watches over the running PostgreSQL: brings it back when it falls, and ends it in good order when asked.
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { type Connection, database, type PrivatePostgres, type Restart } from './private.ts'
import { port } from './settings.ts'
import { type Running, stopServer } from './watchdog.ts'

// With the waiting times below, about two and a half minutes.
const patience = 20

export function supervise(options: {
  socketDir: string
  binaries: Binaries
  first: Running
  restart: (signal: AbortSignal) => Promise<Running>
  cleanUp: () => void
  onRestart?: ((event: Restart) => void) | undefined
}): PrivatePostgres {
  const { socketDir, binaries, restart, cleanUp, onRestart } = options
  let running = options.first
  const stopping = new AbortController()
  const connection = (user: string, name = database): Connection => ({ host: socketDir, port, user, database: name })

  // Waits 100 ms, then twice as long each time up to 10 s; a stopped server, a full disk or a slow recovery may need it.
  async function bringBack(): Promise<boolean> {
    const fell = performance.now()
    const tell = (state: Restart['state'], attempt: number) =>
      onRestart?.({ state, attempt, down_ms: Math.round(performance.now() - fell) })
    for (let attempt = 1; attempt <= patience; attempt++) {
      tell('down', attempt)
      await pause(Math.min(100 * 2 ** (attempt - 1), 10_000), undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return false
      try {
        running = await restart(stopping.signal)
        if (stopping.signal.aborted) await stopServer(running)
        else tell('back', attempt)
        return !stopping.signal.aborted
      } catch {
        // The next round tries again; after the last one the server is told that we gave up.
      }
    }
    return false
  }

  async function watch(): Promise<{ reason: 'stopped' | 'gave_up' }> {
    for (;;) {
      await running.ended
      if (stopping.signal.aborted || !(await bringBack())) break
    }
    cleanUp()
    return { reason: stopping.signal.aborted ? 'stopped' : 'gave_up' }
  }

  const exited = watch()
  return {
    ...{ socketDir, port, binaries, major: binaries.major, minor: binaries.minor, exited, connection },
    owner: connection('amparo_owner'),
    pid: () => running.pid,
    async stop() {
      stopping.abort()
      await Promise.all([stopServer(running), exited])
    },
  }
}
