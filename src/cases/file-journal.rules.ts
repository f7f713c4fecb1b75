// Looking at five sides of a file one after the other is one visit: the journal keeps each, a reader sees them together.
import type { FileJournalRow } from './file-journal.ts'

export interface Visit extends FileJournalRow {
  /** The earliest of the entries told together; `at` is the latest. */
  since: string
  times: number
}

const together = (a: FileJournalRow, b: FileJournalRow): boolean =>
  a.actor_id === b.actor_id &&
  a.action === b.action &&
  a.basis === b.basis &&
  a.reason === b.reason &&
  a.outcome === b.outcome &&
  a.at.slice(0, 10) === b.at.slice(0, 10)

/** Entries come newest first; those of one person doing the same on one day, with nothing in between, are told once. */
export const visitsOf = (rows: FileJournalRow[]): Visit[] => {
  const visits: Visit[] = []
  for (const row of rows) {
    const last = visits.at(-1)
    if (!last || !together(last, row)) visits.push({ ...row, since: row.at, times: 1 })
    else {
      last.since = row.at
      last.times += 1
      last.sections = [...new Set([...last.sections, ...row.sections])]
    }
  }
  return visits
}
