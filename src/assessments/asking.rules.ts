// Which questions are put to her, given what she answered so far: those behind a gate only when it stands open.
import { holds } from '#facts/condition.rules.ts'
import { Day } from '#kit/day.ts'
import type { Answers, Instrument, Item } from './instrument.ts'
import { type Maybe, mayHold } from './three-valued.rules.ts'

export interface Asking {
  item: Item
  /** Whether it is asked now; a skipped gate opens what does not need its answer. */
  asked: boolean
  /** Whether it is to be asked at all: not known while the gate before it was skipped. */
  due: Maybe
  /** Her answer, where it was asked. */
  answer: string | undefined
}

const given = (answers: Answers, code: string): string | undefined =>
  (Object.hasOwn(answers, code) && answers[code]) || undefined

/** Answers to questions that are not asked open nothing: a gate closed later leaves them behind it. */
export const askingOf = (instrument: Instrument, answers: Answers): Map<string, Asking> => {
  const found = new Map<string, Asking>()
  const heard: Record<string, string> = {}
  const known = (field: string) => {
    const before = found.get(field)
    return before?.answer ?? (before?.due === false ? null : undefined)
  }
  for (const item of instrument.items) {
    const due = item.asked_when ? mayHold(item.asked_when, known) : true
    const asked = due === 'unknown' ? holds(item.asked_when!, heard) : due
    const answer = asked ? given(answers, item.code) : undefined
    if (answer !== undefined) heard[item.code] = answer
    found.set(item.code, { item, asked, due, answer })
  }
  return found
}

export const askedItems = (instrument: Instrument, answers: Answers): Item[] =>
  [...askingOf(instrument, answers).values()].filter(({ asked }) => asked).map(({ item }) => item)

/** Answers this form does not know: an item of another, or an answer of another set. */
export const strangeAnswers = (instrument: Instrument, answers: Answers): string[] =>
  Object.entries(answers).flatMap(([code, answer]) => {
    const item = instrument.items.find((each) => each.code === code)
    if (!item) return [code]
    if (item.answers === 'text') return []
    if (item.answers === 'day') return Day.safeParse(answer).success ? [] : [code]
    return instrument.answers[item.answers]?.some((option) => option.code === answer) ? [] : [code]
  })
