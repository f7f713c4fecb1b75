// The journal of one file, fifty entries at a time. Reading it is itself an entry.
import { answer } from '#gate/answer.ts'
import { listJournalOfFile } from '#journal/journal.store.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import * as model from './file-journal.ts'

const pageSize = 50

export const readFileJournal = answer(model.readFileJournal)(async ({ input, tx, file }) => {
  const found = await listJournalOfFile(tx, { ...file, after: readPageKey(input.after), size: pageSize })
  const { rows, next } = cutPage(found, pageSize, ({ at, entry_id }) => ({ value: at, id: entry_id }))
  return { rows: rows.map(({ case_id: _, subject_id: __, ...row }) => row), next }
})
