// The rows of groups and of taking part in them. What crosses from a group to a file goes through functions of the guard.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { NeighbourRow } from '#places/stay.store.ts'
import type { At } from '#timeline/timeline.store.ts'

interface GroupRow {
  group_id: string
  office_id: string
  name: string
  purpose: string
  section: string
  language: string
  room: string
  most: number
  starts_on: Day
  ends_on: Day | null
  version: number
  leaders: { staff_id: string; name: string }[]
  leads: boolean
  manages: boolean
  next_on: Day | null
}
export const listGroupRows = async (tx: Tx, group_id: string | null = null): Promise<GroupRow[]> => {
  const { rows } = await sql<GroupRow>`
    select g.group_id, g.office_id, g.name, g.purpose, g.section, g.language, g.room, g.most, g.starts_on, g.ends_on, g.version,
      coalesce((select jsonb_agg(jsonb_build_object('staff_id', s.staff_id, 'name', s.name) order by s.name)
        from care_group_leader l join staff s on s.organisation_id = l.organisation_id and s.staff_id = l.staff_id
        where l.organisation_id = g.organisation_id and l.group_id = g.group_id and l.ended_at is null), '[]') as leaders,
      guard.leads_group(g.group_id) as leads, guard.manages_groups_of(g.office_id) as manages,
      (select min(x.on_day) from care_group_session x where x.organisation_id = g.organisation_id and x.group_id = g.group_id
        and x.status = 'planned' and x.on_day >= (guard.clock() at time zone 'UTC')::date) as next_on
    from care_group g
    where g.organisation_id = (select guard.organisation()) and (${group_id}::uuid is null or g.group_id = ${group_id}::uuid)
    order by g.ends_on is not null, g.name, g.group_id limit 200`.execute(tx)
  return rows
}

interface NewGroup {
  organisation_id: string
  group_id: string
  office_id: string
  name: string
  purpose: string
  section: string
  language: string
  room: string
  most: number
  starts_on: Day
  ends_on: Day | null
  created_by: string
}
export const insertGroup = (tx: Tx, row: NewGroup) => tx.insertInto('care_group').values(row).execute()

type GroupChange = Pick<NewGroup, 'name' | 'language' | 'room' | 'most' | 'starts_on' | 'ends_on'>
export const updateGroup = async (
  tx: Tx,
  organisation_id: string,
  group_id: string,
  version: number,
  change: GroupChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('care_group')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('group_id', '=', group_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertLeader = (tx: Tx, row: { organisation_id: string; group_id: string; staff_id: string }) =>
  tx.insertInto('care_group_leader').values(row).execute()

export const endLeader = (tx: Tx, organisation_id: string, group_id: string, staff_id: string) =>
  tx
    .updateTable('care_group_leader')
    .set({ ended_at: sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('group_id', '=', group_id)
    .where('staff_id', '=', staff_id)
    .where('ended_at', 'is', null)
    .execute()

/** Colleagues of one's own house who may lead: by name, for choosing. */
export const listLeaders = (tx: Tx, organisation_id: string, ids: string[]) =>
  tx
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'active')
    .where('staff_id', 'in', ids)
    .execute()

export const listGroupSessions = (tx: Tx, organisation_id: string, group_id: string) =>
  tx
    .selectFrom('care_group_session')
    .select(['session_id', 'on_day', 'minutes', 'status', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('group_id', '=', group_id)
    .orderBy('on_day', 'desc')
    .orderBy('session_id')
    .limit(100)
    .execute()

interface SessionSaid {
  on_day: Day
  minutes: number
  status: string
}
export const insertGroupSession = async (
  tx: Tx,
  row: SessionSaid & { organisation_id: string; group_id: string; session_id: string },
): Promise<boolean> => {
  const done = await tx
    .insertInto('care_group_session')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const updateGroupSession = async (
  tx: Tx,
  organisation_id: string,
  { group_id, session_id, version }: { group_id: string; session_id: string; version: number },
  change: SessionSaid,
): Promise<boolean> => {
  const done = await tx
    .updateTable('care_group_session')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('group_id', '=', group_id)
    .where('session_id', '=', session_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export interface LedMember extends At {
  member_id: string
  joined_on: Day
  left_on: Day | null
  sealed_called: Buffer
  keys: { version: number; wrapped: string }[] | null
  attended: { session_id: string; attendance: 'came' | 'excused' | 'did_not_come'; version: number }[]
}
/** Nothing to whoever does not lead. */
export const listLedMembers = async (tx: Tx, group_id: string): Promise<LedMember[]> =>
  (await sql<LedMember>`select * from guard.led_members(${group_id})`.execute(tx)).rows

const said = async (tx: Tx, query: ReturnType<typeof sql<{ said: string }>>): Promise<string> =>
  (await query.execute(tx)).rows[0]!.said

export const markAttendance = (
  tx: Tx,
  mark: { member_id: string; session_id: string; attendance: string; version: number },
) =>
  said(
    tx,
    sql`select guard.mark_attendance(${mark.member_id}, ${mark.session_id}, ${mark.attendance}, ${mark.version}::int) as said`,
  )

/** Locks the group until the end of the transaction; nothing where the reader may not write what it is about. */
export const listCompany = async (tx: Tx, group_id: string, case_id: string): Promise<NeighbourRow[]> =>
  (await sql<NeighbourRow>`select * from guard.group_company(${group_id}, ${case_id})`.execute(tx)).rows

export const join = (
  tx: Tx,
  wish: { member_id: string; group_id: string; of_case_id: string; joined_on: Day; called: Buffer; words: Buffer },
) =>
  said(
    tx,
    sql`select guard.join_group(${wish.member_id}, ${wish.group_id}, ${wish.of_case_id}, ${wish.joined_on}::date,
      ${wish.called}, ${wish.words}) as said`,
  )

export const leave = (
  tx: Tx,
  {
    member_id,
    version,
    left_on,
    outcome,
    words,
  }: { member_id: string; version: number; left_on: Day; outcome: string; words: Buffer },
) =>
  said(tx, sql`select guard.leave_group(${member_id}, ${version}::int, ${left_on}::date, ${outcome}, ${words}) as said`)

/** One file's taking part in groups, as far as the reader's sections go. */
export const listTakingPart = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('group_member as m')
    .innerJoin('care_group as g', (on) =>
      on.onRef('g.organisation_id', '=', 'm.organisation_id').onRef('g.group_id', '=', 'm.group_id'),
    )
    .select(['m.member_id', 'm.group_id', 'g.name', 'g.purpose', 'm.section', 'm.joined_on', 'm.left_on', 'm.outcome'])
    .select(['m.sealed_called', 'm.sealed', 'm.version'])
    .select((eb) => {
      const marks = eb
        .selectFrom('group_attendance as a')
        .whereRef('a.organisation_id', '=', 'm.organisation_id')
        .whereRef('a.case_id', '=', 'm.case_id')
        .whereRef('a.member_id', '=', 'm.member_id')
      const count = (query: typeof marks) => query.select((of) => of.fn.countAll<number>().as('count'))
      return [count(marks).as('marked'), count(marks.where('a.attendance', '=', 'came')).as('came')]
    })
    .where('m.organisation_id', '=', organisation_id)
    .where('m.case_id', '=', case_id)
    .orderBy('m.joined_on', 'desc')
    .orderBy('m.member_id')
    .limit(100)
    .execute()
