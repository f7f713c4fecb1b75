// What may stand on a paper for whom.

import type { SummaryFor } from './summary.ts'
import type { Telling } from './telling.ts'

/** What this colleague may read and the person lets be retold to the recipient; to the person themselves, all of it. */
export const mayBeGiven = (telling: Pick<Telling, 'may_read' | 'retell'>, profession: SummaryFor): boolean =>
  telling.may_read && (profession === 'person' || telling.retell.includes(profession))

export interface SheetPart {
  topic: string
  circumstances: string
  words: string
}
/** One page of words after another, in the order of the subjects. */
export interface Sheet {
  language: string
  title: string
  lead: string
  mark: string
  foot: string
  facts: [label: string, value: string][]
  parts: SheetPart[]
  closing: string
}
