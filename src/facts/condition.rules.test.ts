import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holds } from '#facts/condition.rules.ts'
import { Condition } from '#facts/condition.ts'

test('each word of the vocabulary means what it says', () => {
  const answers = { level: 3, place: 'street', forms: ['labour', 'begging'], skipped: null, empty: '', none: [] }
  assert.equal(holds({ field: 'level', equals: 3 }, answers), true)
  assert.equal(holds({ field: 'level', equals: '3' }, answers), false)
  assert.equal(holds({ field: 'forms', equals: 'begging' }, answers), true)
  assert.equal(holds({ field: 'place', in: ['street', 'car'] }, answers), true)
  assert.equal(holds({ field: 'forms', in: ['sexual'] }, answers), false)
  assert.equal(holds({ field: 'level', at_least: 3 }, answers), true)
  assert.equal(holds({ field: 'level', at_least: 4 }, answers), false)
  assert.equal(holds({ field: 'place', at_least: 0 }, answers), false)
  for (const field of ['skipped', 'empty', 'none', 'never_asked']) {
    assert.equal(holds({ field, answered: true }, answers), false, field)
    assert.equal(holds({ field, answered: false }, answers), true, field)
    assert.equal(holds({ field, at_least: 0 }, answers), false, field)
  }
  assert.equal(holds({ all: [] }, answers), true)
  assert.equal(holds({ any: [] }, answers), false)
  assert.equal(holds({ not: { field: 'level', equals: 3 } }, answers), false)
})

test('a field of every object is not an answer', () => {
  assert.equal(holds({ field: 'constructor', answered: true }, {}), false)
  assert.equal(holds({ field: '__proto__', answered: true }, {}), false)
})

test('the vocabulary is closed', () => {
  for (const bad of [
    { field: 'a', matches: '.*' },
    { field: 'a', equals: 1, at_least: 2 },
    { equals: 1 },
    { all: [{ field: 'a' }] },
    { not: [] },
    'a == 1',
  ])
    assert.equal(Condition.safeParse(bad).success, false, JSON.stringify(bad))
})

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.record({ field: fc.constantFrom('a', 'b'), equals: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ field: fc.constantFrom('a', 'b'), at_least: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ field: fc.constantFrom('a', 'b'), answered: fc.boolean() }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))
const answers = fc.record({
  a: fc.option(fc.integer({ min: 0, max: 3 })),
  b: fc.option(fc.integer({ min: 0, max: 3 })),
})

test('all and any are each other through not, whatever the conditions', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), answers, (parts, given) => {
      for (const part of parts) assert.equal(Condition.safeParse(part).success, true)
      assert.equal(holds({ not: { all: parts } }, given), holds({ any: parts.map((not) => ({ not })) }, given))
    }),
  )
})
