// Nothing under five people leaves, and nothing told gives a hidden number away: tried on drawn trainings, by changing what is
// hidden and seeing that not a digit of what is told changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Counted,
  cutBy,
  groupsOf,
  percentOf,
  pooled,
  quarterNumber,
  quartersAround,
  toldPart,
} from './prevention.rules.ts'

const questions = { scales: ['useful'], wishes: ['signs', 'heavy'], hindrances: ['fear', 'nothing'] }

interface Drawn {
  curriculum: number
  year: number
  came: number
  useful: number[]
  leave: [number, number]
  paired: number
  reached: number
  used: [yes: number, no: number]
}
const heads = (max: number) => fc.integer({ min: 0, max })
const drawn = fc.record({
  curriculum: heads(1),
  year: fc.integer({ min: 2025, max: 2026 }),
  came: heads(16),
  useful: fc.array(heads(4), { minLength: 5, maxLength: 5 }),
  leave: fc.tuple(heads(9), heads(9)),
  paired: heads(14),
  reached: heads(14),
  used: fc.tuple(heads(8), heads(8)),
}) satisfies fc.Arbitrary<Drawn>

const countedOf = (trainings: Drawn[]): Counted => ({
  trainings: trainings.map(({ curriculum, year, came }, place) => ({
    training_id: `t${place}`,
    curriculum_id: `c${curriculum}`,
    kind: 'training',
    sector: 'health',
    year,
    people: came,
  })),
  learning: trainings.map(({ paired, reached }, place) => ({
    training_id: `t${place}`,
    people: paired,
    before: paired * 50,
    after: paired * 80,
    reached: Math.min(reached, paired),
  })),
  answers: trainings.flatMap(({ useful, leave, used }, place) => {
    const row = (moment: 'survey' | 'month3', question: string, option: string | null, people: number) => ({
      training_id: `t${place}`,
      ...{ moment, question, option, people },
    })
    return [
      row(
        'survey',
        'useful',
        null,
        useful.reduce((sum, each) => sum + each, 0),
      ),
      ...useful.map((people, step) => row('survey', 'useful', String(step + 1), people)),
      row('survey', 'leave', null, Math.max(...leave)),
      row('survey', 'leave', 'signs', leave[0]),
      row('survey', 'leave', 'heavy', leave[1]),
      row('month3', 'used', null, used[0] + used[1]),
      row('month3', 'used', 'often', used[0]),
      row('month3', 'used', 'no', used[1]),
    ]
  }),
})

/** Every number of people in something told. */
const peopleIn = (told: unknown): number[] =>
  Object.entries(told as object).flatMap(([key, value]) =>
    (key === 'people' || key === 'of') && typeof value === 'number'
      ? [value]
      : typeof value === 'object' && value !== null
        ? peopleIn(value)
        : [],
  )

const worlds = fc.array(drawn, { minLength: 1, maxLength: 6 })

test('every number of people is nought, said as fewer than five, or a whole five', () => {
  fc.assert(
    fc.property(worlds, (trainings) => {
      const groups = groupsOf(countedOf(trainings), questions)
      const all = [
        groups,
        pooled(groups),
        cutBy(groups, 'year'),
        cutBy(groups, 'sector'),
        cutBy(groups, 'curriculum_id'),
      ]
      for (const people of peopleIn(all)) assert.equal(people % 5, 0)
      for (const { people } of groups.flatMap(({ survey }) => survey)) assert.ok(people >= 5)
      for (const { learned } of groups) assert.ok(learned === null || learned.people >= 5)
    }),
  )
})

test('a training with fewer than five changes nothing of what is told but how many trainings there were', () => {
  const few = drawn.map((each) => ({
    ...each,
    came: each.came % 5,
    useful: [each.came % 5, 0, 0, 0, 0],
    leave: [each.leave[0] % 5, each.leave[1] % 5] as [number, number],
    paired: each.paired % 5,
    used: [each.used[0] % 3, each.used[1] % 3] as [number, number],
  }))
  const none = { came: 0, useful: [0, 0, 0, 0, 0], leave: [0, 0] as [number, number], paired: 0, reached: 0 }
  fc.assert(
    fc.property(worlds, few, (trainings, small) => {
      const empty: Drawn = { ...small, ...none, used: [0, 0] }
      assert.deepEqual(
        groupsOf(countedOf([...trainings, small]), questions),
        groupsOf(countedOf([...trainings, empty]), questions),
      )
    }),
  )
})

test('whoever knows the rule, the whole and what is told still has five answers or more to choose from', () => {
  for (let whole = 5; whole <= 60; whole += 1)
    for (let part = 0; part <= whole; part += 1) {
      const told = toldPart(part, whole)
      const alike = Array.from({ length: whole + 1 }, (_, each) => each).filter(
        (each) => toldPart(each, whole) === told,
      )
      assert.ok(told <= part && told % 5 === 0)
      assert.ok(alike.length >= 5, `${part} of ${whole}`)
      // Few on either side could just as well be nobody, or any other few.
      for (const [few, told] of [
        [part, (each: number) => each],
        [whole - part, (each: number) => whole - each],
      ] as const)
        if (few < 5)
          assert.deepEqual(
            alike
              .map(told)
              .sort((a, b) => a - b)
              .slice(0, 5),
            [0, 1, 2, 3, 4],
          )
    }
})

test('what is hidden of one group cannot be reckoned back from the sums: they are sums of what was told', () => {
  fc.assert(
    fc.property(worlds, (trainings) => {
      const groups = groupsOf(countedOf(trainings), questions)
      const whole = pooled(groups)
      for (const cut of ['year', 'sector', 'curriculum_id'] as const) {
        const parts = cutBy(groups, cut).map(({ told }) => told)
        assert.equal(
          parts.reduce((sum, { people }) => sum + people, 0),
          whole.people,
        )
        const usedIn = (told: typeof whole) => told.later[0]!.used?.people ?? 0
        assert.equal(
          parts.reduce((sum, told) => sum + usedIn(told), 0),
          usedIn(whole),
        )
      }
    }),
  )
})

test('a percentage is told from twenty people on, and is never more than is true', () => {
  assert.equal(percentOf({ people: 15, of: 15 }), null)
  assert.equal(percentOf({ people: 0, of: 100 }), null)
  assert.equal(percentOf({ people: 20, of: 20 }), 83)
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 400 }), fc.nat(400), (whole, drawnPart) => {
      const part = Math.min(drawnPart, whole)
      const percent = percentOf({ people: toldPart(part, whole), of: whole - (whole % 5) })
      assert.ok(percent === null || percent <= (part / whole) * 100)
    }),
  )
})

test('quarters are counted from the first training of each institution, and only those that are over', () => {
  const quarters = [
    { quarter: '2025-Q4', reports: 2, files: 0 },
    { quarter: '2026-Q1', reports: 3, files: 1 },
    { quarter: '2026-Q2', reports: 9, files: 5 },
    { quarter: '2026-Q4', reports: 50, files: 50 },
  ]
  const told = quartersAround([{ institution_id: 'a', first: '2026-Q1', quarters }], '2026-Q4')
  const at = (from: number) => told.find(({ from_training }) => from_training === from)!
  assert.deepEqual(at(1), { from_training: 1, institutions: 1, reports: 5, files: 5 })
  assert.equal(at(-1).reports, 0)
  assert.deepEqual(at(3), { from_training: 3, institutions: 0, reports: 0, files: 0 })
  assert.equal(quarterNumber('2026-Q1') - quarterNumber('2025-Q4'), 1)
})
