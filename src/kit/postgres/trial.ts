// For tests: a scratch data directory, small clients, and a server in a process of its own that can be killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { serverAccount } from './account.ts'
import { distributionDirectories, inspect } from './binaries.ts'
import { packageDirectory } from './hydrate.ts'
import type { Connection } from './private.ts'

/** A directory below the system's temporary one that other accounts may pass through; `remove` when done. */
export function scratch(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'amparo-trial-'))
  chmodSync(path, 0o777)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Connects, does the work, disconnects. */
export async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 30_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Tries again until it works, for at most `seconds`. */
export async function eventually<T>(work: () => Promise<T>, seconds = 90): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() > end) throw error
      await pause(20)
    }
  }
}

/** The sources of binaries present here: what the tests run against. */
export function sources(): { name: string; env: NodeJS.ProcessEnv }[] {
  const account = { ...serverAccount(), drop: {} }
  const directory = distributionDirectories().find((path) => inspect(path, 'distribution', account))
  return [
    ...(directory ? [{ name: 'distribution', env: { AMPARO_PG_BIN: directory } }] : []),
    ...(packageDirectory() ? [{ name: 'package', env: {} }] : []),
  ]
}

export type Served = { child: ChildProcess; pid: number; owner: Connection; version: string; account: string }

/** `startPrivatePostgres` in another process, optionally of another user; answers when it serves. */
export function serve(root: string, as?: { uid: number; gid: number }): Promise<Served> {
  const args = [fileURLToPath(import.meta.url), root]
  const child = spawn(process.execPath, args, { ...as, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (text) => (said += text))
    child.stdout.on('data', (text) => resolve({ child, ...JSON.parse(String(text)) }))
    child.once('exit', () => reject(new Error(said)))
  })
}

if (import.meta.main) {
  const { startPrivatePostgres } = await import('./private.ts')
  const server = await startPrivatePostgres({ root: process.argv[2]! })
  const account = serverAccount().name
  process.stdout.write(
    JSON.stringify({ pid: server.pid(), owner: server.owner, version: server.binaries.version, account }),
  )
  process.stdin.once('end', () => server.stop()).resume()
}
