// `amparo export directory <file>`: the directory as HSDS 3.0, as JSON or as a tabular package, cut to the tier of whoever
// will read it. Doors of shelters are in no file.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Tier } from '#directory/directory.ts'
import { exportFile } from '#exchange/exchange-out.api.ts'
import { loadFacts } from '#facts/load.ts'
import { builderOver, clientOf } from '#kit/database.ts'
import { migrate } from '#kit/migrate.ts'
import { readEnvironment } from '#server/environment.ts'
import { ownOrganisation } from './import.ts'
import type { Command } from './main.ts'
import { reachDatabase } from './own-database.ts'
import { say } from './say.ts'

const readArguments = (args: string[]) => {
  const options = { organisation: { type: 'string' }, tier: { type: 'string', default: 'public' } } as const
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const tier = Tier.safeParse(values.tier)
    return tier.success ? { organisation: values.organisation, tier: tier.data, positionals } : undefined
  } catch {
    return undefined
  }
}

export const run: Command = async (args) => {
  const given = readArguments(args)
  const [what, file, ...more] = given?.positionals ?? []
  if (!given || what !== 'directory' || !file || more.length > 0) {
    const asked = args.length === 1 && ['--help', 'help'].includes(args[0]!)
    say('export.usage')
    return asked ? 0 : 2
  }
  const reached = await reachDatabase(readEnvironment(process.env))
  try {
    await migrate(reached.owner, (name) => say('house.migrating', { name }))
    const client = clientOf(reached.owner)
    await client.connect()
    try {
      const organisation_id = await ownOrganisation(client, given.organisation)
      const form = file.endsWith('.zip') ? 'package' : 'json'
      const { bytes, services } = await exportFile(builderOver(client), organisation_id, given.tier, form, loadFacts())
      await writeFile(file, bytes, { mode: 0o600 })
      say('export.done', { services, file, tier: given.tier })
    } finally {
      await client.end()
    }
  } finally {
    await reached.leave()
  }
  return 0
}
