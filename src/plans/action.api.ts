// Planning a step towards a goal, changing it, marking it done and taking that back.
import type { Section } from '#access/access.ts'
import { listTeam } from '#cases/case.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { keepNextDue } from './due.store.ts'
import { type Owner, ownerObstacle } from './plan.rules.ts'
import { actionPlace, openAction, type StepWords } from './plan.sealed.store.ts'
import * as store from './plan.store.ts'
import * as model from './plan.ts'

type OnFile = AskedOnFile<unknown>

const checkOwner = async ({ tx, file, actor }: OnFile, owner: Owner, section: Section): Promise<void> => {
  const obstacle = ownerObstacle(owner, section, await listTeam(tx, file), actor.staff_id)
  if (obstacle) throw new Problem('invalid', obstacle)
}

const tell = (
  { tx, file, actor }: OnFile,
  kind: 'action_planned' | 'action_done',
  section: Section,
  action_id: string,
  codes: Record<string, string>,
) =>
  Promise.all([
    addToTimeline(tx, {
      organisation_id: file.organisation_id,
      case_id: file.case_id,
      actor_id: actor.staff_id,
      kind,
      section,
      ref_id: action_id,
      codes,
    }),
    keepNextDue(tx, file.case_id),
  ])

type Said = Pick<InputOf<typeof model.addAction>, keyof Owner | keyof StepWords>

/** What lies in the clear, and what is sealed. A name is kept only where no account says it. */
const stepOf = ({ owner_kind, owner_id, owner_organisation_id, who, ...said }: Said) => {
  const { words, in_her_words, service, cost } = said
  const named = owner_kind === 'other' ? who : ''
  return {
    owner: { owner_kind, owner_id, owner_organisation_id },
    said: { words, in_her_words, who: named, service, cost } satisfies StepWords,
  }
}

export const addAction = answer(model.addAction)(async (asked) => {
  const { input, tx, vault, file } = asked
  const { case_id, organisation_id } = file
  const { action_id, goal_id, due_on } = input
  const { owner, said } = stepOf(input)
  const goal = await store.findGoal(tx, case_id, goal_id)
  if (!goal) throw new Problem('not_found', 'plan.goal_not_found')
  const section = goal.section as Section
  asked.demand(section)
  const [key] = await Promise.all([
    vault.caseKey(tx, organisation_id, case_id),
    checkOwner(asked, { ...owner, who: said.who }, section),
  ])
  const sealed = sealJson(key, actionPlace(file, action_id), said)
  const row = { organisation_id, case_id, action_id, goal_id, section, ...owner, due_on, sealed }
  await Promise.all([store.insertAction(tx, row), tell(asked, 'action_planned', section, action_id, { due_on })])
  return { action_id, version: 1 }
})

const sectionOfStep = async (asked: OnFile, action_id: string): Promise<Section> => {
  const before = await store.findAction(asked.tx, asked.file.case_id, action_id)
  if (!before) throw new Problem('not_found', 'plan.action_not_found')
  asked.demand(before.section as Section)
  return before.section as Section
}

const staleAction = async ({ tx, vault, file }: OnFile, action_id: string): Promise<Problem> => {
  const [row, keys] = await Promise.all([
    store.findAction(tx, file.case_id, action_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  if (!row) return new Problem('not_found', 'plan.action_not_found')
  return new Problem('conflict', 'stale', { current: openAction(keys, file, row) })
}

export const changeAction = answer(model.changeAction)(async (asked) => {
  const { input, tx, vault, file } = asked
  const { case_id, organisation_id } = file
  const { action_id, version, due_on } = input
  const { owner, said } = stepOf(input)
  const section = await sectionOfStep(asked, action_id)
  const [key] = await Promise.all([
    vault.caseKey(tx, organisation_id, case_id),
    checkOwner(asked, { ...owner, who: said.who }, section),
  ])
  const sealed = sealJson(key, actionPlace(file, action_id), said)
  const change = { ...owner, due_on, sealed }
  if (!(await store.updateAction(tx, { case_id, action_id, version }, change)))
    throw await staleAction(asked, action_id)
  await tell(asked, 'action_planned', section, action_id, { due_on, again: 'yes' })
  return { action_id, version: version + 1 }
})

export const markAction = answer(model.markAction)(async (asked) => {
  const { input, tx, file, today } = asked
  const { action_id, version, done } = input
  const section = await sectionOfStep(asked, action_id)
  const done_on: Day | null = done ? today : null
  if (!(await store.updateAction(tx, { case_id: file.case_id, action_id, version }, { done_on })))
    throw await staleAction(asked, action_id)
  await tell(asked, 'action_done', section, action_id, { done: done ? 'yes' : 'taken_back' })
  return { action_id, version: version + 1 }
})
