// What the forms unfold their signs and instruments from.
import { instrumentOf } from '#detection/instruments.ts'
import { answersOf, InstrumentId } from '#detection/screening.ts'
import { codeOf, type IndicatorLists } from '#facts/indicators.ts'

/** Danger is a question of its own in every form; asked twice it would be answered twice. */
const askedApart = ['danger_now']

export const formSources = (lists: IndicatorLists) => ({
  signs: (list: string): string[] =>
    (lists[list]?.indicators ?? []).map(codeOf).filter((code) => !askedApart.includes(code)),
  items: (instrument: string): { code: string; answers: readonly string[] }[] => {
    const known = InstrumentId.safeParse(instrument)
    if (!known.success) return []
    return instrumentOf(known.data).items.map(({ code, kind }) => ({ code, answers: answersOf[kind] }))
  },
})
