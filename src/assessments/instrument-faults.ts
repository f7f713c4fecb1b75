// What does not agree within a form, or between a form and its words: found before anybody is asked anything.
import type { Condition } from '#facts/condition.ts'
import { countedValues, isFrightening, scoreOf } from './counting.ts'
import { algorithmTerms, type Instrument, type Item, type Score, type Wording } from './instrument.ts'

const twice = (codes: string[]): string[] => [...new Set(codes.filter((code, place) => codes.indexOf(code) !== place))]

const fieldsOf = (
  condition: Condition,
): Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>[] => {
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  return 'not' in condition ? fieldsOf(condition.not) : [condition]
}

const isChosen = ({ answers }: Item): boolean => answers !== 'text' && answers !== 'day'

/** A question is opened only by answers given before it, and only by answers there are. */
const gateFaults = (instrument: Instrument): string[] =>
  instrument.items.flatMap((item, place) =>
    (item.asked_when ? fieldsOf(item.asked_when) : []).flatMap((each) => {
      const gate = instrument.items.slice(0, place).find(({ code }) => code === each.field)
      if (!gate) return [`${item.code} waits for ${each.field}, which is not asked before it`]
      if ('answered' in each) return []
      if ('at_least' in each) return [`${item.code} waits for a number; answers are codes`]
      const known = instrument.answers[gate.answers]?.map(({ code }) => code as unknown) ?? []
      const wanted: unknown[] = 'in' in each ? each.in : [each.equals]
      return wanted.filter((code) => !known.includes(code)).map((code) => `${item.code} waits for no answer: ${code}`)
    }),
  )

/** Every score its items can give, also with as many of them missing as it allows. */
export const reachable = (instrument: Instrument, score: Score): number[] => {
  const items = score.items.flatMap((code) => instrument.items.find((item) => item.code === code) ?? [])
  const values = items.map((item) => [...countedValues(instrument, item).values()])
  let sums = new Map<string, [number, number]>([['', [0, 0]]])
  for (const each of values) {
    const next = new Map(sums)
    for (const [counted, sum] of sums.values())
      for (const value of each)
        if (value !== null) next.set(`${counted + 1} ${sum + value}`, [counted + 1, sum + value])
    sums = next
  }
  const mayNotApply = values.some((each) => each.includes(null))
  const least = mayNotApply ? 1 : Math.max(1, items.length - score.missing.at_most)
  const found = [...sums.values()].filter(([counted]) => counted >= least)
  return [...new Set(found.map(([counted, sum]) => scoreOf(score, sum, counted, items.length)))].sort((a, b) => a - b)
}

const scoreFaults = (instrument: Instrument, score: Score): string[] => {
  const of = (what: string) => `score ${score.code}: ${what}`
  const counts = (item: Item) => [...countedValues(instrument, item).values()].some((value) => value !== null)
  const strange = score.items.filter((code) => !instrument.items.some((item) => item.code === code && counts(item)))
  if (strange.length > 0) return [of(`${strange.join(', ')} cannot be counted`)]
  const values = reachable(instrument, score)
  const [least, most] = [values[0]!, values.at(-1)!]
  const { bands, cut_offs, missing } = score
  return [
    ...twice(score.items).map((code) => of(`counts ${code} twice`)),
    ...(score.from !== least || score.to !== most ? [of(`reaches from ${least} to ${most}`)] : []),
    ...(missing.then === 'none' && missing.at_most > 0 && score.kind === 'sum'
      ? [of('a missing answer would count as nothing')]
      : []),
    ...twice(bands.map(({ code }) => code)).map((code) => of(`two bands ${code}`)),
    ...twice(cut_offs.map(({ code }) => code)).map((code) => of(`two lines ${code}`)),
    ...twice(score.changes.map(({ code }) => code)).map((code) => of(`two rules of change ${code}`)),
    ...(bands.length > 0 && (bands[0]!.from !== least || bands.at(-1)!.to !== most)
      ? [of('its bands do not reach from end to end')]
      : []),
    ...bands.slice(1).flatMap((band, place) => (band.from > bands[place]!.to ? [] : [of(`${band.code} overlaps`)])),
    ...(bands.length > 0 ? values : [])
      .filter((value) => bands.filter(({ from, to }) => value >= from && value <= to).length !== 1)
      .map((value) => of(`${value} is in no band, or in two`)),
    ...cut_offs
      .filter(({ from, to }) => {
        const never = (from ?? most) > most || (to ?? least) < least
        return never || ((from ?? least) <= least && (to ?? most) >= most)
      })
      .map(({ code }) => of(`the line ${code} parts nothing`)),
    ...cut_offs
      .flatMap(({ holds_when }) => (holds_when ? fieldsOf(holds_when) : []))
      .filter(({ field }) => field !== 'gender' && field !== 'age')
      .map(({ field }) => of(`a line is drawn by ${field}, which nobody knows`)),
  ]
}

const algorithmFaults = ({ algorithm, clusters = {}, items }: Instrument): string[] => {
  const wanted = algorithm ? algorithmTerms[algorithm].clusters : []
  const named = Object.values(clusters).flat()
  return [
    ...wanted.filter((name) => !clusters[name]).map((name) => `the algorithm asks for the cluster ${name}`),
    ...Object.keys(clusters)
      .filter((name) => !wanted.includes(name))
      .map((name) => `no algorithm asks for the cluster ${name}`),
    ...named
      .filter((code) => !items.some((item) => item.code === code && isChosen(item)))
      .map((code) => `no item ${code}`),
    ...twice(named).map((code) => `${code} stands in two clusters`),
  ]
}

export const faultsOfInstrument = (instrument: Instrument): string[] => {
  const { items, answers, parts, scores, safety } = instrument
  const sets = new Set(items.map((item) => item.answers))
  return [
    ...twice(items.map(({ code }) => code)).map((code) => `two items ${code}`),
    ...twice(parts).map((code) => `two parts ${code}`),
    ...twice(scores.map(({ code }) => code)).map((code) => `two scores ${code}`),
    ...items.filter((item) => isChosen(item) && !answers[item.answers]).map(({ code }) => `${code} has no answers`),
    ...items.filter(({ part }) => !parts.includes(part)).map(({ code }) => `${code} stands in no part`),
    ...parts.filter((part) => !items.some((item) => item.part === part)).map((part) => `nothing stands in ${part}`),
    ...Object.keys(answers)
      .filter((set) => !sets.has(set))
      .map((set) => `nobody is asked with ${set}`),
    ...Object.entries(answers).flatMap(([set, options]) =>
      twice(options.map(({ code }) => code)).map((code) => `${set}: two answers ${code}`),
    ),
    ...gateFaults(instrument),
    ...scores.flatMap((score) => scoreFaults(instrument, score)),
    ...algorithmFaults(instrument),
    ...safety.flatMap((line) => {
      const { item: code } = line
      const item = items.find((each) => each.code === code)
      if (!item || !isChosen(item)) return [`the safety of ${code}, which is no item`]
      const values = [...countedValues(instrument, item).values()].filter((value) => value !== null)
      if (item.reversed) return [`${code} is about safety and reversed: nobody reads that rightly`]
      const opening = values.filter((value) => isFrightening(line, value))
      if (opening.length === 0) return [`${code} never reaches ${'at_least' in line ? line.at_least : line.at_most}`]
      return opening.length === values.length ? [`whatever is answered to ${code} opens the protocol`] : []
    }),
    ...twice(safety.map(({ item }) => item)).map((code) => `the safety of ${code}, twice`),
  ]
}

/** What a version that goes on with an earlier one may say otherwise: where it comes from, and what opens the protocol. */
const mayDiffer: readonly string[] = [
  'version',
  'continues',
  'safety',
  'source',
  'valid_from',
  'valid_until',
  'reviewed_by',
]

export const faultsOfContinuing = (instrument: Instrument, before: Instrument | undefined): string[] => {
  if (!before || before.version >= instrument.version) return [`it goes on with no version before it`]
  if (before.continues) return [`it goes on with ${before.version}, which goes on with another`]
  const fields = [...new Set([...Object.keys(instrument), ...Object.keys(before)])].filter(
    (name) => !mayDiffer.includes(name),
  )
  const of = (form: Instrument, name: string) => JSON.stringify((form as Record<string, unknown>)[name])
  return fields
    .filter((name) => of(instrument, name) !== of(before, name))
    .map((name) => `${name} is not as in version ${before.version}, with which it goes on`)
}

const difference = (what: string, wanted: string[], given: string[]): string[] => [
  ...wanted.filter((key) => !given.includes(key)).map((key) => `no words for ${what} ${key}`),
  ...given.filter((key) => !wanted.includes(key)).map((key) => `words for ${what} ${key}, which is not there`),
]

/** Everything `readings` speaks of. */
export const readCodes = ({ scores, algorithm }: Instrument): string[] => [
  ...new Set([
    ...scores.flatMap(({ bands, cut_offs, changes }) => [...bands, ...cut_offs, ...changes].map(({ code }) => code)),
    ...(algorithm ? algorithmTerms[algorithm].findings : []),
  ]),
]

/** What a score is called: by its own name, as the part it sums up, or as the instrument. */
export const nameOfScore = (wording: Wording, code: string): string =>
  wording.scores?.[code] ?? wording.parts[code] ?? wording.title

export const faultsOfWording = (instrument: Instrument, wording: Wording): string[] => {
  const { items, answers, parts, scores, recall } = instrument
  const codes = scores.map(({ code }) => code)
  return [
    ...difference('the part', parts, Object.keys(wording.parts)),
    ...difference(
      'the item',
      items.map(({ code }) => code),
      Object.keys(wording.items),
    ),
    ...difference('the answers', Object.keys(answers), Object.keys(wording.answers)),
    ...Object.entries(answers).flatMap(([set, options]) =>
      difference(
        `the answer of ${set}`,
        options.map(({ code }) => code),
        Object.keys(wording.answers[set] ?? {}),
      ),
    ),
    ...difference('the reading', readCodes(instrument), Object.keys(wording.readings)),
    ...Object.keys(wording.scores ?? {})
      .filter((code) => !codes.includes(code))
      .map((code) => `words for the score ${code}, which is not there`),
    ...twice(codes.map((code) => nameOfScore(wording, code))).map((name) => `two scores are called ${name}`),
    ...((recall === null) === (wording.recall === '')
      ? []
      : ['says a window where there is none, or none where it is']),
  ]
}
