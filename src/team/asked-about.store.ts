// The rows of "somebody asked about the person", sealed.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'

interface NewAskedAbout extends At {
  event_id: string
  asked_on: Day
  way: string
  asker: string
  told_by: string
  sealed: Buffer
}
export const insertAskedAbout = (tx: Tx, row: NewAskedAbout) => tx.insertInto('asked_about').values(row).execute()

export const listAskedAbout = (tx: Tx, { organisation_id, case_id }: At, size: number, after?: PageKey) =>
  tx
    .selectFrom('asked_about')
    .select(['event_id', 'asked_on', 'way', 'asker', 'told_by', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(asked_on, event_id) < (${after!.value}::date, ${after!.id}::uuid)`),
    )
    .orderBy('asked_on', 'desc')
    .orderBy('event_id', 'desc')
    .limit(size)
    .execute()
