// Writing the journal in the transaction of what it tells of, and reading what it says about one file.
import { CompiledQuery, sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { PageKey } from '#kit/page.ts'
import type { JournalEntry, JournalRow } from './journal.ts'

export type NewJournalEntry = Omit<JournalEntry, 'at'> & { session_id: string | null }

const columns = [
  'organisation_id',
  'entry_id',
  'actor_id',
  'actor_organisation_id',
  'session_id',
  'action',
  'case_id',
  'subject_id',
  'basis',
  'sections',
  'reason',
  'outcome',
] as const satisfies (keyof NewJournalEntry)[]
const insert = `insert into journal (${columns.join(', ')}) values (${columns.map((_, place) => `$${place + 1}`).join(', ')})`

/** The statement that writes an entry, for the gate to send with the commit of every request. */
export const journalStatement = (entry: NewJournalEntry): CompiledQuery =>
  CompiledQuery.raw(
    insert,
    columns.map((column) => entry[column]),
  )

export const writeJournal = async (tx: Tx, entry: NewJournalEntry): Promise<void> => {
  await tx.insertInto('journal').values(entry).execute()
}

interface OfFile {
  organisation_id: string
  case_id: string
  after?: PageKey | undefined
  size: number
}

/** Newest first, one row more than asked for; the policy decides who reads it. */
export const listJournalOfFile = async (tx: Tx, { organisation_id, case_id, after, size }: OfFile) => {
  const { rows } = await sql<JournalRow>`
    select j.entry_id, j.at, j.actor_id, j.action, j.case_id, j.subject_id, j.basis, j.sections, j.reason, j.outcome,
      s.name as actor_name, case when j.actor_organisation_id <> j.organisation_id then o.name end as partner_name
    from journal j
    left join staff s on s.organisation_id = j.organisation_id and s.staff_id = j.actor_id
    left join organisation o on o.organisation_id = j.actor_organisation_id
    where j.organisation_id = ${organisation_id} and j.case_id = ${case_id}
      and (${after?.value ?? null}::timestamptz is null
        or (j.at, j.entry_id) < (${after?.value ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by j.at desc, j.entry_id desc limit ${size + 1}`.execute(tx)
  return rows
}
