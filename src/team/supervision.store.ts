// The rows of supervision notes, sealed; the policy shows them to the two they are between.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listSupervision = (tx: Tx, { organisation_id, case_id }: At, size: number, after?: PageKey) =>
  tx
    .selectFrom('supervision_note')
    .select(['note_id', 'supervisor_id', 'worker_id', 'author_id', 'written_at', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(written_at, note_id) < (${after!.value}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('written_at', 'desc')
    .orderBy('note_id', 'desc')
    .limit(size)
    .execute()

interface NewSupervisionNote extends At {
  note_id: string
  supervisor_id: string
  worker_id: string
  author_id: string
  sealed: Buffer
}
export const insertSupervision = (tx: Tx, row: NewSupervisionNote) =>
  tx.insertInto('supervision_note').values(row).execute()
