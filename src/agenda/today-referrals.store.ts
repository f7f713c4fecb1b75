// What the page of the day says of referrals: who waits for whom, what is late, what came back, on both sides.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { Me } from './today.store.ts'

const most = 300

interface Row {
  case_id: string
  id: string
  due_on: Day
  need: string
}

/** Referrals without a last word, of one's own and of one's own files; from the day they are so late that they are a task, no more here. */
export const listUnanswered = async (tx: Tx, { organisation_id, staff_id }: Me, files: string[]) => {
  const { rows } = await sql<Row & { whom: string; on_list: boolean }>`
    select r.case_id, r.referral_id as id, r.need, o.name as whom, r.status = 'waiting' as on_list,
      coalesce(r.expected_on, r.answer_due_on) as due_on
    from referral r join organisation o on o.organisation_id = r.to_organisation_id
    where r.organisation_id = ${organisation_id} and r.status in ('sent', 'waiting')
      and (r.sent_by = ${staff_id} or r.case_id = any(${files}::uuid[]))
      and (r.escalate_at is null or r.escalate_at > guard.clock())
    order by 6 limit ${most}`.execute(tx)
  return rows
}

/** So late that whoever answers for the file is told: its coordinator as well as its team. */
export const listVeryLate = async (tx: Tx, { organisation_id }: Me) => {
  const { rows } = await sql<Row>`
    select r.case_id, r.referral_id as id, r.need, (r.escalate_at at time zone 'UTC')::date as due_on
    from referral r
    where r.organisation_id = ${organisation_id} and r.status in ('sent', 'waiting') and r.escalate_at <= guard.clock()
      and guard.reaches(r.case_id, 'referrals.send')
    order by r.escalate_at limit ${most}`.execute(tx)
  return rows
}

/** A no of the last two weeks after which nothing else was tried. */
export const listDeclined = async (tx: Tx, { organisation_id, staff_id }: Me, files: string[]) => {
  const { rows } = await sql<Row>`
    select r.case_id, r.referral_id as id, r.need, (r.answered_at at time zone 'UTC')::date as due_on
    from referral r join case_file f on f.organisation_id = r.organisation_id and f.case_id = r.case_id and f.status = 'open'
    where r.organisation_id = ${organisation_id} and r.status = 'declined' and r.answered_at > guard.clock() - interval '14 days'
      and (r.sent_by = ${staff_id} or r.case_id = any(${files}::uuid[]))
      and not exists (select from referral n where n.organisation_id = r.organisation_id and n.case_id = r.case_id
        and n.undone_at is null and (n.follows_id = r.referral_id or (n.need = r.need and n.sent_at > r.answered_at)))
    order by r.answered_at limit ${most}`.execute(tx)
  return rows
}

/** What a partner wrote and nobody here has read. */
export const listUnreadMessages = async (tx: Tx, { organisation_id, staff_id }: Me, files: string[]) => {
  const { rows } = await sql<Row>`
    select r.case_id, r.referral_id as id, r.need, (min(m.sent_at) at time zone 'UTC')::date as due_on
    from referral r join referral_message m
      on m.organisation_id = r.organisation_id and m.case_id = r.case_id and m.referral_id = r.referral_id
    where r.organisation_id = ${organisation_id} and (r.sent_by = ${staff_id} or r.case_id = any(${files}::uuid[]))
      and m.from_organisation_id <> ${organisation_id} and m.read_at is null
    group by r.case_id, r.referral_id, r.need limit ${most}`.execute(tx)
  return rows
}

/** Exceptions of the law that a colleague asked for, for this one as the second person. */
export const listExceptionsToAnswer = async (tx: Tx, { organisation_id, staff_id }: Me) => {
  const { rows } = await sql<Omit<Row, 'need'>>`
    select x.case_id, x.exception_id as id, (x.asked_at at time zone 'UTC')::date as due_on
    from lawful_exception x
    where x.organisation_id = ${organisation_id} and x.answer is null and x.ended_at is null and x.asked_by <> ${staff_id}
      and x.ends_on > (guard.clock() at time zone 'UTC')::date and guard.reaches(x.case_id, 'exceptions.approve')
    order by x.asked_at limit ${most}`.execute(tx)
  return rows
}

interface Pile {
  count: number
  oldest_on: Day | null
}

/** At the partner: what it has not answered in time. */
export const countAnswersLate = async (tx: Tx, { organisation_id }: Me): Promise<Pile> => {
  const { rows } = await sql<Pile>`
    select count(*)::int as count, min(coalesce((r.answer_due_at at time zone 'UTC')::date, r.answer_due_on)) as oldest_on
    from referral r
    where r.to_organisation_id = ${organisation_id} and r.status in ('sent', 'waiting')
      and coalesce(r.answer_due_at, (r.answer_due_on + 1)::timestamp at time zone 'UTC') <= guard.clock()
      and guard.referral_stands(r.consent_id, r.exception_id)`.execute(tx)
  return rows[0]!
}

/** At the partner: referrals in which the other house wrote something unread. */
export const countUnreadThere = async (tx: Tx, { organisation_id }: Me): Promise<Pile> => {
  const { rows } = await sql<Pile>`
    select count(distinct m.referral_id)::int as count, (min(m.sent_at) at time zone 'UTC')::date as oldest_on
    from referral r join referral_message m on m.referral_id = r.referral_id
    where r.to_organisation_id = ${organisation_id} and r.status in ('sent', 'waiting', 'accepted')
      and m.from_organisation_id <> ${organisation_id} and m.read_at is null`.execute(tx)
  return rows[0]!
}

/** Files that came over to me and that I have not said I read. */
export const listArrivals = async (tx: Tx, { organisation_id, staff_id }: Me) => {
  const { rows } = await sql<{ case_id: string; id: string; due_on: Day }>`
    select case_id, transfer_id as id, (accepted_at at time zone 'UTC')::date as due_on from transfer_in
    where organisation_id = ${organisation_id} and led_by = ${staff_id} and read_at is null
    order by accepted_at limit ${most}`.execute(tx)
  return rows
}

export interface HandedOverRow {
  referral_id: string
  reference: string
  to_name: string
  accepted_at: Moment
  sealed_answer: Buffer | null
}
/** Files of mine that another house leads since this week. */
export const listHandedOver = async (tx: Tx): Promise<HandedOverRow[]> =>
  (await sql<HandedOverRow>`select * from guard.handed_over_lately()`.execute(tx)).rows
