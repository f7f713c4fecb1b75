// The keys of the seasons in their file, beside the root key and never in the database nor in a copy of it.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { latestSeason, type Season } from './season.rules.ts'

const Stored = z.array(z.object({ number: z.int().positive(), from: Day, key: z.base64() }))

export const seasonFile = (dataDir: string): string => join(dataDir, 'keys', 'seasons.json')

export const newSeason = (seasons: readonly Season[], from: Day): Season => ({
  number: (latestSeason(seasons)?.number ?? 0) + 1,
  from,
  bytes: randomBytes(32),
})

/** None where there is no file yet. */
export const readSeasons = async (path: string): Promise<Season[]> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  try {
    return Stored.parse(JSON.parse(text)).map(({ key, ...each }) => ({ ...each, bytes: Buffer.from(key, 'base64') }))
  } catch {
    throw new Problem('broken', 'vault.seasons_unreadable', { path })
  }
}

/** At once or not at all. What is thrown away is written over first, as far as the disk lets us. */
export const writeSeasons = async (path: string, seasons: readonly Season[]): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  await rm(draft, { force: true })
  const stored = seasons.map(({ bytes, ...each }) => ({ ...each, key: bytes.toString('base64') }))
  const file = await open(draft, 'wx', 0o600)
  await file.writeFile(`${JSON.stringify(stored)}\n`)
  await file.sync()
  await file.close()
  const former = `${path}.former`
  await rename(path, former).catch(() => undefined)
  await rename(draft, path)
  const folder = process.platform === 'win32' ? undefined : await open(dirname(path), 'r')
  await folder?.sync()
  await folder?.close()
  const old = await open(former, 'r+').catch(() => undefined)
  if (!old) return
  const { size } = await old.stat()
  await old.write(randomBytes(Math.max(size, 1)), 0, size, 0)
  await old.sync()
  await old.close()
  await unlink(former)
}
