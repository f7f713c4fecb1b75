// What the journal says of a week, within the reach of whoever reviews, and what was thought of it.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Opened, OpenedOnDay } from './access-review.rules.ts'
import type { FindingKind } from './access-review.ts'

const start = (day: Day) => `${day}T00:00:00Z`

export const listOpened = async (tx: Tx, from: Day, until: Day): Promise<Opened[]> => {
  const { rows } = await sql<Opened>`
    select staff_id, case_id, reference, basis, moments, times, worked
    from guard.opens_to_review(${start(from)}, ${start(until)})`.execute(tx)
  return rows
}

export const listDays = async (tx: Tx, from: Day, until: Day, only: string[] | null = null): Promise<OpenedOnDay[]> => {
  const { rows } = await sql<OpenedOnDay>`
    select staff_id, of_day, files from guard.opens_by_day(${start(from)}, ${start(until)}, ${only}::uuid[])`.execute(
    tx,
  )
  return rows
}

export interface Review {
  review_id: string
  kind: FindingKind
  staff_id: string
  case_id: string | null
  of_day: Day
  word: string
  seen_by: string
}
export const listReviews = async (tx: Tx, organisation_id: string, from: Day, until: Day): Promise<Review[]> => {
  const rows = await tx
    .selectFrom('access_review')
    .select(['review_id', 'kind', 'staff_id', 'case_id', 'of_day', 'word', 'seen_by'])
    .where('organisation_id', '=', organisation_id)
    .where('of_day', '>=', from)
    .where('of_day', '<', until)
    .execute()
  return rows as Review[]
}

export const insertReview = (tx: Tx, row: Review & { organisation_id: string }) =>
  tx.insertInto('access_review').values(row).execute()
