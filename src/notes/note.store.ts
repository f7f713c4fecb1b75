// The rows of notes, sealed.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { PageKey } from '#kit/page.ts'
import type { Question } from '#kit/together.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Contact, CoverReason } from './note.ts'

interface NewNote {
  organisation_id: string
  case_id: string
  note_id: string
  section: Section
  author_id: string
  sealed: Buffer
  contact: Contact | null
  minutes: number | null
  happened_on: Day | null
}

interface NoteAtOnce extends Omit<NewNote, 'organisation_id' | 'author_id'> {
  token: string
  entry_id: string
  repeat: { idempotency_key: string; fingerprint: Buffer } | undefined
  key_version: number
  /** Where the story places it; now when nothing is said. */
  at: string | undefined
}
/** Entered, decided, written and journalled in one statement: guard.add_notes. */
export const addAtOnce = (note: NoteAtOnce): Question => ({
  of: 'guard.add_notes',
  alone: 'guard.add_note',
  rounds: 1,
  writes: true,
  types: [
    'text',
    'uuid',
    'uuid',
    'uuid',
    'bytea',
    'jsonb',
    'uuid',
    'text',
    'bytea',
    'int',
    'text',
    'int',
    'date',
    'uuid',
    'timestamptz',
  ],
  values: [
    note.token,
    note.case_id,
    note.entry_id,
    note.repeat?.idempotency_key,
    note.repeat?.fingerprint,
    JSON.stringify({ note_id: note.note_id, version: 1 }),
    note.note_id,
    note.section,
    note.sealed,
    note.key_version,
    note.contact,
    note.minutes,
    note.happened_on,
    newId(),
    note.at ?? null,
  ],
})

export const insertNote = (tx: Tx, note: NewNote) => tx.insertInto('note').values(note).execute()

const columns = ['note_id', 'section', 'written_at', 'author_id', 'sealed', 'version'] as const

export const findNote = (tx: Tx, { organisation_id, case_id }: At, note_id: string) =>
  tx
    .selectFrom('note')
    .select([...columns, 'covered_at', 'covered_by'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('note_id', '=', note_id)
    .executeTakeFirst()

export const listNotes = (tx: Tx, { organisation_id, case_id }: At, size: number, section?: Section, after?: PageKey) =>
  tx
    .selectFrom('note')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('covered_at', 'is', null)
    .$if(section !== undefined, (query) => query.where('section', '=', section!))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(written_at, note_id) < (${after!.value}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('written_at', 'desc')
    .orderBy('note_id', 'desc')
    .limit(size)
    .execute()

export const updateNote = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  note_id: string,
  version: number,
  sealed: Buffer,
): Promise<boolean> => {
  const done = await tx
    .updateTable('note')
    .set({ sealed, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('note_id', '=', note_id)
    .where('version', '=', version)
    .where('covered_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** What a note said before each correction; the database writes these rows itself. */
export const listVersions = (tx: Tx, { organisation_id, case_id }: At, note_id: string) =>
  tx
    .selectFrom('note_version')
    .innerJoin('note', (join) =>
      join
        .onRef('note.organisation_id', '=', 'note_version.organisation_id')
        .onRef('note.case_id', '=', 'note_version.case_id')
        .onRef('note.note_id', '=', 'note_version.note_id'),
    )
    .select(['note_version.version', 'note_version.author_id', 'note_version.written_at', 'note_version.sealed'])
    .select(['note.covered_at', 'note.section'])
    .where('note_version.organisation_id', '=', organisation_id)
    .where('note_version.case_id', '=', case_id)
    .where('note_version.note_id', '=', note_id)
    .orderBy('note_version.version')
    .execute()

/** While a file is held, no word of it goes. */
export const isHeld = async (tx: Tx, { case_id }: At): Promise<boolean> => {
  const { rows } = await sql<{ held: boolean }>`select guard.held(${case_id}) as held`.execute(tx)
  return rows[0]?.held === true
}

/** Who covered it and when is the database's own to say. */
export const cover = (tx: Tx, { organisation_id, case_id }: At, note_id: string, by: string, reason: CoverReason) =>
  tx
    .updateTable('note')
    .set({ covered_at: sql<string>`guard.clock()`, covered_by: by, cover_reason: reason })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('note_id', '=', note_id)
    .where('covered_at', 'is', null)
    .execute()

/** Whether it could still be taken back. */
export const uncover = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  note_id: string,
  by: string,
): Promise<boolean> => {
  const done = await tx
    .updateTable('note')
    .set({ covered_at: null, covered_by: null, cover_reason: null })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('note_id', '=', note_id)
    .where('covered_by', '=', by)
    .where('covered_at', '>', sql<string>`guard.clock() - interval '1 minute'`)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
