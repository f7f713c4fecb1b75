import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '#kit/day.ts'
import { calendars } from './calendars.ts'
import {
  civilOf,
  monthsOn,
  nextWorking,
  numberOf,
  previousWorking,
  toDay,
  toNumber,
  weekdayOf,
  workingDays,
} from './days.rules.ts'

const anyDay = fc.integer({ min: -40_000, max: 80_000 })

test('a day is the same number on every way there and back', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, more) => {
      const { year, month, date } = civilOf(day)
      assert.equal(numberOf(year, month, date), day)
      assert.equal(toNumber(toDay(day)), day)
      assert.equal(toDay(day + more), addDays(toDay(day), more))
      assert.equal(weekdayOf(day), new Date(`${toDay(day)}T00:00:00Z`).getUTCDay())
    }),
  )
})

test('months go from date to date, and a shorter month ends on its last day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (day, months) =>
      assert.equal(toDay(monthsOn(day, months).day), addMonths(toDay(day), months)),
    ),
  )
  assert.deepEqual(monthsOn(toNumber('2027-01-31'), 1), { day: toNumber('2027-02-28'), shortened: true })
  assert.deepEqual(monthsOn(toNumber('2028-01-31'), 1), { day: toNumber('2028-02-29'), shortened: true })
  assert.deepEqual(monthsOn(toNumber('2027-01-28'), 1), { day: toNumber('2027-02-28'), shortened: false })
})

const freeIn = (calendar: string, province: string | null, town: string | null, from: string, until: string) => {
  const days = workingDays(calendars[calendar]!, province, town)
  const free: string[] = []
  for (let day = toNumber(from); day <= toNumber(until); day += 1) {
    const weekday = weekdayOf(day)
    if (!days.isWorking(day) && weekday > 0 && weekday < 6) free.push(toDay(day))
  }
  return free
}

test('each place has its own free days besides weekends', () => {
  const easter = (province: string | null, town: string | null) =>
    freeIn('es', province, town, '2026-03-30', '2026-04-10')
  assert.deepEqual(easter(null, null), ['2026-04-03'])
  assert.deepEqual(easter('28', 'madrid'), ['2026-04-02', '2026-04-03'])
  assert.deepEqual(easter('08', 'barcelona'), ['2026-04-03', '2026-04-06'])
  assert.deepEqual(easter('46', 'valencia'), ['2026-04-03', '2026-04-06'])
  assert.deepEqual(freeIn('es', '46', 'valencia', '2026-04-11', '2026-04-17'), ['2026-04-13'])
  assert.deepEqual(freeIn('es', '28', 'madrid', '2026-11-01', '2026-12-31'), [
    ...['2026-11-02', '2026-11-09', '2026-12-07', '2026-12-08', '2026-12-25'],
  ])
  assert.deepEqual(freeIn('es', '08', 'barcelona', '2026-05-20', '2026-06-30'), ['2026-05-25', '2026-06-24'])
  assert.deepEqual(freeIn('uk', 'GB-SCT', null, '2026-04-01', '2026-04-30'), ['2026-04-03'])
  assert.deepEqual(freeIn('uk', 'GB-ENG', null, '2026-04-01', '2026-04-30'), ['2026-04-03', '2026-04-06'])
  assert.deepEqual(freeIn('us', null, null, '2026-07-01', '2026-07-10'), ['2026-07-03'])
  assert.deepEqual(freeIn('it', 'IT-MI', 'milano', '2026-12-01', '2026-12-31'), [
    ...['2026-12-07', '2026-12-08', '2026-12-25'],
  ])
})

test('where nothing is known only weekends are free, and what is not known is told', () => {
  const days = workingDays(calendars.es!, '41', 'sevilla')
  assert.equal(days.isWorking(toNumber('2031-01-01')), true)
  assert.equal(days.isWorking(toNumber('2031-01-04')), false)
  assert.equal(days.knownUntil, toNumber('2028-12-31'))
  assert.equal(days.lacksTown(toNumber('2026-03-02')), true)
  assert.equal(workingDays(calendars.es!, '28', 'madrid').lacksTown(toNumber('2026-03-02')), false)
  assert.equal(workingDays(calendars.es!, '28', 'nowhere').lacksTown(toNumber('2026-03-02')), true)
  assert.equal(workingDays(null, null, null).isWorking(toNumber('2026-12-25')), true)
})

test('the next and the last working day are the nearest ones', () => {
  const days = workingDays(calendars.es!, '08', 'barcelona')
  const anyKnown = fc.integer({ min: toNumber('2024-01-02'), max: toNumber('2028-12-20') })
  fc.assert(
    fc.property(anyKnown, (day) => {
      const [next, previous] = [nextWorking(days, day), previousWorking(days, day)]
      assert.ok(days.isWorking(next) && days.isWorking(previous) && previous <= day && day <= next)
      for (let between = previous + 1; between < next; between += 1)
        if (between !== day) assert.equal(days.isWorking(between), false)
      if (days.isWorking(day)) assert.deepEqual([previous, next], [day, day])
    }),
  )
})
