import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendars } from './calendars.ts'
import { type PlaceDays, toDay, toNumber, workingDays } from './days.rules.ts'
import { Term } from './rule.ts'
import { endOf, minuteOf, type Pause } from './term.rules.ts'
import { term } from './worked/tried.ts'

const places = [
  workingDays(calendars.es!, '28', 'madrid'),
  workingDays(calendars.es!, '08', 'barcelona'),
  workingDays(calendars.es!, '38', null),
  workingDays(calendars.it!, 'IT-RM', 'roma'),
  workingDays(calendars.uk!, 'GB-SCT', null),
  workingDays(calendars.us!, null, null),
  workingDays(null, null, null),
]
const dueOf = (on: string, at: string | null, counted: Term, days: PlaceDays) => {
  const { day, minute } = endOf({ day: toNumber(on), minute: minuteOf(at) }, counted, days)
  return [toDay(day), minute]
}

const place = fc.constantFrom(...places)
const [first, last] = [toNumber('2024-01-01'), toNumber('2028-06-30')]
const start = fc.integer({ min: first, max: last })
const minute = fc.integer({ min: 0, max: 1439 })

const counted = fc.oneof(
  fc.record({
    ...{ n: fc.integer({ min: 1, max: 120 }), unit: fc.constant('day' as const) },
    count: fc.constantFrom('working' as const, 'calendar' as const),
    from: fc.constantFrom('next_day' as const, 'same_day' as const),
  }),
  fc.record({
    ...{ n: fc.integer({ min: 1, max: 24 }), unit: fc.constant('month' as const) },
    count: fc.constant('date_to_date' as const),
    from: fc.constantFrom('next_day' as const, 'same_day' as const),
  }),
  fc.record({
    ...{ n: fc.integer({ min: 1, max: 96 }), unit: fc.constant('hour' as const) },
    count: fc.constantFrom('working' as const, 'calendar' as const),
    from: fc.constant('moment' as const),
  }),
)
const anyTerm = fc
  .tuple(counted, fc.constantFrom('next_working' as const, 'previous_working' as const, 'stays' as const), fc.boolean())
  .map(([shape, roll, courts]) =>
    Term.parse({
      ...shape,
      roll,
      bound: 'at_most',
      ...(courts && shape.unit !== 'hour' && { pauses: 'court_closed' }),
    }),
  )
const whole = (due: { day: number; minute: number | null }): number => due.day * 2000 + (due.minute ?? 1999)

test('what begins later never ends earlier', () => {
  fc.assert(
    fc.property(anyTerm, place, start, fc.integer({ min: 0, max: 60 }), minute, (counted, days, day, later, at) => {
      const hour = counted.unit === 'hour' ? at : null
      const [one, other] = [
        { day, minute: hour },
        { day: day + later, minute: hour },
      ]
      assert.ok(whole(endOf(one, counted, days)) <= whole(endOf(other, counted, days)))
    }),
    { numRuns: 2000 },
  )
})

test('no term ends on a day that is not a working day where its rule moves it', () => {
  fc.assert(
    fc.property(anyTerm, place, start, (counted, days, day) => {
      const due = endOf({ day, minute: null }, counted, days)
      if (counted.roll !== 'stays') assert.ok(days.isWorking(due.day), toDay(due.day))
      if (counted.count === 'working') assert.ok(days.isWorking(due.day), toDay(due.day))
    }),
    { numRuns: 2000 },
  )
})

test('a suspension adds exactly its length', () => {
  const shape = anyTerm.filter(({ pauses }) => pauses === undefined)
  fc.assert(
    fc.property(shape, place, start, fc.nat(40), fc.nat(400), (moved, days, day, into, length) => {
      const counted = { ...moved, roll: 'stays' as const }
      const plain = endOf({ day, minute: 0 }, counted, days)
      const from = { day: day + into, minute: null }
      fc.pre(from.day <= plain.day)
      const pauses: Pause[] = [{ from, until: { day: from.day + length, minute: null } }]
      const due = endOf({ day, minute: 0 }, counted, days, pauses)
      if (counted.count === 'working') {
        const isStill = (at: number) => at > from.day && at <= from.day + length
        let working = 0
        for (let at = day; at <= due.day; at += 1) if (days.isWorking(at) && isStill(at)) working += 1
        let without = 0
        for (let at = plain.day + 1; at <= due.day; at += 1) if (days.isWorking(at)) without += 1
        assert.equal(without, working)
      } else assert.equal(due.day - plain.day, length)
      assert.equal(due.minute, plain.minute)
    }),
    { numRuns: 2000 },
  )
})

test('no time zone and no change of clocks moves a day or an hour', () => {
  const zone = process.env.TZ
  const reckoned = () =>
    places.map((days) =>
      ['2026-03-27', '2026-03-28', '2026-10-23', '2026-10-24', '2027-03-14', '2026-11-01'].map((on) => [
        dueOf(on, '23:30', term(48, 'hour', 'calendar'), days),
        dueOf(on, '01:30', term(24, 'hour', 'working'), days),
        dueOf(on, null, term(5, 'day', 'working'), days),
        dueOf(on, null, term(1, 'month', 'date_to_date'), days),
      ]),
    )
  try {
    const all = ['UTC', 'Pacific/Kiritimati', 'America/New_York', 'Asia/Kathmandu', 'Europe/Madrid'].map((name) => {
      process.env.TZ = name
      return reckoned()
    })
    for (const each of all) assert.deepEqual(each, all[0])
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
  const night = dueOf('2026-10-24', '10:00', term(48, 'hour', 'calendar'), places[0]!)
  assert.deepEqual(night, ['2026-10-26', 600])
})

test('more of a term never ends it earlier', () => {
  fc.assert(
    fc.property(anyTerm, place, start, (counted, days, day) => {
      const more = { ...counted, n: counted.n + 1 }
      const began = { day, minute: null }
      assert.ok(whole(endOf(began, counted, days)) <= whole(endOf(began, more, days)))
    }),
    { numRuns: 1000 },
  )
})
