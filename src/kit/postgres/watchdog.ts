// PostgreSQL outlives a killed parent by nature. A shell stands between: it holds our pipe, and when the kernel closes
// it because we died, tells PostgreSQL to stop. So no database is left running without its server.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Account, cleanEnvironment } from './account.ts'
import { readPidFile, signal } from './leftovers.ts'

export type Ended = { code: number | null; signal: NodeJS.Signals | null }
export type Running = { pid: number; ended: Promise<Ended>; hasEnded(): boolean; letGo(): void }

// fd 3 is our pipe, kept away from PostgreSQL. The shell itself ignores polite signals: a service manager that sends
// SIGTERM to every process must not thereby remove the guard. `kill -9` is for the guard's own reader only.
const script = `
trap '' HUP INT TERM
exec 3<&0
"$@" </dev/null >&2 3<&- &
postgres=$!
echo "$postgres"
(while read -r line; do :; done; kill -INT "$postgres") <&3 >/dev/null 2>&1 &
guard=$!
exec 3<&- </dev/null >&-
wait "$postgres"
code=$?
kill -9 "$guard" 2>/dev/null
exit "$code"
`

/** Starts `postgres` in a session of its own (Ctrl-C in a terminal is for us to answer) and learns its process id. */
export async function launch(options: {
  bin: string
  dataDir: string
  settings: string[]
  account: Account
  log: number
}): Promise<Running> {
  const { bin, dataDir, settings, account, log } = options
  const child = spawn('/bin/sh', ['-c', script, 'amparo-postgres', join(bin, 'postgres'), '-D', dataDir, ...settings], {
    ...account.drop,
    cwd: dataDir,
    env: cleanEnvironment,
    stdio: ['pipe', 'pipe', log],
    detached: true,
  })
  child.stdin!.on('error', () => undefined)
  let over = false
  const ended = new Promise<Ended>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      over = true
      child.stdin!.destroy()
      resolve({ code, signal })
    }
    child.once('exit', end)
    child.once('error', () => end(-1, null))
  })
  const pid = await firstLine(child)
  // A server that ends without calling stop still ends: then the pipe closes and the guard does its work.
  child.unref()
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref?(): void }).unref?.()
  return { pid, ended, hasEnded: () => over, letGo: () => child.stdin!.destroy() }
}

const firstLine = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.stdout!.once('data', (text) => resolve(Number(String(text).trim())))
    child.stdout!.once('close', () => resolve(0))
  })

/** Waits for `ready` in the pid file, for as long as recovery takes; false when PostgreSQL ended instead. */
export async function becomesReady(running: Running, dataDir: string, every?: (seconds: number) => void) {
  const began = performance.now()
  for (let tick = 1; ; tick++) {
    const file = readPidFile(dataDir)
    if (file?.ready && file.pid === running.pid) return true
    if (running.hasEnded()) return false
    await pause(5)
    if (tick % 200 === 0) every?.(Math.round((performance.now() - began) / 1000))
  }
}

/** Fast stop (SIGINT: sessions end, everything is written), immediate after 30 s. Never SIGKILL. */
export async function stopServer(running: Running): Promise<void> {
  const tell = (name: NodeJS.Signals) => {
    if (running.pid > 0 && !running.hasEnded()) signal(running.pid, name)
  }
  tell('SIGINT')
  const immediate = setTimeout(() => tell('SIGQUIT'), 30_000)
  await running.ended
  clearTimeout(immediate)
}
