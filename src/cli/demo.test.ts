// Inventing a demo anew throws a folder away: it must be a demo's, or nothing is touched.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { commandLine } from '#test/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'amparo-demo-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const demo = (data: string, env: NodeJS.ProcessEnv, ...args: string[]) =>
  spawnSync(process.execPath, [commandLine(), 'demo', ...args], {
    env: { ...process.env, DATABASE_URL: '', LANG: 'en', LC_ALL: '', ...env, AMPARO_DATA: data },
    encoding: 'utf8',
  })

test('--fresh refuses a folder that is not a demo and leaves it as it is', () => {
  const real = join(folder, 'real')
  mkdirSync(join(real, 'pgdata'), { recursive: true })
  writeFileSync(join(real, 'pgdata/kept'), 'kept')
  const { status, stderr } = demo(real, {}, '--fresh')
  assert.equal(status, 1)
  assert.match(stderr, /holds a real installation/)
  assert.equal(readFileSync(join(real, 'pgdata/kept'), 'utf8'), 'kept')
})

test('--fresh refuses a database of one’s own', () => {
  const data = join(folder, 'cluster')
  mkdirSync(data)
  writeFileSync(join(data, 'this-is-a-demo'), '')
  const { status } = demo(data, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }, '--fresh')
  assert.equal(status, 1)
  assert.ok(existsSync(join(data, 'this-is-a-demo')))
})

test('an option nobody knows is told how to ask', () => {
  const { status, stdout } = demo(join(folder, 'none'), {}, '--frsh')
  assert.equal(status, 2)
  assert.match(stdout, /npm run demo \[-- --fresh\]/)
  assert.ok(!existsSync(join(folder, 'none')))
})

test('a folder that is to hold the desk and does not is named, and nothing begins', () => {
  const { status, stderr } = demo(join(folder, 'no-desk'), { AMPARO_DESK: join(folder, 'nowhere') })
  assert.equal(status, 1)
  assert.match(stderr, /desk's files are not in .*nowhere/)
  assert.ok(!existsSync(join(folder, 'no-desk/pgdata')))
})
