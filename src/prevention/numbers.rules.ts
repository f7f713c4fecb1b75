// What the answers of a training say of all together. Fewer than five are never told, nor can they be reckoned back: not from
// what remains, and not by looking again after one more answer, because nothing is told while a moment is open.
import { isRight, scoreOf } from '#modules/score.rules.ts'
import { fewest } from './attendance.ts'
import type { TestBank } from './curriculum.ts'
import { isClosed, type Window } from './moments.rules.ts'
import { type AskedMoment, type MomentAnswers, moments, type Question, questionsOf } from './questions.ts'

/** From so many on a share of a hundred says something. */
export const fewestForShare = 20

export interface Answered {
  /** Pairs what one person answered before, after and later; nothing else. */
  by: string
  moment: AskedMoment
  answers: MomentAnswers
}

const told = (count: number): number | null => (count < fewest ? null : count)
const tenth = (value: number): number => Math.round(value * 10) / 10
const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length

/** At least so many of a hundred: nearer than five to none or to all is not told. */
export const atLeastOfHundred = (count: number, of: number): number | null =>
  of < fewestForShare || count < fewest ? null : Math.floor((100 * Math.min(count, of - fewest)) / of)

const shareOf = (count: number, of: number): number | null =>
  of < fewestForShare || count < fewest || of - count < fewest ? null : Math.round((100 * count) / of)

interface Told {
  option: string
  people: number | null
}

/**
 * How many chose what. Where one option is hidden and all are known together, the rest would tell it: so many more are hidden
 * with it, the smallest first, that five or more stand behind what is not told.
 */
export const tellOptions = (question: Question, chosen: readonly string[][]): Told[] => {
  const counts = question.options.map((option) => ({
    option,
    count: chosen.filter((each) => each.includes(option)).length,
  }))
  if (question.many)
    return counts.map(({ option, count }) => ({
      option,
      people: count < fewest || chosen.length - count < fewest ? null : count,
    }))
  const bySize = [...counts].sort((a, b) => a.count - b.count)
  const hidden = new Set(counts.filter(({ count }) => count < fewest).map(({ option }) => option))
  const behind = () => bySize.reduce((sum, { option, count }) => sum + (hidden.has(option) ? count : 0), 0)
  for (const { option } of bySize) {
    if (hidden.size === 0 || behind() >= fewest) break
    hidden.add(option)
  }
  return counts.map(({ option, count }) => ({ option, people: hidden.has(option) ? null : count }))
}

export interface Pair {
  before: MomentAnswers
  after: MomentAnswers
}

export const pairsOf = (rows: readonly Answered[]): Pair[] => {
  const before = new Map(rows.filter(({ moment }) => moment === 'pre').map(({ by, answers }) => [by, answers]))
  return rows.flatMap(({ by, moment, answers: after }) => {
    const first = before.get(by)
    return moment === 'post' && first ? [{ before: first, after }] : []
  })
}

const testNumbers = (bank: TestBank | undefined, pairs: readonly Pair[]) => {
  if (!bank || pairs.length < fewest) return null
  const percents = (of: keyof Pair) => pairs.map((pair) => scoreOf(bank.items, pair[of]).percent)
  const [before, after] = [percents('before'), percents('after')]
  const right = (of: keyof Pair, item: TestBank['items'][0]) =>
    shareOf(pairs.filter((pair) => isRight(item, pair[of][item.id])).length, pairs.length)
  return {
    people: pairs.length,
    before_percent: tenth(mean(before)),
    after_percent: tenth(mean(after)),
    gain: tenth(mean(after) - mean(before)),
    reached_80: atLeastOfHundred(after.filter((each) => each >= 80).length, pairs.length),
    items:
      pairs.length < fewestForShare
        ? []
        : bank.items.map((item) => ({ item: item.id, before: right('before', item), after: right('after', item) })),
  }
}

const isScale = ({ options }: Question): boolean => options[0] === '1'

/** Of those who answered a question; nothing where fewer than five did. */
export const askedNumbers = (moment: 'survey' | 'month3' | 'month6', rows: readonly MomentAnswers[]) =>
  questionsOf(moment).flatMap((question) => {
    const per = rows.flatMap(({ [question.id]: given }) => (given ? [given] : []))
    if (per.length < fewest) return []
    return [
      {
        moment,
        question: question.id,
        answers: per.length,
        mean: isScale(question) ? tenth(mean(per.map(([value]) => Number(value)))) : null,
        options: isScale(question) ? [] : tellOptions(question, per),
      },
    ]
  })

export interface Numbers {
  windows: Record<AskedMoment, Window>
  rows: readonly Answered[]
  bank: TestBank | undefined
}

export const numbersOf = ({ windows, rows, bank }: Numbers, now: string) => {
  const closed = (moment: AskedMoment) => isClosed(windows[moment], now)
  const of = (moment: AskedMoment) => rows.filter((row) => row.moment === moment).map(({ answers }) => answers)
  return {
    moments: moments.map((moment) => ({
      moment,
      closes_at: windows[moment].closes_at,
      closed: closed(moment),
      answers: told(of(moment).length),
    })),
    tests: closed('post') ? testNumbers(bank, pairsOf(rows)) : null,
    asked: (['survey', 'month3', 'month6'] as const).flatMap((moment) =>
      closed(moment) ? askedNumbers(moment, of(moment)) : [],
    ),
  }
}
