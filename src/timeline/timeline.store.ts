// Writing and reading the timeline; every use case adds its entry in its own transaction.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { PageKey } from '#kit/page.ts'
import type { TimelineEntry, TimelineKind } from './timeline.ts'

/** Which file: the organisation comes first in every key, so every question names it. */
export interface At {
  organisation_id: string
  case_id: string
}

interface NewTimelineEntry {
  organisation_id: string
  case_id: string
  actor_id: string
  kind: TimelineKind
  /** When it happened, where that is not now. */
  at?: string | undefined
  section?: Section | null
  ref_id?: string | null
  codes?: Record<string, string | number | null>
}

export const addToTimeline = (tx: Tx, { codes = {}, section = null, ref_id = null, at, ...entry }: NewTimelineEntry) =>
  tx
    .insertInto('timeline_entry')
    .values({ ...entry, ...(at && { at }), section, ref_id, entry_id: newId(), codes: JSON.stringify(codes) })
    .execute()

export const listTimeline = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  size: number,
  after?: PageKey,
): Promise<TimelineEntry[]> => {
  const rows = await tx
    .selectFrom('timeline_entry')
    .select(['entry_id', 'at', 'kind', 'section', 'actor_id', 'ref_id', 'codes'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, entry_id) < (${after!.value}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('entry_id', 'desc')
    .limit(size)
    .execute()
  return rows as TimelineEntry[]
}

/**
 * Moves a file up in the list of what is being worked on, and to its next due day when that changes. Ten minutes of work
 * are one moment there: the row stands in every list's index, and each move writes them all.
 */
export const touchCase = (tx: Tx, case_id: string, next_due_on?: Day | null) =>
  tx
    .updateTable('case_file')
    .set({ last_activity_at: sql<string>`guard.clock()`, ...(next_due_on !== undefined && { next_due_on }) })
    .where('case_id', '=', case_id)
    .$if(next_due_on === undefined, (query) =>
      query.where('last_activity_at', '<', sql<string>`guard.clock() - interval '10 minutes'`),
    )
    .execute()
