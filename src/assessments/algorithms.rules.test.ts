// The algorithms beside formulations of their own that share nothing with them: what a finding is under every way in
// which the missing answers could have turned out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Answers, Instrument, Read } from './instrument.ts'
import { instrumentOf } from './instruments.store.ts'
import { readAnswers } from './scoring.rules.ts'

type Values = (number | null)[]

/** Answers by their value, in the order of some items; null: skipped. */
const answersOf = (instrument: Instrument, codes: string[]): ((values: Values) => Answers) => {
  const options = codes.map((code) => {
    const set = instrument.items.find((item) => item.code === code)!.answers
    return new Map(instrument.answers[set]!.map((option) => [option.value, option.code]))
  })
  return (values) => {
    const answers: Answers = {}
    values.forEach((value, place) => {
      if (value !== null) answers[codes[place]!] = options[place]!.get(value)!
    })
    return answers
  }
}
const codesOf = ({ clusters = {} }: Instrument, names: string[]): string[] => names.flatMap((name) => clusters[name]!)
const said = ({ findings, undecided }: Read) => ({ findings, undecided })

/** One of several: decided when every way leads to the same, otherwise those it could lead to. */
const oneOf = (order: string[], reached: Set<string>) => {
  const left = order.filter((finding) => reached.has(finding))
  return left.length === 1 ? { findings: left, undecided: [] } : { findings: [], undecided: left }
}
/** There or not: decided when every way leads to the same. */
const thereOrNot = (finding: string, ways: Set<boolean>) => ({
  findings: ways.has(true) && ways.size === 1 ? [finding] : [],
  undecided: ways.size === 2 ? [finding] : [],
})

/** Every way of filling what is missing with one of these. */
const ways = (values: Values, fillings: (place: number) => number[]): number[][] =>
  values.reduce<number[][]>(
    (found, value, place) =>
      found.flatMap((way) => (value === null ? fillings(place) : [value]).map((filled) => [...way, filled])),
    [[]],
  )

const itq = instrumentOf('itq')
const itqCodes = codesOf(itq, [
  ...['re_experiencing', 'avoidance', 'threat', 'ptsd_impairment'],
  ...['affect', 'self', 'relationships', 'dso_impairment'],
])
const itqAnswers = answersOf(itq, itqCodes)
const itqFindings = ['cptsd_criteria', 'ptsd_criteria', 'criteria_not_met']

/** By the greatest of each group: nine and nine, in pairs and a last three. */
const itqOutcome = (values: number[]): string => {
  const met = (half: number[]): boolean =>
    Math.min(
      ...[half.slice(0, 2), half.slice(2, 4), half.slice(4, 6), half.slice(6)].map((group) => Math.max(...group)),
    ) >= 2
  if (!met(values.slice(0, 9))) return 'criteria_not_met'
  return met(values.slice(9)) ? 'cptsd_criteria' : 'ptsd_criteria'
}

test('ITQ: the eighteen items in their order are P1 to P9 and C1 to C9', () => {
  assert.deepEqual(
    itqCodes,
    itq.items.filter(({ answers }) => itq.answers[answers]).map(({ code }) => code),
  )
  assert.equal(itqCodes.length, 18)
})

test('ITQ: every pattern of endorsed and not endorsed, all 262,144, reads as the independent formulation', () => {
  let seed = 7
  const either = (endorsed: boolean): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return endorsed ? 2 + ((seed >>> 16) % 3) : (seed >>> 16) % 2
  }
  const counts: Record<string, number> = {}
  for (let pattern = 0; pattern < 2 ** 18; pattern += 1) {
    const values = itqCodes.map((_, place) => either(((pattern >> place) & 1) === 1))
    const outcome = itqOutcome(values)
    counts[outcome] = (counts[outcome] ?? 0) + 1
    const { findings, undecided } = readAnswers(itq, itqAnswers(values))
    if (findings.length !== 1 || findings[0] !== outcome || undecided.length > 0)
      assert.fail(`${values.join('')}: ${findings.join()} ${undecided.join()}, not ${outcome}`)
  }
  // 3 of 4 in each of three pairs, 7 of 8 in the last group: 27·7 of 512 meet a half.
  assert.deepEqual(counts, {
    criteria_not_met: (512 - 189) * 512,
    ptsd_criteria: 189 * (512 - 189),
    cptsd_criteria: 189 * 189,
  })
})

test('ITQ: with answers missing, what every way of answering them would lead to', () => {
  const value = fc.constantFrom(0, 1, 2, 3, 4)
  const few = fc.uniqueArray(fc.nat(17), { maxLength: 9 })
  fc.assert(
    fc.property(fc.array(value, { minLength: 18, maxLength: 18 }), few, (all, skipped) => {
      const values: Values = all.map((each, place) => (skipped.includes(place) ? null : each))
      const reached = new Set(ways(values, () => [1, 2]).map(itqOutcome))
      assert.deepEqual(said(readAnswers(itq, itqAnswers(values))), oneOf(itqFindings, reached))
    }),
    { numRuns: 2_000 },
  )
})

const cSsrs = instrumentOf('c-ssrs')
const cSsrsCodes = codesOf(cSsrs, [
  ...['wish', 'thoughts', 'method', 'intent', 'plan'],
  ...['behaviour_ever', 'behaviour_recent'],
])
const cSsrsAnswers = answersOf(cSsrs, cSsrsCodes)
const cSsrsFindings = ['risk_high', 'risk_moderate', 'risk_low', 'risk_none_noted']

/** Each question weighs by itself; the heaviest of those answered with yes is the level. */
const cSsrsOutcome = (values: number[]): string => {
  const weights = [1, 1, 2, 3, 3, 2, 3]
  const heaviest = Math.max(0, ...weights.filter((_, place) => values[place] === 1))
  return cSsrsFindings[3 - heaviest]!
}

test('C-SSRS: all 2,187 ways of answering and skipping its seven questions read as the independent formulation', () => {
  assert.equal(cSsrsCodes.length, 7)
  for (let turn = 0; turn < 3 ** 7; turn += 1) {
    const values: Values = cSsrsCodes.map((_, place) => [0, 1, null][Math.floor(turn / 3 ** place) % 3]!)
    // Three to five follow a yes to the second, and when it was follows that it ever was; nobody asked is no.
    const possible = ways(values, () => [0, 1]).filter((way) =>
      way.every((filled, place) => {
        if (values[place] !== null || filled === 0) return true
        if (place >= 2 && place <= 4) return way[1] === 1
        return place === 6 ? way[5] === 1 : true
      }),
    )
    assert.deepEqual(
      said(readAnswers(cSsrs, cSsrsAnswers(values))),
      oneOf(cSsrsFindings, new Set(possible.map(cSsrsOutcome))),
      values.join(),
    )
  }
})

const phq9 = instrumentOf('phq-9')
const phq9Codes = codesOf(phq9, ['core', 'others', 'ending_life'])
const phq9Answers = answersOf(phq9, phq9Codes)

test('PHQ-9: all 19,683 patterns of counting, not counting and skipped read as the independent formulation', () => {
  const counts = (value: number, place: number): boolean => (place === 8 ? value > 0 : value > 1)
  const major = (way: number[]): boolean => {
    const five = way.map(counts)
    return five.indexOf(true) >= 0 && five.indexOf(true) < 2 && five.filter(Boolean).length >= 5
  }
  const turns: [number | null, number][] = [
    [null, 0],
    [1, 0],
    [2, 1],
  ]
  for (let turn = 0; turn < 3 ** 9; turn += 1) {
    const values: Values = phq9Codes.map((_, place) => {
      const [value, ninth] = turns[Math.floor(turn / 3 ** place) % 3]!
      return value !== null && place === 8 ? ninth : value
    })
    const reached = new Set(ways(values, (place) => (place === 8 ? [0, 1] : [1, 2])).map(major))
    const { findings, undecided } = readAnswers(phq9, phq9Answers(values))
    assert.deepEqual({ findings, undecided }, thereOrNot('major_pattern', reached), values.join())
  }
})

const pcl5 = instrumentOf('pcl-5')
const pcl5Codes = codesOf(pcl5, ['b', 'c', 'd', 'e'])
const pcl5Answers = answersOf(pcl5, pcl5Codes)

test('PCL-5: the pattern of clusters reads as the independent formulation, with answers missing too', () => {
  assert.deepEqual(
    pcl5Codes,
    pcl5.items.filter(({ answers }) => pcl5.answers[answers]).map(({ code }) => code),
    'the twenty items in their order',
  )
  const letters = [...'BBBBBCCDDDDDDDEEEEEE']
  const pattern = (way: number[]): boolean => {
    const present = way.flatMap((value, place) => (value >= 2 ? [letters[place]!] : [])).join('')
    return /^B+C+D{2,}E{2,}$/.test(present)
  }
  const value = fc.constantFrom(0, 1, 1, 2, 3, 4)
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 20, maxLength: 20 }),
      fc.uniqueArray(fc.nat(19), { maxLength: 7 }),
      (all, skipped) => {
        const values: Values = all.map((each, place) => (skipped.includes(place) ? null : each))
        const reached = new Set(ways(values, () => [1, 2]).map(pattern))
        const { findings, undecided } = readAnswers(pcl5, pcl5Answers(values))
        assert.deepEqual({ findings, undecided }, thereOrNot('cluster_pattern', reached))
      },
    ),
    { numRuns: 5_000 },
  )
})
