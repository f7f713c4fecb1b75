// What may be told of trainings in numbers. A training with fewer than five answers to a question is left out of it; what is
// left is added up by curriculum and year and told in whole fives. Every sum and percentage is reckoned from what was told.
import { fewest } from '#prevention/attendance.ts'
import {
  type LaterMoment,
  laterMoments,
  type Mean,
  type Part,
  type QuarterAround,
  type ResultGroup,
} from './prevention.ts'
import { roundedDown } from './safe.rules.ts'

/** Below it a percentage says more than so few people can. */
export const percentFrom = 20

export interface CountedTraining extends Pick<ResultGroup, 'curriculum_id' | 'kind' | 'sector' | 'year'> {
  training_id: string
  people: number
}
/** How many chose an option of a question; without an option: how many answered the question at all. */
export interface CountedAnswer {
  training_id: string
  moment: 'survey' | LaterMoment
  question: string
  option: string | null
  people: number
}
/** Of those who answered before and after: sums of percent. */
export interface CountedLearning {
  training_id: string
  people: number
  before: number
  after: number
  reached: number
}
export interface Counted {
  trainings: CountedTraining[]
  answers: CountedAnswer[]
  learning: CountedLearning[]
}

const inFives = (count: number): number => roundedDown(count, fewest)

/** At least so many, and always so that those who are not among them may be anything from nobody to four. */
export const toldPart = (part: number, whole: number): number =>
  inFives(Math.max(0, Math.min(part, whole - (fewest - 1))))

const sumOf = <Row>(rows: Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
const tenth = (value: number): number => Math.round(value * 10) / 10

const byKey = <Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> => {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row])
  return found
}

/** The answers to one question over the trainings in which five gave one: options with how many chose them, and all. */
interface Asked {
  whole: number
  options: Map<string, number>
}
const askedOf = (answers: CountedAnswer[], moment: string, question: string): Asked => {
  const mine = answers.filter((row) => row.moment === moment && row.question === question)
  const enough = new Map(
    mine.flatMap(({ option, people, training_id }) =>
      option === null && people >= fewest ? [[training_id, people]] : [],
    ),
  )
  const options = new Map<string, number>()
  for (const { training_id, option, people } of mine)
    if (option !== null && enough.has(training_id)) options.set(option, (options.get(option) ?? 0) + people)
  return { whole: sumOf([...enough.values()], (people) => people), options }
}

const meanOf = (answers: CountedAnswer[], moment: string, question: string): Mean | null => {
  const { whole, options } = askedOf(answers, moment, question)
  if (whole === 0) return null
  return {
    question,
    people: inFives(whole),
    mean: tenth(sumOf([...options], ([step, people]) => Number(step) * people) / whole),
  }
}

const partOf = (answers: CountedAnswer[], moment: string, question: string, chosen: string[]): Part | null => {
  const { whole, options } = askedOf(answers, moment, question)
  if (whole === 0) return null
  return {
    id: question,
    people: toldPart(
      sumOf(chosen, (each) => options.get(each) ?? 0),
      whole,
    ),
    of: inFives(whole),
  }
}

const partsOf = (
  answers: CountedAnswer[],
  moments: readonly string[],
  question: string,
  choices: readonly string[],
): Part[] => {
  const asked = moments.map((moment) => askedOf(answers, moment, question)).filter(({ whole }) => whole > 0)
  if (asked.length === 0) return []
  return choices.map((id) => ({
    id,
    people: sumOf(asked, ({ whole, options }) => toldPart(options.get(id) ?? 0, whole)),
    of: sumOf(asked, ({ whole }) => inFives(whole)),
  }))
}

export const used = ['often', 'once']
export const reported = ['organisation', 'authority', 'inside']

/** What the questions are: a question whose options are the steps of a scale, and those with many to choose from. */
export interface Questions {
  scales: readonly string[]
  wishes: readonly string[]
  hindrances: readonly string[]
}

const groupOf = (trainings: CountedTraining[], all: Counted, questions: Questions): ResultGroup => {
  const { curriculum_id, kind, sector, year } = trainings[0]!
  const ids = new Set(trainings.map(({ training_id }) => training_id))
  const answers = all.answers.filter(({ training_id }) => ids.has(training_id))
  const learning = all.learning.filter(({ training_id, people }) => ids.has(training_id) && people >= fewest)
  const learners = sumOf(learning, ({ people }) => people)
  return {
    ...{ curriculum_id, kind, sector, year },
    trainings: trainings.length,
    people: inFives(sumOf(trainings, ({ people }) => (people >= fewest ? people : 0))),
    survey: questions.scales.flatMap((question) => meanOf(answers, 'survey', question) ?? []),
    wishes: partsOf(answers, ['survey'], 'leave', questions.wishes),
    learned:
      learners === 0
        ? null
        : {
            people: inFives(learners),
            before: tenth(sumOf(learning, ({ before }) => before) / learners),
            after: tenth(sumOf(learning, ({ after }) => after) / learners),
            reached: {
              id: 'reached',
              people: toldPart(
                sumOf(learning, ({ reached }) => reached),
                learners,
              ),
              of: inFives(learners),
            },
          },
    later: laterMoments.flatMap((moment) => {
      const told = {
        moment,
        prepared: meanOf(answers, moment, 'prepared'),
        used: partOf(answers, moment, 'used', used),
        reported: partOf(answers, moment, 'reported', reported),
      }
      return told.prepared || told.used || told.reported ? [told] : []
    }),
    hindered: partsOf(answers, laterMoments, 'hindered', questions.hindrances),
  }
}

export const groupsOf = (counted: Counted, questions: Questions): ResultGroup[] =>
  [...byKey(counted.trainings, ({ curriculum_id, sector, year }) => `${year} ${curriculum_id} ${sector}`)]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([, trainings]) => groupOf(trainings, counted, questions))

/** "2026-Q4" as a number that grows by one each quarter. */
export const quarterNumber = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1

export interface CountedInstitution {
  institution_id: string
  /** The quarter of its first training. */
  first: string
  quarters: { quarter: string; reports: number; files: number }[]
}

const around = [-4, -3, -2, -1, 0, 1, 2, 3, 4]

/** Only quarters that are over, so that a number does not grow by one report while somebody watches. */
export const quartersAround = (institutions: CountedInstitution[], now: string): QuarterAround[] =>
  around.map((from_training) => {
    const over = institutions.filter(({ first }) => quarterNumber(first) + from_training < quarterNumber(now))
    const mine = over.flatMap(({ first, quarters }) =>
      quarters.filter(({ quarter }) => quarterNumber(quarter) === quarterNumber(first) + from_training),
    )
    return {
      from_training,
      institutions: over.length,
      reports: inFives(sumOf(mine, ({ reports }) => reports)),
      files: inFives(sumOf(mine, ({ files }) => files)),
    }
  })

/** Percent that holds whatever the fives hide; null below twenty people. */
export const percentOf = ({ people, of }: Pick<Part, 'people' | 'of'>): number | null =>
  of < percentFrom || people === 0 ? null : Math.floor((people / (of + fewest - 1)) * 100)

const pooledMean = (means: Mean[]): Omit<Mean, 'question'> | null => {
  const people = sumOf(means, (each) => each.people)
  return people === 0 ? null : { people, mean: tenth(sumOf(means, (each) => each.people * each.mean) / people) }
}
const pooledPart = (parts: Part[]): Omit<Part, 'id'> | null =>
  parts.length === 0 ? null : { people: sumOf(parts, ({ people }) => people), of: sumOf(parts, (each) => each.of) }

const pooledParts = (parts: Part[]): Part[] =>
  [...byKey(parts, ({ id }) => id)].map(([id, mine]) => ({ id, ...pooledPart(mine)! }))

const there = <Value>(value: Value | null): Value[] => (value === null ? [] : [value])

/** Several groups as one: sums of what was told of each. */
export const pooled = (groups: ResultGroup[]) => {
  const learned = groups.flatMap((group) => there(group.learned))
  const learners = sumOf(learned, ({ people }) => people)
  const weighed = (of: 'before' | 'after') => tenth(sumOf(learned, (each) => each.people * each[of]) / learners)
  return {
    trainings: sumOf(groups, ({ trainings }) => trainings),
    people: sumOf(groups, ({ people }) => people),
    survey: [
      ...byKey(
        groups.flatMap(({ survey }) => survey),
        ({ question }) => question,
      ),
    ].map(([question, means]) => ({
      question,
      ...pooledMean(means)!,
    })),
    wishes: pooledParts(groups.flatMap(({ wishes }) => wishes)),
    learned:
      learners === 0
        ? null
        : {
            people: learners,
            before: weighed('before'),
            after: weighed('after'),
            reached: pooledPart(learned.map(({ reached }) => reached))!,
          },
    later: laterMoments.map((moment) => {
      const mine = groups.flatMap(({ later }) => later).filter((each) => each.moment === moment)
      return {
        moment,
        prepared: pooledMean(mine.flatMap(({ prepared }) => there(prepared))),
        used: pooledPart(mine.flatMap((each) => there(each.used))),
        reported: pooledPart(mine.flatMap((each) => there(each.reported))),
      }
    }),
    hindered: pooledParts(groups.flatMap(({ hindered }) => hindered)),
  }
}
export type Pooled = ReturnType<typeof pooled>

export type Cut = 'curriculum_id' | 'sector' | 'year'
/** The groups side by side by what they share, latest and first in the alphabet on top. */
export const cutBy = (groups: ResultGroup[], cut: Cut): { key: string; told: Pooled }[] =>
  [...byKey(groups, (group) => String(group[cut]))]
    .sort(([a], [b]) => (cut === 'year' ? Number(b) - Number(a) : a.localeCompare(b, 'en')))
    .map(([key, mine]) => ({ key, told: pooled(mine) }))
