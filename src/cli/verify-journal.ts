// `amparo verify-journal`: that nobody edited, removed, inserted, swapped or cut off an entry of the journal.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { headsFile } from '#journal/heads.ts'
import { exportJournal, verifyDump, verifyJournalCommand } from '#journal/verify.ts'
import { readEnvironment } from '#server/environment.ts'
import { loadRootKey } from '#vault/root-key.ts'
import { Vault } from '#vault/vault.store.ts'
import type { Command } from './main.ts'
import { reachDatabase } from './own-database.ts'
import { say, words } from './say.ts'

export const run: Command = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean' },
      dump: { type: 'string' },
      export: { type: 'string' },
      heads: { type: 'string' },
    },
  })
  if (values.help) {
    process.stdout.write(`${words('cli.verify.usage')}\n`)
    return 0
  }
  const environment = readEnvironment(process.env)
  const vault = new Vault(
    await loadRootKey({
      dataDir: environment.data_folder,
      file: environment.AMPARO_ROOT_KEY_FILE,
      command: environment.AMPARO_ROOT_KEY_COMMAND,
      env: environment.AMPARO_ROOT_KEY,
    }),
  )
  const sign = (bytes: Buffer): Buffer => vault.fingerprint(bytes)
  const heads = values.heads ?? headsFile(environment.data_folder)
  const fromDatabase = async () => {
    const reached = await reachDatabase(environment)
    try {
      if (values.export) await exportTo(reached.owner, values.export)
      return await verifyJournalCommand({ connection: reached.owner, heads, sign })
    } finally {
      await reached.leave()
    }
  }
  const report = values.dump ? await verifyDump(values.dump, heads, sign) : await fromDatabase()
  const { entries, sealed, waiting, faults } = report
  say('verify.counted', { entries, sealed, waiting, heads: report.heads })
  for (const fault of faults.slice(0, 20))
    say('verify.fault', {
      kind: words(`cli.verify.kind.${fault.kind}`),
      organisation: fault.organisation_id,
      sequence: fault.sequence,
      entry: fault.entry_id ?? '',
    })
  say(faults.length === 0 ? 'verify.sound' : 'verify.unsound', { faults: faults.length })
  return faults.length === 0 ? 0 : 1
}

const exportTo = async (connection: pg.ClientConfig, folder: string): Promise<void> => {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    await exportJournal(client, folder)
  } finally {
    await client.end()
  }
}
