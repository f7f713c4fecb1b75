// What changed between two times: by what an answer counts, and never between an answer and a silence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareAnswers } from './compared.rules.ts'
import type { Instrument } from './instrument.ts'

const instrument = {
  answers: {
    days: [
      { code: 'none', value: 0 },
      { code: 'some', value: 1 },
      { code: 'all', value: 2 },
      { code: 'does_not_apply', value: null },
    ],
  },
  items: [
    { code: 'sleep', answers: 'days', part: 'all', confidence: 'checked' },
    { code: 'friends', answers: 'days', part: 'all', confidence: 'checked', reversed: true },
    { code: 'words', answers: 'text', part: 'all', confidence: 'checked' },
  ],
} as unknown as Instrument

const moved = (before: Record<string, string>, after: Record<string, string>) =>
  Object.fromEntries(compareAnswers(instrument, before, after).map(({ item, moved: how }) => [item.code, how]))

test('more and less go by what an answer counts, reversed ones too', () => {
  assert.deepEqual(moved({ sleep: 'some', friends: 'some' }, { sleep: 'all', friends: 'all' }), {
    sleep: 'more',
    friends: 'less',
  })
  assert.deepEqual(moved({ sleep: 'some' }, { sleep: 'some' }), { sleep: 'same' })
})

test('what was left out, or does not apply, is not compared', () => {
  assert.deepEqual(moved({ sleep: 'some' }, { friends: 'some' }), {
    sleep: 'not_comparable',
    friends: 'not_comparable',
  })
  assert.deepEqual(moved({ sleep: 'does_not_apply' }, { sleep: 'all' }), { sleep: 'other' })
  assert.deepEqual(moved({}, {}), {})
})

test('words stand beside words', () => {
  const [first] = compareAnswers(instrument, { words: 'a' }, { words: 'b' })
  assert.equal(first?.moved, 'other')
  assert.equal(first?.track, null)
})

test('both stand on one track', () => {
  const [first] = compareAnswers(instrument, { sleep: 'none' }, { sleep: 'all' })
  assert.deepEqual(first?.track, { values: [0, 1, 2], before: 0, after: 2 })
})
