// What is ready for a hearing: each point by hand, and whatever is answered the list never loses a point.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AboutAppointment, preparationOf, stillMissing } from './hearing.rules.ts'
import { askedOfCourt, askStates, HearingWords, preparationPoints } from './hearing.ts'

const said = (change: object = {}) => ({
  ...HearingWords.parse({}),
  ...{ on_day: '2026-12-10', at_time: '10:30' },
  ...change,
})
const about = (change: Partial<AboutAppointment> = {}): AboutAppointment => ({
  ...{ status: 'planned', on: '2026-12-10', at: '09:45', interpreter_language: 'ne', booking: 'none' },
  ...{ accompanied: false, stops: 0, meets_excluded: false, ...change },
})
const stateOf = (of: (typeof preparationPoints)[number], change: object, at: AboutAppointment | null) => {
  const found = preparationOf(said(change), at).find(({ point }) => point === of)
  return `${found?.state} ${found?.why}`
}
const asked = (state: (typeof askStates)[number], but: object = {}) => ({
  asked: { ...Object.fromEntries(askedOfCourt.map((each) => [each, state])), ...but },
})

test('nothing said: seven points to do', () => {
  const points = preparationOf(said(), null)
  assert.equal(stillMissing(points), 7)
  assert.ok(points.every(({ state }) => state === 'open'))
})

test('the appointment: none, planned before it begins, cancelled, on another day or too late', () => {
  assert.equal(stateOf('appointment', {}, null), 'open none')
  assert.equal(stateOf('appointment', {}, about()), 'done planned')
  assert.equal(stateOf('appointment', {}, about({ status: 'cancelled' })), 'stands_against cancelled')
  assert.equal(stateOf('appointment', {}, about({ on: '2026-12-11' })), 'stands_against other_time')
  assert.equal(stateOf('appointment', {}, about({ at: '10:45' })), 'stands_against other_time')
})

test('the interpreter: asked, booked, brought by the court, or not needed', () => {
  assert.equal(stateOf('interpreter', {}, about({ interpreter_language: null })), 'open not_said')
  assert.equal(
    stateOf('interpreter', { interpreter: 'not_needed' }, about()),
    'open none',
    'the appointment knows better',
  )
  assert.equal(stateOf('interpreter', { interpreter: 'not_needed' }, null), 'not_needed not_needed')
  assert.equal(stateOf('interpreter', {}, about({ booking: 'offered' })), 'waits offered')
  assert.equal(stateOf('interpreter', {}, about({ booking: 'confirmed' })), 'done booked')
  assert.equal(stateOf('interpreter', { interpreter: 'needed', interpreter_by_court: true }, null), 'done by_court')
})

test('company and the way: an exclusion in the way stands against it whatever was talked over', () => {
  assert.equal(stateOf('accompaniment', { alone: 'wants_to_go_alone' }, about()), 'not_needed alone')
  assert.equal(stateOf('accompaniment', { alone: 'goes_along' }, about()), 'waits nobody_yet')
  assert.equal(stateOf('accompaniment', {}, about({ accompanied: true })), 'done goes_along')
  assert.equal(
    stateOf('way', { way_talked_over: true }, about({ meets_excluded: true })),
    'stands_against meets_excluded',
  )
  assert.equal(stateOf('way', { way_talked_over: true }, about({ stops: 2 })), 'done looked_at')
  assert.equal(stateOf('way', {}, about({ stops: 2 })), 'waits not_talked_over')
})

test('what was asked of the court: one not looked at keeps it open, one refused stands against it', () => {
  assert.equal(stateOf('asked', asked('granted', { video: 'not_looked_at' }), null), 'open not_looked_at')
  assert.equal(stateOf('asked', asked('granted', { video: 'asked' }), null), 'waits asked')
  assert.equal(stateOf('asked', asked('granted', { screen: 'refused' }), null), 'stands_against refused')
  assert.equal(stateOf('asked', asked('not_needed', { screen: 'granted' }), null), 'done granted')
  assert.equal(stateOf('asked', asked('not_needed'), null), 'not_needed not_needed')
})

test('papers and what was explained', () => {
  assert.equal(stateOf('documents', { documents: ['NIE'] }, null), 'waits gathering')
  assert.equal(stateOf('documents', { documents: ['NIE'], documents_ready: true }, null), 'done ready')
  assert.equal(stateOf('explained', { explained: true }, null), 'done explained')
})

test('whatever is answered, each point stands there once, in order', () => {
  const words = fc.record({
    asked: fc.record(Object.fromEntries(askedOfCourt.map((each) => [each, fc.constantFrom(...askStates)]))),
    interpreter: fc.constantFrom('not_said', 'needed', 'not_needed'),
    interpreter_by_court: fc.boolean(),
    alone: fc.constantFrom('not_said', 'goes_along', 'wants_to_go_alone'),
    way_talked_over: fc.boolean(),
    documents: fc.array(fc.constant('NIE'), { maxLength: 2 }),
    documents_ready: fc.boolean(),
    explained: fc.boolean(),
  })
  const appointment = fc.option(
    fc.record({
      status: fc.constantFrom('planned' as const, 'cancelled' as const),
      on: fc.constantFrom('2026-12-10', '2026-12-11'),
      at: fc.constantFrom('09:00', '12:00'),
      interpreter_language: fc.constantFrom(null, 'ne'),
      booking: fc.constantFrom('none' as const, 'offered' as const, 'confirmed' as const),
      accompanied: fc.boolean(),
      stops: fc.nat(2),
      meets_excluded: fc.boolean(),
    }),
    { nil: null },
  )
  fc.assert(
    fc.property(words, appointment, (change, at) => {
      const points = preparationOf(said(change) as never, at)
      assert.deepEqual(
        points.map(({ point }) => point),
        preparationPoints,
      )
      if (at?.meets_excluded) assert.ok(stillMissing(points) > 0)
    }),
  )
})
