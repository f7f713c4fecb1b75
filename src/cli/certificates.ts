// `amparo certificates verify FILE`: whether a certificate holds, asked of this house's own rows and keys; or, with `--alone` or the
// saved document of who issued it, of its signature and its days alone.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkAlone } from '#certificates/alone.api.ts'
import { checkSent } from '#certificates/check.api.ts'
import type { Credential } from '#certificates/credential.ts'
import { Database } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { type Environment, readEnvironment } from '#server/environment.ts'
import { openPostgres } from '#server/postgres.ts'
import { Vault } from '#vault/vault.store.ts'
import { loadKeys } from './keys.ts'
import type { Command } from './main.ts'
import { reachDatabase } from './own-database.ts'
import { say, words } from './say.ts'

const readJson = (file: string): unknown => {
  if (!existsSync(file)) throw new Problem('not_found', 'certificates.no_file', { file })
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Problem('invalid', 'certificates.no_json', { file })
  }
}

/** The role of the public door sees what is needed, and no more. */
const doorOf = async (environment: Environment) => {
  const silent = { progress: () => {}, restart: () => {} }
  if (environment.DATABASE_URL) return { door: (await openPostgres(environment, silent)).door, leave: async () => {} }
  const { owner, leave } = await reachDatabase(environment)
  return { door: { ...owner, user: 'amparo_door' }, leave }
}

const printFacts = ({ issuer, name, validFrom, validUntil }: Credential): void => {
  say('certificates.of', { title: name, issuer: issuer.name, from: validFrom.slice(0, 10) })
  if (validUntil) say('certificates.until', { day: validUntil.slice(0, 10) })
}

const askHouse = async (sent: unknown, today: string): Promise<number> => {
  const environment = readEnvironment(process.env)
  const vault = new Vault(await loadKeys(environment))
  const { door, leave } = await doorOf(environment)
  const database = new Database({ ...door, max: 1 })
  try {
    const found = await database.transaction({ token: '' }, (tx) => checkSent({ tx, vault }, sent, today))
    if (found.is !== 'signed') {
      say(`certificates.${found.is}`)
      return 1
    }
    printFacts(found.checked.credential)
    say(`certificates.${found.checked.state}`)
    return found.checked.state === 'valid' ? 0 : 1
  } finally {
    await database.close()
    await leave()
  }
}

const askNobody = async (sent: unknown, issuer: string | undefined, today: string): Promise<number> => {
  const found = await checkAlone(sent, issuer === undefined ? undefined : readJson(issuer), today)
  if (found.is !== 'signed') {
    say(`certificates.${found.is}`)
    return 1
  }
  printFacts(found.credential)
  say(found.expired ? 'certificates.expired' : 'certificates.signed')
  say('certificates.not_asked')
  return found.expired ? 1 : 0
}

export const run: Command = async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean' }, alone: { type: 'boolean' }, issuer: { type: 'string' } },
  })
  const [what, file, ...more] = positionals
  if (values.help || what !== 'verify' || !file || more.length > 0) {
    process.stdout.write(`${words('cli.certificates.usage')}\n`)
    return values.help ? 0 : 2
  }
  const sent = readJson(file)
  const today = new Date().toISOString().slice(0, 10)
  return values.alone || values.issuer ? askNobody(sent, values.issuer, today) : askHouse(sent, today)
}
