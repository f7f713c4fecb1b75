// The clock on the wall holds, on the nights too when it is turned.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { momentOf, spanOf, wallAt } from './clock.rules.ts'

const madrid = 'Europe/Madrid'

test('a time the clock leaps over moves forward with it; one that comes twice is the first', () => {
  // 29 March 2026: two o'clock becomes three.
  assert.deepEqual(momentOf({ on: '2026-03-29', at: '02:30' }, madrid), {
    moment: '2026-03-29T01:30:00.000Z',
    turned: 'skipped',
  })
  assert.deepEqual(wallAt('2026-03-29T01:30:00.000Z', madrid), { on: '2026-03-29', at: '03:30' })
  // 25 October 2026: three o'clock becomes two.
  assert.deepEqual(momentOf({ on: '2026-10-25', at: '02:30' }, madrid), {
    moment: '2026-10-25T00:30:00.000Z',
    turned: 'twice',
  })
  assert.deepEqual(momentOf({ on: '2026-10-25', at: '04:00' }, madrid).moment, '2026-10-25T03:00:00.000Z')
})

test('an hour is an hour also in the night when the clock is turned', () => {
  const { starts_at, ends_at } = spanOf({ on: '2026-10-25', at: '02:30', minutes: 60, zone: madrid })
  assert.deepEqual([starts_at, ends_at], ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'])
})

test('whatever the day and the place, the wall shows the time that was agreed, or it was leapt over', () => {
  const zones = fc.constantFrom(madrid, 'Atlantic/Canary', 'Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(fc.nat(800), fc.nat(23), fc.nat(59), zones, (days, hour, minute, zone) => {
      const on = addDays('2026-01-01', days)
      const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
      const { moment, turned } = momentOf({ on, at }, zone)
      const shown = wallAt(moment, zone)
      if (turned === 'skipped') assert.ok(shown.on === on && shown.at > at && hour < 5)
      else assert.deepEqual(shown, { on, at })
    }),
    { numRuns: 400 },
  )
})
