import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { axisOf, barOf, lanesOf, marksOf, nextOf, placeOf } from './lanes.rules.ts'
import type { Item } from './reckoning.ts'

const today = '2026-03-20'
let made = 0
const item = (change: Partial<Item>): Item => ({
  key: `k${made++}`,
  ...{ pack: 'es', rule_id: 'ES-06', rule_from: '2025-05-20', track: 'permit', kind: 'deadline', matter_id: null },
  started_by: { code: 'proposal_received', on: today, at: null, event_id: null, from_key: null },
  ...{ starts_on: today, due_on: null, due_at: null, readings: [], state: 'running' },
  ...{ closed_by: null, silence: null, reviewed: false, steps: [] },
  ...change,
})

test('a day of this week has more room than a day of next year', () => {
  const axis = axisOf([item({ due_on: '2031-03-20' })], today)
  const room = (from: number) => placeOf(axis, addDays(today, from + 1)) - placeOf(axis, addDays(today, from))
  assert.ok(room(2) > 5 * room(200))
  assert.equal(placeOf(axis, addDays(today, -axis.past)), 0)
  assert.equal(placeOf(axis, addDays(today, axis.future)), 1)
})

test('later never stands before earlier, and nothing stands outside', () => {
  const axis = axisOf([item({ starts_on: '2021-01-01', due_on: '2027-01-01' })], today)
  let before = -1
  for (let days = -2000; days < 2000; days += 7) {
    const at = placeOf(axis, addDays(today, days))
    assert.ok(at >= before && at >= 0 && at <= 1)
    before = at
  }
})

test('the marks of the axis stand apart and today is always one of them', () => {
  for (const due_on of ['2026-03-27', '2026-06-20', '2031-03-20']) {
    const marks = marksOf(axisOf([item({ due_on })], today))
    assert.ok(marks.some(({ days }) => days === 0))
    for (const [place, mark] of marks.entries()) assert.ok(place === 0 || mark.place - marks[place - 1]!.place >= 0.169)
  }
})

test('what has no end goes on to the edge; a second reading is drawn beside the first', () => {
  const endless = item({ kind: 'right', state: 'stands' })
  const twoWays = item({
    due_on: '2026-03-25',
    readings: [
      { code: 'calendar', due_on: '2026-03-25', due_at: null },
      { code: 'working', due_on: '2026-03-27', due_at: null },
    ],
  })
  const axis = axisOf([endless, twoWays], today)
  assert.deepEqual([barOf(axis, endless).open, barOf(axis, endless).until], [true, 1])
  assert.equal(barOf(axis, twoWays).also, placeOf(axis, '2026-03-27'))
  assert.equal(barOf(axis, { ...twoWays, state: 'met' }).also, null)
})

test('lanes stand in the order of the tracks, what presses first, what is over counted and kept away', () => {
  const items = [
    item({ track: 'asylum', due_on: '2026-04-20' }),
    item({ track: 'permit', kind: 'right', state: 'stands' }),
    item({ track: 'permit', due_on: '2026-03-01', state: 'overdue' }),
    item({ track: 'permit', due_on: '2026-02-01', state: 'met' }),
  ]
  const lanes = lanesOf(items, false)
  assert.deepEqual(
    lanes.map(({ track, rows, holds, hidden }) => [track, rows.map(({ state }) => state).join(), holds.length, hidden]),
    [
      ['permit', 'overdue', 1, 1],
      ['asylum', 'running', 0, 0],
    ],
  )
  assert.equal(lanesOf(items, true)[0]!.rows.length, 2)
})

test('what comes next: the overdue first, rights without a day and what is over not at all', () => {
  const items = [
    item({ due_on: '2026-04-20' }),
    item({ due_on: '2026-03-01', state: 'overdue' }),
    item({ due_on: '2026-03-10', state: 'silence' }),
    item({ kind: 'right', state: 'stands' }),
    item({ kind: 'period', due_on: '2026-04-01', state: 'stands' }),
    item({ kind: 'period', due_on: '2026-03-02', state: 'stands' }),
  ]
  assert.deepEqual(
    nextOf(items, today).map(({ due_on }) => due_on),
    ['2026-03-01', '2026-04-01', '2026-04-20'],
  )
})
