// What two versions differ in, what of that makes a draft, and that what is hashed tells any two plans apart.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sections } from '#access/access.ts'
import { addDays } from '#kit/day.ts'
import type { Goal, PlanAction } from './plan.ts'
import * as rules from './version.rules.ts'

const today = '2026-11-22'
const goal = (goal_id: string, change: Partial<Goal> = {}): Goal => ({
  ...{ goal_id, need: 'work', section: 'work', status: 'open', set_on: today, place: 0, waits_until: null, version: 1 },
  ...{ words: `words ${goal_id}`, language: 'ur', translation: '', why: '', change: null, actions: [], ...change },
})
const step = (action_id: string, change: Partial<PlanAction> = {}): PlanAction => ({
  ...{
    action_id,
    goal_id: 'g',
    section: 'work',
    words: action_id,
    in_her_words: '',
    who: '',
    service: null,
    cost: null,
  },
  ...{ owner_kind: 'person', owner_id: null, owner_organisation_id: null, due_on: today, done_on: null },
  ...{ referral: null, version: 1, ...change },
})
const frozen = (...goals: Goal[]) => rules.freezePlan(goals, [], () => 'somebody')
const differs = (before: Goal[], after: Goal[]) =>
  rules.compareParts(frozen(...before), frozen(...after)).map((each) => [each.goal_id, each.differs])
const stateSince = (before: Goal[], after: Goal[]) =>
  rules.stateOfPlan(rules.countDiffers(rules.compareParts(frozen(...before), frozen(...after))), true, true)

test('a goal is new, changed, dropped, reached or as before', () => {
  const [a, b] = [goal('a'), goal('b')]
  assert.deepEqual(differs([a], [a, b]), [
    ['a', 'same'],
    ['b', 'new'],
  ])
  assert.deepEqual(differs([a], [{ ...a, words: 'other' }]), [['a', 'changed']])
  assert.deepEqual(differs([a], [{ ...a, status: 'waiting' }]), [['a', 'changed']])
  assert.deepEqual(differs([a, b], [a, { ...b, status: 'left' }]), [
    ['a', 'same'],
    ['b', 'dropped'],
  ])
  assert.deepEqual(differs([a], [{ ...a, status: 'reached' }]), [['a', 'reached']])
})

test('a step done is progress; a step added, changed or dropped changes its goal', () => {
  const of = (...actions: PlanAction[]) => [goal('g', { actions })]
  assert.deepEqual(differs(of(step('s')), of(step('s', { done_on: today }))), [['g', 'same']])
  assert.deepEqual(differs(of(step('s')), of(step('s', { due_on: addDays(today, 1) }))), [['g', 'changed']])
  assert.deepEqual(differs(of(step('s')), of(step('s'), step('t'))), [['g', 'changed']])
  assert.deepEqual(differs(of(step('s')), of()), [['g', 'changed']])
  const [compared] = rules.compareParts(frozen(...of(step('s'))), frozen(...of(step('s', { done_on: today }))))
  assert.equal(compared?.steps[0]?.differs, 'reached')
})

test('a plan is a draft until it is agreed and after a change, not because something was reached or put in order', () => {
  const [a, b] = [goal('a'), goal('b')]
  const none = { new: 0, changed: 0, dropped: 0, reached: 0 }
  assert.equal(rules.stateOfPlan(none, false, false), 'none')
  assert.equal(rules.stateOfPlan(none, false, true), 'draft')
  assert.equal(stateSince([a], [a]), 'agreed')
  assert.equal(stateSince([a, b], [a, { ...b, status: 'reached' }]), 'agreed')
  assert.equal(stateSince([a, b], [{ ...a, place: 4 }, b]), 'agreed')
  assert.equal(stateSince([a], [a, b]), 'draft')
  assert.equal(stateSince([a], [{ ...a, status: 'left' }]), 'draft')
})

const aStep = fc.record({ words: fc.string(), done: fc.boolean(), days: fc.integer({ min: -9, max: 9 }) })
const aGoal = fc.record({
  words: fc.string(),
  section: fc.constantFrom(...sections),
  status: fc.constantFrom('open' as const, 'waiting' as const, 'reached' as const, 'left' as const),
  steps: fc.array(aStep, { maxLength: 3 }),
})
const aPlan = fc.array(aGoal, { maxLength: 6 }).map((goals) =>
  goals.map(({ words, section, status, steps }, place) =>
    goal(`goal ${place}`, {
      ...{ words, section, status, place },
      actions: steps.map((each, at) =>
        step(`step ${place} ${at}`, {
          ...{ words: each.words, done_on: each.done ? today : null, due_on: addDays(today, each.days), section },
        }),
      ),
    }),
  ),
)
const texts = (goals: Goal[]) => {
  const parts = frozen(...goals)
  return sections.map((section) => rules.partText(section, 'salt', parts[section]))
}

test('property: two plans have the same text just when they are the same, whatever order they were read in', () => {
  fc.assert(
    fc.property(aPlan, aPlan, (one, other) => {
      assert.deepEqual(
        texts(one),
        texts(one.map((each) => ({ ...each, actions: each.actions.toReversed() })).toReversed()),
      )
      const same = rules.canonical(frozen(...one)) === rules.canonical(frozen(...other))
      assert.equal(JSON.stringify(texts(one)) === JSON.stringify(texts(other)), same)
    }),
  )
})

test('property: comparing counts every goal once, and a plan differs from itself in nothing', () => {
  fc.assert(
    fc.property(aPlan, aPlan, (one, other) => {
      const [was, is] = [frozen(...one), frozen(...other)]
      const compared = rules.compareParts(was, is)
      const keys = compared.map(({ section, goal_id }) => `${section} ${goal_id}`)
      assert.equal(new Set(keys).size, keys.length)
      assert.ok(compared.every(({ before, after }) => before !== null || after !== null))
      const { new: added, changed, dropped } = rules.countDiffers(rules.compareParts(is, is))
      assert.equal(added + changed + dropped, 0)
    }),
  )
})

test('the hash of the whole hangs on every section, on the agreement and on its salt', () => {
  const agreement = { agreed_on: today, how: 'spoken', language: 'ur', interpreter: 'professional' } as const
  const whole = { ...agreement, interpreter_who: 'K7', copy: 'taken', disagreed: '', case_id: 'c', number: 1 } as const
  const of = (change: object, hashes: Record<string, string> = { work: 'a', mind: 'b' }) =>
    rules.wholeText({ ...whole, review_on: null, agreed_by: 'w', salt: 's', ...change }, hashes)
  const first = of({})
  for (const change of [{ number: 2 }, { how: 'signed' }, { disagreed: 'x' }, { interpreter_who: 'K8' }, { salt: 't' }])
    assert.notEqual(of(change), first, JSON.stringify(change))
  assert.notEqual(of({}, { work: 'a', mind: 'c' }), first)
  assert.equal(of({}, { mind: 'b', work: 'a' }), first)
})

test('an approval by whoever agreed it never passes, nor one of an older version or another hash', () => {
  const hash = fc.constantFrom('a', 'b')
  const staff = fc.constantFrom('x', 'y', 'z')
  fc.assert(
    fc.property(
      fc.array(fc.record({ hash, agreed_by: staff }), { maxLength: 4 }),
      fc.nat(5),
      hash,
      staff,
      (made, number, seen, who) => {
        const versions = made.map((each, place) => ({ ...each, number: place + 1 }))
        const obstacle = rules.approvalObstacle(versions, { number, hash: seen }, who)
        const version = versions.find((each) => each.number === number)
        const passes =
          version !== undefined && number === versions.length && version.hash === seen && version.agreed_by !== who
        assert.equal(obstacle === null, passes)
        if (version?.agreed_by === who) assert.equal(obstacle, 'plan.own_version')
      },
    ),
  )
})

test('an agreement is of a day until today, about something, and names who interpreted', () => {
  const given = { agreed_on: today, how: 'spoken', interpreter: 'not_needed', interpreter_who: '' }
  assert.equal(rules.agreementObstacle(given, today, 1), null)
  assert.equal(rules.agreementObstacle({ ...given, agreed_on: addDays(today, 1) }, today, 1), 'plan.agreed_later')
  assert.equal(rules.agreementObstacle(given, today, 0), 'plan.nothing_to_agree')
  const interpreted = { ...given, interpreter: 'telephone' }
  assert.equal(rules.agreementObstacle(interpreted, today, 1), 'plan.interpreter_unnamed')
  assert.equal(rules.agreementObstacle({ ...interpreted, interpreter_who: 'K7' }, today, 1), null)
})
