// How answers are counted: in a module's quiz, and before and after a training. Nothing is taken off for a wrong answer.
import type { QuizItem } from './module.ts'

/** What was chosen, by item; an item that is missing was left out. */
export type Answers = Record<string, string[]>

/** Every right option and no other. */
export const isRight = (item: QuizItem, chosen: readonly string[] = []): boolean =>
  item.options.every(({ id, right }) => chosen.includes(id) === right)

export interface Score {
  right: number
  of: number
  /** Rounded down: nobody passes by rounding. */
  percent: number
}

export const scoreOf = (items: readonly QuizItem[], answers: Answers): Score => {
  const right = items.filter((item) => isRight(item, answers[item.id])).length
  return { right, of: items.length, percent: items.length === 0 ? 0 : Math.floor((right * 100) / items.length) }
}

export const passes = (score: Score, pass_percent: number): boolean => score.percent >= pass_percent
