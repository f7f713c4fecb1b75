import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { workOf } from '#test/waits.ts'
import { compare } from './compare.rules.ts'

test('what was taken out and what was put in stand beside what stayed', () => {
  assert.deepEqual(compare('She came on Monday with Asha.', 'She came on Tuesday with Asha.'), [
    { text: 'She came on', change: 'same' },
    { text: ' Monday', change: 'out' },
    { text: ' Tuesday', change: 'in' },
    { text: ' with Asha.', change: 'same' },
  ])
  assert.deepEqual(compare('same', 'same'), [{ text: 'same', change: 'same' }])
})

test('nothing of either version is lost in a comparison, however they differ', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'नेपाली', ' d'), { maxLength: 30 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = compare(before, after)
      const without = (change: 'in' | 'out') =>
        pieces
          .filter((piece) => piece.change !== change)
          .map((piece) => piece.text)
          .join('')
      assert.equal(without('in'), before)
      assert.equal(without('out'), after)
    }),
  )
  const long = (word: string) => Array.from({ length: 3_000 }, (_, place) => `${word}${place}`).join(' ')
  const [before, after] = [long('a'), long('b')]
  const ms = workOf(() => assert.equal(compare(before, after).length, 2))
  assert.ok(ms < 3_000, `${ms} ms`)
})
