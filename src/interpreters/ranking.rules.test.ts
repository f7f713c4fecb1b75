// The order in which interpreters are asked: whom she liked first, the same facts in whatever order always the same answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HerSide } from './gates.rules.ts'
import { type Offered, rank, remoteFirst, type Wanted } from './ranking.rules.ts'
import { noRule } from './rules-of-hers.ts'

const wanted: Wanted = {
  ...{ language: 'bn', dialect: 'sylheti', mode: 'telephone', on: '2026-12-01', province: '08' },
  ...{ starts_at: '2026-12-01T09:00:00Z', ends_at: '2026-12-01T10:00:00Z' },
}
const her = (change: Partial<HerSide['rule']> = {}): HerSide => ({
  rule: { ...noRule, ...change },
  exclusions: [],
  named: [],
})
const one = (interpreter_id: string, change: Partial<Offered> = {}): Offered => ({
  ...{ interpreter_id, status: 'active', gender: 'woman', modes: ['telephone'], kind: 'freelance', province: '28' },
  details: { names: [interpreter_id], birth_year: 1980, agency: '', communities: [] },
  languages: [{ language: 'bn', dialect: 'sylheti', level: 'native', both_ways: true }],
  ...{ vetting: [], emergency: false, rates: [], taken: [], came_before: false },
  ...{ zone: 'Europe/Madrid', hours: [], off: [] },
  ...change,
})
const order = (offered: Offered[], hers = her(), session = wanted) =>
  rank(offered, hers, session).map(({ interpreter_id }) => interpreter_id)
const rate = (cents: number) => ({
  ...{ from_on: '2026-01-01', mode: null, cents, unit_minutes: 30, minimum_minutes: 90, rounding: 'up' as const },
  ...{ travel_cents_per_km: 0, currency: 'EUR' },
})

test('whom she liked comes first, then another region where few speak it, then whoever was trained', () => {
  const trained = { vetting: [{ step: 'training' as const, done_on: '2026-01-01', valid_until: null }] }
  assert.deepEqual(order([one('near', { province: '08' }), one('far'), one('liked')], her({ liked: ['liked'] })), [
    ...['liked', 'far', 'near'],
  ])
  assert.deepEqual(order([one('a'), one('b', trained)]), ['b', 'a'])
  const spanish = { ...wanted, language: 'es', dialect: null, mode: 'in_person' as const }
  const speaks = { languages: [{ language: 'es', dialect: null, level: 'native' as const, both_ways: true }] }
  assert.deepEqual(order([one('far', speaks), one('near', { ...speaks, province: '08' })], her(), spanish), [
    'near',
    'far',
  ])
  assert.deepEqual([remoteFirst(her(), wanted), remoteFirst(her(), spanish)], [true, false])
  assert.ok(remoteFirst(her({ small_community: 'yes' }), spanish))
  assert.ok(!remoteFirst(her({ small_community: 'no' }), wanted))
})

test('whoever cannot then stands last, with why; of two alike the cheaper one', () => {
  const busy = { taken: [{ starts_at: '2026-12-01T09:30:00Z', ends_at: '2026-12-01T11:00:00Z' }] }
  const found = rank(
    [one('busy', busy), one('dear', { rates: [rate(2000)] }), one('cheap', { rates: [rate(1000)] })],
    her({ liked: ['busy'] }),
    wanted,
  )
  assert.deepEqual(
    found.map(({ interpreter_id, available, cents }) => [interpreter_id, available, cents]),
    [
      ['cheap', true, 3000],
      ['dear', true, 6000],
      ['busy', false, null],
    ],
  )
  assert.ok(found[0]?.reasons.includes('cheaper') && found[2]?.reasons.includes('busy'))
  assert.equal(rank([one('v', { kind: 'volunteer' })], her(), wanted)[0]?.cents, 0)
})

test('the order does not depend on the order they were written in', () => {
  const people = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      province: fc.constantFrom('08', '28', null),
      came_before: fc.boolean(),
      cents: fc.constantFrom(0, 1000, 2000),
    }),
    { selector: ({ id }) => id, minLength: 2 },
  )
  fc.assert(
    fc.property(people, fc.infiniteStream(fc.nat()), (all, dice) => {
      const offered = all.map(({ id, cents, ...rest }) => one(id, { ...rest, rates: cents ? [rate(cents)] : [] }))
      const shuffled = offered.map((each) => [dice.next().value ?? 0, each] as const).sort(([x], [y]) => x - y)
      assert.deepEqual(order(offered), order(shuffled.map(([, each]) => each)))
    }),
  )
})
