// What a killed server may leave behind, and clearing it so that the next start succeeds without ever harming a
// living database: an orphaned postmaster, backends still busy, and pid files that name the wrong process.
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '#kit/problem.ts'

/** First and eighth line of postmaster.pid: who wrote it, and whether it says `ready`. */
export function readPidFile(dataDir: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Math.abs(Number(lines[0])), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

const read = (work: () => string): string => {
  try {
    return work()
  } catch {
    return ''
  }
}

/** A living process (a zombie is not) of PostgreSQL whose working directory is this data directory. */
export function servesHere(pid: number, dataDir: string): boolean {
  const state = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    .split(')')
    .pop()
    ?.trim()[0]
  if (!state || state === 'Z' || state === 'X') return false
  // The suffix is the kernel's, when the binary or the directory was replaced under a running process.
  const program = read(() => readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '')
  return basename(program) === 'postgres' && read(() => readlinkSync(`/proc/${pid}/cwd`)) === dataDir
}

export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const servants = (dataDir: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && servesHere(pid, dataDir))

export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch {
    // Gone in the meantime, which is what we wanted.
  }
}

async function until(done: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!done()) {
    if (performance.now() > end) return false
    await pause(10)
  }
  return true
}

/**
 * Clears the way for a start. Call it only while holding the ownership of the root: a postmaster still alive is then
 * an orphan. It is asked to stop (fast, then immediate); it is never killed outright.
 */
export async function clearLeftovers(dataDir: string, socketDir: string, port: number): Promise<void> {
  if (existsSync('/proc/self/stat')) {
    const file = readPidFile(dataDir)
    if (file && servesHere(file.pid, dataDir)) {
      const gone = () => !servesHere(file.pid, dataDir)
      signal(file.pid, 'SIGINT')
      if (!(await until(gone, 30_000))) signal(file.pid, 'SIGQUIT')
      if (!(await until(gone, 10_000))) throw new Problem('broken', 'postgres.orphan_stays', { pid: file.pid })
    }
    await endBackends(dataDir)
    // A zombie or a stranger under the recorded number makes PostgreSQL refuse; a dead number it settles by itself.
    const left = readPidFile(dataDir)
    if (left && alive(left.pid)) rmSync(join(dataDir, 'postmaster.pid'), { force: true })
  }
  for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(socketDir, name), { force: true })
}

// A backend that lost its postmaster ends by itself unless it is in the middle of a long query; a new server may not
// start before it has, or both would write.
async function endBackends(dataDir: string): Promise<void> {
  const none = () => servants(dataDir).length === 0
  if (await until(none, 500)) return
  for (const pid of servants(dataDir)) signal(pid, 'SIGTERM')
  if (await until(none, 5_000)) return
  for (const pid of servants(dataDir)) signal(pid, 'SIGQUIT')
  if (!(await until(none, 10_000))) throw new Problem('broken', 'postgres.orphan_stays', { pid: servants(dataDir)[0] })
}
