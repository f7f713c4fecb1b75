// Keeping the next due day of a file right, whoever changed whatever in it.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { touchCase } from '#timeline/timeline.store.ts'

/**
 * Call it last, when everything it counts has been sent. The first statement locks the row of the file, so that the
 * second one sees what others changed meanwhile.
 */
export const keepNextDue = async (tx: Tx, case_id: string): Promise<void> => {
  await Promise.all([
    touchCase(tx, case_id),
    tx
      .updateTable('case_file')
      .set({ next_due_on: sql<string | null>`guard.next_due_of(${case_id}::uuid)` })
      .where('case_id', '=', case_id)
      .execute(),
  ])
}
