// The rules of keeping, in worlds drawn at random: a hold always wins, the longest duty wins over the shortest wish
// unless a law names it, and nothing that is closed later may go earlier.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sections } from '#access/access.ts'
import { loadFacts } from '#facts/load.ts'
import { addDays, addMonths } from '#kit/day.ts'
import { mayErase, type OfFile, retentionOf, stateOf } from './retention.rules.ts'
import { RetentionFile, type RetentionRule } from './retention.ts'

const signed = { source: 'drawn at random', valid_from: '2000-01-01', valid_until: null, reviewed_by: null }
const day = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2005-01-01', days))
const rule = (kind: RetentionRule['kind']) =>
  fc.record({
    ...Object.fromEntries(Object.entries(signed).map(([key, value]) => [key, fc.constant(value)])),
    id: fc.integer({ min: 0, max: 9 }).map((number) => `${kind}_${number}`),
    kind: fc.constant(kind),
    sections: fc.oneof(fc.constant('all' as const), fc.uniqueArray(fc.constantFrom(...sections), { minLength: 1 })),
    counts_from: fc.constantFrom('closing' as const, 'coming_of_age' as const),
    months: fc.option(fc.integer({ min: 0, max: 480 })),
    who: fc.constantFrom('everyone' as const, 'adults' as const, 'minors' as const),
    ref: fc.constant('somewhere'),
    beats: fc.constant([] as string[]),
  }) as unknown as fc.Arbitrary<RetentionRule>
const rules = fc
  .tuple(fc.array(rule('duty'), { maxLength: 5 }), fc.array(rule('wish'), { maxLength: 4 }))
  .map((each) => each.flat())
const file: fc.Arbitrary<OfFile> = fc.record({
  closed_on: day,
  of_age_on: fc.option(day),
  minor: fc.boolean(),
  house_months: fc.integer({ min: 1, max: 600 }),
  jurisdiction: fc.constant('ES'),
})
const law = (list: RetentionRule[]): RetentionFile[] => [
  { ...signed, jurisdiction: 'ES', complete: true, rules: list } as RetentionFile,
]
const runs = { numRuns: 1_000 }

test('a hold always wins, whatever the days and the reason', () => {
  fc.assert(
    fc.property(
      day,
      fc.option(day),
      fc.option(day),
      fc.boolean(),
      fc.boolean(),
      (today, keep, erase, closed, early) => {
        const status = closed ? ('closed' as const) : ('open' as const)
        const held = { status, held: true, keep_until: keep, review_on: erase, erase_on: erase }
        assert.equal(stateOf(held, today), 'on_hold')
        assert.equal(mayErase(held, { before_duty: early }, today), 'on_hold')
      },
    ),
    runs,
  )
})

test('the longest duty wins over the shortest wish, and without a duty the shortest wish decides', () => {
  fc.assert(
    fc.property(rules, file, (list, of) => {
      const found = retentionOf(law(list), of)
      const concerned = list.filter((each) => each.who === 'everyone' || (each.who === 'minors') === of.minor)
      const wishes = concerned
        .filter((each) => each.kind === 'wish')
        .map((each) => retentionOf(law([each]), of).erase_on)
      const house = addMonths(of.closed_on, of.house_months)
      const wish = [house, ...wishes].sort()[0]!
      for (const duty of concerned.filter((each) => each.kind === 'duty'))
        assert.ok(found.erase_on >= retentionOf(law([duty]), of).keep_until!, 'no duty is cut short')
      assert.equal(found.erase_on, [found.keep_until ?? wish, wish].sort()[1])
      assert.ok(found.erase_on >= of.closed_on)
    }),
    runs,
  )
})

test('one duty more never lets a file go earlier, one wish more never keeps it longer', () => {
  fc.assert(
    fc.property(rules, rule('duty'), rule('wish'), file, (list, duty, wish, of) => {
      const before = retentionOf(law(list), of).erase_on
      assert.ok(retentionOf(law([...list, duty]), of).erase_on >= before)
      assert.ok(retentionOf(law([...list, wish]), of).erase_on <= before)
    }),
    runs,
  )
})

test('a law that names a duty ends it, and no other', () => {
  fc.assert(
    fc.property(rule('duty'), rule('duty'), file, fc.integer({ min: 0, max: 24 }), (one, other, of, months) => {
      const named = { ...one, id: 'named', who: 'everyone' as const }
      const spared = { ...other, id: 'spared', who: 'everyone' as const }
      const limit = { ...named, id: 'the_limit', kind: 'limit' as const, months, beats: ['named'] }
      const found = retentionOf(law([named, spared, limit]), of)
      assert.equal(found.keep_until, retentionOf(law([spared]), of).keep_until)
    }),
    runs,
  )
})

test('days move one way: closing later or coming of age later never brings the end nearer', () => {
  fc.assert(
    fc.property(rules, file, fc.nat(4_000), fc.nat(4_000), (list, of, days, years) => {
      const now = retentionOf(law(list), of)
      const then = retentionOf(law(list), { ...of, closed_on: addDays(of.closed_on, days) })
      assert.ok(then.erase_on >= now.erase_on && then.review_on >= now.review_on)
      if (!of.of_age_on) return
      const younger = retentionOf(law(list), { ...of, of_age_on: addDays(of.of_age_on, years) })
      assert.ok(younger.erase_on >= now.erase_on)
      assert.ok(now.review_on <= now.erase_on && now.review_on >= of.closed_on)
    }),
    runs,
  )
})

test('time only moves a file towards its end: kept, upcoming, due', () => {
  const order = ['kept', 'upcoming', 'due']
  fc.assert(
    fc.property(rules, file, day, fc.nat(5_000), (list, of, today, days) => {
      const { review_on, erase_on } = retentionOf(law(list), of)
      const at = (when: string) => order.indexOf(stateOf({ status: 'closed', held: false, review_on, erase_on }, when))
      assert.ok(at(addDays(today, days)) >= at(today))
    }),
    runs,
  )
})

test('nothing is erased while a duty runs, but what should never have been kept', () => {
  const closed = { status: 'closed' as const, held: false, keep_until: '2030-05-01' }
  assert.equal(mayErase(closed, { before_duty: false }, '2030-04-30'), 'duty_runs')
  assert.equal(mayErase(closed, { before_duty: false }, '2030-05-01'), 'yes')
  assert.equal(mayErase(closed, { before_duty: true }, '2027-01-01'), 'yes')
  assert.equal(mayErase({ ...closed, status: 'open' }, { before_duty: true }, '2031-01-01'), 'still_open')
})

test('the rules that ship parse; an adult in Spain is kept five years, a minor until 35, elsewhere the house decides', () => {
  const files = loadFacts().retention.map((each) => RetentionFile.parse(each))
  assert.deepEqual(files.map((each) => each.jurisdiction).sort(), ['ES', 'EU', 'GB', 'IT'])
  const adult = { closed_on: '2026-11-22', of_age_on: '2016-01-01', minor: false, house_months: 60, jurisdiction: 'ES' }
  assert.equal(retentionOf(files, adult).erase_on, '2031-11-22')
  assert.equal(retentionOf(files, { ...adult, house_months: 12 }).erase_on, '2031-11-22', 'a wish does not cut a duty')
  assert.equal(retentionOf(files, { ...adult, minor: true, of_age_on: '2029-03-01' }).erase_on, '2046-03-01')
  const british = retentionOf(files, { ...adult, jurisdiction: 'GB', house_months: 24 })
  assert.deepEqual([british.keep_until, british.erase_on, british.rules_known], [null, '2028-11-22', false])
  for (const { rules: each } of files) for (const { reviewed_by } of each) assert.equal(reviewed_by, null)
})
