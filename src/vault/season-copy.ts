// The seasons' keys that go with a backup: a file beside it, never in it, for whoever restores on another machine. It
// opens nothing without the root key, and is thrown away after thirty days, as the key itself is.
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, type Day } from '#kit/day.ts'
import { latestSeason, seasonKeyDays } from './season.rules.ts'
import { readSeasons, seasonFile, writeSeasons } from './season.ts'

const besideOf = (backup: string): string => `${backup.replace(/[/\\]+$/, '')}.seasons`

/** Only the key the backup is under: the older ones open older backups, and are in their copies. */
export const copySeasons = async (dataDir: string, backup: string): Promise<string | undefined> => {
  const latest = latestSeason(await readSeasons(seasonFile(dataDir)))
  if (!latest) return undefined
  await writeSeasons(besideOf(backup), [latest])
  return besideOf(backup)
}

/** Throws away the copies in a folder of backups whose thirty days are over; answers how many. */
export const dropOldSeasons = async (folder: string, today: Day): Promise<number> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.seasons'))
  let gone = 0
  for (const name of files) {
    const seasons = await readSeasons(join(folder, name)).catch(() => [])
    if (seasons.length === 0 || seasons.some((each) => addDays(each.from, seasonKeyDays) > today)) continue
    await writeSeasons(join(folder, name), [])
    await rm(join(folder, name))
    gone += 1
  }
  return gone
}

/** Puts the keys of a backup back beside those that are here; false when there is neither. */
export const restoreSeasons = async (backup: string, dataDir: string): Promise<boolean> => {
  const here = await readSeasons(seasonFile(dataDir))
  const copy = existsSync(besideOf(backup)) ? await readSeasons(besideOf(backup)) : []
  const missing = copy.filter((each) => !here.some((known) => known.number === each.number))
  if (missing.length > 0) await writeSeasons(seasonFile(dataDir), [...here, ...missing])
  return here.length + missing.length > 0
}
