// Writing the journal, in the transaction of what it tells of.
import type { Tx } from '#kit/database.ts'
import type { JournalEntry } from './journal.ts'

export type NewJournalEntry = Omit<JournalEntry, 'at'> & { session_id: string | null }

/** The statement that writes an entry, for the gate to send with the commit. */
export const journalStatement = (tx: Tx, entry: NewJournalEntry) => tx.insertInto('journal').values(entry).compile()

export const writeJournal = async (tx: Tx, entry: NewJournalEntry): Promise<void> => {
  await tx.insertInto('journal').values(entry).execute()
}
