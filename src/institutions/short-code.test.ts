// A code is made once for a form, and what the database keeps of it differs by what it is for and by the house.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { readCode, showCode } from '#links/secret.ts'
import { ShortCode } from './sector.ts'
import { codeFrom, codeHash } from './short-code.api.ts'

const house = (key: string) => (bytes: Buffer) => createHmac('sha256', key).update(bytes).digest()

test('a form sent twice makes one code, and another form another', () => {
  const codes = Array.from({ length: 200 }, (_, seed) => codeFrom(house('a'), String(seed)))
  assert.equal(new Set(codes).size, 200)
  assert.equal(codeFrom(house('a'), '7'), codes[7])
  assert.notEqual(codeFrom(house('b'), '7'), codes[7])
  for (const code of codes) {
    assert.equal(ShortCode.parse(code), code)
    assert.equal(readCode(` ${showCode(code).toLowerCase()} `), code)
  }
})

test('by another purpose or in another house a code is kept as something else', () => {
  const hash = (key: string, purpose: 'attendance' | 'answers') =>
    codeHash(house(key), purpose, 'ABCD2345').toString('hex')
  const all = [hash('a', 'answers'), hash('a', 'attendance'), hash('b', 'answers')]
  assert.equal(new Set(all).size, 3)
  assert.equal(hash('a', 'answers'), all[0])
})
