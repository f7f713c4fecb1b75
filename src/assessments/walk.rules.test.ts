// Walking through an instrument: a gate that opens or closes on the way loses nobody, and what the line swallowed is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instrument } from './instrument.ts'
import {
  askedCodes,
  leftOut,
  nextOpen,
  ofKey,
  saidOf,
  standAgain,
  stepBack,
  stepOn,
  stillUnsent,
} from './walk.rules.ts'

const item = (code: string, asked_when?: object) => ({
  ...{ code, answers: 'yes_no', part: 'all', confidence: 'checked' },
  ...(asked_when && { asked_when }),
})
const gated = {
  items: [item('gate'), item('inside', { field: 'gate', equals: 'yes' }), item('last')],
  answers: {
    yes_no: [
      { code: 'no', value: 0 },
      { code: 'yes', value: 1 },
    ],
  },
} as unknown as Instrument

test('the way follows the gates', () => {
  assert.deepEqual(askedCodes(gated, {}), ['gate', 'last'])
  assert.deepEqual(askedCodes(gated, { gate: 'yes' }), ['gate', 'inside', 'last'])
  assert.deepEqual(askedCodes(gated, { gate: null }), ['gate', 'last'], 'a skipped gate opens nothing')
})

test('on and back from end to end', () => {
  const asked = ['a', 'b']
  assert.equal(stepOn(asked, 'opening'), 'a')
  assert.equal(stepOn(asked, 'a'), 'b')
  assert.equal(stepOn(asked, 'b'), 'ending')
  assert.equal(stepBack(asked, 'ending'), 'b')
  assert.equal(stepBack(asked, 'a'), 'opening')
  assert.equal(stepOn([], 'opening'), 'ending')
  assert.equal(stepBack([], 'ending'), 'opening')
})

test('whoever comes back stands where it stopped', () => {
  const asked = ['a', 'b', 'c']
  assert.equal(standAgain(asked, {}, null), 'opening')
  assert.equal(standAgain(asked, { a: 'yes', b: null }, null), 'c', 'what was skipped is not asked again')
  assert.equal(standAgain(asked, { a: 'yes' }, 'a'), 'a')
  assert.equal(standAgain(asked, { a: 'yes' }, 'opening'), 'opening', 'the introduction may be read again')
  assert.equal(standAgain(['a', 'c'], { a: 'no' }, 'b'), 'c', 'the question behind a closed gate is gone')
  assert.equal(standAgain(asked, { a: 'x', b: 'x', c: 'x' }, null), 'ending')
  assert.equal(standAgain(asked, { a: 'x', b: 'x', c: 'x' }, 'ending'), 'ending')
})

test('what was left out is what was skipped and what was not reached', () => {
  assert.deepEqual(leftOut(['a', 'b', 'c'], { a: 'yes', b: null }), ['b', 'c'])
  assert.equal(nextOpen(['a', 'b', 'c'], { a: 'yes', b: null }), 'c')
  assert.deepEqual(saidOf({ a: 'yes', b: null }), { a: 'yes' })
})

test('an answer changed while another was on its way is sent too', () => {
  assert.deepEqual(stillUnsent({ a: 'no', b: null }, { a: 'yes', b: null }), { a: 'no' })
  assert.deepEqual(stillUnsent({ a: 'yes' }, { a: 'yes' }), {})
  assert.deepEqual(stillUnsent({ a: null, c: 'x' }, {}), { a: null, c: 'x' })
})

test('keys choose by number and move by arrow, and nothing else', () => {
  assert.deepEqual(ofKey('1', 4, -1), { choose: 0 })
  assert.deepEqual(ofKey('4', 4, -1), { choose: 3 })
  assert.equal(ofKey('5', 4, -1), undefined)
  assert.equal(ofKey('0', 4, -1), undefined)
  assert.deepEqual(ofKey('ArrowDown', 4, -1), { move: 0 })
  assert.deepEqual(ofKey('ArrowDown', 4, 3), { move: 0 })
  assert.deepEqual(ofKey('ArrowUp', 4, 0), { move: 3 })
  assert.deepEqual(ofKey('ArrowUp', 4, -1), { move: 3 })
  assert.equal(ofKey('a', 4, 0), undefined)
  assert.equal(ofKey('ArrowDown', 0, -1), undefined)
})
