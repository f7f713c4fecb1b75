// Two times the same form was answered, item by item: what was said then, what is said now, and which of the two stands
// for more. What was left out once compares with nothing.
import { countedValues } from './counting.ts'
import type { Answers, Instrument, Item } from './instrument.ts'

export interface Compared {
  item: Item
  before: string | null
  after: string | null
  /** As counted: `more` and `less` of whatever the item asks; better or worse is for the score to say. */
  moved: 'more' | 'less' | 'same' | 'other' | 'not_comparable'
  /** The answers that count, lowest first, and where the two stand among them; null for words and days. */
  track: { values: number[]; before: number | null; after: number | null } | null
}

const movedOf = (before: number | null, after: number | null): Compared['moved'] => {
  if (before === null || after === null) return 'other'
  if (before === after) return 'same'
  return after > before ? 'more' : 'less'
}

export const compareAnswers = (instrument: Instrument, before: Answers, after: Answers): Compared[] =>
  instrument.items.flatMap((item) => {
    const then = before[item.code] ?? null
    const now = after[item.code] ?? null
    if (then === null && now === null) return []
    const values = countedValues(instrument, item)
    const sorted = [...new Set([...values.values()].filter((value) => value !== null))].sort((a, b) => a - b)
    const [was, is] = [
      then === null ? null : (values.get(then) ?? null),
      now === null ? null : (values.get(now) ?? null),
    ]
    const moved = then === null || now === null ? 'not_comparable' : then === now ? 'same' : movedOf(was, is)
    return [
      {
        ...{ item, before: then, after: now, moved },
        track: sorted.length > 1 ? { values: sorted, before: was, after: is } : null,
      },
    ]
  })
