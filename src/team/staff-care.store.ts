// The rows of staff care. The policies give them to the colleague they are of and to nobody else; what others learn of them
// comes from functions of the guard.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { Exposure } from './staff-care.rules.ts'
import type { Debrief } from './staff-care.ts'

const most = 200

export const listMoments = (tx: Tx) =>
  tx
    .selectFrom('hard_moment')
    .select(['hard_id', 'on_day', 'kind', 'debrief', 'with_id', 'outside', 'done_on', 'version'])
    .orderBy('on_day', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(most)
    .execute()

interface Mine {
  organisation_id: string
  staff_id: string
}
export const insertMoment = async (tx: Tx, row: Mine & { hard_id: string; on_day: Day; kind: string }) =>
  tx.insertInto('hard_moment').values(row).execute()

export const deleteMoment = (tx: Tx, hard_id: string) =>
  tx.deleteFrom('hard_moment').where('hard_id', '=', hard_id).execute()

interface DebriefChange {
  debrief: Debrief
  with_id: string | null
  outside: boolean
  asked_at: Moment | null
  done_on: Day | null
}
export const changeMoment = async (
  tx: Tx,
  hard_id: string,
  version: number,
  change: DebriefChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('hard_moment')
    .set({ ...change, version: version + 1 })
    .where('hard_id', '=', hard_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const findExposure = async (tx: Tx, since: Day): Promise<Exposure> => {
  const { rows } = await sql<Exposure>`select hard, protocols, incidents from guard.my_exposure(${since})`.execute(tx)
  return rows[0] ?? { hard: 0, protocols: 0, incidents: 0 }
}

export const listMyCaseload = async (tx: Tx) => {
  const { rows } = await sql<{ stage: string; files: number; points: number }>`
    select stage, files, points from guard.my_caseload()`.execute(tx)
  return rows
}

export const findCapacity = async (tx: Tx): Promise<number | null> => {
  const { rows } = await sql<{ points: number | null }>`select guard.my_capacity() as points`.execute(tx)
  return rows[0]?.points ?? null
}

export const findRest = (tx: Tx, { organisation_id, staff_id }: Mine) =>
  tx
    .selectFrom('rest_said')
    .select(['until_on', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .executeTakeFirst()

/** Version 0 begins it; false when it was changed elsewhere. */
export const writeRest = async (tx: Tx, mine: Mine, until_on: Day, version: number): Promise<boolean> => {
  if (version === 0) {
    const made = await tx
      .insertInto('rest_said')
      .values({ ...mine, until_on })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const done = await tx
    .updateTable('rest_said')
    .set({ until_on, version: version + 1 })
    .where('organisation_id', '=', mine.organisation_id)
    .where('staff_id', '=', mine.staff_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listAskedOfMe = async (tx: Tx) => {
  const { rows } = await sql<{
    hard_id: string
    staff_id: string
    asked_at: Moment
    debrief: 'asked' | 'agreed'
    version: number
  }>`select hard_id, staff_id, asked_at, debrief, version from guard.debriefs_asked_of_me()`.execute(tx)
  return rows
}

/** For the page of the day: alarms of colleagues out alone, and talks that wait for my answer; the day is that of the first. */
export const countColleagues = async (
  tx: Tx,
  grace_minutes: number,
): Promise<{ count: number; oldest_on: Day | null }> => {
  const { rows } = await sql<{ count: number; oldest_on: Day | null }>`
    select ((select count(*) from guard.lone_alarms(${grace_minutes})) + count(*))::int as count,
      (min(asked_at) at time zone 'UTC')::date as oldest_on
    from guard.debriefs_asked_of_me() where debrief = 'asked'`.execute(tx)
  return rows[0]!
}

export const answerAsked = async (tx: Tx, hard_id: string, version: number, answer: string): Promise<string> => {
  const { rows } = await sql<{ said: string }>`
    select guard.answer_debrief(${hard_id}, ${version}, ${answer}) as said`.execute(tx)
  return rows[0]!.said
}

export const listMayNeedRest = async (tx: Tx, since: Day, points: Exposure, from_points: number): Promise<string[]> => {
  const { rows } = await sql<{ staff_id: string }>`
    select staff_id from guard.may_need_rest(${since}, ${points.hard}, ${points.protocols}, ${points.incidents}, ${from_points})`.execute(
    tx,
  )
  return rows.map(({ staff_id }) => staff_id)
}

export const listNames = (tx: Tx, organisation_id: string, ids: string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('staff')
        .select(['staff_id', 'name'])
        .where('organisation_id', '=', organisation_id)
        .where('staff_id', 'in', ids)
        .orderBy('name')
        .execute()
