// A sealed field opens where it was written and nowhere else, whatever anyone does to its bytes or its place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { newId } from '#kit/id.ts'
import { isProblem } from '#kit/problem.ts'
import { keyVersionOf, openBytes, openJson, openText, type Place, sealBytes, sealJson, sealText } from './envelope.ts'
import { caseKeyRing } from './key-ring.ts'
import { type CaseKey, newCaseKey } from './keys.ts'

const organisation_id = newId()
const case_id = newId()
const key = newCaseKey(organisation_id, case_id, 3)
const place: Place = { table: 'note', column: 'sealed_text', row: newId(), case_id, organisation_id }

const refused = (work: () => unknown, secret = '') => {
  try {
    work()
  } catch (error) {
    assert.ok(isProblem(error), String(error))
    assert.equal(error.kind, 'broken')
    assert.equal(error.key, 'vault.cannot_open')
    assert.deepEqual(error.details, {})
    assert.equal(error.cause, undefined)
    if (secret !== '') assert.ok(!`${error.message}${error.stack}`.includes(secret))
    return
  }
  assert.fail('a tampered value was opened')
}

test('text of every script comes back as it was written', () => {
  const samples = [
    '',
    'ñandú',
    'नेपाल',
    'বাংলা',
    'اردو نستعلیق',
    '中文',
    'română',
    'ᏣᎳᎩ',
    '👩🏾‍🚀',
    '\u0000\n\t',
    'a'.repeat(100_000),
  ]
  for (const text of samples) assert.equal(openText(key, place, sealText(key, place, text)), text)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      assert.equal(openText(key, place, sealText(key, place, text)), text)
    }),
    { numRuns: 1_000 },
  )
})

test('files and structured values come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
      const content = Buffer.from(bytes)
      assert.ok(openBytes(key, place, sealBytes(key, place, content)).equals(content))
    }),
  )
  const Card = z.object({ alias: z.string(), languages: z.array(z.string()) })
  const card = { alias: 'Gulab', languages: ['ne', 'hi'] }
  assert.deepEqual(openJson(key, place, sealJson(key, place, card), Card), card)
})

test('a stored value of another shape is refused without quoting it', () => {
  const sealed = sealJson(key, place, { alias: 'Gulab' })
  assert.throws(
    () => openJson(key, place, sealed, z.object({ name: z.string() })),
    (error) => isProblem(error) && error.key === 'vault.unexpected_shape' && !JSON.stringify(error).includes('Gulab'),
  )
  assert.throws(() => openJson(key, place, sealText(key, place, 'Gulab'), z.unknown()), {
    key: 'vault.unexpected_shape',
  })
})

test('any changed, missing or added bit is refused', (t) => {
  let tampers = 0
  const flip = fc.tuple(fc.string({ maxLength: 200 }), fc.nat(), fc.integer({ min: 0, max: 7 }))
  fc.assert(
    fc.property(flip, ([text, position, bit]) => {
      const sealed = sealText(key, place, `told us ${text}`)
      const index = position % sealed.length
      sealed[index] = sealed[index]! ^ (1 << bit)
      refused(() => openText(key, place, sealed), 'told us')
      tampers += 1
    }),
    { numRuns: 1_500 },
  )
  const sealed = sealText(key, place, 'told us')
  for (let index = 0; index < sealed.length * 8; index++) {
    const changed = Buffer.from(sealed)
    changed[index >> 3] = changed[index >> 3]! ^ (1 << (index & 7))
    refused(() => openText(key, place, changed))
    tampers += 1
  }
  for (let length = 0; length < sealed.length; length++) {
    refused(() => openText(key, place, sealed.subarray(0, length)))
    tampers += 1
  }
  refused(() => openText(key, place, Buffer.concat([sealed, Buffer.alloc(1)])))
  t.diagnostic(`${tampers + 1} tampered values tried, all refused`)
  assert.ok(tampers >= 2_000)
})

test('moved to another table, column, row, file, organisation or key version it is refused', (t) => {
  let moves = 0
  const part = fc.constantFrom('table', 'column', 'row', 'case_id', 'organisation_id', 'version')
  const sealed = sealText(key, place, 'told us')
  const withHeaderOf = (version: number): Buffer => {
    const changed = Buffer.from(sealed)
    changed.writeUInt32BE(version, 3)
    return changed
  }
  fc.assert(
    fc.property(part, fc.string({ minLength: 1 }), fc.integer({ min: 4, max: 2 ** 31 }), (which, other, version) => {
      moves += 1
      if (which === 'version') {
        // Even for someone who holds the very same bytes under another version number.
        refused(() => openText({ ...key, version }, place, withHeaderOf(version)))
        refused(() => openText({ ...key, version }, place, sealed))
        return
      }
      const moved: Place = { ...place, [which]: `${place[which]}${other}` }
      refused(() => openText(key, moved, sealed))
      const sameBytes: CaseKey = { ...key, case_id: moved.case_id, organisation_id: moved.organisation_id }
      refused(() => openText(sameBytes, moved, sealed))
    }),
    { numRuns: 2_000 },
  )
  const shifted = { ...place, table: 'not', column: 'esealed_text' }
  refused(() => openText(key, shifted, sealed))
  refused(() => openText(newCaseKey(organisation_id, case_id, 3), place, sealed))
  t.diagnostic(`${moves + 2} moves tried, all refused`)
})

test('a key writes only into its own file', () => {
  assert.throws(() => sealText(key, { ...place, case_id: newId() }, 'x'), { key: 'vault.wrong_place' })
})

test('the same words never look the same twice', () => {
  const seen = new Set(Array.from({ length: 500 }, () => sealText(key, place, 'yes').toString('hex')))
  assert.equal(seen.size, 500)
})

test('length does not tell a yes from a no, nor one short answer from another', () => {
  const lengths = (texts: string[]) => new Set(texts.map((text) => sealText(key, place, text).length)).size
  assert.equal(lengths(['', 'yes', 'no', 'sí', 'नहीं', 'a'.repeat(28)]), 1)
  assert.equal(lengths(Array.from({ length: 96 }, (_, index) => 'a'.repeat(29 + index))), 1)
  assert.ok(lengths(Array.from({ length: 8_000 }, (_, index) => 'a'.repeat(index))) <= 5)
})

test('after a key change old and new values open side by side', () => {
  const newer = newCaseKey(organisation_id, case_id, 4)
  const ring = caseKeyRing([newer, key])
  const before = sealText(key, place, 'before')
  const after = sealText(ring.latest, place, 'after')
  assert.equal(keyVersionOf(after), 4)
  assert.deepEqual(
    [before, after].map((sealed) => openText(ring.of(sealed), place, sealed)),
    ['before', 'after'],
  )
  assert.throws(() => caseKeyRing([newer]).of(before), { key: 'vault.cannot_open' })
})
