// Writing and reading the timeline; every use case adds its entry in its own transaction.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from './case.store.ts'
import type { TimelineEntry, TimelineKind } from './timeline.ts'

interface NewTimelineEntry {
  organisation_id: string
  case_id: string
  actor_id: string
  kind: TimelineKind
  section?: Section | null
  ref_id?: string | null
  codes?: Record<string, string | number | null>
}

export const addToTimeline = (tx: Tx, { codes = {}, section = null, ref_id = null, ...entry }: NewTimelineEntry) =>
  tx
    .insertInto('timeline_entry')
    .values({ ...entry, section, ref_id, entry_id: newId(), codes: JSON.stringify(codes) })
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
