// A signature changes two values of one version of one rule, and no other letter of the file.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lawFolder } from './folder.store.ts'
import { signedFile } from './sign.rules.ts'

const file = readFileSync(join(lawFolder, 'uk', 'rules-identification.json'), 'utf8')
interface Read {
  id: string
  valid_from: string
  reviewed_by: string | null
  reviewed_on: string | null
}
const rulesOf = (text: string): Read[] => JSON.parse(text).rules

test('one version is signed, the other of the same rule is not, and every other letter stays', () => {
  const by = 'Ana "Nita" Soler $1, ICAM 1'
  const signed = signedFile(file, { rule_id: 'UK-4a', rule_from: '2023-01-30', by, on: '2026-11-20' })
  assert.ok(signed)
  const expected = rulesOf(file).map((rule) =>
    rule.id === 'UK-4a' && rule.valid_from === '2023-01-30'
      ? { ...rule, reviewed_by: by, reviewed_on: '2026-11-20' }
      : rule,
  )
  assert.deepEqual(rulesOf(signed), expected)
  const lines = signed.split('\n').filter((line, at) => line !== file.split('\n')[at])
  assert.equal(lines.length, 2)
})

test('signed again, the later name stands', () => {
  const at = { rule_id: 'UK-3', rule_from: '2015-07-31' }
  const once = signedFile(file, { ...at, by: 'One', on: '2026-01-01' })!
  const twice = signedFile(once, { ...at, by: 'Two', on: '2026-02-01' })!
  const rule = rulesOf(twice).find(({ id }) => id === 'UK-3')
  assert.deepEqual([rule?.reviewed_by, rule?.reviewed_on], ['Two', '2026-02-01'])
})

test('a version or a rule that is not there is not signed', () => {
  assert.equal(signedFile(file, { rule_id: 'UK-4a', rule_from: '2022-01-01', by: 'One', on: '2026-01-01' }), undefined)
  assert.equal(signedFile(file, { rule_id: 'UK-4', rule_from: '2023-01-30', by: 'One', on: '2026-01-01' }), undefined)
})
