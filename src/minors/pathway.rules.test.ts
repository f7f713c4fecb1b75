// The order of the pathway, the family that is not told, consents on a guardian, and the day someone turns 18.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import data from '#data/minors/pathway.json' with { type: 'json' }
import { addDays } from '#kit/day.ts'
import { familyMayBeTold, guardianObstacle, needsGuardian } from '#people/minor-facts.rules.ts'
import { FamilyRiskOutcome, GuardianWord } from '#people/minor-facts.ts'
import { firstSteps, withStep } from './missing.rules.ts'
import {
  assentStands,
  type Shown,
  stateOf,
  stepObstacle,
  tellPath,
  transitionOf,
  walksAsMinor,
} from './pathway.rules.ts'
import { Pathway, pathway, ShownBy } from './pathway.ts'

const { steps } = pathway
const today = '2026-11-22'
const shownBys = ShownBy.options.filter((each) => each !== 'hand')
const shown = fc.record(Object.fromEntries(shownBys.map((each) => [each, fc.boolean()]))) as fc.Arbitrary<Shown>
const marks = fc.uniqueArray(
  fc.record({
    step: fc.constantFrom(...steps.map(({ code }) => code)),
    state: fc.constantFrom('done' as const, 'not_needed' as const),
  }),
  { selector: ({ step }) => step },
)
const standing = fc.record({ shown, marks, family_is_safe: fc.boolean() })

test('the data fits its shape, names only steps it has, and never goes in a circle', () => {
  const { steps: all } = Pathway.parse(data)
  const codes = all.map(({ code }) => code)
  assert.equal(new Set(codes).size, codes.length)
  for (const [place, { code, after }] of all.entries())
    for (const before of after) assert.ok(codes.indexOf(before) < place && codes.includes(before), `${code}: ${before}`)
  for (const by of shownBys) assert.ok(all.filter(({ shown_by }) => shown_by === by).length === 1, by)
})

test('no step is allowed before those it depends on', () => {
  fc.assert(
    fc.property(fc.constantFrom(...steps), standing, (step, stands) => {
      if (stepObstacle(steps, step.code, stands) !== null) return
      for (const code of step.after) {
        const before = steps.find((each) => each.code === code)!
        assert.ok(['done', 'not_needed'].includes(stateOf(steps, before, stands)), `${step.code} before ${code}`)
      }
    }),
  )
})

test('whatever else is done, the family is told only when the risk was found to be none', () => {
  fc.assert(
    fc.property(standing, (stands) => {
      const obstacle = stepObstacle(steps, 'family_told', stands)
      if (!stands.family_is_safe) assert.equal(obstacle, 'minor.family_not_safe')
      else if (obstacle === null)
        assert.ok(
          ['done', 'not_needed', 'next'].includes(
            stateOf(steps, steps.find(({ code }) => code === 'family_told')!, stands),
          ),
        )
    }),
  )
  for (const outcome of [null, ...FamilyRiskOutcome.options])
    for (const minor of [true, false]) assert.equal(familyMayBeTold(minor, outcome), !minor || outcome === 'safe')
})

test('any order of doing what is next ends the pathway, and nothing else ever needs doing first', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (draws) => {
      const stands = { shown: {} as Shown, marks: [] as { step: string; state: 'done' }[], family_is_safe: true }
      for (let left = steps.length; left > 0; left -= 1) {
        const next = steps.filter((step) => stateOf(steps, step, stands) === 'next')
        assert.ok(next.length > 0)
        const step = next[draws.next().value! % next.length]!
        if (step.shown_by === 'hand') stands.marks.push({ step: step.code, state: 'done' })
        else stands.shown[step.shown_by] = true
      }
      assert.ok(steps.every((step) => stateOf(steps, step, stands) === 'done'))
    }),
  )
})

test('a guardian who may not consent never makes a consent valid', () => {
  const givers = fc.constantFrom('person', 'minor_with_guardian', 'guardian', 'court')
  fc.assert(
    fc.property(givers, fc.constantFrom(...GuardianWord.options), (given_by, word) => {
      const valid = guardianObstacle(given_by, word) === null
      assert.equal(valid, !(needsGuardian(given_by) && word === 'may_not'))
    }),
  )
})

test('unknown age counts as minor, and no year alone ends the protection before its last day', () => {
  assert.equal(walksAsMinor({ birth_year: null, age_in_doubt: false }, today), true)
  assert.equal(transitionOf({ birth_year: null, age_in_doubt: false }, today), null)
  assert.equal(transitionOf({ birth_year: 2009, age_in_doubt: true }, today), null)
  fc.assert(
    fc.property(fc.integer({ min: 1950, max: 2026 }), fc.boolean(), (birth_year, age_in_doubt) => {
      const card = { birth_year, age_in_doubt }
      const transition = transitionOf(card, today)
      assert.equal(walksAsMinor(card, today), age_in_doubt || transition?.state !== 'over')
      if (transition) {
        assert.ok(transition.prepare_from < transition.earliest_on && transition.earliest_on < transition.latest_on)
        assert.equal(walksAsMinor(card, addDays(transition.latest_on, 1)), false)
        assert.equal(walksAsMinor(card, transition.latest_on), true)
      }
    }),
  )
})

test('of assents the latest counts, and one taken back stands no more', () => {
  const said = (answer: string, asked_on: string, withdrawn_at: string | null = null) => ({
    about: 'photo',
    answer,
    asked_on,
    withdrawn_at,
  })
  assert.equal(assentStands([], 'photo'), false)
  assert.equal(assentStands([said('yes', '2026-10-01')], 'photo'), true)
  assert.equal(assentStands([said('yes', '2026-10-01')], 'interview'), false)
  assert.equal(assentStands([said('yes', '2026-10-01'), said('no', '2026-11-01')], 'photo'), false)
  assert.equal(assentStands([said('no', '2026-10-01'), said('yes', '2026-11-01')], 'photo'), true)
  assert.equal(assentStands([said('yes', '2026-10-01', '2026-10-02T10:00:00Z')], 'photo'), false)
})

test('steps are late only while they stand open, and the first hours are ticked once each', () => {
  const nothing = { shown: {}, marks: [], family_is_safe: false }
  const late = tellPath(steps, nothing, '2026-11-01', '2026-11-22T10:00:00.000Z').filter((step) => step.late)
  assert.deepEqual(
    late.map(({ code }) => code),
    steps.filter(({ within_hours }) => within_hours !== null && within_hours < 21 * 24).map(({ code }) => code),
  )
  const by = '00000000-0000-4000-8000-000000000001'
  const first = withStep([], { code: 'report_to_police', at: '2026-11-22T09:00:00.000Z', by }, true)
  assert.equal(
    withStep(first, { code: 'report_to_police', at: '2026-11-22T11:00:00.000Z', by }, true)[0]?.at,
    first[0]?.at,
  )
  assert.deepEqual(withStep(first, first[0]!, false), [])
  const told = { left_at: '2026-11-22T08:00:00.000Z', steps: first }
  const seen = firstSteps(pathway.first_hours, told, '2026-11-22T09:30:00.000Z')
  assert.deepEqual(
    seen.filter((step) => step.late).map(({ code }) => code),
    ['look_in_the_place', 'call_the_person', 'tell_the_coordinator'],
  )
})
