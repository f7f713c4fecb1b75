// Writing the journal, in the transaction of what it tells of.
import type { Tx } from '#kit/database.ts'
import type { JournalEntry } from './journal.ts'

export type NewJournalEntry = Omit<JournalEntry, 'at'> & { session_id: string | null }

export const writeJournal = async (tx: Tx, entry: NewJournalEntry): Promise<void> => {
  await tx.insertInto('journal').values(entry).execute()
}
