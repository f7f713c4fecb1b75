// What is owed, by table and by property: more minutes are never paid less, nothing is ever negative or broken into
// parts of a cent, and the sum is the sum of its lines.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Rate } from './interpreter.ts'
import {
  byGrant,
  frozenText,
  gather,
  priceOf,
  rateOn,
  shareOf,
  termsOn,
  totalOf,
  unitsOf,
  usualTerms,
  type Work,
} from './pay.rules.ts'
import type { PayTerms } from './pay.ts'

const rate = (changes: Partial<Rate> = {}): Rate => ({
  from_on: '2026-01-01',
  mode: null,
  cents: 750,
  unit_minutes: 15,
  minimum_minutes: 60,
  rounding: 'up',
  travel_cents_per_km: 26,
  currency: 'EUR',
  ...changes,
})
const work = (changes: Partial<Work> = {}): Work => ({
  booking_id: 'a',
  on_day: '2026-11-02',
  mode: 'in_person',
  what: 'attended',
  minutes: 80,
  travel_km: 12,
  minutes_before: null,
  ...changes,
})
const terms: PayTerms[] = [
  usualTerms,
  { from_on: '2026-11-10', cancel_hours: 48, cancel_percent: 80, travel_fixed_cents: 500 },
]

type Golden = [
  what: string,
  changes: Partial<Work>,
  of: Partial<Rate>,
  paid_minutes: number,
  time: number,
  travel: number,
]
const golden: Golden[] = [
  ['quarter hours begun', {}, {}, 90, 4500, 312],
  ['exactly on the quarter', { minutes: 75 }, {}, 75, 3750, 312],
  ['one minute more', { minutes: 76 }, {}, 90, 4500, 312],
  ['below the minimum', { minutes: 20 }, {}, 60, 3000, 312],
  ['a minimum that is no whole unit', { minutes: 5 }, { minimum_minutes: 50 }, 60, 3000, 312],
  ['to the nearest, down', { minutes: 67 }, { rounding: 'nearest' }, 60, 3000, 312],
  ['to the nearest, half goes up', { minutes: 68 }, { rounding: 'nearest' }, 75, 3750, 312],
  ['by the hour', { minutes: 61 }, { unit_minutes: 60, cents: 3000 }, 120, 6000, 312],
  ['by the minute', { minutes: 61 }, { unit_minutes: 1, cents: 50, minimum_minutes: 0 }, 61, 3050, 312],
  ['no way on the telephone', { mode: 'telephone' }, {}, 90, 4500, 0],
  ['no way by video', { mode: 'video', travel_km: 0 }, {}, 90, 4500, 0],
  ['a fixed sum for the way, from its day on', { on_day: '2026-11-10' }, {}, 90, 4500, 500],
  ['a volunteer: the way alone', {}, { cents: 0 }, 90, 0, 312],
  [
    'called off late: half of what was planned',
    { what: 'late_cancel', minutes: 60, minutes_before: 1439 },
    {},
    60,
    1500,
    0,
  ],
  [
    'an odd share goes up by half a cent',
    { what: 'late_cancel', minutes: 15, minutes_before: 0 },
    { cents: 751, minimum_minutes: 0 },
    15,
    376,
    0,
  ],
  [
    'other terms on a later day',
    { what: 'late_cancel', on_day: '2026-11-12', minutes: 60, minutes_before: 2879 },
    {},
    60,
    2400,
    0,
  ],
]
for (const [what, changes, of, paid_minutes, time_cents, travel_cents] of golden)
  test(`owed: ${what}`, () => {
    const priced = priceOf(work(changes), [rate(of)], terms)
    assert.ok(typeof priced === 'object')
    assert.deepEqual(
      [priced.paid_minutes, priced.time_cents, priced.travel_cents, priced.amount_cents],
      [paid_minutes, time_cents, travel_cents, time_cents + travel_cents],
    )
  })

test('called off in time, or where the house pays no share, nothing is owed', () => {
  const off = (minutes_before: number, more: PayTerms[] = terms) =>
    priceOf(work({ what: 'late_cancel', minutes_before }), [rate()], more)
  assert.equal(off(1440), 'not_owed')
  assert.equal(off(5, [{ ...usualTerms, cancel_percent: 0 }]), 'not_owed')
  assert.notEqual(off(1439), 'not_owed')
})

test('the rate that held on the day counts, for its mode before the one for all', () => {
  const rates = [
    rate({ cents: 700 }),
    rate({ from_on: '2026-11-02', cents: 800 }),
    rate({ from_on: '2026-02-01', mode: 'telephone', cents: 500 }),
    rate({ from_on: '2027-01-01', cents: 900 }),
  ]
  assert.equal(rateOn(rates, '2026-11-01', 'in_person')?.cents, 700)
  assert.equal(rateOn(rates, '2026-11-02', 'in_person')?.cents, 800)
  assert.equal(rateOn(rates, '2026-11-02', 'telephone')?.cents, 500)
  assert.equal(rateOn(rates, '2026-01-15', 'telephone')?.cents, 700)
  assert.equal(rateOn(rates, '2025-12-31', 'in_person'), undefined)
  assert.equal(priceOf(work({ on_day: '2025-12-31' }), rates, terms), 'no_rate')
  assert.equal(termsOn(terms, '2026-11-09'), usualTerms)
  assert.equal(termsOn([], '2026-11-09'), usualTerms)
})

test('a statement is by day, in one currency, and says what stays out', () => {
  const rates = [rate(), rate({ from_on: '2026-12-01', currency: 'CHF' })]
  const found = gather(
    [
      work({ booking_id: 'c', on_day: '2026-12-02' }),
      work({ booking_id: 'b', on_day: '2026-11-03' }),
      work({ booking_id: 'a', on_day: '2025-11-03' }),
      work({ booking_id: 'd', what: 'late_cancel', minutes_before: 9000 }),
    ],
    rates,
    terms,
  )
  assert.deepEqual(
    found.lines.map(({ booking_id }) => booking_id),
    ['b'],
  )
  assert.equal(found.currency, 'EUR')
  assert.deepEqual(
    found.left_out.map(({ booking_id, because }) => [booking_id, because]),
    [
      ['a', 'no_rate'],
      ['c', 'other_currency'],
    ],
  )
})

const aRate = fc
  .record({
    cents: fc.integer({ min: 0, max: 20_000 }),
    unit_minutes: fc.integer({ min: 1, max: 120 }),
    minimum_minutes: fc.integer({ min: 0, max: 240 }),
    rounding: fc.constantFrom('up' as const, 'nearest' as const),
    travel_cents_per_km: fc.integer({ min: 0, max: 100 }),
  })
  .map((changes) => rate(changes))
const aWork = fc
  .record({
    mode: fc.constantFrom('in_person' as const, 'telephone' as const, 'video' as const),
    what: fc.constantFrom('attended' as const, 'late_cancel' as const),
    minutes: fc.integer({ min: 0, max: 1440 }),
    travel_km: fc.integer({ min: 0, max: 2000 }),
    minutes_before: fc.integer({ min: 0, max: 1439 }),
  })
  .map((changes) => work(changes))
const someTerms = fc
  .record({
    cancel_percent: fc.integer({ min: 1, max: 100 }),
    travel_fixed_cents: fc.option(fc.integer({ min: 0, max: 9000 })),
  })
  .map((changes): PayTerms[] => [{ ...usualTerms, ...changes }])

test('whatever the rate: whole cents, never negative, never less for more minutes, and no less than the minimum', () => {
  fc.assert(
    fc.property(aRate, aWork, someTerms, fc.integer({ min: 0, max: 300 }), (of, each, agreed, more) => {
      const [one, two] = [each, { ...each, minutes: each.minutes + more }].map((it) => priceOf(it, [of], agreed))
      assert.ok(typeof one === 'object' && typeof two === 'object')
      for (const cents of [one.time_cents, one.travel_cents, one.amount_cents, two.amount_cents])
        assert.ok(Number.isSafeInteger(cents) && cents >= 0)
      assert.ok(two.amount_cents >= one.amount_cents)
      assert.ok(one.paid_minutes >= of.minimum_minutes)
      assert.ok(of.rounding === 'nearest' || one.paid_minutes >= each.minutes)
      assert.equal(one.amount_cents, one.time_cents + one.travel_cents)
      assert.ok(unitsOf(of, each.minutes) * of.unit_minutes === one.paid_minutes)
    }),
  )
})

test('the sum of the lines is the total, by grant line too, in whatever order they come', () => {
  const line = fc.record({
    grant_code: fc.option(fc.constantFrom('FSE-1', 'AUT/2', 'PROPIO')),
    amount_cents: fc.integer({ min: 0, max: 1_000_000 }),
    minutes: fc.integer({ min: 0, max: 1440 }),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const total = totalOf(lines)
      assert.equal(
        byGrant(lines).reduce((sum, { cents }) => sum + cents, 0),
        total,
      )
      assert.equal(totalOf([...lines].reverse()), total)
    }),
  )
  fc.assert(
    fc.property(fc.array(aWork, { maxLength: 12 }), aRate, someTerms, (all, of, agreed) => {
      const named = all.map((each, place) => ({ ...each, booking_id: String(place) }))
      const { lines } = gather(named, [of], agreed)
      const alone = named.map((each) => priceOf(each, [of], agreed))
      assert.equal(totalOf(lines), totalOf(alone.filter((each) => typeof each === 'object')))
    }),
  )
})

test('a share is never more than the whole, and all of it is the whole', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 0, max: 100 }), (cents, percent) => {
      const share = shareOf(cents, percent)
      assert.ok(Number.isSafeInteger(share) && share >= 0 && share <= cents)
      assert.equal(shareOf(cents, 100), cents)
    }),
  )
})

test('the frozen text is one for one set of figures, and another when any of them changes', () => {
  const priced = (id: string) => {
    const { currency: _, ...line } = priceOf(work({ booking_id: id }), [rate()], terms) as Exclude<
      ReturnType<typeof priceOf>,
      string
    >
    return { ...line, grant_code: 'FSE-1' }
  }
  const lines = [priced('a'), priced('b')]
  const head = { statement_id: 's', interpreter_id: 'i', from_on: '2026-11-01', until_on: '2026-11-30' }
  const text = (changed = lines, more = {}) =>
    frozenText({ ...head, currency: 'EUR', total_cents: totalOf(changed), ...more, lines: changed })
  assert.equal(text([...lines].reverse()), text())
  for (const key of [
    'on_day',
    'minutes',
    'paid_minutes',
    'percent',
    'time_cents',
    'amount_cents',
    'grant_code',
  ] as const)
    assert.notEqual(text([{ ...lines[0]!, [key]: 'other' as never }, lines[1]!]), text(), key)
  assert.notEqual(text(lines, { until_on: '2026-12-01' }), text())
})
