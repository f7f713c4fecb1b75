// What changed is said with the rule it was judged by, and only of what can be compared.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anInstrument, aScore } from '#test/instruments.ts'
import { type ChosenRules, changesSince, type Taken } from './change.rules.ts'
import type { Score } from './instrument.ts'

const taken = (value: number | null, change: { version?: number; prorated?: boolean } = {}): Taken => ({
  version: change.version ?? 1,
  taken_on: '2026-10-01',
  read: {
    ...{ asked: [], missing: [], findings: [], undecided: [], safety: [] },
    scores: [{ code: 'total', value, prorated: change.prorated ?? false, band: null, cut_offs: [] }],
  },
})
const since = (before: Taken, after: Taken, score: Partial<Score> = {}, chosen?: ChosenRules) =>
  changesSince(anInstrument({ scores: [aScore(score)] }), before, after, chosen)

test('a change says its direction, whether it is more than chance, and by which rule', () => {
  assert.deepEqual(since(taken(8), taken(5)), [
    {
      ...{ score: 'total', since: '2026-10-01', before: 8, after: 5, direction: 'better', reliable: true },
      rule: { code: 'usual', at_least: 3 },
    },
  ])
  assert.deepEqual(since(taken(5), taken(7))[0]?.direction, 'worse')
  assert.equal(since(taken(5), taken(7))[0]?.reliable, false)
  assert.deepEqual(since(taken(4), taken(4))[0]?.direction, 'same')
  assert.equal(since(taken(4), taken(7), { better: 'higher' })[0]?.direction, 'better')
})

test('the rule this house goes by is used; one that is not of this score is not', () => {
  const chosen = since(taken(8), taken(5), {}, { total: 'strict' })[0]
  assert.deepEqual([chosen?.reliable, chosen?.rule?.code], [false, 'strict'])
  assert.equal(since(taken(8), taken(5), {}, { total: 'unheard_of' })[0]?.rule?.code, 'usual')
})

test('where no rule is known nothing is said about chance', () => {
  const [none] = since(taken(8), taken(0), { changes: [] })
  assert.deepEqual([none?.reliable, none?.rule, none?.direction], [null, null, 'better'])
})

test('other versions, scores with gaps and scores counted up are not compared', () => {
  assert.deepEqual(since(taken(8, { version: 2 }), taken(5)), [])
  assert.deepEqual(since(taken(8, { version: 2 }), taken(5, { version: 2 })), [], 'of a form that is not this one')
  assert.deepEqual(since(taken(null), taken(5)), [])
  assert.deepEqual(since(taken(8), taken(null)), [])
  assert.deepEqual(since(taken(8, { prorated: true }), taken(5)), [])
  assert.deepEqual(since(taken(8), taken(5, { prorated: true })), [])
})
