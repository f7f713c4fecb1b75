// The import as whoever runs the house types it: what it says, what it leaves out, and that twice is once.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { newId } from '#kit/id.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { commandLine, root } from '#test/files.ts'

let database: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'amparo-import-'))
before(async () => {
  database = await testDatabase()
})
after(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

const addressOf = ({ host, port, user, database: name }: ReturnType<TestDatabase['connection']>) =>
  `postgresql://${user}@localhost/${name}?${new URLSearchParams({ host: host!, port: String(port) })}`

const run = async (...args: string[]) => command('import', ...args)
const command = async (name: string, ...args: string[]): Promise<{ code: number; said: string }> => {
  const env = { ...process.env, LANG: 'en', LC_ALL: 'en', DATABASE_URL: addressOf(database.connection()) }
  const asked = [commandLine(), name, ...args]
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, asked, { cwd: root, env })
    return { code: 0, said: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout + stderr }
  }
}
const write = (name: string, content: string): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const ours = join(root, 'data/directory/es.json')
const count = async () => (await database.owner.query('select count(*)::int as n from directory_service')).rows[0].n

test('what cannot be imported says so and changes nothing', async () => {
  assert.equal((await run()).code, 2)
  assert.equal((await run('people', ours)).code, 2)
  assert.match((await run('--help')).said, /amparo import directory/)
  assert.match((await run('directory', join(folder, 'none.json'))).said, /no file/)
  assert.match((await run('directory', write('half.json', '{"organizations": ['))).said, /is not JSON/)
  const { code, said } = await run('directory', ours)
  assert.equal(code, 1)
  assert.match(said, /no such organisation/)
  assert.equal(await count(), 0)
})

test('the directory goes in once; a second time nothing changes; a broken file of ours is refused whole', async () => {
  await database.owner.query(
    "insert into organisation (organisation_id, kind, name, country) values ($1, 'own', 'Casa', 'ES')",
    [newId()],
  )
  assert.match(
    (await run('directory', ours)).said,
    /446 of 446 records[\s\S]*446 added, 0 changed, 0 as they were; nothing left out/,
  )
  assert.match((await run('directory', ours)).said, /0 added, 0 changed, 446 as they were/)
  const broken = JSON.parse(readFileSync(ours, 'utf8'))
  broken.organisations[3].services[0].kinds = []
  const refused = await run('directory', write('broken.json', JSON.stringify(broken)))
  assert.equal(refused.code, 1)
  assert.match(refused.said, /organisations\.3\.services\.0\.kinds/)
  assert.equal(await count(), 313)
})

test('each record left out is named with its place and reason, and the others go in', async () => {
  const cite = { source: 'https://example.org', confidence: 'checked' }
  const service = (id: string, organization_id: string, change: object = {}) => ({
    id,
    organization_id,
    name: 'Legal advice',
    description: 'Advice.',
    status: 'active',
    attributes: [{ id: newId(), link_type: 'any', value: 'juridico', taxonomy_term: { code: 'juridico' } }],
    service_areas: [{ id: newId(), extent: 'Granada', extent_type: 'province' }],
    ...cite,
    ...change,
  })
  const organisation = newId()
  const good = newId()
  const file = {
    organizations: [
      {
        id: organisation,
        name: 'One',
        description: 'One.',
        checked_on: '2026-11-21',
        ...cite,
        services: [service(good, organisation), service(newId(), organisation, { status: 'weird' }), 7],
      },
      { id: 'not-an-id', name: 'Two', services: [] },
    ],
  }
  const { code, said } = await run('directory', write('mixed.json', JSON.stringify(file)))
  assert.equal(code, 0)
  assert.match(said, /\/organizations\/0\/services\/1: Its status is not one we know: weird/)
  assert.match(said, /\/organizations\/0\/services\/2: This is not a record/)
  assert.match(said, /\/organizations\/1: It has no valid identifier/)
  assert.match(said, /2 added, 0 changed, 0 as they were; 3 lines left out/)
  assert.equal(await count(), 314)
})

test('what was exported comes in again and changes nothing; a door of a shelter is in no file', async () => {
  const file = join(folder, 'directory.zip')
  const { code, said } = await command('export', 'directory', file, '--tier', 'own')
  assert.equal(code, 0, said)
  assert.match(said, /314 services written/)
  assert.match((await run('directory', file)).said, /0 added, 0 changed, 448 as they were; nothing left out/)
  assert.equal((await command('export', 'directory', file, '--tier', 'everybody')).code, 2)
})
