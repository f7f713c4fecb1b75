import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupsOf, partOf, untilOf } from './wall.rules.ts'

// A Wednesday.
const today = '2026-03-18'

test('the overdue, the day, the rest of its week until Sunday, the week after, then months', () => {
  const parts = ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-22', '2026-03-23', '2026-03-29', '2026-03-30']
  assert.deepEqual(
    parts.map((due_on) => partOf(due_on, today).part),
    ['overdue', 'today', 'week', 'week', 'next_week', 'next_week', 'month'],
  )
  assert.equal(partOf('2026-04-30', today).day, '2026-04-01')
})

test('on a Sunday this week is over: tomorrow is next week', () => {
  assert.equal(partOf('2026-03-23', '2026-03-22').part, 'next_week')
  assert.equal(untilOf('week', '2026-03-22'), '2026-03-22')
})

test('rows of one part stand together and keep their order', () => {
  const rows = ['2026-03-01', '2026-03-10', '2026-04-02', '2026-04-20', '2026-05-01'].map((due_on) => ({ due_on }))
  assert.deepEqual(
    groupsOf(rows, today).map(({ part, day, rows: of }) => [part, day, of.length]),
    [
      ['overdue', null, 2],
      ['month', '2026-04-01', 2],
      ['month', '2026-05-01', 1],
    ],
  )
})

test('until when one looks', () => {
  assert.deepEqual(
    ['week', 'next_week', 'month', 'all'].map((span) => untilOf(span, today)),
    ['2026-03-22', '2026-03-29', '2026-04-18', undefined],
  )
})
