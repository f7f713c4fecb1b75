import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/id.ts'
import { newCaseKey } from './keys.ts'
import { KeysInUse } from './keys-in-use.ts'

const kept = (now: () => number = () => 0) => {
  const [organisation_id, case_id] = [newId(), newId()]
  const key = newCaseKey(organisation_id, case_id)
  const inUse = new KeysInUse(now)
  const place = `${organisation_id} ${case_id}`
  inUse.keep(place, 'wrapped', key)
  inUse.keepLatest(key)
  return { inUse, key, place, case_id }
}

test('a key is found by its place and its wrapped bytes, and by nothing else', () => {
  const { inUse, key, place } = kept()
  assert.equal(inUse.find(place, 'wrapped'), key)
  assert.equal(inUse.find(place, 'wrapped anew'), undefined)
  assert.equal(inUse.find(`${newId()} ${newId()}`, 'wrapped'), undefined)
})

test('after ten minutes it is gone', () => {
  let now = 0
  const { inUse, key, place, case_id } = kept(() => now)
  now = 9 * 60_000
  assert.equal(inUse.find(place, 'wrapped'), key)
  now = 10 * 60_000
  assert.equal(inUse.find(place, 'wrapped'), undefined)
  assert.equal(inUse.latestOf(case_id), undefined)
})

test('an erased file leaves none, its neighbours keep theirs', () => {
  const { inUse, place, case_id } = kept()
  const other = newCaseKey(newId(), newId())
  inUse.keep('other place', 'wrapped', other)
  inUse.forget(place, case_id)
  assert.deepEqual([inUse.find(place, 'wrapped'), inUse.latestOf(case_id)], [undefined, undefined])
  assert.equal(inUse.find('other place', 'wrapped'), other)
})

test('however many files are opened, the memory stays bounded and the latest stay', () => {
  const { inUse, key, place } = kept()
  for (let n = 0; n < 6_000; n += 1) inUse.keep('many', `wrapped ${n}`, key)
  assert.equal(inUse.find(place, 'wrapped'), undefined, 'the oldest went')
  assert.equal(inUse.find('many', 'wrapped 5999'), key)
})
