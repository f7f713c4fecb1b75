// The command of whoever writes instruments: it says what waits and what is wrong, publishes what is new, and can never
// publish over what somebody may already have answered.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { careFolder } from '#assessments/instruments.store.ts'
import { amparo } from '#test/served.ts'

const folder = mkdtempSync(join(tmpdir(), 'instruments-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const lock = join(folder, 'published.json')
const run = (...args: string[]) => amparo(['instruments', '--folder', folder, ...args], {})
const rewrite = (file: string, change: (text: string) => string) =>
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))

test('what is new waits, is published once, and may not change afterwards', async () => {
  cpSync(join(careFolder, 'phq-2'), join(folder, 'phq-2'), { recursive: true })
  const rules = {
    source: 'Invented for a test.',
    valid_from: '2026-11-22',
    valid_until: null,
    reviewed_by: null,
    chosen: {},
  }
  writeFileSync(join(folder, 'change-rules.json'), JSON.stringify(rules))
  writeFileSync(lock, JSON.stringify({ source: 'Invented for a test.', published: {} }))
  const waiting = await run()
  assert.equal(waiting.code, 0)
  assert.match(
    waiting.said,
    /not published yet: phq-2\/v1\n[\s\S]*Published and unchanged: 0 files[\s\S]*published: 8\./,
  )

  assert.equal((await run('publish')).code, 0)
  assert.match((await run()).said, /^Published and unchanged: 8 files\. Waiting to be published: 0\.\n$/)
  const before = readFileSync(lock, 'utf8')

  rewrite('phq-2/v1.en.json', (text) => text.replace('"title": "', '"title": "Other '))
  for (const args of [[], ['publish']]) {
    const { code, said } = await run(...args)
    assert.equal(code, 1)
    assert.match(said, /^phq-2\/v1\.en: was published and may not change; write a new version\n$/)
  }
  assert.equal(readFileSync(lock, 'utf8'), before)
})

test('how it is used', async () => {
  assert.equal((await amparo(['instruments', '--help'], {})).code, 0)
  const { code, said } = await run('erase')
  assert.equal(code, 2)
  assert.match(said, /amparo instruments publish/)
})
