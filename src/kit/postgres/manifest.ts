// The list of files and checksums PostgreSQL makes with a backup, and the comparison of what was read against it.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '#kit/problem.ts'

const Manifest = z.object({
  Files: z.array(
    z.object({
      Path: z.string().optional(),
      'Encoded-Path': z.string().optional(),
      Size: z.number(),
      Checksum: z.string(),
      'Checksum-Algorithm': z.literal('SHA256'),
    }),
  ),
  'Manifest-Checksum': z.string(),
})

/** Path → size in bytes and SHA-256 in hex. */
export type FileList = Map<string, { size: number; sha256: string }>

export const damaged = (reason: string, file = 'base.tar') =>
  new Problem('invalid', 'postgres.backup_damaged', { reason, file })

/** Parses the manifest after checking its own checksum, which covers every byte before its last line. */
export function readManifest(text: string): FileList {
  const lastLine = text.lastIndexOf('\n', text.length - 2) + 1
  let manifest: z.infer<typeof Manifest>
  try {
    manifest = Manifest.parse(JSON.parse(text))
  } catch {
    throw damaged('manifest', 'backup_manifest')
  }
  if (sha256(text.slice(0, lastLine)) !== manifest['Manifest-Checksum']) throw damaged('manifest', 'backup_manifest')
  return new Map(
    manifest.Files.map((file) => {
      const path = file.Path ?? Buffer.from(file['Encoded-Path'] ?? '', 'hex').toString('utf8')
      return [path, { size: file.Size, sha256: file.Checksum }]
    }),
  )
}

/** The write-ahead log inside a backup is not listed (the checksum of the whole tar covers it); all else must match. */
export function compare(listed: FileList, found: FileList): void {
  for (const [path, { size, sha256 }] of listed) {
    const file = found.get(path)
    if (!file) throw damaged('missing', path)
    if (file.size !== size || file.sha256 !== sha256) throw damaged('changed', path)
  }
  for (const path of found.keys()) if (!listed.has(path) && !path.startsWith('pg_wal/')) throw damaged('unlisted', path)
}

export const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

/** `backup.json` beside `base.tar` and `backup_manifest`. Times are ISO 8601 in UTC, sizes in bytes. */
export const BackupRecord = z.object({
  format: z.literal('amparo-base-backup-1'),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime(),
  server_version: z.string(),
  major: z.int(),
  bytes: z.int(),
  sha256: z.string(),
})
export type BackupRecord = z.infer<typeof BackupRecord>

export type BackupProgress = { key: 'postgres.copying' | 'postgres.restoring'; bytes: number; total: number }
