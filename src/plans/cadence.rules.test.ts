// When a plan is looked at again: what was agreed, what is usual, what happened; and that the data says what it must.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Stage } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { nextReview, phaseOf, type ReviewFacts } from './cadence.rules.ts'
import { Cadence, cadence } from './cadence-facts.ts'

const today = '2026-11-22'
const given = (change: Partial<ReviewFacts> = {}): ReviewFacts => ({
  ...{ facts: { stage: 'support', stay: false, protocol_open: false }, review_on: null, reviewed_at: null },
  ...{ begun_on: today, wakes_on: null, happened: [], ...change },
})

test('the data fits its shape: weekly in crisis, a month at most in shelter, quarterly in autonomy, and not reviewed', () => {
  Cadence.parse(cadence)
  assert.deepEqual(
    cadence.phases.map(({ code, within_days }) => [code, within_days]),
    [
      ['crisis', 7],
      ['shelter', 28],
      ['autonomy', 91],
    ],
  )
  assert.deepEqual([cadence.confidence, cadence.reviewed_by], ['memory', null])
})

test('every stage has its phase; an open protocol is a crisis in all of them, a place to sleep is shelter', () => {
  const of = (facts: object) => phaseOf(cadence, { stay: false, protocol_open: false, ...facts }).code
  for (const stage of Stage.options) assert.equal(of({ stage, protocol_open: true }), 'crisis')
  assert.equal(of({ stage: 'first_contact' }), 'crisis')
  assert.equal(of({ stage: 'support' }), 'shelter')
  assert.equal(of({ stage: 'learning_and_work' }), 'autonomy')
  assert.equal(of({ stage: 'learning_and_work', stay: true }), 'shelter')
})

test('the agreed day stands; without one the usual one counts from the last look or the first goal', () => {
  const agreed = nextReview(cadence, given({ review_on: addDays(today, 80) }))
  assert.deepEqual([agreed?.on, agreed?.because], [addDays(today, 80), 'agreed'])
  const usual = nextReview(cadence, given())
  assert.deepEqual([usual?.on, usual?.because, usual?.phase], [addDays(today, 28), 'cadence', 'shelter'])
  assert.equal(usual?.reviewed, false)
  assert.equal(nextReview(cadence, given({ reviewed_at: '2026-11-10T10:00:00Z' }))?.on, addDays('2026-11-10', 28))
  assert.equal(nextReview(cadence, given({ begun_on: null })), null, 'no plan, no review')
})

test('what happened since the last look asks sooner and says why; what happened before asks nothing', () => {
  const happened = [{ kind: 'best_interest_decided', at: '2026-11-20T09:00:00Z' }]
  const after = nextReview(cadence, given({ review_on: '2027-01-01', reviewed_at: '2026-11-19T10:00:00Z', happened }))
  assert.deepEqual([after?.on, after?.because, after?.code], ['2026-11-27', 'trigger', 'best_interest_decided'])
  const before = nextReview(cadence, given({ review_on: '2027-01-01', reviewed_at: '2026-11-21T10:00:00Z', happened }))
  assert.deepEqual([before?.on, before?.because], ['2027-01-01', 'agreed'])
  const other = [{ kind: 'note_written', at: '2026-11-21T09:00:00Z' }]
  assert.equal(nextReview(cadence, given({ happened: other }))?.because, 'cadence')
})

test('property: the next look is never later than any reason for it, and is one of them', () => {
  const aDay = fc.integer({ min: -200, max: 200 }).map((days) => addDays(today, days))
  const kinds = cadence.triggers.map(({ kind }) => kind as string)
  fc.assert(
    fc.property(
      fc.option(aDay),
      fc.option(aDay),
      fc.option(aDay),
      fc.array(fc.record({ kind: fc.constantFrom(...kinds), day: aDay })),
      (review_on, wakes_on, looked, things) => {
        const reviewed_at = looked ? `${looked}T12:00:00Z` : null
        const happened = things.map(({ kind, day }) => ({ kind, at: `${day}T13:00:00Z` }))
        const next = nextReview(cadence, given({ review_on, wakes_on, reviewed_at, happened }))
        assert.ok(next)
        const since = reviewed_at ?? `${today}T00:00:00Z`
        const days = [
          review_on ?? addDays(looked ?? today, 28),
          ...(wakes_on ? [wakes_on] : []),
          ...happened
            .filter(({ at }) => at > since)
            .map(({ kind, at }) =>
              addDays(at.slice(0, 10), cadence.triggers.find((each) => each.kind === kind)!.within_days),
            ),
        ]
        assert.equal(next.on, days.sort()[0])
      },
    ),
  )
})
