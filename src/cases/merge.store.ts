// The rows of a merge, one in each of the two files. What may not be is refused by the table itself (0045).
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { MergeReason } from './merge.ts'

export interface NewMerge {
  organisation_id: string
  case_id: string
  merge_id: string
  part: 'kept' | 'merged'
  other_case_id: string
  reason: MergeReason
  sealed_words: Buffer
  before_status: string
  before_closed_on: Day | null
  merged_by: string
}
export const insertMerge = (tx: Tx, rows: [NewMerge, NewMerge]) => tx.insertInto('file_merge').values(rows).execute()

export interface MergeRow {
  merge_id: string
  part: 'kept' | 'merged'
  other_case_id: string
  reason: MergeReason
  sealed_words: Buffer
  merged_by: string
  merged_at: Moment
}
export const listMerges = async (tx: Tx, { organisation_id, case_id }: At): Promise<MergeRow[]> => {
  const { rows } = await sql<MergeRow>`
    select m.merge_id, m.part, m.other_case_id, m.reason, m.sealed_words, m.merged_at, coalesce(s.name, '') as merged_by
    from file_merge m left join staff s on s.organisation_id = m.organisation_id and s.staff_id = m.merged_by
    where m.organisation_id = ${organisation_id} and m.case_id = ${case_id} and m.undone_at is null
    order by m.merged_at, m.merge_id`.execute(tx)
  return rows
}

export const findMerge = (tx: Tx, { organisation_id, case_id }: At, merge_id: string) =>
  tx
    .selectFrom('file_merge')
    .select(['part', 'other_case_id'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('merge_id', '=', merge_id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()

/** How the merged file stood before, once both halves are undone; nothing when they were not, or not both. */
export const endMerge = async (
  tx: Tx,
  organisation_id: string,
  merge_id: string,
  merged_case_id: string,
  undone_by: string,
): Promise<{ before_status: string; before_closed_on: Day | null } | undefined> => {
  const rows = await tx
    .updateTable('file_merge')
    .set({ undone_by, undone_at: sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('merge_id', '=', merge_id)
    .where('undone_at', 'is', null)
    .returning(['case_id', 'before_status', 'before_closed_on'])
    .execute()
  return rows.length === 2 ? rows.find(({ case_id }) => case_id === merged_case_id) : undefined
}

interface Duplicate extends At {
  closure_id: string
  closed_on: Day
  closed_by: string
  keep_until: Day | null
  review_on: Day
  erase_on: Day
  left_open: number
}
/** A merge closes a file as the room `leaving` does; that room is told later, its table may be written here. */
export const closeAsDuplicate = (tx: Tx, row: Duplicate) =>
  tx
    .insertInto('closure')
    .values({ ...row, reason: 'duplicate' })
    .execute()

export const reopenDuplicate = (tx: Tx, { organisation_id, case_id }: At, reopened_on: Day, reopened_by: string) =>
  tx
    .updateTable('closure')
    .set({ reopened_on, reopened_by })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('reason', '=', 'duplicate')
    .where('reopened_on', 'is', null)
    .execute()

/** Days of the law that nobody met or set aside in a file: a number alone. */
export const countOpenDeadlines = async (tx: Tx, case_id: string): Promise<number> => {
  const { rows } = await sql<{ open: number }>`select guard.count_open_deadlines(${case_id}) as open`.execute(tx)
  return rows[0]?.open ?? 0
}

/** Steps still open in other files, by file; the policy decides of which sections. */
export const listOpenSteps = (tx: Tx, organisation_id: string, case_ids: string[]) =>
  tx
    .selectFrom('plan_action')
    .select(['case_id', 'due_on'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', 'in', case_ids)
    .where('done_on', 'is', null)
    .orderBy('due_on')
    .execute()
