// `amparo certificates verify` as somebody with a file types it: asked of the house, and of nobody.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readIssuer } from '#certificates/check.api.ts'
import { issueCertificate } from '#certificates/issue.api.ts'
import type { Issued } from '#certificates/issue.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { commandLine } from '#test/files.ts'
import { Vault } from '#vault/vault.store.ts'

const bytes = randomBytes(32)
const vault = new Vault({ bytes })
const organisation_id = newId()
const folder = mkdtempSync(join(tmpdir(), 'amparo-certificates-'))
let database: TestDatabase
let owner: Database
before(async () => {
  database = await testDatabase()
  owner = new Database(database.connection())
  await database.owner.query(
    "insert into organisation (organisation_id, kind, name, country) values ($1, 'own', 'Casa Encina', 'ES')",
    [organisation_id],
  )
  await owner.transaction({ token: '' }, (tx) => vault.createOrganisation(tx, organisation_id))
})
after(async () => {
  rmSync(folder, { recursive: true })
  await owner.close()
  await database.drop()
})

const addressOf = ({ host, port, user, database: name }: ReturnType<TestDatabase['connection']>) =>
  `postgresql://${user}@localhost/${name}?${new URLSearchParams({ host: host!, port: String(port) })}`

const amparo = (...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const house = { DATABASE_URL: addressOf(database.connection()), AMPARO_ROOT_KEY: bytes.toString('base64') }
    const env = { ...process.env, ...house, LC_ALL: 'en_GB.UTF-8', AMPARO_DATA: folder }
    execFile(
      process.execPath,
      [commandLine(), 'certificates', ...args],
      { env, cwd: folder },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    )
  })

const issue = (public_url: string | undefined): Promise<Issued> =>
  owner.transaction({ token: '' }, (tx) =>
    issueCertificate(
      { tx, vault, public_url },
      {
        organisation_id,
        achievement: { kind: 'module', code: 'shelter', version: 1, title: 'Primera acogida', hours: 0.5 },
        ...{
          name: 'Eva Canario',
          language: 'es',
          institution_id: null,
          valid_months: 12,
          now: new Date().toISOString(),
        },
      },
    ),
  )
const write = (name: string, value: unknown): string => {
  const file = join(folder, name)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}

test('asked of the house: what holds, what was changed, what was revoked', async () => {
  const issued = await issue(undefined)
  const file = write('good.json', issued.credential)
  const good = await amparo('verify', file)
  assert.equal(good.code, 0, good.out)
  assert.match(good.out, /Primera acogida[\s\S]*Casa Encina[\s\S]*It holds/)
  const changed = await amparo('verify', write('bad.json', { ...issued.credential, name: 'Otra cosa' }))
  assert.deepEqual([changed.code, /not what was signed/.test(changed.out)], [1, true])
  await database.owner.query(
    "update certificate set revoked_on = current_date, revoke_reason = 'asked_for' where certificate_id = $1",
    [issued.certificate_id],
  )
  const revoked = await amparo('verify', file)
  assert.deepEqual([revoked.code, /was revoked/.test(revoked.out)], [1, true], revoked.out)
})

test('asked of nobody: by the key in the file, or by the saved document of who issued it', async () => {
  const own = write('own.json', (await issue(undefined)).credential)
  const alone = await amparo('verify', own, '--alone')
  assert.equal(alone.code, 0, alone.out)
  assert.match(alone.out, /signed by that key[\s\S]*was not asked/)
  const public_url = 'https://amparo.example.org'
  const web = (await issue(public_url)).credential
  const file = write('web.json', web)
  assert.match((await amparo('verify', file, '--alone')).out, /key is not in the file/)
  const document = await owner.transaction({ token: '' }, (tx) =>
    readIssuer({ tx, vault }, organisation_id, public_url),
  )
  const issuer = write('did.json', document)
  assert.equal((await amparo('verify', file, '--issuer', issuer)).code, 0)
  const changed = write('web-bad.json', JSON.stringify(web).replace('Primera', 'Segunda'))
  assert.equal((await amparo('verify', changed, '--issuer', issuer)).code, 1)
})

test('how it is used is said', async () => {
  assert.equal((await amparo('wish')).code, 2)
  assert.match((await amparo('--help')).out, /certificates verify/)
  assert.match((await amparo('verify', join(folder, 'none.json'))).out, /There is no file/)
  assert.match((await amparo('verify', write('half.json', '{'))).out, /not JSON/)
})
