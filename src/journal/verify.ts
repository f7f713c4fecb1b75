// Verifying a journal where it lies or from a dump: two files of lines that need no database to be read again.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { StoredEntry, StoredSeal } from './chain.rules.ts'
import { type Fault, type Head, type Report, verifyJournal } from './faults.ts'
import { readHeadsFile, type Sign } from './heads.ts'

export { verifyJournal } from './faults.ts'

interface Dump {
  entries: StoredEntry[]
  seals: StoredSeal[]
}

/** Reads both tables as one moment shows them. The connection must be the owner's. */
export const readJournal = async (client: pg.ClientBase): Promise<Dump> => {
  await client.query('begin isolation level repeatable read read only')
  try {
    const entries = await client.query<StoredEntry>(
      `select organisation_id, entry_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_id,
         actor_organisation_id, session_id, action, case_id, subject_id, basis, sections, reason, outcome,
         transaction_id::text as transaction_id
       from journal order by organisation_id, journal.transaction_id, entry_id`,
    )
    const seals = await client.query<StoredSeal>(
      `select organisation_id, sequence::float8 as sequence, entry_id, encode(hash, 'hex') as hash
       from journal_seal order by organisation_id, journal_seal.sequence`,
    )
    return { entries: entries.rows, seals: seals.rows }
  } finally {
    await client.query('rollback')
  }
}

const lines = (rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const readLines = async <T>(file: string): Promise<T[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)

/** Writes both tables into a folder, one JSON line a row. */
export const exportJournal = async (client: pg.ClientBase, folder: string): Promise<void> => {
  const { entries, seals } = await readJournal(client)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'journal.jsonl'), lines(entries), { mode: 0o600 })
  await writeFile(join(folder, 'journal_seal.jsonl'), lines(seals), { mode: 0o600 })
}

const judge = ({ entries, seals }: Dump, read: { heads: Head[]; faults: Fault[] }): Report => {
  const report = verifyJournal(entries, seals, read.heads)
  const faults = [...read.faults, ...report.faults]
  return { ...report, faults, first: report.first ?? read.faults[0] }
}

/** Verifies what `exportJournal` wrote; `heads` is the file of heads, which does not lie in the dump. */
export const verifyDump = async (folder: string, heads: string, sign: Sign): Promise<Report> =>
  judge(
    {
      entries: await readLines<StoredEntry>(join(folder, 'journal.jsonl')),
      seals: await readLines<StoredSeal>(join(folder, 'journal_seal.jsonl')),
    },
    await readHeadsFile(heads, sign),
  )

/** `amparo verify-journal`: connects as the owner, reads, verifies. */
export const verifyJournalCommand = async (asked: {
  connection: pg.ClientConfig
  heads: string
  sign: Sign
}): Promise<Report> => {
  // The heads first: whatever is sealed after this moment is only more than they know.
  const read = await readHeadsFile(asked.heads, asked.sign)
  const client = new pg.Client(asked.connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return judge(await readJournal(client), read)
  } finally {
    await client.end()
  }
}
