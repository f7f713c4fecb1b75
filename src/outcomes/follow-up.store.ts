// The rows of follow-up; what she answered stays sealed here.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

const columns = ['follow_up_id', 'months', 'due_on', 'done_on', 'answered', 'done_by', 'sealed', 'version'] as const

export const listFollowUpRows = (tx: Tx, case_id: string) =>
  tx.selectFrom('follow_up').select(columns).where('case_id', '=', case_id).orderBy('months').execute()

export const findFollowUp = (tx: Tx, case_id: string, follow_up_id: string) =>
  tx
    .selectFrom('follow_up')
    .select(columns)
    .where('case_id', '=', case_id)
    .where('follow_up_id', '=', follow_up_id)
    .executeTakeFirst()

interface NewFollowUp {
  organisation_id: string
  case_id: string
  follow_up_id: string
  months: number
  due_on: Day
}

/** Months already planned stay as they are. */
export const insertFollowUps = (tx: Tx, rows: NewFollowUp[]) =>
  tx
    .insertInto('follow_up')
    .values(rows)
    .onConflict((on) => on.columns(['organisation_id', 'case_id', 'months']).doNothing())
    .execute()

interface FollowUpChange {
  due_on?: Day
  done_on?: Day | null
  answered?: boolean | null
  done_by?: string | null
  sealed?: Buffer | null
}

export const updateFollowUp = async (
  tx: Tx,
  { case_id, follow_up_id, version }: { case_id: string; follow_up_id: string; version: number },
  change: FollowUpChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('follow_up')
    .set({ ...change, version: version + 1 })
    .where('case_id', '=', case_id)
    .where('follow_up_id', '=', follow_up_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
