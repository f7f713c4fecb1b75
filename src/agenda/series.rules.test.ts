// On which days an appointment comes again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { momentOf, wallAt } from './clock.rules.ts'
import { daysOfSeries, exceptionsThatFit, lastWeekday, nthWeekday, placeInMonth, weekdayOf } from './series.rules.ts'
import { Repeats } from './series.ts'

const never = () => false
const rule = (change: object): Repeats => Repeats.parse({ series_id: newId(), unit: 'week', every: 1, ...change })

test('every second week on two days, and on the same date of each month', () => {
  assert.deepEqual(daysOfSeries('2026-11-24', rule({ every: 2, weekdays: [2, 4], count: 4 }), never), [
    '2026-11-24',
    '2026-11-26',
    '2026-12-08',
    '2026-12-10',
  ])
  assert.deepEqual(daysOfSeries('2027-01-31', rule({ unit: 'month', count: 3 }), never), [
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
  ])
})

test('the third Tuesday, the last Friday, and a fifth Monday only where there is one', () => {
  assert.deepEqual(daysOfSeries('2026-11-17', rule({ unit: 'month', month_by: 'weekday', count: 3 }), never), [
    '2026-11-17',
    '2026-12-15',
    '2027-01-19',
  ])
  assert.deepEqual(daysOfSeries('2026-11-27', rule({ unit: 'month', month_by: 'last_weekday', count: 3 }), never), [
    '2026-11-27',
    '2026-12-25',
    '2027-01-29',
  ])
  assert.deepEqual(daysOfSeries('2026-11-30', rule({ unit: 'month', month_by: 'weekday', count: 2 }), never), [
    '2026-11-30',
    '2027-03-29',
  ])
})

test('free days are left out where they are skipped, and ten lessons stay ten', () => {
  const free = (day: string) => day === '2026-12-08'
  const weekly = { weekdays: [2], count: 3 }
  assert.deepEqual(daysOfSeries('2026-12-01', rule({ ...weekly, holidays: 'skip' }), free), [
    '2026-12-01',
    '2026-12-15',
    '2026-12-22',
  ])
  assert.ok(daysOfSeries('2026-12-01', rule(weekly), free).includes('2026-12-08'))
})

test('a rule ends by a day or by a number, never by both or by none', () => {
  assert.equal(Repeats.safeParse({ series_id: newId(), unit: 'day', every: 1 }).success, false)
  assert.equal(
    Repeats.safeParse({ series_id: newId(), unit: 'day', every: 1, count: 3, until: '2027-01-01' }).success,
    false,
  )
})

const aDay = fc.nat(700).map((days) => addDays('2026-01-01', days))
const aRule = fc
  .record({
    unit: fc.constantFrom('day', 'week', 'month'),
    every: fc.integer({ min: 1, max: 6 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    month_by: fc.constantFrom('date', 'weekday', 'last_weekday'),
    count: fc.integer({ min: 1, max: 60 }),
    except: fc.array(aDay, { maxLength: 10 }),
    holidays: fc.constantFrom('keep', 'skip'),
  })
  .map(rule)

test('whatever the rule: in order, once each, never before the first, never on an exception, and at most so many', () => {
  fc.assert(
    fc.property(aDay, aRule, fc.uniqueArray(aDay, { maxLength: 20 }), (first, repeats, free) => {
      const days = daysOfSeries(first, repeats, (day) => free.includes(day))
      assert.deepEqual(days, [...new Set(days)].sort())
      assert.ok(days.length <= repeats.count!)
      for (const day of days) {
        assert.ok(day >= first && !repeats.except.includes(day))
        if (repeats.holidays === 'skip') assert.ok(!free.includes(day))
        if (repeats.unit === 'week' && repeats.weekdays.length > 0) assert.ok(repeats.weekdays.includes(weekdayOf(day)))
        if (repeats.unit === 'month' && repeats.month_by === 'weekday')
          assert.deepEqual([weekdayOf(day), placeInMonth(day)], [weekdayOf(first), placeInMonth(first)])
        if (repeats.unit === 'month' && repeats.month_by === 'last_weekday')
          assert.equal(day, lastWeekday(day, weekdayOf(first)))
      }
    }),
    { numRuns: 200 },
  )
})

test('summer time never moves the time of a series', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: 6, max: 22 }), aRule, (first, hour, repeats) => {
      const at = `${String(hour).padStart(2, '0')}:15`
      for (const on of daysOfSeries(first, repeats, never))
        assert.deepEqual(wallAt(momentOf({ on, at }, 'Europe/Madrid').moment, 'Europe/Madrid'), { on, at })
    }),
    { numRuns: 40 },
  )
})

test('the n-th of a weekday lies in its month or nowhere', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }), (month, weekday, nth) => {
      const day = nthWeekday(month, weekday, nth)
      if (day === null) return assert.equal(nth, 5)
      assert.deepEqual([day.slice(0, 7), weekdayOf(day), placeInMonth(day)], [month.slice(0, 7), weekday, nth])
    }),
  )
})

test('days left out stay out where another rule would come again, and nowhere else', () => {
  const left_out = ['2026-12-01', '2026-12-08', '2026-12-10', '2026-11-17', '2027-03-02']
  const tuesdays = rule({ weekdays: [2], until: '2027-01-31' })
  assert.deepEqual(exceptionsThatFit('2026-11-24', tuesdays, left_out), ['2026-12-01', '2026-12-08'])
  const ten = rule({ every: 2, weekdays: [2], count: 10 })
  assert.deepEqual(exceptionsThatFit('2026-11-24', ten, left_out), ['2026-12-08', '2027-03-02'])
})
