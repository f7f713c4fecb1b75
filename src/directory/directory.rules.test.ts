// How fresh, how it answered, when its door is open: decisions without a database.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadFacts } from '#facts/load.ts'
import { addDays } from '#kit/day.ts'
import { onTopOf } from '#kit/ui/conflict.ts'
import { standingOf, standingRules } from '#matching/standing.rules.ts'
import { Schedule, Weekday } from './directory.ts'
import { differences } from './edit.rules.ts'
import { freshnessDays, freshnessOf, toCheckAgain } from './freshness.rules.ts'
import { opensOn, readRecurrence, recurrenceOf } from './schedule.rules.ts'

const { codes } = loadFacts()
const limits = freshnessDays(codes.freshness!)
const rules = standingRules(codes.standing)

test('vouched for until its day, announced before it, lapsed after it; looked up holds ninety days', () => {
  const assured = (until: string, today: string) =>
    freshnessOf({ assured: { by: 'Casa', on: '2026-01-01', until }, checked_on: '2026-01-01' }, limits, today)
  assert.equal(assured('2026-06-30', '2026-03-01').state, 'assured')
  assert.equal(assured('2026-06-30', '2026-06-20').state, 'ending')
  assert.equal(assured('2026-06-30', '2026-06-30').state, 'ending')
  assert.deepEqual(assured('2026-06-30', '2026-07-01'), { state: 'lapsed', until: '2026-06-30', days: -1, by: 'Casa' })
  const looked = (today: string) => freshnessOf({ assured: null, checked_on: '2026-01-01' }, limits, today).state
  assert.equal(looked('2026-04-01'), 'looked_up')
  assert.equal(looked('2026-04-02'), 'old')
  assert.ok(toCheckAgain(assured('2026-06-30', '2026-06-20')) && !toCheckAgain(assured('2026-06-30', '2026-03-01')))
  assert.throws(() => freshnessDays({ codes: [] }))
})

test('how a service answered: few say nothing, silence and a constant no stand lower with the count as reason', () => {
  const told = (accepted: number, declined: number, declined_full: number, unanswered: number) =>
    standingOf({ accepted, declined, declined_full, unanswered }, rules).map(({ key, values }) => [
      key,
      values.count,
      values.of,
    ])
  assert.deepEqual(told(0, 0, 0, 0), [])
  assert.deepEqual(told(0, 0, 0, 2), [])
  assert.deepEqual(told(0, 0, 0, 3), [['standing.often_unanswered', 3, 3]])
  assert.deepEqual(told(2, 0, 0, 2), [])
  assert.deepEqual(told(3, 0, 0, 3), [['standing.often_unanswered', 3, 6]])
  assert.deepEqual(told(4, 0, 0, 3), [])
  assert.deepEqual(told(0, 2, 1, 0), [['standing.never_accepted', 3, 3]])
  assert.deepEqual(told(1, 5, 0, 0), [])
  assert.deepEqual(told(0, 0, 4, 0), [['standing.always_full', 4, 4]])
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), (accepted, declined, declined_full, unanswered) => {
      const answers = { accepted, declined, declined_full, unanswered }
      const sum = (all: { weight: number }[]) => all.reduce((total, { weight }) => total + weight, 0)
      const [now, kinder] = [standingOf(answers, rules), standingOf({ ...answers, accepted: accepted + 1 }, rules)]
      assert.ok(sum(now) <= 0 && sum(kinder) >= sum(now), 'taking one more never lowers it')
    }),
    { numRuns: 5_000 },
  )
})

const schedule = (given: object) => Schedule.parse({ opens_at: '09:00', closes_at: '14:00', ...given })

test('open on this day: weekly, every second week, the first and last of the month, a date, a season', () => {
  const monday = schedule({ days: ['MO'] })
  assert.deepEqual([opensOn(monday, '2026-11-23'), opensOn(monday, '2026-11-24')], [true, false])
  const second = schedule({ days: ['MO'], every: 2, valid_from: '2026-11-23' })
  assert.deepEqual([opensOn(second, '2026-11-30'), opensOn(second, '2026-12-07')], [false, true])
  const firstAndLast = schedule({ freq: 'MONTHLY', days: ['TU'], weeks: [1, -1] })
  const tuesdays = ['2026-11-03', '2026-11-10', '2026-11-17', '2026-11-24']
  assert.deepEqual(
    tuesdays.map((day) => opensOn(firstAndLast, day)),
    [true, false, false, true],
  )
  const fifteenth = schedule({ freq: 'MONTHLY', month_days: [15], valid_to: '2026-12-31' })
  assert.deepEqual([opensOn(fifteenth, '2026-12-15'), opensOn(fifteenth, '2027-01-15')], [true, false])
  assert.ok(!Schedule.safeParse({ freq: 'WEEKLY', month_days: [1], opens_at: '09:00', closes_at: '10:00' }).success)
})

test('the recurrence other systems exchange says the same and is read back', () => {
  const weeks = fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, -1), { maxLength: 3 })
  const days = fc.uniqueArray(fc.constantFrom(...Weekday.options), { maxLength: 3 })
  const month_days = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 3 })
  fc.assert(
    fc.property(
      fc.boolean(),
      days,
      weeks,
      month_days,
      fc.integer({ min: 1, max: 4 }),
      (monthly, byday, nth, dates, every) => {
        const given = monthly
          ? {
              freq: 'MONTHLY',
              days: byday,
              weeks: byday.length > 0 ? nth : [],
              month_days: byday.length > 0 ? [] : dates,
              every,
            }
          : { freq: 'WEEKLY', days: byday, every }
        const made = Schedule.safeParse({ ...given, opens_at: '09:00', closes_at: '10:00' })
        fc.pre(made.success)
        const read = readRecurrence(recurrenceOf(made.data!))
        const again = Schedule.parse({ ...read, opens_at: '09:00', closes_at: '10:00' })
        for (let day = '2026-02-01', left = 70; left > 0; day = addDays(day, 1), left--)
          assert.equal(opensOn(again, day), opensOn(made.data!, day), day)
      },
    ),
    { numRuns: 60 },
  )
  assert.equal(readRecurrence({ freq: 'MONTHLY', byday: '1MO,3TU' }), null)
  assert.equal(readRecurrence({ freq: 'DAILY', byday: 'MO' }), null)
  assert.equal(readRecurrence({ freq: 'WEEKLY', byday: 'noon' }), null)
})

test('in which fields two records differ: what is let in is told one by one', () => {
  const was = { name: 'A', admission: { without_papers: 'unknown', with_debt: 'no' }, phones: [] }
  const is = { name: 'A', admission: { without_papers: 'yes', with_debt: 'no' }, phones: [{ number: '1' }] }
  assert.deepEqual(differences(was, is), [
    { field: 'admission.without_papers', before: 'unknown', after: 'yes' },
    { field: 'phones', before: [], after: [{ number: '1' }] },
  ])
  assert.deepEqual(differences(was, was), [])
})

test('on top of what a colleague saved: untouched fields are theirs, only what both changed is asked', () => {
  const read = { name: 'A', fees: null, phones: ['1'], alert: 'x' }
  const mine = { ...read, fees: 'Gratis', alert: 'mine' }
  const theirs = { ...read, phones: ['1', '2'], alert: 'theirs' }
  const { merged, asked } = onTopOf<Record<string, unknown>>(read, mine, theirs)
  assert.deepEqual(merged, { name: 'A', fees: 'Gratis', phones: ['1', '2'], alert: 'mine' })
  assert.deepEqual(asked, ['alert'])
  assert.deepEqual(onTopOf<Record<string, unknown>>(read, mine, read), { merged: mine, asked: [] })
})
