// Reading answers: ten thousand responses to every kind of instrument, a tenth of their questions skipped. Figures:
//   10,000 responses read        scores, bands, lines, findings, what is missing, and what is about safety
//   the same against the floor   the floor looks up what each answer counts and adds it up, and nothing else
import { countedValues } from '#assessments/counting.ts'
import type { Answers, Instrument } from '#assessments/instrument.ts'
import { instruments } from '#assessments/instruments.store.ts'
import { readAnswers } from '#assessments/scoring.rules.ts'
import { type Figure, within } from './figures.ts'

const responses = 10_000
const rounds = 15
const goal = 500
/** What gates, bands, lines, three-valued findings and missing answers may cost beyond adding up. */
const ratioGoal = 40

interface Response {
  instrument: Instrument
  answers: Answers
}

/** The same on every run; each instrument as often as the others. */
export const answered = (): Response[] => {
  let seed = 20_261_122
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % below
  }
  const all = instruments()
  return Array.from({ length: responses }, (_, turn) => {
    const instrument = all[turn % all.length]!
    const chosen = instrument.items.flatMap(({ code, answers }) => {
      const options = instrument.answers[answers]
      return options && next(10) > 0 ? [[code, options[next(options.length)]!.code]] : []
    })
    return { instrument, answers: Object.fromEntries(chosen) as Answers }
  })
}

const summing = (all: Response[]): (() => number) => {
  const values = new Map(
    instruments().map((instrument) => [
      instrument.id,
      new Map(instrument.items.map((item) => [item.code, countedValues(instrument, item)])),
    ]),
  )
  return () => {
    let sum = 0
    for (const { instrument, answers } of all) {
      const counted = values.get(instrument.id)!
      for (const code in answers) sum += counted.get(code)!.get(answers[code]!) ?? 0
    }
    return sum
  }
}

const timed = (work: () => unknown): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

export const run = async (): Promise<Figure[]> => {
  const all = answered()
  const sum = summing(all)
  const read = () => all.map(({ instrument, answers }) => readAnswers(instrument, answers, { gender: 'woman' }))
  const taken: { house: number[]; floor: number[] } = { house: [], floor: [] }
  for (let round = 0; round < rounds + 3; round += 1) {
    const [house, floor] = [timed(read), timed(sum)]
    // The first rounds compile.
    if (round < 3) continue
    taken.house.push(house)
    taken.floor.push(floor)
  }
  const [value, floor] = [median(taken.house), median(taken.floor)]
  const name = `${responses.toLocaleString('en')} responses read`
  return [
    within(name, value, 'ms', goal),
    {
      ...{ name: `${name}, against adding up`, connections: null, value, unit: 'ms', floor },
      ...{ ratio: value / floor, goal: ratioGoal, holds: value / floor <= ratioGoal },
    },
  ]
}
