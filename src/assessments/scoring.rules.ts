// What her answers read as: scores, what their bands and lines are called, findings, and what her answers say about her
// safety. A skip is never a nought: what could still turn is said to be unknown.
import { readAlgorithm } from './algorithms.rules.ts'
import { type Asking, askingOf } from './asking.rules.ts'
import { countedValues, isFrightening, scoreOf } from './counting.ts'
import type { Answers, CutOff, Instrument, Item, Read, Score, ScoreRead } from './instrument.ts'
import { type Maybe, mayHold } from './three-valued.rules.ts'

/** What is known of her: a line drawn for some is shown to all while it is not known. */
export interface About {
  gender?: string | undefined
  age?: number | undefined
}

interface Counted {
  values: Map<string, number | null>
  least: number
  most: number
  mayNotApply: boolean
}
/** An item in one answering: what it counts, or how far it could go. */
type Told =
  | { kind: 'counts'; value: number; least: number; most: number }
  | { kind: 'missing'; least: number; most: number }
  | { kind: 'left_out' }

/** Worked out once for a form, not for each of ten thousand answers. */
const prepared = new WeakMap<Instrument, Map<string, Counted>>()
const countedOf = (instrument: Instrument): Map<string, Counted> => {
  const known = prepared.get(instrument)
  if (known) return known
  const made = new Map(
    instrument.items.map((item: Item) => {
      const values = countedValues(instrument, item)
      const counts = [...values.values()].filter((value) => value !== null)
      const mayNotApply = counts.length < values.size
      return [item.code, { values, least: Math.min(...counts), most: Math.max(...counts), mayNotApply }] as const
    }),
  )
  prepared.set(instrument, made)
  return made
}

const tellOf = ({ due, answer }: Asking, { values, least, most, mayNotApply }: Counted, { kind }: Score): Told => {
  const value = answer === undefined ? undefined : values.get(answer)
  // A gate said that it does not concern her: the least there is in a sum, nothing to speak of in a mean.
  if (due === false)
    return kind === 'mean' ? { kind: 'left_out' } : { kind: 'counts', value: least, least, most: least }
  if (value === null) return { kind: 'left_out' }
  if (value === undefined)
    return { kind: 'missing', least: mayNotApply && kind === 'sum' ? Math.min(0, least) : least, most }
  if (due === true) return { kind: 'counts', value, least: value, most: value }
  // Answered past a gate that was skipped: the gate's answer may yet take it away.
  return { kind: 'counts', value, least, most: kind === 'mean' ? most : value }
}

const crossed = ({ from, to }: CutOff, low: number, high: number): Maybe => {
  const above = from === undefined || low >= from ? true : high < from ? false : 'unknown'
  const below = to === undefined || high <= to ? true : low > to ? false : 'unknown'
  return above === false || below === false ? false : above === true && below === true ? true : 'unknown'
}

/** The lines drawn for her; all of those drawn for somebody where none is known to be hers. */
const linesFor = (cut_offs: CutOff[], { gender, age }: About): CutOff[] => {
  const known = (field: string) => (field === 'gender' ? gender : field === 'age' ? age : undefined)
  const hers = cut_offs.filter(({ holds_when }) => !holds_when || mayHold(holds_when, known) !== false)
  return hers.some(({ holds_when }) => holds_when) ? hers : cut_offs
}

const readScore = (score: Score, told: Told[], about: About): ScoreRead => {
  let [sum, low, high, answered, missing] = [0, 0, 0, 0, 0]
  for (const each of told) {
    if (each.kind === 'left_out') continue
    low += each.least
    high += each.most
    if (each.kind === 'missing') missing += 1
    else {
      answered += 1
      sum += each.value
    }
  }
  const all = answered + missing
  const isSaid = answered > 0 && missing <= score.missing.at_most
  const value = isSaid ? scoreOf(score, sum, answered, all) : null
  // A line is said to be crossed, or not to be, only where no missing answer can change that. What does not apply to
  // her crosses none.
  const [least, most] = [scoreOf(score, low, all, all), scoreOf(score, high, all, all)]
  return {
    code: score.code,
    value,
    prorated: value !== null && missing > 0,
    band: value === null ? null : (score.bands.find(({ from, to }) => value >= from && value <= to)?.code ?? null),
    cut_offs: linesFor(score.cut_offs, about).map((line) => ({
      code: line.code,
      met: all > 0 && crossed(line, least, most),
    })),
  }
}

/**
 * Answers to questions that were not to be asked count in no score. About her safety every answer counts, whatever gate
 * it stands behind: on paper people answer what nobody asked them.
 */
export const readAnswers = (instrument: Instrument, answers: Answers, about: About = {}): Read => {
  const counted = countedOf(instrument)
  const asking = askingOf(instrument, answers)
  const asked = [...asking.values()].filter((each) => each.asked)
  const isMissing = ({ item, answer }: Asking): boolean =>
    answer === undefined || (counted.get(item.code)!.values.size > 0 && !counted.get(item.code)!.values.has(answer))
  const given = (code: string): number | undefined =>
    (Object.hasOwn(answers, code) ? counted.get(code)?.values.get(answers[code]!) : undefined) ?? undefined
  return {
    asked: asked.map(({ item }) => item.code),
    missing: asked.filter(isMissing).map(({ item }) => item.code),
    scores: instrument.scores.map((score) =>
      readScore(
        score,
        score.items.map((code) => tellOf(asking.get(code)!, counted.get(code)!, score)),
        about,
      ),
    ),
    ...readAlgorithm(instrument, (code) => given(code) ?? (asking.get(code)?.due === false ? null : undefined)),
    safety: instrument.safety
      .filter((line) => {
        const value = given(line.item)
        return value !== undefined && isFrightening(line, value)
      })
      .map(({ item }) => item),
  }
}
