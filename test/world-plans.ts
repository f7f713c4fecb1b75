// Plans in an invented world, sealed and frozen as their room does it: goals in somebody's own language, what was agreed and
// approved, why a need got no goal, and where on a path they are.
import { sql } from 'kysely'
import type { WithoutReason } from '#plans/ask.ts'
import { freeze } from '#plans/freeze.api.ts'
import { movePlace } from '#plans/path.store.ts'
import type { PathMove } from '#plans/path.ts'
import { sectionOfNeed } from '#plans/plan.rules.ts'
import {
  type ActionRow,
  actionPlace,
  type GoalRow,
  goalPlace,
  openAction,
  openGoals,
  withoutPlace,
} from '#plans/plan.sealed.store.ts'
import type { Change, Goal } from '#plans/plan.ts'
import { freezePlan } from '#plans/version.rules.ts'
import { approvalPlace, insertParts } from '#plans/version.store.ts'
import type { Agreement, Approval } from '#plans/version.ts'
import { sealJson } from '#vault/envelope.ts'
import type { ACase, AStaff, World } from './world.ts'

const keysOf = (file: ACase) => ({ of: () => file.key })

/** Days as text, whatever the connection of this world makes of dates. */
const rowsOf = async ({ tx }: World, { case_id }: ACase) => {
  const [{ rows: goals }, { rows: actions }, { rows: plans }] = await Promise.all([
    sql<GoalRow>`select goal_id, need, section, status, set_on::text, place, waits_until::text, sealed, version
      from goal where case_id = ${case_id} order by place, set_on, goal_id`.execute(tx),
    sql<ActionRow>`select action_id, goal_id, section, owner_kind, owner_id, owner_organisation_id, due_on::text, done_on::text, sealed, version
      from plan_action where case_id = ${case_id} order by due_on, action_id`.execute(tx),
    sql<{ review_on: string }>`select review_on::text from plan where case_id = ${case_id}`.execute(tx),
  ])
  return { goals, actions, review_on: plans[0]?.review_on ?? null }
}

export interface SaidInHers {
  need: string
  language: string
  words: string
  why?: string
  change?: Change
  /** Step as her worker wrote it → as she says it. */
  steps?: Record<string, string>
}

/** The goal for a need, in her own words: what was written before becomes the translation beside them. */
export const inHerOwnWords = async (world: World, file: ACase, { need, steps = {}, ...said }: SaidInHers) => {
  const keys = keysOf(file)
  const { goals, actions } = await rowsOf(world, file)
  const goal = openGoals(keys, file, goals, actions, []).find((each) => each.need === need)
  if (!goal) throw new Error(`nobody set a goal for ${need}`)
  const words = { why: '', change: null, ...said, translation: goal.words }
  const sealed = sealJson(file.key, goalPlace(file, goal.goal_id), words)
  await world.tx.updateTable('goal').set({ sealed }).where('goal_id', '=', goal.goal_id).execute()
  for (const row of actions.filter((each) => each.goal_id === goal.goal_id)) {
    const { words: step, who, service, cost } = openAction(keys, file, row)
    const in_her_words = steps[step]
    if (!in_her_words) continue
    const told = sealJson(file.key, actionPlace(file, row.action_id), { words: step, who, service, cost, in_her_words })
    await world.tx.updateTable('plan_action').set({ sealed: told }).where('action_id', '=', row.action_id).execute()
  }
}

export interface AgreedWish {
  number: number
  days: number
  agreement: Omit<Agreement, 'agreed_on'>
  /** Goals set later are not in it. */
  answers?: { by: AStaff; days: number; answer: Approval['answer']; words: string }[]
}

/** The plan as it stands, kept as it was agreed so many days ago. */
export const anAgreedPlan = async (world: World, file: ACase, wish: AgreedWish): Promise<void> => {
  const { tx, at, happened } = world
  const { organisation_id, case_id, worker } = file
  const agreed_at = at(wish.days)
  const { goals, actions, review_on } = await rowsOf(world, file)
  const all: Goal[] = openGoals(keysOf(file), file, goals, actions, [])
  const then = all.filter(({ set_on }) => set_on <= agreed_at.slice(0, 10))
  const staff = await tx
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  const names = new Map(staff.map(({ staff_id, name }) => [staff_id, name]))
  const { version, parts } = freeze(file.key, file, {
    ...{ number: wish.number, agreement: { ...wish.agreement, agreed_on: agreed_at.slice(0, 10) } },
    ...{ review_on, agreed_by: worker.staff_id },
    parts: freezePlan(then, [], ({ owner_id, who }) => names.get(owner_id ?? '') ?? who),
  })
  const { hashes, ...row } = version
  await tx
    .insertInto('plan_version')
    .values({ ...row, hashes: JSON.stringify(hashes), agreed_at })
    .execute()
  await insertParts(tx, parts)
  const codes = { version: wish.number, how: wish.agreement.how }
  await happened(file, { at: agreed_at, kind: 'plan_agreed', actor: worker, codes })
  for (const { by, days, answer, words } of wish.answers ?? []) {
    const approval_id = world.nextId('approval')
    await tx
      .insertInto('plan_approval')
      .values({
        ...{ organisation_id, case_id, approval_id, number: wish.number, hash: version.hash, answer },
        ...{ sections: ['identity', 'safety', 'law', 'home', 'work', 'learning', 'money'], answered_by: by.staff_id },
        answered_at: at(days),
        sealed: sealJson(file.key, approvalPlace(file, approval_id), { words }),
      })
      .execute()
    const kind = answer === 'approved' ? 'plan_approved' : 'plan_returned'
    await happened(file, { at: at(days), kind, actor: by, ref_id: approval_id, codes: { version: wish.number } })
  }
}

type MoveWish = Pick<PathMove, 'path' | 'step' | 'reason' | 'her_view'> & { days: number; missing?: string[] }

/** Moves in the order they were decided. */
export const somePathMoves = async (world: World, file: ACase, moves: MoveWish[]): Promise<void> => {
  const { organisation_id, case_id, worker } = file
  let follows_id: string | null = null
  for (const { days, path, step, missing = [], ...said } of moves) {
    const move_id = world.nextId('path move')
    const recorded_at = world.at(days)
    await world.tx
      .insertInto('path_move')
      .values({
        ...{ organisation_id, case_id, move_id, follows_id, path, step, recorded_at },
        ...{ decided_on: recorded_at.slice(0, 10), decided_by: worker.staff_id },
        sealed: sealJson(file.key, movePlace(file, move_id), { ...said, missing, unknown: [] }),
      })
      .execute()
    const codes = { path, step }
    await world.happened(file, { at: recorded_at, kind: 'path_moved', actor: worker, ref_id: move_id, codes })
    follows_id = move_id
  }
}

interface WithoutWish {
  need: string
  reason: WithoutReason
  words: string
  days: number
}

export const aNeedWithoutGoal = async (world: World, file: ACase, { need, reason, words, days }: WithoutWish) => {
  const { organisation_id, case_id, worker } = file
  const without_id = world.nextId('without')
  const section = sectionOfNeed(need)
  if (!section) throw new Error(`no section for the need ${need}`)
  const recorded_at = world.at(days)
  await world.tx
    .insertInto('need_without_goal')
    .values({
      ...{ organisation_id, case_id, without_id, need, section, reason, recorded_at },
      ...{ decided_on: recorded_at.slice(0, 10), decided_by: worker.staff_id },
      sealed: sealJson(file.key, withoutPlace(file, without_id), { words }),
    })
    .execute()
  const codes = { need, reason }
  const entry = { at: recorded_at, kind: 'need_without_goal', actor: worker, section, ref_id: without_id } as const
  await world.happened(file, { ...entry, codes })
}
