import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareNeeds, needsThatAskForAGoal } from '#assessments/needs.rules.ts'
import { needsAnswersFor } from '#assessments/needs.ts'
import instrumentFile from '#data/instruments/needs.json' with { type: 'json' }
import { NeedsInstrument } from '#facts/instrument.ts'

const instrument = NeedsInstrument.parse(instrumentFile)
const Answers = needsAnswersFor(instrument)
const codes = instrument.domains.map((domain) => domain.code)

test('the instrument has twelve domains, five worded levels and says it is not validated', () => {
  assert.equal(codes.length, 12)
  assert.deepEqual(
    instrument.levels.map((level) => level.value),
    [0, 1, 2, 3, 4],
  )
  assert.equal(instrument.validated, false)
  assert.equal(instrument.asks_for_goal_at, 3)
})

test('high needs ask for a goal, in her order', () => {
  const answers = Answers.parse({
    levels: { housing: 4, legal: 3, work: 3, health: 2, mind: null },
    priority: ['work', 'health'],
  })
  assert.deepEqual(
    needsThatAskForAGoal(instrument, answers).map((need) => need.domain),
    ['work', 'housing', 'legal'],
  )
  assert.ok(needsThatAskForAGoal(instrument, answers)[1]?.looks_for.includes('shelter_emergency'))
})

test('a skipped question asks for nothing and compares with nothing', () => {
  const before = Answers.parse({ levels: { housing: 4, work: 1, money: 2, legal: 3 } })
  const after = Answers.parse({ levels: { housing: 1, work: 3, money: 2 } })
  const change = Object.fromEntries(compareNeeds(instrument, before, after).map((row) => [row.domain, row.change]))
  assert.deepEqual(
    [change.housing, change.work, change.money, change.legal, change.mind],
    ['eased', 'grew', 'same', 'not_comparable', 'not_comparable'],
  )
  assert.deepEqual(needsThatAskForAGoal(instrument, Answers.parse({ levels: {} })), [])
})

test('unknown domains, levels and double ranks are refused', () => {
  for (const bad of [
    { levels: { housing: 5 } },
    { levels: { housing: -1 } },
    { levels: { housing: 2.5 } },
    { levels: { luck: 1 } },
    { levels: {}, priority: ['luck'] },
    { levels: {}, priority: ['work', 'work'] },
    { levels: {}, score: 12 },
  ])
    assert.equal(Answers.safeParse(bad).success, false, JSON.stringify(bad))
})

const anyAnswers = fc.record({
  levels: fc.record(Object.fromEntries(codes.map((code) => [code, fc.option(fc.integer({ min: 0, max: 4 }))]))),
  priority: fc.shuffledSubarray(codes),
})

test('exactly the answered levels from the threshold on ask, whatever the order', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const asked = needsThatAskForAGoal(instrument, answers).map((need) => need.domain)
      const high = codes.filter((code) => (answers.levels[code] ?? -1) >= instrument.asks_for_goal_at)
      assert.deepEqual([...asked].sort(), [...high].sort())
      const ranked = asked.filter((code) => answers.priority.includes(code))
      assert.deepEqual(
        ranked,
        answers.priority.filter((code) => high.includes(code)),
      )
      assert.deepEqual(asked.slice(0, ranked.length), ranked)
    }),
  )
})
