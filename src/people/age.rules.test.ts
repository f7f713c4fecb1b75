// The presumption of minority over thousands of drawn identities: missing data never ends it, and nothing ends it without
// a decision that has a date and a ground.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '#kit/day.ts'
import {
  cardAgeBy,
  cardAgeDiffers,
  endsWithoutGround,
  presumedMinor,
  presumptionOf,
  wholeYears,
  youngestBy,
} from './age.rules.ts'
import { type AgeDecision, AgeDecision as AgeDecisionSchema, type AgeEstimate, endsPresumption } from './age.ts'
import { type Birth, type Identity, noIdentity } from './identity.ts'

const today = '2026-11-22'
const aDay: fc.Arbitrary<Day> = fc.integer({ min: -9000, max: 0 }).map((days) => addDays(today, days))
const years = fc.option(fc.integer({ min: 0, max: 40 }), { nil: null })
const estimate: fc.Arbitrary<AgeEstimate> = fc
  .record({
    on: aDay,
    from: years,
    to: years,
    by: fc.constantFrom('person' as const, 'team' as const, 'doctor' as const),
    basis: fc.constant(''),
    doubts: fc.constant(''),
  })
  .map((each) => (each.from !== null && each.to !== null && each.from > each.to ? { ...each, to: null } : each))
const decision: fc.Arbitrary<AgeDecision> = fc.record({
  on: aDay,
  treated_as: fc.constantFrom('minor' as const, 'adult' as const),
  ground: fc.constantFrom(...endsPresumption),
  basis: fc.constantFrom('a', 'b', 'c'),
})
const year = fc.option(fc.integer({ min: 1970, max: 2020 }), { nil: null })
const birth: fc.Arbitrary<Birth> = fc
  .record({
    certainty: fc.constantFrom('documented' as const, 'said' as const, 'estimated' as const, 'not_known' as const),
    date: fc.option(
      fc.integer({ min: -14_000, max: 0 }).map((days) => addDays(today, days)),
      { nil: null },
    ),
    from_year: year,
    to_year: year,
    place: fc.constant(''),
    country: fc.constant(null),
  })
  .map((each) =>
    each.from_year !== null && each.to_year !== null && each.from_year > each.to_year
      ? { ...each, from_year: each.to_year }
      : each,
  )
const anIdentity: fc.Arbitrary<Identity> = fc
  .record({
    birth,
    estimates: fc.array(estimate, { maxLength: 3 }),
    decisions: fc.array(decision, { maxLength: 3 }),
  })
  .map(({ birth, estimates, decisions }) => ({ ...noIdentity, birth, age: { estimates, decisions } }))
const aCard = fc.record({
  birth_year: fc.option(fc.integer({ min: 1960, max: 2026 }), { nil: null }),
  age_in_doubt: fc.boolean(),
})
const grown = { birth_year: 1980, age_in_doubt: false }
const minorBy = (identity: Identity): boolean => presumptionOf(grown, identity, today).minor

/** The same identity with something missing: an end of a range, a whole estimate, a birth, a decision. */
const withLess = (identity: Identity, what: number): Identity => {
  const { birth, age } = identity
  const { estimates, decisions } = age
  const less: Identity[] = [
    { ...identity, birth: noIdentity.birth },
    { ...identity, birth: { ...birth, date: null } },
    { ...identity, birth: { ...birth, to_year: null } },
    { ...identity, birth: { ...birth, certainty: 'not_known' } },
    { ...identity, age: { ...age, estimates: estimates.slice(1) } },
    { ...identity, age: { ...age, estimates: estimates.map((each) => ({ ...each, from: null })) } },
    { ...identity, age: { ...age, estimates: estimates.map((each) => ({ ...each, to: null })) } },
    { ...identity, age: { ...age, decisions: decisions.slice(1) } },
    { ...identity, age: { ...age, decisions: decisions.slice(0, -1) } },
    { ...identity, age: { estimates: [], decisions: [] } },
    noIdentity,
  ]
  return less[what % less.length]!
}

test('taking anything away never ends the presumption: it stays, or the change is refused', () => {
  fc.assert(
    fc.property(anIdentity, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (before, steps) => {
      const after = steps.reduce(withLess, before)
      if (minorBy(before)) assert.ok(minorBy(after) || endsWithoutGround(before, after, today))
    }),
    { numRuns: 5000 },
  )
})

test('whatever is written, only a new decision with a strong ground ends the presumption', () => {
  fc.assert(
    fc.property(anIdentity, anIdentity, (before, after) => {
      if (!minorBy(before) || minorBy(after) || endsWithoutGround(before, after, today)) return
      const known = before.age.decisions.map((each) => JSON.stringify(each))
      const fresh = after.age.decisions.filter((each) => !known.includes(JSON.stringify(each)))
      assert.ok(fresh.some((each) => each.treated_as === 'adult' && endsPresumption.includes(each.ground)))
    }),
    { numRuns: 5000 },
  )
})

test('an end of a range that nobody could say counts as the youngest', () => {
  fc.assert(
    fc.property(estimate, anIdentity, (one, identity) => {
      const open = { ...one, from: null }
      assert.ok(youngestBy(open, today) === 0 && youngestBy({ ...one, to: null }, today) === youngestBy(one, today))
      const age = { decisions: [], estimates: [...identity.age.estimates, open] }
      const unsure = { ...identity, birth: { ...identity.birth, certainty: 'said' as const }, age }
      assert.ok(minorBy(unsure))
    }),
  )
})

test('card and identity: either is enough to presume', () => {
  fc.assert(
    fc.property(aCard, fc.option(anIdentity), (card, identity) => {
      const { minor } = presumptionOf(card, identity, today)
      if (presumedMinor(card, today)) assert.ok(minor)
      if (identity && minorBy(identity)) assert.ok(minor)
      if (!identity) assert.equal(minor, presumedMinor(card, today))
    }),
    { numRuns: 2000 },
  )
})

test('a card brought in line presumes what the identity presumes, once and for good', () => {
  fc.assert(
    fc.property(aCard, anIdentity, (card, identity) => {
      const line = cardAgeBy(card, identity, today)
      assert.ok(!cardAgeDiffers({ ...card, ...line }, identity, today), 'brought in line it no longer differs')
      if (minorBy(identity)) assert.ok(presumedMinor(line, today))
      if (presumedMinor(card, today) && !presumedMinor(line, today))
        assert.ok(
          identity.age.decisions.length + Number(identity.birth.certainty !== 'not_known') > 0 ||
            identity.birth.date ||
            identity.birth.to_year ||
            identity.birth.from_year,
        )
    }),
    { numRuns: 2000 },
  )
})

test('examples one can follow', () => {
  const of = (changes: Partial<Identity>): Identity => ({ ...noIdentity, ...changes })
  const estimated = (from: number | null, to: number | null, on = today): AgeEstimate => ({
    on,
    from,
    to,
    by: 'team',
    basis: 'papers and face do not agree',
    doubts: '',
  })
  const adult: AgeDecision = { on: today, treated_as: 'adult', ground: 'document', basis: 'birth certificate seen' }
  assert.deepEqual(presumptionOf(grown, noIdentity, today), { minor: false, because: 'none' })
  assert.deepEqual(presumptionOf({ ...grown, age_in_doubt: true }, noIdentity, today), { minor: true, because: 'card' })
  const doubted = of({ age: { estimates: [estimated(16, 19)], decisions: [] } })
  assert.deepEqual(presumptionOf(grown, doubted, today), { minor: true, because: 'estimated' })
  assert.ok(endsWithoutGround(doubted, noIdentity, today), 'an estimate is not simply taken away')
  const decided = of({ age: { estimates: [estimated(16, 19, '2026-10-01')], decisions: [adult] } })
  assert.ok(!endsWithoutGround(doubted, decided, today))
  assert.deepEqual(presumptionOf(grown, decided, today), { minor: false, because: 'decided' })
  const again = of({ age: { estimates: [estimated(15, 17, '2026-11-30')], decisions: [adult] } })
  assert.ok(presumptionOf(grown, again, '2026-12-01').minor, 'a later doubt opens the question again')
  const papers = (date: Day): Identity => of({ birth: { ...noIdentity.birth, certainty: 'documented', date } })
  assert.ok(presumptionOf(grown, papers('2008-11-23'), today).minor, 'a day before the birthday')
  assert.ok(!presumptionOf(grown, papers('2008-11-22'), today).minor, 'on the birthday')
  assert.deepEqual(cardAgeBy(grown, papers('2009-02-01'), today), { birth_year: 2009, age_in_doubt: false })
  assert.deepEqual(cardAgeBy(grown, doubted, today), { birth_year: 1980, age_in_doubt: true })
  assert.ok(!AgeDecisionSchema.safeParse({ ...adult, ground: 'person_said' }).success, 'a word alone ends nothing')
  assert.ok(AgeDecisionSchema.safeParse({ ...adult, treated_as: 'minor', ground: 'person_said' }).success)
  assert.equal(wholeYears('2008-02-29', '2026-02-28'), 17)
})
