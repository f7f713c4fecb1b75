// What was opened is spared a second opening, and only that: other bytes, another place or another key open nothing more
// than they would have.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { newId } from '#kit/id.ts'
import { type Place, sealJson } from './envelope.ts'
import { newCaseKey } from './keys.ts'
import { forgetOpened, openJsonOnce } from './opened.ts'

const Words = z.object({ words: z.string() })
const aFile = () => {
  const [organisation_id, case_id] = [newId(), newId()]
  const place: Place = { table: 'goal', column: 'sealed', row: newId(), case_id, organisation_id }
  return { key: newCaseKey(organisation_id, case_id), place }
}

test('the same bytes in the same place are opened once; a change is opened anew', () => {
  const { key, place } = aFile()
  const [first, second] = [sealJson(key, place, { words: 'a' }), sealJson(key, place, { words: 'b' })]
  const opened = openJsonOnce(key, place, first, Words)
  assert.equal(openJsonOnce(key, place, Buffer.from(first), Words), opened, 'the very same, not another like it')
  assert.deepEqual(openJsonOnce(key, place, second, Words), { words: 'b' })
  assert.deepEqual(openJsonOnce(key, place, first, Words), { words: 'a' })
  forgetOpened()
  assert.notEqual(openJsonOnce(key, place, first, Words), opened)
})

test('nothing opens that would not have opened: moved bytes, another file, another key, a changed byte', () => {
  const { key, place } = aFile()
  const other = aFile()
  const sealed = sealJson(key, place, { words: 'a' })
  openJsonOnce(key, place, sealed, Words)
  const refused = { key: 'vault.cannot_open' }
  for (const moved of [{ row: newId() }, { table: 'plan_action' }, { column: 'sealed_answer' }, { case_id: newId() }])
    assert.throws(() => openJsonOnce(key, { ...place, ...moved }, sealed, Words), refused, JSON.stringify(moved))
  assert.throws(() => openJsonOnce(other.key, place, sealed, Words), refused)
  assert.throws(() => openJsonOnce(newCaseKey(place.organisation_id, place.case_id), place, sealed, Words), refused)
  const changed = Buffer.from(sealed)
  changed[changed.length - 1]! ^= 1
  assert.throws(() => openJsonOnce(key, place, changed, Words), refused)
  assert.throws(() => openJsonOnce(key, place, sealed, z.object({ words: z.number() })), {
    key: 'vault.unexpected_shape',
  })
})
