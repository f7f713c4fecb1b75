// Counting under the policies of the reader: each count sees the files this reader may open, and no others.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

interface Counted {
  code: string
  count: number
}

export const countOpenByStage = async (tx: Tx, organisation_id: string): Promise<Counted[]> => {
  const { rows } = await sql<Counted>`
    select stage as code, count(*) from case_file
    where organisation_id = ${organisation_id} and status = 'open' group by stage`.execute(tx)
  return rows
}

export const countOpenedByMonth = async (tx: Tx, organisation_id: string, since: Day): Promise<Counted[]> => {
  const { rows } = await sql<Counted>`
    select to_char(opened_on, 'YYYY-MM') as code, count(*) from case_file
    where organisation_id = ${organisation_id} and status in ('open', 'closed') and opened_on >= ${since}
    group by 1`.execute(tx)
  return rows
}

export const countClosedByMonth = async (tx: Tx, organisation_id: string, since: Day): Promise<Counted[]> => {
  const { rows } = await sql<Counted>`
    select to_char(closed_on, 'YYYY-MM') as code, count(*) from case_file
    where organisation_id = ${organisation_id} and closed_on >= ${since} group by 1`.execute(tx)
  return rows
}

interface Answering {
  /** Null in the row that counts every status together. */
  code: string | null
  count: number
  median_days: number | null
  overdue: number
}

export const countReferrals = async (tx: Tx, organisation_id: string, since: Day, today: Day): Promise<Answering[]> => {
  const { rows } = await sql<Answering>`
    select status as code, count(*),
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - sent_at) / 86400)
        filter (where answered_at is not null) as median_days,
      count(*) filter (where status = 'sent' and answer_due_on < ${today}) as overdue
    from referral
    where organisation_id = ${organisation_id} and sent_at >= ${since}::date::timestamp at time zone 'UTC'
    group by grouping sets ((status), ())`.execute(tx)
  return rows
}

export const countFollowUps = async (tx: Tx, organisation_id: string, since: Day, today: Day) => {
  const { rows } = await sql<{ due: number; done: number; answered: number }>`
    select count(*) filter (where done_on is null) as due, count(*) filter (where done_on is not null) as done,
      count(*) filter (where done_on is not null and answered) as answered
    from follow_up
    where organisation_id = ${organisation_id}
      and ((done_on is null and due_on <= ${today}) or (done_on is not null and done_on >= ${since}))`.execute(tx)
  return rows[0]!
}

export const countFilesOverdue = async (tx: Tx, organisation_id: string, today: Day): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from case_file
    where organisation_id = ${organisation_id} and status = 'open' and next_due_on < ${today}`.execute(tx)
  return rows[0]!.count
}

/**
 * A file with a step overdue has its next day in the past: from the file to its steps, so that the policy of a step
 * decides on few rows. Stops at one more than `most`.
 */
export const countStepsOverdue = async (tx: Tx, organisation_id: string, today: Day, most: number): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      select from case_file f cross join lateral (
        select from plan_action a join goal g using (organisation_id, case_id, goal_id)
        where a.organisation_id = f.organisation_id and a.case_id = f.case_id and a.done_on is null
          and a.due_on < ${today} and g.status = 'open' offset 0
      ) steps
      where f.organisation_id = ${organisation_id} and f.status = 'open' and f.next_due_on < ${today}
      limit ${most + 1}
    ) counted`.execute(tx)
  return rows[0]!.count
}

export const countServices = async (tx: Tx, organisation_id: string) => {
  const { rows } = await sql<{ active: number; availability_unknown: number }>`
    select count(*) as active,
      count(*) filter (where coalesce(record ->> 'availability', 'unknown') = 'unknown') as availability_unknown
    from directory_service where organisation_id = ${organisation_id} and status = 'active'`.execute(tx)
  return rows[0]!
}
