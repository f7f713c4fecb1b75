// The packs this house ships with hold together, and a folder of an organisation's own is read like them.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { checkFolder } from './check-house.api.ts'
import { lawFolder } from './folder.store.ts'
import { packIds } from './rule.ts'

const today = '2026-11-22'
const folder = mkdtempSync(join(tmpdir(), 'amparo-law-'))
after(() => rmSync(folder, { recursive: true }))

for (const id of packIds)
  test(`the pack ${id} has no fault`, () => {
    const { rules, findings } = checkFolder(id, today)
    assert.ok(rules > 0)
    const faults = findings.filter(({ level }) => level === 'error')
    assert.deepEqual(
      faults.map(({ where, code, values }) => `${where} ${code} ${Object.values(values).join(' ')}`),
      [],
    )
  })

const head = () => JSON.parse(readFileSync(join(lawFolder, 'it', 'pack.json'), 'utf8'))

test('a folder of its own, with its own words, is checked like ours', () => {
  const own = join(folder, 'fr')
  cpSync(join(lawFolder, 'it'), own, { recursive: true })
  const [rule] = JSON.parse(readFileSync(join(own, 'rules-labour.json'), 'utf8')).rules
  writeFileSync(join(own, 'pack.json'), JSON.stringify({ ...head(), id: 'fr', country: 'FR' }))
  const mine = { source: 'made up for this test', rules: [{ ...rule, id: 'FR-1', verify: false }] }
  writeFileSync(join(own, 'rules-labour.json'), JSON.stringify(mine))
  const without = checkFolder(own, today).findings.filter(({ code }) => code === 'word_missing')
  assert.deepEqual(
    without.filter(({ where }) => where === 'FR-1').map(({ values }) => `${values.language} ${values.what}`),
    ['en', 'es', 'it'].flatMap((code) => [`${code} law.rule.FR-1.title`, `${code} law.rule.FR-1.means`]),
  )
  mkdirSync(join(own, 'words'))
  for (const code of ['en', 'es', 'it'])
    writeFileSync(
      join(own, 'words', `${code}.json`),
      JSON.stringify({ 'law.rule.FR-1.title': 'Titre', 'law.rule.FR-1.means': 'Ce que cela veut dire.' }),
    )
  assert.ok(!checkFolder(own, today).findings.some(({ where, code }) => where === 'FR-1' && code === 'word_missing'))
})

test('a folder that is none, and one that cannot be read, are said by name', () => {
  const refuses = (name: string, key: string) =>
    assert.throws(
      () => checkFolder(name, today),
      (problem: Problem) => problem.key === key,
    )
  refuses(join(folder, 'nothing'), 'law.no_pack')
  mkdirSync(join(folder, 'torn'))
  writeFileSync(join(folder, 'torn', 'pack.json'), '{')
  refuses(join(folder, 'torn'), 'law.unreadable')
})
