import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dutyAt, gapsOf, inHours, type Office, wallClock } from './duty.rules.ts'
import type { FreeDay, Turn } from './duty.ts'

const madrid: Office = {
  office_id: 'here',
  time_zone: 'Europe/Madrid',
  hours: [
    { weekdays: [1, 2, 3, 4], from: '09:00', until: '18:00' },
    { weekdays: [5], from: '09:00', until: '14:00' },
  ],
}
const aTurn = (change: Partial<Turn> = {}): Turn => ({
  turn_id: 'turn',
  office_id: 'here',
  staff_id: 'ana',
  deputy_id: 'luis',
  telephone: '600',
  time_zone: 'Europe/Madrid',
  from_on: '2026-01-01',
  until_on: null,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from_time: '18:00',
  until_time: '09:00',
  free_days: 'too',
  version: 1,
  ...change,
})
const everybody = new Set(['ana', 'luis', 'eva'])
const whom = (turns: Turn[], at: string, free: FreeDay[] = [], active: ReadonlySet<string> = everybody) =>
  dutyAt(turns, free, active, 'here', at).map(({ staff_id }) => staff_id)

test('the clock on the wall is that of the place, minutes and all', () => {
  assert.deepEqual(wallClock('2026-11-22T23:30:00Z', 'Europe/Madrid'), { day: '2026-11-23', time: '00:30' })
  assert.deepEqual(wallClock('2026-11-22T23:30:00Z', 'Atlantic/Canary'), { day: '2026-11-22', time: '23:30' })
  assert.deepEqual(wallClock('2026-11-22T18:20:00Z', 'Asia/Kathmandu'), { day: '2026-11-23', time: '00:05' })
})

test('an office is open by its own clock, and not on its free days', () => {
  assert.equal(inHours(madrid, [], '2026-11-23T08:00:00Z'), true, 'Monday at nine')
  assert.equal(inHours(madrid, [], '2026-11-23T07:59:00Z'), false)
  assert.equal(inHours(madrid, [], '2026-11-27T13:00:00Z'), false, 'Friday at two')
  assert.equal(inHours(madrid, [], '2026-11-22T10:00:00Z'), false, 'Sunday')
  const monday: FreeDay = { free_day_id: 'x', office_id: null, on_day: '2026-11-23', name: 'fiesta' }
  assert.equal(inHours(madrid, [monday], '2026-11-23T10:00:00Z'), false)
  assert.equal(inHours(madrid, [{ ...monday, office_id: 'elsewhere' }], '2026-11-23T10:00:00Z'), true)
  assert.equal(inHours({ ...madrid, time_zone: 'Atlantic/Canary' }, [], '2026-11-23T08:00:00Z'), false)
})

test('a night belongs to the day it begins on', () => {
  const fridays = [aTurn({ weekdays: [5], from_time: '22:00', until_time: '08:00' })]
  assert.deepEqual(whom(fridays, '2026-11-27T22:00:00Z'), ['ana'], 'Friday at eleven at night')
  assert.deepEqual(whom(fridays, '2026-11-28T06:59:00Z'), ['ana'], 'Saturday just before eight')
  assert.deepEqual(whom(fridays, '2026-11-28T07:00:00Z'), [])
  assert.deepEqual(whom(fridays, '2026-11-27T02:00:00Z'), [], 'the night from Thursday')
  const lastNight = [aTurn({ from_on: '2026-11-27', until_on: '2026-11-27' })]
  assert.deepEqual(whom(lastNight, '2026-11-28T05:00:00Z'), ['ana'], 'the last night ends in the morning')
  assert.deepEqual(whom(lastNight, '2026-11-28T18:00:00Z'), [])
  assert.deepEqual(whom([aTurn({ from_time: '00:00', until_time: '00:00' })], '2026-11-22T12:00:00Z'), ['ana'])
})

test('when summer time begins and ends, a turn keeps the hours of the clock', () => {
  const nights = [aTurn({ from_time: '22:00', until_time: '08:00' })]
  // 29 March 2026: two becomes three. 25 October 2026: three becomes two again.
  for (const [moment, on] of [
    ['2026-03-28T20:59:00Z', false],
    ['2026-03-28T21:00:00Z', true],
    ['2026-03-29T00:59:59Z', true],
    ['2026-03-29T01:00:00Z', true],
    ['2026-03-29T05:59:00Z', true],
    ['2026-03-29T06:00:00Z', false],
    ['2026-10-24T19:59:00Z', false],
    ['2026-10-24T20:00:00Z', true],
    ['2026-10-25T00:30:00Z', true],
    ['2026-10-25T01:30:00Z', true],
    ['2026-10-25T06:59:00Z', true],
    ['2026-10-25T07:00:00Z', false],
  ] as const)
    assert.deepEqual(whom(nights, moment), on ? ['ana'] : [], moment)
})

test('on free days only those who are named for them, and the others not', () => {
  const free: FreeDay[] = [{ free_day_id: 'x', office_id: 'here', on_day: '2026-12-08', name: 'Inmaculada' }]
  const turns = [
    aTurn({ turn_id: 'usual', free_days: 'never', from_time: '09:00', until_time: '09:00' }),
    aTurn({ turn_id: 'feast', staff_id: 'eva', free_days: 'only', from_time: '09:00', until_time: '09:00' }),
  ]
  assert.deepEqual(whom(turns, '2026-12-08T12:00:00Z', free), ['eva'])
  assert.deepEqual(whom(turns, '2026-12-09T07:00:00Z', free), ['eva'], 'until nine the next morning')
  assert.deepEqual(whom(turns, '2026-12-09T12:00:00Z', free), ['ana'])
})

test('one’s own turn comes before that of all offices; whoever left is not called, and the deputy is', () => {
  const all = aTurn({ turn_id: 'all', office_id: null, staff_id: 'eva', deputy_id: null })
  assert.deepEqual(whom([all, aTurn()], '2026-11-22T22:00:00Z'), ['ana'])
  assert.deepEqual(whom([all, aTurn({ weekdays: [1] })], '2026-11-22T22:00:00Z'), ['eva'])
  assert.deepEqual(whom([all, aTurn({ office_id: 'elsewhere' })], '2026-11-22T22:00:00Z'), ['eva'])
  const [named] = dutyAt([aTurn()], [], new Set(['luis']), 'here', '2026-11-22T22:00:00Z')
  assert.deepEqual([named?.staff_id, named?.deputy_id], ['luis', null])
  assert.deepEqual(whom([aTurn()], '2026-11-22T22:00:00Z', [], new Set()), [])
})

test('gaps are the hours outside the office’s own for which nobody is named, exact to the quarter', () => {
  const from = '2026-11-23T10:07:00Z'
  assert.deepEqual(gapsOf(madrid, [aTurn({ from_time: '00:00', until_time: '00:00' })], [], everybody, from, 7), [])
  const weekdays = [aTurn({ weekdays: [1, 2, 3, 4], until_time: '09:00' })]
  assert.deepEqual(gapsOf(madrid, weekdays, [], everybody, from, 7), [
    { from: '2026-11-27T13:00:00.000Z', until: '2026-11-30T08:00:00.000Z' },
  ])
  assert.equal(gapsOf(madrid, [], [], everybody, from, 7).length, 5, 'four nights and the weekend')
  const late = gapsOf(madrid, [aTurn({ from_time: '18:15' })], [], everybody, '2026-11-23T10:00:00Z', 1)
  assert.deepEqual(late, [{ from: '2026-11-23T17:00:00.000Z', until: '2026-11-23T17:15:00.000Z' }])
})
