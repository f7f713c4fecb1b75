// Which PostgreSQL serves this data directory: the one named by the operator, the distribution's (it gets security
// updates), or the packaged one; and always the major version the data was made with.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { type Account, cleanEnvironment } from './account.ts'
import { hydrate, hydratedBefore, packageDirectory } from './hydrate.ts'

/** Where `postgres` and `initdb` are, and what they are. `version` is as PostgreSQL says it: "15.18". */
export type Binaries = {
  bin: string
  source: 'configured' | 'distribution' | 'package'
  version: string
  major: number
  minor: number
  /** True when the minor is older than the last security round we know of: show it to the administrator. */
  behind: boolean
}

export const oldestMajor = 15

// Last minors known to close published holes (2026-11): from Debian's security archive and release notices.
const securityRound: Record<number, number> = { 15: 20, 16: 15, 17: 11, 18: 7 }

const distributionPlaces = [
  { parent: '/usr/lib/postgresql', pattern: /^(\d+)$/, bin: 'bin' }, // Debian, Ubuntu, SUSE
  { parent: '/usr', pattern: /^pgsql-(\d+)$/, bin: 'bin' }, // the PostgreSQL project's RPMs
  { parent: '/usr/libexec', pattern: /^postgresql(\d+)$/, bin: '' }, // Alpine
  { parent: '/opt/homebrew/opt', pattern: /^postgresql@(\d+)$/, bin: 'bin' },
]

/** Directories where a distribution keeps servers >= 15, newest first. Not yet known to hold more than a client. */
export function distributionDirectories(): string[] {
  const found = distributionPlaces.flatMap(({ parent, pattern, bin }) =>
    (existsSync(parent) ? readdirSync(parent) : []).flatMap((name) => {
      const major = Number(pattern.exec(name)?.[1] ?? 0)
      return major >= oldestMajor ? [{ major, path: join(parent, name, bin) }] : []
    }),
  )
  return found.sort((a, b) => b.major - a.major).map(({ path }) => path)
}

/** Runs the server binary as the account would: answers undefined when it is absent, a client only, or cannot start. */
export function inspect(bin: string, source: Binaries['source'], account: Account): Binaries | undefined {
  try {
    for (const program of ['postgres', 'initdb']) accessSync(join(bin, program), constants.X_OK)
  } catch {
    return undefined
  }
  const options = { ...account.drop, cwd: '/', env: cleanEnvironment, encoding: 'utf8' as const, timeout: 20_000 }
  const said = spawnSync(join(bin, 'postgres'), ['--version'], options)
  const match = /\(PostgreSQL\) (\d+)\.(\d+)/.exec(said.stdout ?? '')
  if (said.status !== 0 || !match) return undefined
  const [major, minor] = [Number(match[1]), Number(match[2])]
  const behind = minor < (securityRound[major] ?? 0)
  return { bin, source, version: `${major}.${minor}`, major, minor, behind }
}

/** Major version of an existing cluster, or undefined when there is none. */
export function clusterMajor(dataDir: string): number | undefined {
  const file = join(dataDir, 'PG_VERSION')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : undefined
}

/**
 * Finds the binaries for `root`. Problems: `postgres.bad_pg_bin` (AMPARO_PG_BIN holds no server >= 15),
 * `postgres.wrong_major` (servers exist, none of the cluster's major), `postgres.no_binaries`.
 */
export function findBinaries(options: {
  root: string
  account: Account
  major?: number | undefined
  env?: NodeJS.ProcessEnv
  directories?: string[]
  packaged?: string | undefined
}): Binaries {
  const { root, account, major, env = process.env, directories = distributionDirectories() } = options
  const packaged = 'packaged' in options ? options.packaged : packageDirectory()
  const seen: string[] = []
  const fits = (found: Binaries): boolean => {
    seen.push(found.version)
    return found.major >= oldestMajor && (major === undefined || found.major === major)
  }
  if (env.AMPARO_PG_BIN) {
    const named = inspect(env.AMPARO_PG_BIN, 'configured', account)
    if (named && fits(named)) return named
    if (!named || named.major < oldestMajor)
      throw new Problem('invalid', 'postgres.bad_pg_bin', { directory: env.AMPARO_PG_BIN })
    throw new Problem('conflict', 'postgres.wrong_major', { cluster: major, found: seen.join(', ') })
  }
  for (const directory of directories) {
    const found = inspect(directory, 'distribution', account)
    if (found && fits(found)) return found
  }
  const copies = packaged ? [() => hydrate(packaged, root)] : []
  for (const copy of [...copies, ...hydratedBefore(root).map((bin) => () => bin)]) {
    const found = inspect(copy(), 'package', account)
    if (found && fits(found)) return found
  }
  if (seen.length > 0) throw new Problem('conflict', 'postgres.wrong_major', { cluster: major, found: seen.join(', ') })
  throw new Problem('broken', 'postgres.no_binaries', { platform: `${process.platform}-${process.arch}` })
}
