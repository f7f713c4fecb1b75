// Where the root key comes from when the house starts: the environment, a command (a password manager, a hardware
// module), or a file only its owner may read. Never from the database directory: a copy of it must open nothing.
import { execFile } from 'node:child_process'
import { mkdir, open, realpath, rename, unlink } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { Problem } from '#kit/problem.ts'
import type { RootKey } from './keys.ts'

export interface RootKeySources {
  dataDir: string
  /** AMPARO_ROOT_KEY_FILE */
  file?: string | undefined
  /** AMPARO_ROOT_KEY_COMMAND: its standard output is the key */
  command?: string | undefined
  /** AMPARO_ROOT_KEY: the key itself, base64 */
  env?: string | undefined
}

const commandTimeoutMs = 60_000

/** One key per word, 32 bytes in base64; a second word is the former key while the root key is being changed. */
const readKeys = (text: string): RootKey => {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const keys = words.map((word) => Buffer.from(word, 'base64'))
  const [first, ...others] = keys
  const wellFormed = keys.every((key, index) => key.length === 32 && key.toString('base64') === words[index])
  if (!first || !wellFormed) throw new Problem('broken', 'vault.root_key_unreadable')
  return others.length === 0 ? { bytes: first } : { bytes: first, others: others.map((bytes) => ({ bytes })) }
}

const writeKeys = (root: RootKey): string =>
  [root, ...(root.others ?? [])].map((key) => `${key.bytes.toString('base64')}\n`).join('')

/** Follows links, also where the last parts of the path do not exist yet. */
const realPath = async (path: string): Promise<string> => {
  const absolute = resolve(path)
  try {
    return await realpath(absolute)
  } catch {
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(await realPath(parent), basename(absolute))
  }
}

const refuseInsideDatabase = async (path: string, dataDir: string): Promise<void> => {
  const inside = relative(await realPath(join(dataDir, 'pgdata')), await realPath(path))
  if (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) {
    throw new Problem('broken', 'vault.root_key_in_database', { path })
  }
}

export const rootKeyPath = (sources: Pick<RootKeySources, 'dataDir' | 'file'>): string =>
  sources.file ?? join(sources.dataDir, 'keys', 'root.key')

const readFileKey = async (path: string, dataDir: string): Promise<RootKey> => {
  await refuseInsideDatabase(path, dataDir)
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Problem('broken', error.code === 'ENOENT' ? 'vault.no_root_key' : 'vault.root_key_unreadable', { path })
  })
  try {
    const { mode } = await handle.stat()
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new Problem('broken', 'vault.root_key_open_to_others', { path, mode: (mode & 0o777).toString(8) })
    }
    return readKeys(await handle.readFile('utf8'))
  } finally {
    await handle.close()
  }
}

const readCommandKey = async (command: string): Promise<RootKey> => {
  const shell = process.platform === 'win32' ? ['cmd', '/c'] : ['/bin/sh', '-c']
  let output: string
  try {
    const options = { timeout: commandTimeoutMs, maxBuffer: 65_536 }
    output = (await promisify(execFile)(shell[0]!, [shell[1]!, command], options)).stdout
  } catch {
    // The error of a failed command may quote its output, and the output may be the key.
    throw new Problem('broken', 'vault.root_key_command_failed')
  }
  return readKeys(output)
}

/** Throws `vault.no_root_key` when none exists yet (the first run), another `vault.*` key when one cannot be used. */
export const loadRootKey = async (sources: RootKeySources): Promise<RootKey> => {
  const named = [sources.env, sources.command, sources.file].filter((source) => source !== undefined)
  if (named.length > 1) throw new Problem('broken', 'vault.two_root_keys')
  if (sources.env !== undefined) return readKeys(sources.env)
  if (sources.command !== undefined) return readCommandKey(sources.command)
  return readFileKey(rootKeyPath(sources), sources.dataDir)
}

const ownDirectory = async (path: string, dataDir: string): Promise<void> => {
  await refuseInsideDatabase(path, dataDir)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
}

const writeDurably = async (path: string, root: RootKey): Promise<void> => {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(writeKeys(root))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const syncDirectory = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Writes the first root key; refuses to overwrite one, because what it wraps would be lost. */
export const createRootKeyFile = async (path: string, root: RootKey, dataDir: string): Promise<void> => {
  await ownDirectory(path, dataDir)
  try {
    await writeDurably(path, root)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Problem('conflict', 'vault.root_key_exists', { path })
  }
  await syncDirectory(dirname(path))
}

/**
 * Replaces the file at once or not at all. To change the root key: write the new one with the former in `others`,
 * re-wrap in the database (`vault.rotateRoot`), then write the new one alone. A crash in between leaves both readable.
 */
export const replaceRootKeyFile = async (path: string, root: RootKey, dataDir: string): Promise<void> => {
  await ownDirectory(path, dataDir)
  const draft = `${path}.new`
  await unlink(draft).catch(() => undefined)
  await writeDurably(draft, root)
  await rename(draft, path)
  await syncDirectory(dirname(path))
}
