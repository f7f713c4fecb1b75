// Counting what a partner was asked, under its own policies: the rows sent to it, and no others.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

export interface Answered {
  waiting: number
  late: number
  with_us: number
  asked: number
  accepted: number
  declined: number
  taken_back: number
  median_days: number | null
}

export const countReceived = async (tx: Tx, organisation_id: string, since: Day, today: Day): Promise<Answered> => {
  const { rows } = await sql<Answered>`
    with mine as (
      select status, answer_due_on, answered_at, sent_at,
        sent_at >= ${since}::date::timestamp at time zone 'UTC' as counted
      from referral where to_organisation_id = ${organisation_id}
    )
    select
      (count(*) filter (where status in ('sent', 'waiting')))::int as waiting,
      (count(*) filter (where status = 'sent' and answer_due_on < ${today}))::int as late,
      (count(*) filter (where status = 'accepted'))::int as with_us,
      (count(*) filter (where counted))::int as asked,
      (count(*) filter (where counted and status in ('accepted', 'ended')))::int as accepted,
      (count(*) filter (where counted and status = 'declined'))::int as declined,
      (count(*) filter (where counted and status = 'withdrawn'))::int as taken_back,
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - sent_at) / 86400)
        filter (where counted and answered_at is not null) as median_days
    from mine`.execute(tx)
  return rows[0]!
}

interface Row {
  code: string
  count: number
}
const countBy = async (
  tx: Tx,
  column: 'decline_reason' | 'need',
  organisation_id: string,
  since: Day,
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select ${sql.ref(column)} as code, count(*)::int as count from referral
    where to_organisation_id = ${organisation_id} and ${sql.ref(column)} is not null
      and sent_at >= ${since}::date::timestamp at time zone 'UTC'
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}
export const countByReason = (tx: Tx, organisation_id: string, since: Day) =>
  countBy(tx, 'decline_reason', organisation_id, since)
export const countByNeed = (tx: Tx, organisation_id: string, since: Day) => countBy(tx, 'need', organisation_id, since)

export const countPlaces = async (tx: Tx) => {
  const { rows } = await sql<{ units: number; places: number; free: number }>`
    select count(*)::int as units, coalesce(sum(places), 0)::int as places, coalesce(sum(free), 0)::int as free
    from guard.unit_counts()`.execute(tx)
  return rows[0]!
}
