// What a screening may conclude: another yes never takes anything away, the order of the questions is nothing, a skip is
// not a no, a child needs no means, and a second way of saying the rule comes to the same.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { dataFolder } from '#facts/load.ts'
import { instrumentOf, screeningInstruments } from './instruments.ts'
import { ageGroups, type Level, levels, Reading } from './reading.ts'
import { gateStops, pointsOf, readScreening, strangeAnswers } from './screening.rules.ts'
import {
  answersOf,
  instrumentIds,
  itemText,
  type SafetyGate,
  type ScreeningAnswer,
  type ScreeningAnswers,
  ScreeningInstrument,
} from './screening.ts'

const raft = instrumentOf('raft')
const levelOf = (...[instrument, answers, age]: Parameters<typeof readScreening>) =>
  readScreening(instrument, answers, age).level

test('the five instruments parse, each says its licence, its figures and how sure they are', () => {
  assert.deepEqual(screeningInstruments.map(({ id }) => id).sort(), [...instrumentIds].sort())
  assert.equal(readdirSync(join(dataFolder, 'instruments/screening')).length, instrumentIds.length)
  for (const instrument of screeningInstruments) {
    const parsed = ScreeningInstrument.parse(instrument)
    const codes = parsed.items.map(({ code }) => code)
    assert.equal(new Set(codes).size, codes.length, parsed.id)
    assert.equal(parsed.reviewed_by, null)
    for (const item of parsed.items) {
      assert.ok(parsed.sections.includes(item.section), `${parsed.id} ${item.code}`)
      assert.equal(item.kind === 'concern', parsed.reading.kind === 'points', `${parsed.id} ${item.code}`)
      assert.equal(item.points !== undefined, item.kind === 'concern', `${parsed.id} ${item.code}`)
      assert.equal(item.dimension === 'means', item.means !== undefined, `${parsed.id} ${item.code}`)
      assert.equal(item.dimension === 'purpose', item.purpose !== undefined, `${parsed.id} ${item.code}`)
    }
  }
  const cseIt = instrumentOf('cse-it')
  assert.equal(cseIt.read_aloud, false)
  assert.equal(cseIt.reading.confidence, 'memory')
  const highest = Object.fromEntries(cseIt.items.map(({ code }) => [code, 'clear' as const]))
  assert.equal(pointsOf(cseIt, highest), 23)
  assert.deepEqual(
    [raft, instrumentOf('qyit'), instrumentOf('ahtst'), instrumentOf('tvit-short')].map(({ items }) => items.length),
    [4, 4, 8, 19],
  )
})

test('every question has its words in each language of the desk', () => {
  for (const language of ['en', 'es', 'it']) {
    const file = join(dataFolder, `texts/${language}/public-screening.json`)
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    for (const { id, items } of screeningInstruments)
      for (const { code } of items) assert.ok(texts[itemText(id, code)], `${language} ${id} ${code}`)
  }
})

test('a positive short screen opens the door, and a negative one closes none', () => {
  const one = readScreening(raft, { unsafe_work: 'yes', tricked_or_forced: 'no' }, 'adult')
  assert.equal(one.level, 'some')
  assert.deepEqual(one.consistent_with, ['exploited_worker'])
  assert.ok(one.next.includes('labour_route') && one.next.includes('specialised_organisation'))
  const both = readScreening(raft, { unsafe_work: 'yes', afraid_to_leave: 'yes' }, 'adult')
  assert.equal(both.level, 'consistent')
  assert.deepEqual(both.consistent_with, ['trafficking', 'forced_labour'])
  const none = readScreening(raft, { unsafe_work: 'no', tricked_or_forced: 'no' }, 'adult')
  assert.deepEqual([none.level, none.consistent_with, none.next], ['nothing_noted', [], ['offer_help_anyway']])
  assert.deepEqual(none.missing[0], { key: 'screening.missing.skipped', codes: ['afraid_to_leave', 'exchanged_sex'] })
})

test('for a child, and for somebody who may be one, no means is asked; the danger comes first', () => {
  for (const age of ['minor', 'unsure'] as const) {
    const reading = readScreening(raft, { exchanged_sex: 'yes' }, age, { danger_now: 'yes' })
    assert.equal(reading.level, 'consistent')
    assert.ok(reading.consistent_with.includes('child'))
    assert.deepEqual(reading.next.slice(0, 2), ['emergency', 'child_protection'])
    assert.equal(reading.next.includes('age_unclear_as_minor'), age === 'unsure')
  }
  assert.equal(levelOf(raft, { exchanged_sex: 'yes' }, 'adult'), 'some')
})

test('points make the levels of the one that is not read aloud', () => {
  const cseIt = instrumentOf('cse-it')
  const of = (answers: ScreeningAnswers) => levelOf(cseIt, answers, 'minor')
  assert.equal(of({ housing: 'clear', health: 'possible' }), 'nothing_noted')
  assert.equal(of({ housing: 'clear', health: 'clear' }), 'some')
  assert.equal(of({ exploitation: 'possible' }), 'some')
  assert.equal(of({ exploitation: 'clear' }), 'consistent')
})

test('without the gate nothing is asked', () => {
  const open: SafetyGate = {
    ...{ alone: true, interpreter: 'professional', danger_now: 'no', limits_explained: true, may_skip: true },
  }
  assert.deepEqual(gateStops(open), [])
  assert.deepEqual(gateStops({ ...open, interpreter: 'not_needed', danger_now: 'yes' }), [])
  assert.deepEqual(gateStops({ ...open, alone: false }), ['alone'])
  for (const interpreter of ['somebody_else', 'missing'] as const)
    assert.deepEqual(gateStops({ ...open, interpreter }), ['interpreter'])
  assert.deepEqual(gateStops({ ...open, limits_explained: false, may_skip: false }), ['limits_explained', 'may_skip'])
})

test('an answer of another instrument or of another kind of question is strange', () => {
  assert.deepEqual(strangeAnswers(raft, { unsafe_work: 'yes', exchanged_sex: 'clear', housing: 'no' }), [
    'exchanged_sex',
    'housing',
  ])
  assert.deepEqual(strangeAnswers(raft, JSON.parse('{"__proto__":"yes"}')), ['__proto__'])
})

const anyInstrument = fc.constantFrom(...screeningInstruments)
const anyAge = fc.constantFrom(...ageGroups)
const answersTo = (instrument: ScreeningInstrument) =>
  fc.record(
    Object.fromEntries(
      instrument.items.map(({ code, kind }) => [code, fc.constantFrom<ScreeningAnswer>(...answersOf[kind])]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<ScreeningAnswers>
const aScreening = anyInstrument.chain((instrument) =>
  fc.record({ instrument: fc.constant(instrument), answers: answersTo(instrument), age: anyAge }),
)
const rank = (level: Level) => levels.indexOf(level)

test('one more yes never lowers the level, whatever was there before', () => {
  fc.assert(
    fc.property(aScreening, fc.nat(), ({ instrument, answers, age }, place) => {
      const item = instrument.items[place % instrument.items.length]!
      const words = answersOf[item.kind] as readonly ScreeningAnswer[]
      const before = rank(levelOf(instrument, answers, age))
      const more: ScreeningAnswer[] = item.kind === 'concern' ? ['possible', 'clear'] : ['yes']
      const was = answers[item.code] ?? 'skip'
      // A clear concern lowered to a possible one is less, not more.
      for (const answer of more.filter(
        (each) => was === 'skip' || words.indexOf(each) > words.indexOf(was) || each === 'yes',
      ))
        assert.ok(rank(levelOf(instrument, { ...answers, [item.code]: answer }, age)) >= before)
    }),
    { numRuns: 2_000 },
  )
})

test('the order in which it was asked is nothing', () => {
  fc.assert(
    fc.property(aScreening, fc.infiniteStream(fc.nat(1_000)), ({ instrument, answers, age }, keys) => {
      const shuffled = Object.entries(answers)
        .map((entry) => [keys.next().value, entry] as const)
        .sort(([a], [b]) => a - b)
        .map(([, entry]) => entry)
      assert.deepEqual(
        readScreening(instrument, Object.fromEntries(shuffled), age),
        readScreening(instrument, answers, age),
      )
      const backwards = { ...instrument, items: instrument.items.toReversed() }
      assert.equal(levelOf(backwards, answers, age), levelOf(instrument, answers, age))
    }),
  )
})

test('a skip is never a no: nothing is concluded from it, and it is named as missing', () => {
  fc.assert(
    fc.property(aScreening, ({ instrument, answers, age }) => {
      const reading = readScreening(instrument, answers, age)
      const answered = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== 'skip'))
      assert.deepEqual(readScreening(instrument, answered, age), reading)
      const skipped = instrument.items.map(({ code }) => code).filter((code) => !(code in answered))
      const missing = reading.missing.find(({ key }) => key === 'screening.missing.skipped')
      assert.deepEqual(missing?.codes ?? [], skipped)
      assert.ok(reading.reasons.every(({ codes }) => codes.every((code) => !skipped.includes(code))))
      assert.ok(reading.next.includes('offer_help_anyway'))
      assert.ok(Reading.safeParse(reading).success)
    }),
  )
})

test('doubt about age reads as a child, and a child is never read lower than an adult', () => {
  fc.assert(
    fc.property(aScreening, ({ instrument, answers }) => {
      const [adult, minor, unsure] = ageGroups.map((age) => levelOf(instrument, answers, age))
      assert.equal(minor, unsure)
      assert.ok(rank(minor!) >= rank(adult!))
    }),
  )
})

/**
 * The same said a second way, from the paper and not from the code: a table of what was ticked, counted by hand. Of two
 * columns one cross each is needed, for a child only one.
 */
const secondOpinion = (instrument: ScreeningInstrument, answers: ScreeningAnswers, isAdult: boolean): Level => {
  if (instrument.id === 'cse-it') {
    let sum = 0
    for (const [code, answer] of Object.entries(answers)) {
      if (answer === 'possible') sum += code === 'exploitation' ? 4 : 1
      if (answer === 'clear') sum += code === 'exploitation' ? 9 : 2
    }
    return sum > 8 ? 'consistent' : sum > 3 ? 'some' : 'nothing_noted'
  }
  const taken =
    /^(risky_work|unsafe_work|exchanged_sex|pay_kept|made_to_do|felt_unsafe|no_rest|injured_no_care|unwanted_touch)$/
  const neutral = /^journey_arranged$/
  const crosses = Object.keys(answers).filter((code) => answers[code] === 'yes')
  if (crosses.length === 0) return 'nothing_noted'
  const takes = crosses.some((code) => taken.test(code))
  const holds = crosses.some((code) => !taken.test(code) && !neutral.test(code))
  return takes && (holds || !isAdult) ? 'consistent' : 'some'
}

test('the rule equals its second formulation', () => {
  fc.assert(
    fc.property(aScreening, ({ instrument, answers, age }) => {
      assert.equal(levelOf(instrument, answers, age), secondOpinion(instrument, answers, age === 'adult'))
    }),
    { numRuns: 3_000 },
  )
})
