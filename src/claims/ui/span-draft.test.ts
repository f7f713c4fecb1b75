// A time of work as it is typed: one only when its days and hours fit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kit/id.ts'
import { newSpan, spanOf } from './span-draft.ts'

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
