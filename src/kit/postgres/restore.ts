// Brings a backup back into a data directory, only if every byte is as PostgreSQL wrote it.
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { handOver, makeRoot, ownDirectory, postgresAccount } from './account.ts'
import { syncDirectory } from './cluster.ts'
import { takeOwnership } from './lock.ts'
import { type BackupProgress, BackupRecord, compare, damaged, type FileList, readManifest } from './manifest.ts'
import { readTar, type TarTarget } from './tar.ts'

type Report = ((step: BackupProgress) => void) | undefined

/** Reads a backup through and compares every checksum; writes nothing. Problem `postgres.backup_damaged`. */
export async function verifyBackup(options: { from: string; onProgress?: Report }): Promise<BackupRecord> {
  return readBackup(options.from, () => Promise.resolve(undefined), options.onProgress)
}

/**
 * Unpacks the backup `from` as the database of the data directory `root`, which must have none and not be in use.
 * The next start recovers from it. Problems: `postgres.target_not_empty`, `postgres.already_running`,
 * `postgres.backup_damaged` (`reason`, `file`); then nothing is left in place.
 */
export async function restore(options: { from: string; root: string; onProgress?: Report }): Promise<BackupRecord> {
  const root = makeRoot(options.root)
  const dataDir = join(root, 'pgdata')
  const account = postgresAccount(dataDir)
  ownDirectory(join(root, 'run'), account)
  const ownership = await takeOwnership(join(root, 'run'))
  const part = `${dataDir}.restore`
  try {
    if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
      throw new Problem('conflict', 'postgres.target_not_empty', { directory: dataDir })
    rmSync(part, { recursive: true, force: true })
    mkdirSync(part, { mode: 0o700 })
    const record = await readBackup(options.from, (path, kind) => place(join(part, path), kind), options.onProgress)
    await syncTree(part)
    handOver(part, account)
    if (existsSync(dataDir)) rmdirSync(dataDir)
    renameSync(part, dataDir)
    syncDirectory(root)
    return record
  } finally {
    rmSync(part, { recursive: true, force: true })
    ownership.release()
  }
}

// Everything to disk before the rename says it is there; side by side, because each alone would wait for the disk.
async function syncTree(path: string): Promise<void> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  while (files.length > 0)
    await Promise.all(
      files.splice(0, 32).map(async (name) => {
        const file = await open(name, 'r')
        await file.sync()
        await file.close()
      }),
    )
  for (const directory of new Set([path, ...entries.map((entry) => entry.parentPath)])) syncDirectory(directory)
}

type Writer = { write(bytes: Buffer): Promise<void>; close(): Promise<void> }

async function place(path: string, kind: 'file' | 'directory'): Promise<Writer | undefined> {
  if (kind === 'directory') {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return undefined
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  return {
    write: (bytes) => file.writeFile(bytes),
    close: () => file.close(),
  }
}

async function readBackup(
  from: string,
  write: (path: string, kind: 'file' | 'directory') => Promise<Writer | undefined>,
  onProgress: Report,
): Promise<BackupRecord> {
  const record = readRecord(from)
  const listed = readManifest(readFileSync(join(from, 'backup_manifest'), 'utf8'))
  const whole = createHash('sha256')
  let bytes = 0
  async function* chunks() {
    for await (const chunk of createReadStream(join(from, 'base.tar'), { highWaterMark: 1 << 20 })) {
      whole.update(chunk)
      bytes += chunk.length
      onProgress?.({ key: 'postgres.restoring', bytes, total: record.bytes })
      yield chunk as Buffer
    }
  }
  const found: FileList = new Map()
  let unfinished: Writer | undefined
  const target: TarTarget = {
    async open({ path, size, kind }) {
      const hash = createHash('sha256')
      const writer = await write(path, kind)
      unfinished = writer
      return {
        async data(data) {
          hash.update(data)
          await writer?.write(data)
        },
        async close() {
          unfinished = undefined
          await writer?.close()
          if (kind === 'file') found.set(path, { size, sha256: hash.digest('hex') })
        },
      }
    },
  }
  try {
    await readTar(chunks(), target)
  } finally {
    await unfinished?.close()
  }
  compare(listed, found)
  if (bytes !== record.bytes || whole.digest('hex') !== record.sha256) throw damaged('changed')
  return record
}

function readRecord(from: string): BackupRecord {
  for (const name of ['backup.json', 'backup_manifest', 'base.tar'])
    if (!existsSync(join(from, name))) throw damaged('missing', name)
  try {
    return BackupRecord.parse(JSON.parse(readFileSync(join(from, 'backup.json'), 'utf8')))
  } catch {
    throw damaged('record', 'backup.json')
  }
}
