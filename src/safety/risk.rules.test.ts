import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOf, dueOf, levelOf, lookObstacle, reviewDays } from './risk.rules.ts'
import { riskFacts, type ScoreWords } from './risk.ts'

const aScore = (likelihood: number, impact: number, measures: string[] = []): ScoreWords => ({
  ...{ likelihood, impact, reasons: 'r' },
  measures: measures.map((what) => ({ what, who: '', until: null })),
})

test('every likelihood by every impact has one level, and never a lower one for more', () => {
  const rank = riskFacts.levels.map(({ level }) => level)
  for (let likelihood = 1; likelihood <= 5; likelihood += 1)
    for (let impact = 1; impact <= 5; impact += 1) {
      const here = rank.indexOf(levelOf(riskFacts, { likelihood, impact }))
      assert.ok(here >= 0)
      if (likelihood > 1) assert.ok(here >= rank.indexOf(levelOf(riskFacts, { likelihood: likelihood - 1, impact })))
      if (impact > 1) assert.ok(here >= rank.indexOf(levelOf(riskFacts, { likelihood, impact: impact - 1 })))
    }
  assert.equal(levelOf(riskFacts, { likelihood: 1, impact: 5 }), 'some')
  assert.equal(levelOf(riskFacts, { likelihood: 5, impact: 5 }), 'very_high')
})

test('the form proposes to look again by the highest level', () => {
  assert.equal(reviewDays(riskFacts, ['low', 'very_high']), 7)
  assert.equal(reviewDays(riskFacts, ['low']), 90)
  assert.equal(reviewDays(riskFacts, []), 90)
})

test('what changed against the look before is said', () => {
  assert.deepEqual(changeOf(aScore(3, 3), undefined), { moved: 'first', measures_added: [], measures_gone: [] })
  assert.deepEqual(changeOf(aScore(4, 3, ['b']), aScore(3, 3, ['a'])), {
    ...{ moved: 'up', measures_added: ['b'], measures_gone: ['a'] },
  })
  assert.equal(changeOf(aScore(2, 3), aScore(3, 3)).moved, 'down')
  assert.equal(changeOf(aScore(3, 2), aScore(2, 3)).moved, 'same')
})

const today = '2026-11-22'
test('it is time to look when something was told for a day that came, or the file shows it', () => {
  const told = [
    { trigger_id: '1', trigger: 'hearing' as const, on_day: '2026-11-30', words: 'w' },
    { trigger_id: '2', trigger: 'media' as const, on_day: '2026-11-20', words: '' },
  ]
  const happened = [
    { kind: 'stay_began', on_day: '2026-11-21' },
    { kind: 'contact_attempt_recorded', on_day: '2026-11-21' },
  ]
  const due = dueOf(riskFacts, told, happened, true, '2027-01-01', today)
  assert.deepEqual(
    due.map(({ trigger, ahead }) => [trigger, ahead]),
    [
      ['media', false],
      ['move', false],
      ['contact_attempt', false],
      ['hearing', true],
      ['birthday_18', true],
    ],
  )
  // Nobody ever looked: a move is no reason yet, an attempt to reach the person is.
  assert.deepEqual(
    dueOf(riskFacts, [], happened, false, null, today).map(({ trigger }) => trigger),
    ['contact_attempt'],
  )
  const known = [{ trigger_id: '3', trigger: 'birthday_18' as const, on_day: '2027-01-01', words: '' }]
  assert.equal(dueOf(riskFacts, known, [], true, '2027-01-01', today).length, 1, 'a birthday once')
})

test('a look names risks of this file, a day to come, and says why when nothing is judged anew', () => {
  const look = { scores: [], ended: [], review_on: '2026-12-01', words: 'Nothing new.' }
  const known = [
    { risk_id: 'a', ended: false },
    { risk_id: 'b', ended: true },
  ]
  const obstacle = (change: Partial<Parameters<typeof lookObstacle>[0]>) =>
    lookObstacle({ ...look, ...change }, known, today)
  assert.equal(obstacle({}), null)
  assert.equal(obstacle({ words: '' }), 'safety.look_why')
  assert.equal(obstacle({ scores: [{ risk_id: 'a', first: null }], words: '' }), null)
  assert.equal(obstacle({ scores: [{ risk_id: 'x', first: null }] }), 'safety.risk_not_found')
  assert.equal(obstacle({ scores: [{ risk_id: 'x', first: {} }] }), null)
  assert.equal(obstacle({ scores: [{ risk_id: 'a', first: {} }] }), 'safety.risk_not_found')
  assert.equal(obstacle({ scores: [{ risk_id: 'b', first: null }] }), 'safety.risk_not_found')
  assert.equal(obstacle({ ended: ['b'] }), 'safety.risk_not_found')
  assert.equal(obstacle({ ended: ['a'], scores: [{ risk_id: 'a', first: null }] }), 'safety.risk_scored_and_ended')
  assert.equal(obstacle({ ended: ['a'], words: '' }), 'safety.look_why')
  assert.equal(obstacle({ review_on: today }), 'safety.review_after_today')
  assert.equal(obstacle({ review_on: '2027-08-01' }), 'safety.review_too_late')
})
