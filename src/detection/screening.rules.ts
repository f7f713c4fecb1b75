// What the answers to an instrument are consistent with, why, what was not asked, and what to do next. A short screen
// opens a door and closes none: help is offered whatever it says, and nobody is called anything by it.
import type { AgeGroup, Direction, Level, Reading, Said, Step } from './reading.ts'
import { levels } from './reading.ts'
import {
  answersOf,
  type GateObstacle,
  gateObstacles,
  type SafetyGate,
  type ScreeningAnswers,
  type ScreeningInstrument,
  type ScreeningItem,
} from './screening.ts'

/** What stands in the way of asking the first question; empty: it may be asked. */
export const gateStops = (gate: SafetyGate): GateObstacle[] =>
  gateObstacles.filter((each) =>
    each === 'interpreter' ? !['not_needed', 'professional'].includes(gate.interpreter) : !gate[each],
  )

/** Answers this instrument does not know: an item of another, or a word of another kind of item. */
export const strangeAnswers = (instrument: ScreeningInstrument, answers: ScreeningAnswers): string[] =>
  Object.entries(answers).flatMap(([code, answer]) => {
    const item = instrument.items.find((each) => each.code === code)
    return item && (answersOf[item.kind] as readonly string[]).includes(answer) ? [] : [code]
  })

const answerTo = (answers: ScreeningAnswers, { code }: ScreeningItem) =>
  Object.hasOwn(answers, code) ? (answers[code] ?? 'skip') : 'skip'
const codesOf = (items: ScreeningItem[]) => items.map(({ code }) => code)
const higher = (a: Level, b: Level): Level => (levels.indexOf(a) >= levels.indexOf(b) ? a : b)

export const pointsOf = ({ items }: ScreeningInstrument, answers: ScreeningAnswers): number =>
  items.reduce((sum, item) => {
    const place = (answersOf.concern as readonly string[]).indexOf(answerTo(answers, item))
    return sum + (item.points?.[place] ?? 0)
  }, 0)

/** The level the instrument's own rule gives. */
const ownLevel = (instrument: ScreeningInstrument, answers: ScreeningAnswers, noted: number): Level => {
  const { reading } = instrument
  if (reading.kind === 'judgement') return noted > 0 ? 'some' : 'nothing_noted'
  if (reading.kind === 'any_yes') return noted >= reading.at_least ? 'some' : 'nothing_noted'
  const points = pointsOf(instrument, answers)
  return reading.levels.findLast(({ from }) => points >= from)?.level ?? 'nothing_noted'
}

interface Noted {
  all: ScreeningItem[]
  act: ScreeningItem[]
  means: ScreeningItem[]
  purpose: ScreeningItem[]
}

const directionsOf = ({ all, means, purpose }: Noted, level: Level, child: boolean): Direction[] => {
  if (all.length === 0) return []
  const labour = purpose.some((item) => item.purpose === 'labour')
  const coerced = child || means.some((item) => item.means !== 'deception')
  return [
    ...(level === 'consistent' ? ['trafficking' as const] : []),
    ...(labour && coerced ? ['forced_labour' as const] : []),
    ...(purpose.some((item) => item.purpose === 'sexual') ? ['sexual_exploitation' as const] : []),
    ...(child ? ['child' as const] : []),
    // Deceived or badly paid, without any force told: the labour route, and a specialist looks at it beside it.
    ...(labour && !coerced ? ['exploited_worker' as const] : []),
  ]
}

const reasonsOf = ({ act, means, purpose, all }: Noted, age: AgeGroup): Said[] => {
  const rest = all.filter((item) => item.dimension === 'vulnerability')
  const said: [string, ScreeningItem[]][] = [
    ['purpose', purpose],
    ['means', means],
    ['act', act],
    ['vulnerability', rest],
  ]
  return [
    ...said.filter(([, items]) => items.length > 0).map(([key, items]) => reason(key, items)),
    ...(age !== 'adult' && all.length > 0 ? [{ key: 'screening.reason.no_means_needed', codes: [] }] : []),
  ]
}
const reason = (key: string, items: ScreeningItem[]): Said => ({
  key: `screening.reason.${key}`,
  codes: codesOf(items),
})

const missingOf = (instrument: ScreeningInstrument, answers: ScreeningAnswers, noted: Noted, age: AgeGroup): Said[] => {
  const skipped = instrument.items.filter((item) => answerTo(answers, item) === 'skip')
  const found = noted.all.length > 0
  return [
    ...(skipped.length > 0 ? [{ key: 'screening.missing.skipped', codes: codesOf(skipped) }] : []),
    ...(found && noted.purpose.length === 0 ? [{ key: 'screening.missing.purpose', codes: [] }] : []),
    ...(found && age === 'adult' && noted.means.length === 0 ? [{ key: 'screening.missing.means', codes: [] }] : []),
    ...(age === 'unsure' ? [{ key: 'screening.missing.age', codes: [] }] : []),
    { key: 'screening.missing.short', codes: [] },
  ]
}

const stepsOf = (level: Level, directions: Direction[], age: AgeGroup, danger: boolean): Step[] => [
  ...(danger ? ['emergency' as const] : []),
  ...(age !== 'adult' && level !== 'nothing_noted' ? ['child_protection' as const] : []),
  ...(age === 'unsure' ? ['age_unclear_as_minor' as const] : []),
  ...(level !== 'nothing_noted' ? (['specialised_organisation', 'legal_advice'] as const) : []),
  ...(directions.includes('exploited_worker') ? (['labour_route', 'labour_inspection'] as const) : []),
  ...(level === 'some' ? ['look_again' as const] : []),
  'offer_help_anyway',
]

/**
 * Two readings, the higher of them holds: the instrument's own rule, and the definition (something done to make the
 * person stay or serve, together with what is taken from them; for a child what is taken is enough). Doubt about age is
 * read as a child.
 */
export const readScreening = (
  instrument: ScreeningInstrument,
  answers: ScreeningAnswers,
  age: AgeGroup,
  gate?: Pick<SafetyGate, 'danger_now'>,
): Reading => {
  const all = instrument.items.filter((item) => ['yes', 'possible', 'clear'].includes(answerTo(answers, item)))
  const of = (dimension: ScreeningItem['dimension']) => all.filter((item) => item.dimension === dimension)
  const noted: Noted = { all, act: of('act'), means: of('means'), purpose: of('purpose') }
  const child = age !== 'adult'
  const own = ownLevel(instrument, answers, all.length)
  // What a professional notes as possible is weighed by the instrument's points alone.
  const told = instrument.reading.kind !== 'points'
  const met = told && noted.purpose.length > 0 && (child || noted.means.length > 0)
  const level = higher(own, met ? 'consistent' : all.length > 0 && told ? 'some' : 'nothing_noted')
  const directions = directionsOf(noted, level, child)
  return {
    level,
    consistent_with: level === 'nothing_noted' ? [] : directions,
    reasons: reasonsOf(noted, age),
    missing: missingOf(instrument, answers, noted, age),
    next: stepsOf(level, level === 'nothing_noted' ? [] : directions, age, gate?.danger_now === 'yes'),
  }
}
