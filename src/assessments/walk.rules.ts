// Walking through an instrument one question at a time: where it goes on, what lies before and after, what was left out,
// and which answers still wait for the line.
import { askedItems } from './asking.rules.ts'
import type { Answers, Instrument } from './instrument.ts'
import type { GivenAnswers } from './sitting.ts'

/** Where one stands: before the first question, at one of them (by its code), or after the last. */
export type Standing = 'opening' | 'ending' | (string & {})

/** What was said, without what was skipped: a skip opens no gate. */
export const saidOf = (given: GivenAnswers): Answers =>
  Object.fromEntries(Object.entries(given).flatMap(([code, answer]) => (answer === null ? [] : [[code, answer]])))

export const askedCodes = (instrument: Instrument, given: GivenAnswers): string[] =>
  askedItems(instrument, saidOf(given)).map(({ code }) => code)

/** The first question nobody put to her yet. */
export const nextOpen = (asked: string[], given: GivenAnswers): Standing =>
  asked.find((code) => !Object.hasOwn(given, code)) ?? 'ending'

export const stepOn = (asked: string[], at: Standing): Standing =>
  at === 'opening' ? (asked[0] ?? 'ending') : (asked[asked.indexOf(at) + 1] ?? 'ending')

export const stepBack = (asked: string[], at: Standing): Standing =>
  at === 'ending' ? (asked.at(-1) ?? 'opening') : (asked[asked.indexOf(at) - 1] ?? 'opening')

/** Where to stand after coming back: a question that is not asked any more gives way to the first open one. */
export const standAgain = (asked: string[], given: GivenAnswers, at: Standing | null): Standing => {
  if (at === 'opening' || at === 'ending' || (at !== null && asked.includes(at))) return at
  return Object.keys(given).length === 0 ? 'opening' : nextOpen(asked, given)
}

export const leftOut = (asked: string[], given: GivenAnswers): string[] =>
  asked.filter((code) => (given[code] ?? null) === null)

/** What was answered meanwhile waits for its own turn. */
export const stillUnsent = (unsent: GivenAnswers, sent: GivenAnswers): GivenAnswers =>
  Object.fromEntries(
    Object.entries(unsent).filter(([code, answer]) => !Object.hasOwn(sent, code) || sent[code] !== answer),
  )

/** What a key does among the answers: chooses one, or moves to one. `at` is -1 while none is stood on. */
export const ofKey = (key: string, count: number, at: number): { choose: number } | { move: number } | undefined => {
  if (/^[1-9]$/.test(key)) return Number(key) <= count ? { choose: Number(key) - 1 } : undefined
  if (count === 0) return undefined
  // Answers stand below each other, whichever way their words run: up and down mean the same in every language.
  if (key === 'ArrowDown') return { move: (at + 1) % count }
  if (key === 'ArrowUp') return { move: at <= 0 ? count - 1 : at - 1 }
  if (key === 'Home') return { move: 0 }
  if (key === 'End') return { move: count - 1 }
  return undefined
}
