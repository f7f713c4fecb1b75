// A sum as somebody types it, in any of the ways it is written, and never another one in silence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/id.ts'
import { centsOf } from './claim-words.ts'
import { newSpan, spanOf } from './span-draft.ts'

test('thousands are thousands and cents are cents, with a point or a comma', () => {
  for (const [typed, cents] of [
    ['1.200', 120_000],
    ['1,200', 120_000],
    ['1200,5', 120_050],
    ['1200.50', 120_050],
    [' 18.000,50 ', 1_800_050],
    ['18,000.50', 1_800_050],
    ['1 200 000', 120_000_000],
    ['0', 0],
  ] as const)
    assert.equal(centsOf(typed), cents, typed)
})

test('what is no sum is not taken for one', () => {
  for (const typed of ['', ' ', 'mil', '1200 €', '-5', '1.2.3', '12.3456', '1e3', '0x10', 'Infinity'])
    assert.equal(centsOf(typed), null, typed)
})

test('a time of work is one only when its days and hours fit', () => {
  const whole = { ...newSpan('ES', 'general'), span_id: newId(), from: '2025-03-01', until: '2025-03-31' }
  assert.equal(spanOf(whole)?.minutes_a_day, 600)
  assert.equal(spanOf({ ...whole, hours_a_day: '10,5' })?.minutes_a_day, 630)
  for (const change of [
    ...[{ from: null }, { until: '2025-02-01' }, { hours_a_day: '25' }, { hours_a_day: '' }, { hours_a_day: 'diez' }],
    ...[{ days_a_week: '8' }, { days_a_week: '6,3' }, { days_a_week: '' }],
  ])
    assert.equal(spanOf({ ...whole, ...change }), null, JSON.stringify(change))
})
