// Reading and comparing versions, keeping one as it was agreed with her, and a supervisor's answer to it.
import { type Section, sections } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { standingReasons } from './ask.rules.ts'
import { type Draft, findDraft, type OnFile } from './draft.api.ts'
import { freeze, isIntact } from './freeze.api.ts'
import { nameOwners } from './owner.store.ts'
import { inHerOrder } from './plan.rules.ts'
import { findReview } from './plan.store.ts'
import * as rules from './version.rules.ts'
import { openPart, openVersion, type SealedPart } from './version.sealed.store.ts'
import * as store from './version.store.ts'
import * as model from './version.ts'

const partsOfDraft = ({ goals, without }: Draft, nameOf: Parameters<typeof rules.freezePlan>[2]): rules.Parts =>
  rules.freezePlan(goals, standingReasons(without, goals, []), nameOf)

type SealedParts = Partial<Record<Section, SealedPart>>

const openParts = (keys: CaseKeyRing, file: OnFile['file'], rows: store.PartRow[], number: number): SealedParts =>
  Object.fromEntries(rows.filter((row) => row.number === number).map((row) => [row.section, openPart(keys, file, row)]))

const openAll = async ({ tx, vault, file }: OnFile) => {
  const [rows, approvals, keys] = await Promise.all([
    store.listVersions(tx, file),
    store.listApprovals(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return { keys, versions: rows.map((row) => openVersion(keys, file, row, approvals)) }
}

/** Only whoever opens all of it agrees it with her: nothing is frozen that nobody read. */
const opensAll = (open: Section[]): boolean => sections.every((section) => open.includes(section))

const nobody = () => ''
const stepsOf = ({ goals }: Draft) => goals.flatMap(({ actions }) => actions)

export const readVersions = answer(model.readVersions)(async (asked) => {
  const { tx, file, may, actor } = asked
  const [{ versions, keys }, draft, rows] = await Promise.all([
    openAll(asked),
    findDraft(asked),
    store.listParts(tx, file, 'latest'),
  ])
  const latest = versions[0]
  const before = latest ? openParts(keys, file, rows, latest.head.number) : {}
  const since = rules.countDiffers(rules.compareParts(before, partsOfDraft(draft, nobody)))
  const agree = may('plan.agree')
  return {
    versions: versions.map(({ head }) => head),
    state: rules.stateOfPlan(since, latest !== undefined, draft.goals.some(rules.isOfThePlan)),
    since: latest ? since : { new: 0, changed: 0, dropped: 0, reached: 0 },
    may_agree: agree.allowed && opensAll(may('case.open').sections),
    may_approve: may('plan.approve').allowed && latest !== undefined && latest.head.agreed_by !== actor.staff_id,
  }
})

export const readVersion = answer(model.readVersion)(async (asked) => {
  const { input, tx, file, note } = asked
  const { versions, keys } = await openAll(asked)
  const latest = versions[0]
  const number = input.number === 0 ? (latest?.head.number ?? 0) + 1 : input.number
  const version = versions.find(({ head }) => head.number === number)
  const before = versions.find(({ head }) => head.number === number - 1)
  if (input.number > 0 && !version) throw new Problem('not_found', 'plan.version_not_found')
  const [rows, draft] = await Promise.all([
    store.listParts(tx, file, [number, number - 1]),
    input.number === 0 ? findDraft(asked) : undefined,
  ])
  const nameOf = draft ? await nameOwners(tx, file, stepsOf(draft)) : nobody
  const was = openParts(keys, file, rows, number - 1)
  const frozen = openParts(keys, file, rows, number)
  const is = draft ? partsOfDraft(draft, nameOf) : frozen
  note({ sections: Object.keys(is) as Section[] })
  return {
    version: version?.head ?? null,
    before: before?.head ?? null,
    goals: rules.compareParts(was, is),
    without: sections.flatMap((section) => (is[section]?.without ?? []).map((each) => ({ section, ...each }))),
    hashes: version?.hashes ?? null,
    intact: version ? isIntact(file.case_id, version, frozen) : true,
  }
})

interface Printable {
  goals: model.FrozenGoal[]
  version: model.VersionHead | null
  review_on: string | null
}

/** Her goals in her order, from whichever sections they are in. */
const allGoals = (parts: Partial<Record<Section, { goals: model.FrozenGoal[] }>>): model.FrozenGoal[] =>
  inHerOrder(Object.values(parts).flatMap(({ goals }) => goals))

/** For paper: the plan as it stands. */
export const printedDraft = async (asked: OnFile): Promise<Printable> => {
  const [draft, review] = await Promise.all([findDraft(asked), findReview(asked.tx, asked.file.case_id)])
  const nameOf = await nameOwners(asked.tx, asked.file, stepsOf(draft))
  return { goals: allGoals(partsOfDraft(draft, nameOf)), version: null, review_on: review?.review_on ?? null }
}

export const printedVersion = async (asked: OnFile, number: number): Promise<Printable> => {
  const [{ versions, keys }, rows] = await Promise.all([
    openAll(asked),
    store.listParts(asked.tx, asked.file, [number]),
  ])
  const version = versions.find(({ head }) => head.number === number)
  if (!version) throw new Problem('not_found', 'plan.version_not_found')
  const { head } = version
  return { goals: allGoals(openParts(keys, asked.file, rows, number)), version: head, review_on: head.review_on }
}

const meanwhile = () => new Problem('conflict', 'plan.changed_meanwhile')

export const agreePlan = answer(model.agreePlan)(async (asked) => {
  const { input, tx, vault, file, actor, today, may, note } = asked
  const { case_id, organisation_id } = file
  const { number, mark, case_id: _case, ...agreement } = input
  if (!opensAll(may('case.open').sections)) throw new Problem('refused', 'plan.agree_whole')
  const [draft, review, versions] = await Promise.all([
    findDraft(asked),
    findReview(tx, case_id),
    store.listVersions(tx, file),
  ])
  if (draft.mark !== mark || number !== (versions[0]?.number ?? 0) + 1) throw meanwhile()
  const obstacle = rules.agreementObstacle(agreement, today, draft.goals.filter(rules.isOfThePlan).length)
  if (obstacle) throw new Problem('invalid', obstacle)
  const [nameOf, key] = await Promise.all([
    nameOwners(tx, file, stepsOf(draft)),
    vault.caseKey(tx, organisation_id, case_id),
  ])
  const frozen = freeze(key, file, {
    ...{ number, agreement, agreed_by: actor.staff_id, review_on: review?.review_on ?? null },
    parts: partsOfDraft(draft, nameOf),
  })
  if (!(await store.insertVersion(tx, frozen.version))) throw meanwhile()
  note({ sections: [...sections], reason: `version ${number}` })
  await Promise.all([
    store.insertParts(tx, frozen.parts),
    addToTimeline(tx, {
      ...{ organisation_id, case_id, actor_id: actor.staff_id },
      kind: 'plan_agreed',
      codes: { version: number, how: agreement.how },
    }),
    touchCase(tx, case_id),
  ])
  return { case_id, number }
})

const answerKinds = { 'plan.version_not_found': 'not_found', 'plan.own_version': 'refused' } as const

export const answerVersion = answer(model.answerVersion)(async (asked) => {
  const { input, tx, vault, file, actor, may, note } = asked
  const { case_id, organisation_id } = file
  const { number, approval_id, hash, words } = input
  const [versions, key] = await Promise.all([store.listVersions(tx, file), vault.caseKey(tx, organisation_id, case_id)])
  const obstacle = rules.approvalObstacle(versions, { number, hash }, actor.staff_id)
  if (obstacle) throw new Problem(answerKinds[obstacle as keyof typeof answerKinds] ?? 'conflict', obstacle)
  if (input.answer === 'returned' && words === '') throw new Problem('invalid', 'plan.say_why_returned')
  note({ subject_id: approval_id, reason: `version ${number} ${hash.slice(0, 12)}` })
  await store.insertApproval(tx, {
    ...{ organisation_id, case_id, approval_id, number, hash, answer: input.answer },
    ...{ sections: may('case.open').sections, answered_by: actor.staff_id },
    sealed: sealJson(key, store.approvalPlace(file, approval_id), { words }),
  })
  await addToTimeline(tx, {
    ...{ organisation_id, case_id, actor_id: actor.staff_id },
    kind: input.answer === 'approved' ? 'plan_approved' : 'plan_returned',
    ref_id: approval_id,
    codes: { version: number },
  })
  return { approval_id }
})
