// What was owed for work: the arithmetic counted out by hand, and what must hold whatever somebody worked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween } from '#kit/day.ts'
import { fraction, rounded } from './fraction.rules.ts'
import { wageTables } from './wages.rules.ts'
import { WageFacts, type WageTable, type WorkSpan, WorkSpan as WorkSpanSchema, wageFacts } from './wages.ts'

const span = (more: Partial<WorkSpan> = {}): WorkSpan => ({
  span_id: '018f0000-0000-7000-8000-000000000001',
  country: 'ES',
  from: '2025-03-01',
  until: '2025-03-31',
  days_a_week: 5,
  minutes_a_day: 480,
  away: [],
  floor: 'general',
  agreed: null,
  received: { amount: 0, per: 'whole' },
  kept: [],
  bed_counts: false,
  ...more,
})

const only = (spans: WorkSpan[], today = '2025-03-31'): WageTable => {
  const tables = wageTables(spans, wageFacts, today)
  assert.equal(tables.length, 1)
  return tables[0] as WageTable
}

test('the dated floors have the shape of facts, grow over time and are marked as nobody read them', () => {
  for (const facts of Object.values(wageFacts)) {
    WageFacts.parse(facts)
    assert.equal(facts.reviewed_by, null)
    for (const { rates } of facts.floors)
      rates.reduce((before, each) => {
        assert.ok(before.from < each.from, each.cited)
        assert.ok(before.amount <= each.amount, each.cited)
        return each
      })
  }
})

test('a whole month of whole weeks is a twelfth of fourteen payments', () => {
  // 1,184.00 × 14 ÷ 12 = 1,381.33
  const table = only([span()])
  assert.equal(table.owed, 138_133)
  assert.equal(table.total, 138_133)
})

test('hours above the week are paid by the hour of the year: 12 hours on 6 days', () => {
  // 72 h a week: 40 ordinary (the whole month), 32 above. 31 days ÷ 7 × 32 h = 141.714 h. An hour: 1,184 × 14 ÷ 1,826 = 9.0778 €.
  // 141.714 × 9.0778 = 1,286.46
  const table = only([span({ days_a_week: 6, minutes_a_day: 720 })])
  assert.equal(table.months[0]?.overtime_minutes, 8_503)
  assert.equal(table.months[0]?.owed_ordinary, 138_133)
  assert.equal(table.months[0]?.owed_overtime, 128_645)
})

test('a year boundary changes the floor, and both months say which one they stand on', () => {
  const table = only([span({ from: '2024-12-01', until: '2025-01-31' })])
  // 1,134 × 14 ÷ 12 = 1,323.00, and 1,381.33
  assert.deepEqual(
    table.months.map(({ owed_ordinary, rates }) => [owed_ordinary, rates.map(({ from }) => from)]),
    [
      [132_300, ['2024-01-01']],
      [138_133, ['2025-01-01']],
    ],
  )
  assert.equal(table.owed, 270_433)
})

test('part of a month is paid by its days, part of a week by its share', () => {
  // 10 of 31 days, 20 of 40 hours: 1,381.33 × 10 ÷ 31 ÷ 2 = 222.80
  assert.equal(only([span({ from: '2025-03-22', minutes_a_day: 240 })]).owed, 22_280)
})

test('days she was away are not counted, and overlapping absences only once', () => {
  const away = [
    { from: '2025-03-10', until: '2025-03-14' },
    { from: '2025-03-12', until: '2025-03-19' },
  ]
  const table = only([span({ away })])
  assert.equal(table.months[0]?.days, 21)
  assert.equal(table.owed, rounded(fraction(118_400 * 14 * 21, 12 * 31)))
})

test('what was promised counts where it is more, and never where it is less', () => {
  const agreed = (amount: number) =>
    ({ amount, per: 'month', payments: 12, cited: 'Promised by voice message' }) as const
  assert.equal(only([span({ agreed: agreed(180_000) })]).owed, 180_000)
  assert.equal(only([span({ agreed: agreed(40_000) })]).owed, 138_133)
})

test('what was kept back is shown and takes nothing from what is owed; what she had in hand does', () => {
  const table = only([
    span({ received: { amount: 40_000, per: 'month' }, kept: [{ what: 'debt', amount: 60_000, per: 'month' }] }),
  ])
  assert.equal(table.kept, 60_000)
  assert.equal(table.difference, 98_133)
})

test('interest runs from the last day of each month, simple, and never on what she had too much', () => {
  // 365 days at 10 %
  assert.equal(only([span()], '2026-03-31').interest, 13_813)
  assert.equal(only([span({ received: { amount: 200_000, per: 'month' } })], '2026-03-31').interest, 0)
  assert.equal(only([span()]).interest, 0)
})

test('by the hour: work in a home in Spain, the United Kingdom with a bed that counts, the United States above forty hours', () => {
  // 31 ÷ 7 × 20 h × 9.26 = 820.17
  assert.equal(only([span({ floor: 'domestic_hourly', minutes_a_day: 240 })]).owed, 82_017)
  // March 2025: 31 ÷ 7 × 40 h × 11.44 = 2,026.51, less 31 × 9.99 = 309.69
  const uk = only([span({ country: 'GB', floor: 'adult', bed_counts: true })])
  assert.deepEqual([uk.currency, uk.owed, uk.months[0]?.offset], ['GBP', 171_682, 30_969])
  // 31 ÷ 7 × (40 × 7.25 + 20 × 7.25 × 1.5) = 2,247.50
  const us = only([span({ country: 'US', floor: 'federal', days_a_week: 6, minutes_a_day: 600 })])
  assert.deepEqual([us.currency, us.owed], ['USD', 224_750])
})

test('April changes the floor of the United Kingdom in the middle of what she worked', () => {
  const table = only([span({ country: 'GB', floor: 'adult', from: '2025-03-25', until: '2025-04-07' })])
  // Seven days each: 40 h × 11.44 and 40 h × 12.21
  assert.deepEqual(
    table.months.map(({ month, owed_ordinary, rates }) => [month, owed_ordinary, rates.length]),
    [
      ['2025-03', 45_760, 1],
      ['2025-04', 48_840, 1],
    ],
  )
})

test('where nothing is known nothing is made up: the days are called out', () => {
  const table = only([span({ country: 'IT', floor: null })])
  assert.deepEqual([table.owed, table.days_without_rate], [0, 31])
  assert.equal(only([span({ from: '2018-12-01', until: '2018-12-31' })]).days_without_rate, 31)
})

test('a month longer ago than a claim usually waits is marked and still counted', () => {
  const table = only([span({ from: '2024-10-01', until: '2024-11-30' })], '2025-11-15')
  assert.deepEqual(
    table.months.map(({ beyond }) => beyond),
    [true, false],
  )
  assert.ok(table.owed > 0)
})

test('two currencies are two tables', () => {
  const both = wageTables([span(), span({ country: 'GB', floor: 'adult' })], wageFacts, '2025-03-31')
  assert.deepEqual(
    both.map(({ currency }) => currency),
    ['EUR', 'GBP'],
  )
})

const drawn = fc
  .record({
    country: fc.constantFrom('ES' as const, 'GB' as const, 'US' as const),
    start: fc.integer({ min: 0, max: 2200 }),
    length: fc.integer({ min: 1, max: 500 }),
    halves: fc.integer({ min: 1, max: 14 }),
    minutes: fc.integer({ min: 15, max: 1440 }),
    received: fc.integer({ min: 0, max: 300_000 }),
    per: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    awayAt: fc.integer({ min: 0, max: 400 }),
    bed_counts: fc.boolean(),
    agreed: fc.option(fc.integer({ min: 100, max: 3_000 })),
  })
  .map(({ country, start, length, halves, minutes, received, per, awayAt, bed_counts, agreed }) => {
    const from = addDays('2020-01-01', start)
    const until = addDays(from, length - 1)
    const gone = addDays(from, awayAt)
    return WorkSpanSchema.parse(
      span({
        ...{ country, from, until, bed_counts, days_a_week: halves / 2, minutes_a_day: minutes },
        floor: { ES: 'general', GB: 'adult', US: 'federal' }[country],
        received: { amount: received, per },
        away: gone <= until ? [{ from: gone, until: addDays(gone, 6) < until ? addDays(gone, 6) : until }] : [],
        agreed: agreed === null ? null : { amount: agreed, per: 'hour', payments: 12, cited: '' },
      }),
    )
  })

const sums = ({ owed, received, difference, interest, total }: WageTable) => ({
  ...{ owed, received, difference, interest, total },
})

test('cutting a time in two on any day changes no sum', () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (whole, at) => {
      const days = daysBetween(whole.from, whole.until)
      fc.pre(days > 0)
      const cut = addDays(whole.from, at % days)
      const parts = [
        { ...whole, until: cut },
        { ...whole, from: addDays(cut, 1) },
      ].map((part) => ({
        ...part,
        agreed: part.agreed,
        away: part.away
          .map(({ from, until }) => ({
            from: from < part.from ? part.from : from,
            until: until > part.until ? part.until : until,
          }))
          .filter(({ from, until }) => from <= until),
      }))
      assert.deepEqual(sums(only(parts, '2027-01-01')), sums(only([whole], '2027-01-01')))
    }),
    { numRuns: 300 },
  )
})

test('more hours never make less, and what she had in hand lowers the difference by exactly that', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 200 }), (one, more) => {
      fc.pre(one.minutes_a_day + more <= 1440)
      const before = only([one])
      assert.ok(only([{ ...one, minutes_a_day: one.minutes_a_day + more }]).owed >= before.owed)
      const none = only([{ ...one, received: { amount: 0, per: 'whole' } }])
      assert.ok(Math.abs(none.difference - before.difference - before.received) <= 1)
      assert.equal(before.months.reduce((days, month) => days + month.days, 0) >= 0, true)
    }),
    { numRuns: 300 },
  )
})

test('half a cent goes up, below nothing too', () => {
  assert.deepEqual(
    [fraction(1, 2), fraction(-1, 2), fraction(3, 2), fraction(-3, 2), fraction(7, 3)].map(rounded),
    [1, 0, 2, -1, 2],
  )
})
