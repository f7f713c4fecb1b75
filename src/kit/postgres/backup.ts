// Copies the whole database to a directory while everyone keeps working. It holds sealed data only: the root key lies
// outside the database directory and is kept by its recovery kit.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { Problem } from '#kit/problem.ts'
import { codeOf } from './account.ts'
import { baseBackup } from './base-backup.ts'
import { syncDirectory } from './cluster.ts'
import type { BackupProgress, BackupRecord } from './manifest.ts'

export { type BackupProgress, BackupRecord } from './manifest.ts'
export { restore, verifyBackup } from './restore.ts'

/**
 * Online backup into the directory `to` (new or empty), which appears only when it is complete and on disk.
 * `connection` is the owner's, or any role that may replicate. Problems: `postgres.target_not_empty`,
 * `postgres.backup_failed` (`code`: the server's or the disk's).
 */
export async function backup(options: {
  connection: pg.ClientConfig
  to: string
  onProgress?: (step: BackupProgress) => void
}): Promise<BackupRecord> {
  const { connection, onProgress } = options
  const to = resolve(options.to)
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new Problem('conflict', 'postgres.target_not_empty', { directory: to })
  const part = `${to}.part`
  rmSync(part, { recursive: true, force: true })
  try {
    mkdirSync(part, { recursive: true, mode: 0o700 })
    const record = await writeBackup(connection, part, onProgress)
    if (existsSync(to)) rmdirSync(to)
    renameSync(part, to)
    syncDirectory(dirname(to))
    return record
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw new Problem('broken', 'postgres.backup_failed', { code: codeOf(error) })
  }
}

async function writeBackup(
  connection: pg.ClientConfig,
  part: string,
  onProgress: ((step: BackupProgress) => void) | undefined,
): Promise<BackupRecord> {
  const started_at = new Date().toISOString()
  const server_version = await serverVersion(connection)
  const tar = await open(join(part, 'base.tar'), 'wx', 0o600)
  const manifest = await open(join(part, 'backup_manifest'), 'wx', 0o600)
  const hash = createHash('sha256')
  let [bytes, total] = [0, 0]
  try {
    await baseBackup(connection, {
      async archive(data) {
        hash.update(data)
        bytes += data.length
        await tar.writeFile(data)
      },
      async manifest(data) {
        await manifest.writeFile(data)
      },
      progress: (done) => onProgress?.({ key: 'postgres.copying', bytes: done, total: Math.max(total, done) }),
      estimate: (size) => {
        total = size
      },
    })
    await Promise.all([tar.sync(), manifest.sync()])
  } finally {
    await Promise.all([tar.close(), manifest.close()])
  }
  const finished_at = new Date().toISOString()
  const major = Number.parseInt(server_version, 10)
  const record: BackupRecord = {
    ...{ format: 'amparo-base-backup-1', started_at, finished_at, server_version, major, bytes },
    sha256: hash.digest('hex'),
  }
  const file = await open(join(part, 'backup.json'), 'wx', 0o600)
  await file.writeFile(`${JSON.stringify(record, null, 2)}\n`)
  await file.sync()
  await file.close()
  syncDirectory(part)
  return record
}

async function serverVersion(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]!.server_version.split(' ')[0]!
  } finally {
    await client.end()
  }
}
