// A case worked out by hand: what happened to a person, and what follows from it on a day, with the arithmetic beside it. Files
// called *.cases.ts in this folder each export `cases`; one test reckons them all and prints them.
import type { Day } from '#kit/day.ts'
import type { Circumstances, Item, ItemState, LawFacts } from '../reckoning.ts'
import type { EventCode, LawRule, PackId, RuleId } from '../rule.ts'

export interface Told {
  code: EventCode
  on: Day
  at?: string
  /** Any word: happenings with the same word are of one matter. */
  matter?: string
  /** The first jurisdiction of the case where none is said. */
  jurisdiction?: PackId
}

export interface Expected {
  rule: RuleId
  /** Where several uses of the rule stand side by side. */
  matter?: string
  /** The day it starts, where the same rule starts more than once. */
  starts?: Day
  state: ItemState
  /** The earliest reading; null where nothing is counted or the clock stands still. */
  due: Day | null
  at?: string
  /** Every reading by its code, where there are several. */
  readings?: Record<string, Day>
  /** Every day that counts, one by one: the test looks whether each is a working day and none was left out. */
  counted?: Day[]
  /** The day from which silence speaks. */
  silence?: Day
  /** A step that must be among those told, such as `rolled`. */
  step?: string
  /** How one comes to it with pencil and paper. */
  sum: string
}

export interface WorkedCase {
  name: string
  jurisdictions: [PackId, ...PackId[]]
  province?: string
  town?: string
  circumstances?: Circumstances
  happenings: Told[]
  today: Day
  expect: Expected[]
  /** Rules that must not have begun. */
  without?: RuleId[]
  /** In place of the rules of the first jurisdiction: to try a way of counting on its own. */
  rules?: LawRule[]
}

/** The same word is the same id, so that a case can be read without any. */
const idOf = (kind: number, place: number): string =>
  `00000000-0000-7000-8000-${String(kind).padStart(4, '0')}${String(place).padStart(8, '0')}`

export const matterId = (word: string): string => {
  let hash = 0
  for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 99_999_999
  return idOf(2, hash)
}

export const factsOf = ({ jurisdictions, province, town, circumstances, happenings }: WorkedCase): LawFacts => ({
  ...{ jurisdictions, province: province ?? null, town: town ?? null, circumstances: circumstances ?? {} },
  happenings: happenings.map(({ code, on, at, matter, jurisdiction }, place) => ({
    ...{ code, on, at: at ?? null, jurisdiction: jurisdiction ?? jurisdictions[0] },
    ...{ event_id: idOf(1, place), matter_id: matter === undefined ? null : matterId(matter) },
  })),
})

export const itemFor = (items: readonly Item[], { rule, matter, starts }: Expected): Item[] =>
  items.filter(
    (item) =>
      item.rule_id === rule &&
      (matter === undefined || item.matter_id === matterId(matter)) &&
      (starts === undefined || item.starts_on === starts),
  )
