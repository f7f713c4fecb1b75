// How long the register keeps somebody: so many months, by how they stand, after the record was last written or worked with; and
// as long as the books need a name. Whoever is blocked is kept longest, so that they are known when they apply anew.
import { addMonths, type Day } from '#kit/day.ts'
import type { InterpreterStatus } from './interpreter.ts'
import type { KeepingFacts } from './interpreting-facts.ts'

export interface KeptFrom {
  status: InterpreterStatus
  changed_on: Day
  /** The last day they were booked for, or gave hours on. */
  last_on: Day | null
  /** The last day the books know of. */
  books_on: Day | null
}

const later = (one: Day, other: Day | null): Day => (other !== null && other > one ? other : one)

/** The last day of keeping, if nothing is written and nobody is booked until then. */
export const keptUntil = (
  { status, changed_on, last_on, books_on }: KeptFrom,
  { months, books_months }: Pick<KeepingFacts, 'months' | 'books_months'>,
): Day => {
  const books = books_on === null ? null : addMonths(`${books_on.slice(0, 4)}-12-31`, books_months)
  return later(addMonths(later(changed_on, last_on), months[status]), books)
}
