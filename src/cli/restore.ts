// `amparo restore <folder>`: puts a backup in place of a database that is not there. Checked before it is used.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { restore } from '#kit/postgres/backup.ts'
import { readEnvironment } from '#server/environment.ts'
import { rootKeyPath } from '#vault/root-key.ts'
import { restoreSeasons } from '#vault/season-copy.ts'
import type { Command } from './main.ts'
import { say, words } from './say.ts'
import { showBytes } from './show-bytes.ts'

export const run: Command = async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean' } } })
  const [from] = positionals
  if (values.help || !from) {
    process.stdout.write(`${words('cli.restore.usage')}\n`)
    return values.help ? 0 : 2
  }
  const environment = readEnvironment(process.env)
  const record = await restore({ from, root: environment.data_folder, onProgress: showBytes })
  say('restore.done', { folder: environment.data_folder, at: record.finished_at })
  if (!(await restoreSeasons(from, environment.data_folder)))
    say('restore.seasons_missing', { file: `${from}.seasons` })
  const keyFile = rootKeyPath({ dataDir: environment.data_folder, file: environment.AMPARO_ROOT_KEY_FILE })
  const isElsewhere = environment.AMPARO_ROOT_KEY || environment.AMPARO_ROOT_KEY_COMMAND
  if (!isElsewhere && !existsSync(keyFile)) say('restore.key_missing', { file: keyFile })
  return 0
}
