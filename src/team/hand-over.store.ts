// The rows of hand-overs. What an answer changes stands in a guard function: one transaction, whoever asks.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Checklist, HandOver, OpenMatter } from './hand-over.ts'

const columns = [
  'organisation_id',
  'hand_over_id',
  'case_id',
  'reference',
  'stage',
  'from_staff_id',
  'to_staff_id',
  'proposed_by',
  'proposed_at',
  'keeps_until',
  'checklist',
  'status',
  'reason',
  'answered_at',
  'contact_read_at',
  'exclusions_read_at',
] as const
export type HandOverRow = HandOver & { organisation_id: string; sealed: Buffer | null }

/** The one under way: proposed, or accepted and not yet read to the end by whoever took over. */
export const findCurrentHandOver = async (
  tx: Tx,
  { organisation_id, case_id }: At,
): Promise<HandOverRow | undefined> => {
  const row = await tx
    .selectFrom('hand_over')
    .select([...columns, 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('status', 'in', ['proposed', 'accepted'])
    .orderBy('proposed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as HandOverRow | undefined
}

interface NewHandOver extends At {
  hand_over_id: string
  from_staff_id: string
  to_staff_id: string
  proposed_by: string
  keeps_until: Day | null
  checklist: Checklist
  sealed: Buffer | null
}
/** Takes reference and stage along, for whoever may not open the file yet. */
export const insertHandOver = async (tx: Tx, row: NewHandOver): Promise<void> => {
  await sql`
    insert into hand_over (organisation_id, case_id, hand_over_id, from_staff_id, to_staff_id, reference, stage, proposed_by,
      keeps_until, checklist, sealed)
    select f.organisation_id, f.case_id, ${row.hand_over_id}::uuid, ${row.from_staff_id}::uuid, ${row.to_staff_id}::uuid,
      f.reference, f.stage, ${row.proposed_by}::uuid, ${row.keeps_until}::date, ${JSON.stringify(row.checklist)}::jsonb, ${row.sealed}::bytea
    from case_file f where f.organisation_id = ${row.organisation_id} and f.case_id = ${row.case_id}`.execute(tx)
}

export const isOpen = async (tx: Tx, { organisation_id, case_id }: At): Promise<boolean> => {
  const row = await tx
    .selectFrom('case_file')
    .select('status')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()
  return row?.status === 'open'
}

export const listWaiting = async (
  tx: Tx,
  organisation_id: string,
  to_staff_id: string,
  size: number,
  after?: PageKey,
) => {
  const rows = await tx
    .selectFrom('hand_over')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('to_staff_id', '=', to_staff_id)
    .where('status', '=', 'proposed')
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(proposed_at, hand_over_id) > (${after!.value}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('proposed_at')
    .orderBy('hand_over_id')
    .limit(size)
    .execute()
  return rows as unknown as HandOver[]
}

/** What this colleague asked for in the last month, answered or not. */
export const listAsked = async (tx: Tx, organisation_id: string, proposed_by: string, size: number) => {
  const rows = await tx
    .selectFrom('hand_over')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('proposed_by', '=', proposed_by)
    .where('proposed_at', '>', sql<string>`now() - interval '31 days'`)
    .orderBy('proposed_at', 'desc')
    .limit(size)
    .execute()
  return rows as unknown as HandOver[]
}

/** Hand-overs and covers that wait for a colleague's answer, and since when the first does. */
export const countToTake = async (
  tx: Tx,
  { organisation_id, staff_id }: { organisation_id: string; staff_id: string },
): Promise<{ count: number; oldest_on: Day | null }> => {
  const { rows } = await sql<{ count: number; oldest_on: Day | null }>`
    select count(*), (min(asked_at) at time zone 'UTC')::date as oldest_on from (
      select proposed_at as asked_at from hand_over
      where organisation_id = ${organisation_id} and to_staff_id = ${staff_id} and status = 'proposed'
      union all
      select asked_at from cover
      where organisation_id = ${organisation_id} and stand_in_id = ${staff_id} and status = 'asked'
        and until_on >= (guard.clock() at time zone 'UTC')::date
    ) waiting`.execute(tx)
  return rows[0]!
}

export const findHandOver = async (tx: Tx, hand_over_id: string): Promise<HandOver | undefined> => {
  const row = await tx
    .selectFrom('hand_over')
    .select(columns)
    .where('hand_over_id', '=', hand_over_id)
    .executeTakeFirst()
  return row as unknown as HandOver | undefined
}

export const listOpenMatters = async (tx: Tx, case_id: string): Promise<OpenMatter[]> => {
  const { rows } = await sql<OpenMatter>`select kind, due_on, code from guard.open_matters(${case_id})`.execute(tx)
  return rows
}

export type Outcome = 'done' | 'answered' | 'changed' | 'to_check_again' | 'not_found'
export const answerHandOver = async (
  tx: Tx,
  asked: {
    hand_over_id: string
    answer: 'accepted' | 'declined' | 'withdrawn'
    reason: string | null
    access_id: string
  },
): Promise<Outcome> => {
  const { hand_over_id, answer, reason, access_id } = asked
  const { rows } = await sql<{ outcome: Outcome }>`
    select guard.answer_hand_over(${hand_over_id}, ${answer}, ${reason}, ${access_id}) as outcome`.execute(tx)
  return rows[0]!.outcome
}

export const confirmReading = async (
  tx: Tx,
  at: At,
  hand_over_id: string,
  column: 'contact_read_at' | 'exclusions_read_at',
) => {
  const done = await tx
    .updateTable('hand_over')
    .set({ [column]: sql<string>`guard.clock()` })
    .where('organisation_id', '=', at.organisation_id)
    .where('case_id', '=', at.case_id)
    .where('hand_over_id', '=', hand_over_id)
    .where('status', '=', 'accepted')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
