// What colleagues and services say should be corrected, as rows.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { SuggestedChanges } from './suggestion.ts'

interface NewSuggestion {
  organisation_id: string
  suggestion_id: string
  service_id: string
  by_staff_id: string
  changes: SuggestedChanges
  words: string | null
}

/** False where the id is taken. */
export const insertSuggestion = async (tx: Tx, { changes, ...row }: NewSuggestion): Promise<boolean> => {
  const written = await tx
    .insertInto('directory_suggestion')
    .values({ ...row, by_kind: 'worker', changes: JSON.stringify(changes) })
    .onConflict((at) => at.columns(['organisation_id', 'suggestion_id']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}

const rows = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('directory_suggestion as s')
    .leftJoin('staff as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.staff_id', '=', 's.by_staff_id'),
    )
    .select(['s.suggestion_id', 's.service_id', 's.changes', 's.words', 's.made_at', 's.version', 'm.name as by'])
    .select(sql<'worker' | 'service'>`s.by_kind`.as('by_kind'))
    .select(sql<'taken' | 'refused' | null>`s.decision`.as('decision'))
    .where('s.organisation_id', '=', organisation_id)

const mostShown = 200

export const listOpenRows = (tx: Tx, organisation_id: string, service_id?: string) =>
  rows(tx, organisation_id)
    .where('s.decision', 'is', null)
    .$if(service_id !== undefined, (query) => query.where('s.service_id', '=', service_id!))
    .orderBy('s.made_at')
    .limit(mostShown)
    .execute()

export const findSuggestionRow = (tx: Tx, organisation_id: string, suggestion_id: string) =>
  rows(tx, organisation_id).where('s.suggestion_id', '=', suggestion_id).executeTakeFirst()

/** What was stored by an earlier model may say a field this one no longer has: it is left out. */
export const changesOf = (stored: unknown): SuggestedChanges => {
  const found = SuggestedChanges.safeParse(stored)
  return found.success ? found.data : {}
}

/** The new version, or undefined when somebody decided meanwhile. */
export const decideRow = async (
  tx: Tx,
  row: { organisation_id: string; suggestion_id: string },
  by: { staff_id: string; decision: 'taken' | 'refused' },
  version: number,
): Promise<number | undefined> =>
  (
    await tx
      .updateTable('directory_suggestion')
      .set({ decision: by.decision, decided_by: by.staff_id, decided_at: sql`guard.clock()`, version: version + 1 })
      .where('organisation_id', '=', row.organisation_id)
      .where('suggestion_id', '=', row.suggestion_id)
      .where('version', '=', version)
      .where('decision', 'is', null)
      .returning('version')
      .executeTakeFirst()
  )?.version
