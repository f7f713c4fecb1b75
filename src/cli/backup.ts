// `amparo backup [folder]`: a complete copy while everyone keeps working. It holds sealed data and no key.
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backup, verifyBackup } from '#kit/postgres/backup.ts'
import { Problem } from '#kit/problem.ts'
import { readEnvironment } from '#server/environment.ts'
import { copySeasons, dropOldSeasons } from '#vault/season-copy.ts'
import type { Command } from './main.ts'
import { reachDatabase } from './own-database.ts'
import { say, words } from './say.ts'
import { showBytes } from './show-bytes.ts'

export const run: Command = async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean' }, check: { type: 'string' } },
  })
  if (values.help) {
    process.stdout.write(`${words('cli.backup.usage')}\n`)
    return 0
  }
  if (values.check) {
    const record = await verifyBackup({ from: values.check, onProgress: showBytes })
    say('backup.sound', { folder: values.check, at: record.finished_at })
    return 0
  }
  const environment = readEnvironment(process.env)
  if (environment.DATABASE_URL) throw new Problem('refused', 'backup.of_a_cluster')
  const reached = await reachDatabase(environment)
  try {
    const at = new Date().toISOString().replace(/[:.]/g, '-')
    const to = positionals[0] ?? join(environment.data_folder, 'backups', at)
    const record = await backup({ connection: reached.owner, to, onProgress: showBytes })
    say('backup.done', { folder: to, megabytes: Math.ceil(record.bytes / 1_000_000) })
    const copy = await copySeasons(environment.data_folder, to)
    if (copy) say('backup.seasons', { file: copy })
    const gone = await dropOldSeasons(dirname(resolve(to)), new Date().toISOString().slice(0, 10))
    if (gone > 0) say('backup.seasons_dropped', { count: gone })
    say('backup.keys_apart')
    return 0
  } finally {
    await reached.leave()
  }
}
