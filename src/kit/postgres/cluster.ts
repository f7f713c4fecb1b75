// The files of the private PostgreSQL before it runs: the database cluster, its login rules, its socket and its log.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { type Account, cleanEnvironment, ownDirectory, serverAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import { loginRules, port } from './settings.ts'

/** initdb works beside the final place and is renamed when whole, so a killed first start leaves nothing half made. */
export async function initialise(options: {
  dataDir: string
  binaries: Binaries
  account: Account
  durable: boolean
}): Promise<void> {
  const { dataDir, binaries, account, durable } = options
  const parent = dirname(dataDir)
  // A name of its own each time: an initdb whose server was killed may still be writing to the last one.
  const part = `${dataDir}.init-${randomBytes(4).toString('hex')}`
  ownDirectory(part, account)
  // C.UTF-8 sorts the same on every machine and after every update of the system's libraries.
  const builtin = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const args = ['-D', part, '-U', 'amparo_owner', '-A', 'peer', '-E', 'UTF8', '--data-checksums', '--locale=C.UTF-8']
  if (!durable) args.push('--no-sync')
  const { status, said } = await run(join(binaries.bin, 'initdb'), [...args, ...builtin], account)
  if (status !== 0) {
    rmSync(part, { recursive: true, force: true })
    throw new Problem('broken', 'postgres.initdb_failed', { said: said.slice(-2000) })
  }
  renameSync(part, dataDir)
  syncDirectory(parent)
}

// Exactly our own names: an operator's `pgdata.old` beside them is none of our business.
const unfinished = /^pgdata\.(init-[0-9a-f]{8}|restore)$/

/** Clears what killed first starts and restores left. One still being written to is left for the next time. */
export function clearUnfinished(dataDir: string): void {
  const parent = dirname(dataDir)
  for (const name of readdirSync(parent))
    if (unfinished.test(name))
      try {
        rmSync(join(parent, name), { recursive: true, force: true })
      } catch {
        // An initdb that lost its server is still at work there.
      }
}

const run = (program: string, args: string[], account: Account) =>
  new Promise<{ status: number | null; said: string }>((resolve) => {
    const child = spawn(program, args, { ...account.drop, cwd: '/', env: cleanEnvironment })
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    child.stderr.on('data', (text) => (said += text))
    child.once('error', (error) => resolve({ status: -1, said: String(error) }))
    child.once('close', (status) => resolve({ status, said }))
  })

/** Written at every start, because the account the server runs under may have changed. */
export function writeLoginRules(dataDir: string, major: number, account: Account): void {
  const { hba, ident } = loginRules(major, [serverAccount().name, account.name])
  for (const [name, text] of Object.entries({ 'pg_hba.conf': hba, 'pg_ident.conf': ident })) {
    // Removed first and made anew: root must not follow a link that the database's account could have put there.
    const path = join(dataDir, name)
    rmSync(path, { force: true })
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
    if (account.drop.uid !== undefined) lchownSync(path, account.uid, account.gid)
  }
}

/** The socket's directory: `<root>/run`, or a short private one when the path would exceed the kernel's 107 bytes. */
export function makeSocketDirectory(root: string, account: Account): string {
  const run = join(root, 'run')
  ownDirectory(run, account)
  if (Buffer.byteLength(join(run, `.s.PGSQL.${port}`)) <= 103) return run
  const short = `amparo-${account.uid}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`
  const runtime = account.drop.uid === undefined ? process.env.XDG_RUNTIME_DIR : undefined
  for (const parent of [runtime, '/tmp']) {
    if (!parent || parent.length > 60 || !existsSync(parent)) continue
    const path = join(parent, short)
    if (isOursOrAbsent(path, account)) {
      ownDirectory(path, account)
      return path
    }
  }
  // Somebody else sits on the name: one nobody can guess.
  const path = mkdtempSync(join(tmpdir(), 'amparo-'))
  ownDirectory(path, account)
  return path
}

function isOursOrAbsent(path: string, account: Account): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return !found || (found.isDirectory() && found.uid === account.uid && (found.mode & 0o077) === 0)
}

/** Opens the log for PostgreSQL to write itself (a pipe would die with us); the previous run's is kept beside it. */
export function openLog(root: string, rotate: boolean): number {
  const path = join(root, 'postgres.log')
  if (rotate && existsSync(path)) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

/** The last lines of the log, for a message about a failed start. */
export function logTail(root: string): string {
  const path = join(root, 'postgres.log')
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : ''
}

/** Makes a rename inside `path` survive a power cut. */
export function syncDirectory(path: string): void {
  const fd = openSync(path, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

export const isFallback = (socketDir: string) => basename(socketDir) !== 'run'
