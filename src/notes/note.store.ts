// The rows of notes, sealed.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'

interface NewNote {
  organisation_id: string
  case_id: string
  note_id: string
  section: Section
  author_id: string
  sealed: Buffer
}

export const insertNote = (tx: Tx, note: NewNote) => tx.insertInto('note').values(note).execute()

const columns = ['note_id', 'section', 'written_at', 'author_id', 'sealed', 'version'] as const

export const findNote = (tx: Tx, { organisation_id, case_id }: At, note_id: string) =>
  tx
    .selectFrom('note')
    .select(columns)
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
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
