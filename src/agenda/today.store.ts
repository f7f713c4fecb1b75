// What the page of the day is made of. Each source is one indexed query; the cards of all files named come in one more.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

/** More than one group shows, so that a long past does not push today off the page. */
const most = 300

export interface Me {
  organisation_id: string
  staff_id: string
}

/** The files someone walks along with as reference worker. */
export const listReferenceFiles = async (tx: Tx, { organisation_id, staff_id }: Me): Promise<string[]> => {
  const rows = await tx
    .selectFrom('case_access')
    .select('case_id')
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('kind', '=', 'team')
    .where('function', '=', 'reference_worker')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', sql<string>`guard.clock()`)]))
    .execute()
  return rows.map(({ case_id }) => case_id)
}

const openActions = (tx: Tx, organisation_id: string, until: Day) =>
  tx
    .selectFrom('plan_action as a')
    .innerJoin('goal as g', (on) =>
      on
        .onRef('g.organisation_id', '=', 'a.organisation_id')
        .onRef('g.case_id', '=', 'a.case_id')
        .onRef('g.goal_id', '=', 'a.goal_id'),
    )
    .innerJoin('case_file as f', (on) =>
      on.onRef('f.organisation_id', '=', 'a.organisation_id').onRef('f.case_id', '=', 'a.case_id'),
    )
    .select(['a.case_id', 'a.action_id as id', 'a.due_on', 'a.sealed', 'a.version', 'g.need'])
    .where('a.organisation_id', '=', organisation_id)
    .where('a.done_on', 'is', null)
    .where('a.due_on', '<=', until)
    .where('g.status', '=', 'open')
    .where('f.status', '=', 'open')
    .orderBy('a.due_on')
    .limit(most)

export const listMyActions = (tx: Tx, { organisation_id, staff_id }: Me, until: Day) =>
  openActions(tx, organisation_id, until).where('a.owner_id', '=', staff_id).execute()

/** What a case conference gave to a colleague. */
export const listMyConferenceTasks = (tx: Tx, { organisation_id, staff_id }: Me, until: Day) =>
  tx
    .selectFrom('conference_task')
    .select(['case_id', 'task_id as id', 'due_on', 'version', 'sealed as task_sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('owner_id', '=', staff_id)
    .where('status', 'in', ['open', 'doing'])
    .where('due_on', '<=', until)
    .orderBy('due_on')
    .limit(most)
    .execute()

/** Ways past an exclusion that colleagues asked for, and that this colleague may approve as the second person. */
export const listOverridesToAnswer = async (tx: Tx, { organisation_id, staff_id }: Me) => {
  const { rows } = await sql<{ case_id: string; id: string; due_on: Day; version: number }>`
    select o.case_id, o.override_id as id, (o.requested_at at time zone 'UTC')::date as due_on, o.version
    from exclusion_override o
    join case_file f on f.organisation_id = o.organisation_id and f.case_id = o.case_id
    where o.organisation_id = ${organisation_id} and o.answer is null and o.requested_by <> ${staff_id}
      and f.status = 'open' and guard.reaches(o.case_id, 'exclusions.approve')
    order by o.requested_at limit ${most}`.execute(tx)
  return rows
}

/** Steps she herself wanted to take, in the files of her reference worker. */
export const listHerSteps = (tx: Tx, { organisation_id }: Me, files: string[], until: Day) =>
  openActions(tx, organisation_id, until)
    .where('a.owner_kind', '=', 'person')
    .where('a.case_id', '=', sql<string>`any(${files}::uuid[])`)
    .execute()

/** Also of files that are closed: that is when most of them come. */
export const listFollowUpsDue = (tx: Tx, { organisation_id }: Me, files: string[], until: Day) =>
  tx
    .selectFrom('follow_up')
    .select(['case_id', 'follow_up_id as id', 'due_on', 'months', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', sql<string>`any(${files}::uuid[])`)
    .where('done_on', 'is', null)
    .where('due_on', '<=', until)
    .orderBy('due_on')
    .limit(most)
    .execute()

export const listContactsToConfirm = (tx: Tx, { organisation_id }: Me, files: string[], until: Day) =>
  tx
    .selectFrom('safe_contact')
    .select(['case_id', 'case_id as id', 'confirm_again_on as due_on', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', sql<string>`any(${files}::uuid[])`)
    .where('allowed', '=', true)
    .where('confirm_again_on', '<=', until)
    .orderBy('confirm_again_on')
    .limit(most)
    .$narrowType<{ due_on: Day }>()
    .execute()

export const countNewReports = (tx: Tx, { organisation_id }: Me) =>
  tx
    .selectFrom('report')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<Day | null>('received_on').as('oldest_on')])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'new')
    .executeTakeFirstOrThrow()

/** Not acknowledged, not answered or not closed in time. */
export const countLateReports = (tx: Tx, { organisation_id }: Me, today: Day) =>
  tx
    .selectFrom('report')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<Day | null>('due_on').as('oldest_on')])
    .where('organisation_id', '=', organisation_id)
    .where('due_on', '<', today)
    .executeTakeFirstOrThrow()

export const countToAnswer = (tx: Tx, { organisation_id }: Me) =>
  tx
    .selectFrom('referral')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<Day | null>('answer_due_on').as('oldest_on')])
    .where('to_organisation_id', '=', organisation_id)
    .where('status', '=', 'sent')
    .executeTakeFirstOrThrow()

export const listCards = (tx: Tx, organisation_id: string, files: string[]) =>
  tx
    .selectFrom('case_file')
    .select(['organisation_id', 'case_id', 'reference', 'sealed_card'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', sql<string>`any(${files}::uuid[])`)
    .execute()

/** Every key of these files, the latest of each first. */
export const listKeys = (tx: Tx, organisation_id: string, files: string[]) =>
  tx
    .selectFrom('case_key')
    .select(['organisation_id', 'case_id', 'version', 'wrapped'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', sql<string>`any(${files}::uuid[])`)
    .orderBy('version', 'desc')
    .execute()
