// The rows of a plan: review day, goals and steps; their words stay sealed here.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { WithoutReason } from './ask.ts'
import type { GoalStatus, OwnerKind } from './plan.ts'

/** With the next due day of the file; version 0 where no day was agreed yet. */
export const findReview = (tx: Tx, case_id: string) =>
  tx
    .selectFrom('case_file as f')
    .leftJoin('plan as p', (on) =>
      on.onRef('p.organisation_id', '=', 'f.organisation_id').onRef('p.case_id', '=', 'f.case_id'),
    )
    .select(['f.next_due_on', 'p.review_on', 'p.reviewed_on'])
    .select((eb) => eb.fn.coalesce('p.version', sql<number>`0`).as('version'))
    .where('f.case_id', '=', case_id)
    .executeTakeFirst()

interface ReviewRow {
  organisation_id: string
  case_id: string
  review_on: Day
  /** The day it was looked at; left as it is when absent. */
  reviewed_on?: Day
}

/** A look is told by the clock that tells what happened: by another, what was seen a moment before would come after it. */
const looked = ({ reviewed_on }: ReviewRow) => reviewed_on && { reviewed_at: sql<string>`guard.clock()` }

/** False when someone was faster. Version 0 means no day was agreed yet. */
export const writeReview = async (tx: Tx, row: ReviewRow, version: number): Promise<boolean> => {
  if (version === 0) {
    const done = await tx
      .insertInto('plan')
      .values({ ...row, ...looked(row) })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return done.numInsertedOrUpdatedRows === 1n
  }
  const { organisation_id: _, case_id, ...change } = row
  const done = await tx
    .updateTable('plan')
    .set({ ...change, ...looked(row), version: version + 1 })
    .where('case_id', '=', case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

const goalColumns = [
  'goal_id',
  'need',
  'section',
  'status',
  'set_on',
  'place',
  'waits_until',
  'sealed',
  'version',
] as const

export const listGoals = (tx: Tx, case_id: string) =>
  tx
    .selectFrom('goal')
    .select(goalColumns)
    .where('case_id', '=', case_id)
    .orderBy('place')
    .orderBy('set_on')
    .orderBy('goal_id')
    .execute()

export const findGoal = (tx: Tx, case_id: string, goal_id: string) =>
  tx
    .selectFrom('goal')
    .select(goalColumns)
    .where('case_id', '=', case_id)
    .where('goal_id', '=', goal_id)
    .executeTakeFirst()

interface NewGoal {
  organisation_id: string
  case_id: string
  goal_id: string
  need: string
  section: Section
  set_on: Day
  waits_until: Day | null
  sealed: Buffer
}
/** It stands behind the others until she says where. */
export const insertGoal = (tx: Tx, row: NewGoal) =>
  tx
    .insertInto('goal')
    .values({
      ...row,
      place: sql<number>`coalesce((select max(g.place) + 1 from goal g where g.organisation_id = ${row.organisation_id} and g.case_id = ${row.case_id}), 0)`,
    })
    .execute()

export const updateGoal = async (
  tx: Tx,
  { case_id, goal_id, version }: { case_id: string; goal_id: string; version: number },
  change: { status: GoalStatus; waits_until: Day | null; sealed: Buffer },
): Promise<boolean> => {
  const done = await tx
    .updateTable('goal')
    .set({ ...change, version: version + 1 })
    .where('case_id', '=', case_id)
    .where('goal_id', '=', goal_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** How many of them were put in order: those one may write in. */
export const orderGoals = async (tx: Tx, { organisation_id, case_id }: At, goals: string[]): Promise<number> => {
  const { numAffectedRows } = await sql`
    update goal g set place = o.place - 1 from unnest(${goals}::uuid[]) with ordinality as o (goal_id, place)
    where g.organisation_id = ${organisation_id} and g.case_id = ${case_id} and g.goal_id = o.goal_id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

const actionColumns = [
  'action_id',
  'goal_id',
  'section',
  'owner_kind',
  'owner_id',
  'owner_organisation_id',
  'due_on',
  'done_on',
  'sealed',
  'version',
] as const

export const listActions = (tx: Tx, case_id: string) =>
  tx
    .selectFrom('plan_action')
    .select(actionColumns)
    .where('case_id', '=', case_id)
    .orderBy('due_on')
    .orderBy('action_id')
    .execute()

export const findAction = (tx: Tx, case_id: string, action_id: string) =>
  tx
    .selectFrom('plan_action')
    .select(actionColumns)
    .where('case_id', '=', case_id)
    .where('action_id', '=', action_id)
    .executeTakeFirst()

interface NewAction {
  organisation_id: string
  case_id: string
  action_id: string
  goal_id: string
  section: Section
  owner_kind: OwnerKind
  owner_id: string | null
  owner_organisation_id: string | null
  due_on: Day
  sealed: Buffer
}
export const insertAction = (tx: Tx, row: NewAction) => tx.insertInto('plan_action').values(row).execute()

interface ActionChange {
  owner_kind?: OwnerKind
  owner_id?: string | null
  owner_organisation_id?: string | null
  due_on?: Day
  done_on?: Day | null
  sealed?: Buffer
}
export const updateAction = async (
  tx: Tx,
  { case_id, action_id, version }: { case_id: string; action_id: string; version: number },
  change: ActionChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('plan_action')
    .set({ ...change, version: version + 1 })
    .where('case_id', '=', case_id)
    .where('action_id', '=', action_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** What became of steps that were referred; of several referrals of one step the latest comes last. */
export const listReferredSteps = (tx: Tx, case_id: string) =>
  tx
    .selectFrom('referral')
    .select(['action_id', 'referral_id', 'status'])
    .where('case_id', '=', case_id)
    .where('action_id', 'is not', null)
    .where('undone_at', 'is', null)
    .orderBy('sent_at')
    .execute()

export const listWithout = (tx: Tx, case_id: string) =>
  tx
    .selectFrom('need_without_goal')
    .select(['without_id', 'need', 'section', 'reason', 'decided_on', 'decided_by', 'sealed'])
    .where('case_id', '=', case_id)
    .orderBy('recorded_at')
    .execute()

interface NewWithout extends At {
  without_id: string
  need: string
  section: Section
  reason: WithoutReason
  decided_on: Day
  decided_by: string
  sealed: Buffer
}
export const insertWithout = (tx: Tx, row: NewWithout) => tx.insertInto('need_without_goal').values(row).execute()
