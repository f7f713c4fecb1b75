// Broken glass as the database keeps it. Opening and reviewing are guard functions: the rules of them stand there.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { BreakGlassReason, BrokenGlass, Verdict } from './break-glass.ts'

export interface Opening {
  outcome: 'opened' | 'already_open' | 'review_first' | 'second_factor_needed' | 'not_found'
  until_at: string | null
}

export const openByBreaking = async (
  tx: Tx,
  asked: { case_id: string; break_glass_id: string; reason: BreakGlassReason; entry_id: string },
): Promise<Opening> => {
  const { rows } = await sql<Opening>`
    select outcome, until_at
    from guard.break_glass(${asked.case_id}, ${asked.break_glass_id}, ${asked.reason}, ${asked.entry_id})`.execute(tx)
  return rows[0]!
}

export const findFileOfReference = async (
  tx: Tx,
  reference: string,
): Promise<{ case_id: string; is_open: boolean } | undefined> => {
  const { rows } = await sql<{ case_id: string; is_open: boolean }>`
    select case_id, is_open from guard.file_of_reference(${reference})`.execute(tx)
  return rows[0]
}

/** What waits for this reader's review, and since when; one's own is for a colleague. */
export const countToReview = async (tx: Tx, staff_id: string): Promise<{ count: number; oldest_on: Day | null }> => {
  const { rows } = await sql<{ count: number; oldest_on: Day | null }>`
    select count(*), (min(opened_at) at time zone 'UTC')::date as oldest_on from break_glass
    where reviewed_at is null and staff_id <> ${staff_id}`.execute(tx)
  return rows[0]!
}

export const keepReason = async (tx: Tx, break_glass_id: string, sealed: Buffer): Promise<void> => {
  await sql`update break_glass set sealed_reason = ${sealed} where break_glass_id = ${break_glass_id}`.execute(tx)
}

export type BrokenRow = Omit<BrokenGlass, 'words' | 'own'> & { organisation_id: string; sealed_reason: Buffer | null }

/** The policy narrows this to what one may review, and one's own. */
export const listBroken = async (tx: Tx): Promise<BrokenRow[]> => {
  const { rows } = await sql<BrokenRow>`
    select b.organisation_id, b.break_glass_id, b.case_id, f.reference, b.staff_id, s.name as staff_name, b.reason,
      b.opened_at, b.until_at, b.verdict, b.reviewed_at, b.sealed_reason
    from break_glass b
    join staff s on s.organisation_id = b.organisation_id and s.staff_id = b.staff_id
    left join case_file f on f.organisation_id = b.organisation_id and f.case_id = b.case_id
    where b.reviewed_at is null or b.opened_at > now() - interval '30 days'
    order by b.reviewed_at is not null, b.opened_at desc, b.break_glass_id limit 200`.execute(tx)
  return rows
}

export const findCaseOfBroken = async (tx: Tx, break_glass_id: string): Promise<string | undefined> => {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from break_glass where break_glass_id = ${break_glass_id}`.execute(tx)
  return rows[0]?.case_id
}

export const review = async (
  tx: Tx,
  break_glass_id: string,
  verdict: Verdict,
): Promise<'done' | 'own' | 'reviewed' | 'not_found'> => {
  const { rows } = await sql<{ outcome: 'done' | 'own' | 'reviewed' | 'not_found' }>`
    select guard.review_break_glass(${break_glass_id}, ${verdict}) as outcome`.execute(tx)
  return rows[0]!.outcome
}
