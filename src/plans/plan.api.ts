// Reading the plan, agreeing the day it is looked at again, and setting and changing goals.
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { findDraft } from './draft.api.ts'
import { keepNextDue } from './due.store.ts'
import { sectionOfNeed } from './plan.rules.ts'
import { type GoalWords, goalPlace, openGoal } from './plan.sealed.store.ts'
import * as store from './plan.store.ts'
import * as model from './plan.ts'

const shownReview = (row: model.Review | undefined): model.Review => {
  const { review_on = null, reviewed_on = null, version = 0 } = row ?? {}
  return { review_on, reviewed_on, version }
}

export const readPlan = answer(model.readPlan)(async (asked) => {
  const { tx, file } = asked
  const [{ goals, mark }, row] = await Promise.all([findDraft(asked), store.findReview(tx, file.case_id)])
  return { review: shownReview(row), goals, next_due_on: row?.next_due_on ?? null, mark }
})

export const setReview = answer(model.setReview)(async ({ input, tx, file, actor, today }) => {
  const { case_id, organisation_id } = file
  const { version, review_on, reviewed } = input
  if (review_on < today) throw new Problem('invalid', 'plan.review_in_the_past')
  const row = { organisation_id, case_id, review_on, ...(reviewed && { reviewed_on: today }) }
  if (!(await store.writeReview(tx, row, version)))
    throw new Problem('conflict', 'stale', { current: shownReview(await store.findReview(tx, case_id)) })
  await Promise.all([
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'review_planned',
      codes: { review_on },
    }),
    keepNextDue(tx, case_id),
  ])
  return { case_id, version: version + 1 }
})

export const addGoal = answer(model.addGoal)(async ({ input, tx, vault, file, actor, today, demand }) => {
  const { case_id, organisation_id } = file
  const { case_id: _case, goal_id, need, waits_until, ...said } = input
  const section = sectionOfNeed(need)
  if (!section) throw new Problem('invalid', 'plan.unknown_need')
  demand(section)
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, goalPlace(file, goal_id), said satisfies GoalWords)
  await Promise.all([
    store.insertGoal(tx, { organisation_id, case_id, goal_id, need, section, set_on: today, waits_until, sealed }),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'goal_set',
      section,
      ref_id: goal_id,
      codes: { need },
    }),
    keepNextDue(tx, case_id),
  ])
  return { goal_id, version: 1 }
})

const staleGoal = async ({ tx, vault, file }: AskedOnFile<unknown>, goal_id: string): Promise<Problem> => {
  const [row, keys] = await Promise.all([
    store.findGoal(tx, file.case_id, goal_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  if (!row) return new Problem('not_found', 'plan.goal_not_found')
  return new Problem('conflict', 'stale', { current: openGoal(keys, file, row) })
}

export const changeGoal = answer(model.changeGoal)(async (asked) => {
  const { input, tx, vault, file, actor } = asked
  const { case_id, organisation_id } = file
  const { case_id: _case, goal_id, version, status, waits_until, ...said } = input
  const before = await store.findGoal(tx, case_id, goal_id)
  if (!before) throw new Problem('not_found', 'plan.goal_not_found')
  const section = before.section as Section
  asked.demand(section)
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, goalPlace(file, goal_id), said satisfies GoalWords)
  if (!(await store.updateGoal(tx, { case_id, goal_id, version }, { status, waits_until, sealed })))
    throw await staleGoal(asked, goal_id)
  await Promise.all([
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'goal_changed',
      section,
      ref_id: goal_id,
      codes: { need: before.need, status },
    }),
    keepNextDue(tx, case_id),
  ])
  return { goal_id, version: version + 1 }
})

export const orderGoals = answer(model.orderGoals)(async ({ input, tx, file }) => {
  const { case_id } = file
  const ordered = await store.orderGoals(tx, file, input.goals)
  if (ordered === 0) throw new Problem('not_found', 'plan.goal_not_found')
  await touchCase(tx, case_id)
  return { case_id, ordered }
})
