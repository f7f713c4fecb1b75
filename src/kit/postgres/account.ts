// Whose hands PostgreSQL runs in: it refuses to run as root, so a server started by root lends it an unprivileged
// account; everyone else runs it as themselves.
import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Problem } from '#kit/problem.ts'

/** The account PostgreSQL runs under. `drop` is what `spawn` needs to become it; empty when we already are it. */
export type Account = { name: string; uid: number; gid: number; drop: { uid?: number; gid?: number } }

/** Environment for every PostgreSQL program: ours may hold keys, and a child must not inherit them. */
export const cleanEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }

/** Where the data lives unless told otherwise: AMPARO_DATA, /var/lib/amparo as root, ~/.local/share/amparo as a user. */
export function defaultRoot(env: NodeJS.ProcessEnv = process.env): string {
  if (env.AMPARO_DATA) return resolve(env.AMPARO_DATA)
  return process.getuid?.() === 0 ? '/var/lib/amparo' : join(homedir(), '.local/share/amparo')
}

/** The name peer login will see for this process. A user id without a name cannot log in, nor run initdb. */
export function serverAccount(): Account {
  try {
    const { username, uid, gid } = userInfo()
    return { name: username, uid, gid, drop: {} }
  } catch {
    throw new Problem('broken', 'postgres.no_account', { uid: process.getuid?.() })
  }
}

function accountsByFile(): { name: string; uid: number; gid: number }[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** An existing cluster keeps its owner; a new one prefers a dedicated account over the shared ones. */
export function postgresAccount(dataDir: string): Account {
  const self = serverAccount()
  const owner = statSync(dataDir, { throwIfNoEntry: false })
  if (self.uid !== 0) {
    if (owner && owner.uid !== self.uid) throw new Problem('refused', 'postgres.not_your_data', { directory: dataDir })
    return self
  }
  const known = accountsByFile()
  if (owner && owner.uid !== 0) {
    const name = known.find((account) => account.uid === owner.uid)?.name ?? String(owner.uid)
    return { name, uid: owner.uid, gid: owner.gid, drop: { uid: owner.uid, gid: owner.gid } }
  }
  for (const name of ['amparo', 'postgres', 'nobody']) {
    const found = known.find((account) => account.name === name && account.uid !== 0)
    if (found) return { ...found, drop: { uid: found.uid, gid: found.gid } }
  }
  throw new Problem('broken', 'postgres.no_account', { uid: 0 })
}

/**
 * Makes the data directory and answers its real path. As root, the directory itself is opened for passing through
 * (never for reading); its parents are not ours to change, so a closed one is named instead.
 */
export function makeRoot(root: string): string {
  try {
    mkdirSync(root, { recursive: true, mode: 0o755 })
    const real = realpathSync(root)
    const { uid, mode } = statSync(real)
    if (process.getuid?.() === 0 && uid === 0 && (mode & 0o011) !== 0o011) chmodSync(real, (mode & 0o777) | 0o011)
    return real
  } catch (error) {
    throw new Problem('broken', 'postgres.root_not_writable', { directory: root, code: codeOf(error) })
  }
}

/** Tried for real, as the account, because access lists and mounts decide too, not only mode bits. */
export function demandPassage(directory: string, account: Account): void {
  const passes = (path: string) =>
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', path], { ...account.drop, cwd: '/', env: cleanEnvironment })
      .status === 0
  if (passes(directory)) return
  const chain = [directory]
  while (dirname(chain[0]!) !== chain[0]) chain.unshift(dirname(chain[0]!))
  const closed = chain.find((path) => !passes(path)) ?? directory
  throw new Problem('broken', 'postgres.directory_closed', { directory: closed, account: account.name })
}

/** A private directory (0700) of the account. */
export function ownDirectory(path: string, account: Account): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const { uid, mode } = statSync(path)
    if (account.drop.uid !== undefined && uid !== account.uid) lchownSync(path, account.uid, account.gid)
    if ((mode & 0o777) !== 0o700) chmodSync(path, 0o700)
  } catch (error) {
    throw new Problem('refused', 'postgres.not_your_data', { directory: path, code: codeOf(error) })
  }
}

/** Hands a whole tree to the account, links themselves and not what they point to; the top last, as the sign of done. */
export function handOver(path: string, account: Account): void {
  if (account.drop.uid === undefined || statSync(path).uid === account.uid) return
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
    lchownSync(join(entry.parentPath, entry.name), account.uid, account.gid)
  lchownSync(path, account.uid, account.gid)
}

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException)?.code ?? 'unknown'
