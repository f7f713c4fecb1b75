// Proposing a file to a colleague, reading what is open, answering, and reading what must be read first afterwards.
import { listTeam } from '#cases/case.store.ts'
import { answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { toColleague } from '#people/exclusion.rules.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { checklistOf, faultsOfChecklist, mayKeepUntil } from './hand-over.rules.ts'
import { sealHandOver } from './hand-over.sealed.store.ts'
import * as store from './hand-over.store.ts'
import * as model from './hand-over.ts'
import { mayBeReferenceWorker, referenceWorkerOf } from './team.rules.ts'
import { findColleague } from './team.store.ts'

const pageSize = 50
const notFound = () => new Problem('not_found', 'hand_over.not_found')

export const readOpenMatters = answer(model.readOpenMatters)(async ({ tx, file }) => ({
  matters: await store.listOpenMatters(tx, file.case_id),
}))

export const proposeHandOver = answer(model.proposeHandOver)(async (asked) => {
  const { input, tx, vault, facts, file, actor, today, note } = asked
  const { case_id, organisation_id } = file
  const { hand_over_id, to_staff_id, keeps_until, checklist, words } = input
  note({ subject_id: to_staff_id })
  const missing = faultsOfChecklist(checklistOf(facts.codes.hand_over_checklist?.codes ?? []), checklist)
  if (missing.length > 0) throw new Problem('invalid', 'hand_over.checklist', { missing })
  if (!mayKeepUntil(today, keeps_until)) throw new Problem('invalid', 'hand_over.stay_too_long')
  const [team, colleague, open] = await Promise.all([
    listTeam(tx, file),
    findColleague(tx, organisation_id, to_staff_id),
    store.isOpen(tx, file),
  ])
  const before = referenceWorkerOf(team)
  if (!open || !before?.staff_id) throw new Problem('conflict', 'hand_over.file_closed')
  if (!colleague) throw new Problem('not_found', 'team.colleague_not_found')
  if (!mayBeReferenceWorker(colleague.roles)) throw new Problem('refused', 'team.not_a_reference_worker')
  if (before.staff_id === to_staff_id) throw new Problem('conflict', 'team.already_there')
  await refuseExcluded(asked, toColleague(colleague))
  const at = { organisation_id, case_id, hand_over_id }
  const sealed = words ? sealHandOver(await vault.caseKey(tx, organisation_id, case_id), at, words) : null
  await store.insertHandOver(tx, {
    ...at,
    from_staff_id: before.staff_id,
    to_staff_id,
    proposed_by: actor.staff_id,
    keeps_until,
    checklist,
    sealed,
  })
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'hand_over_proposed',
    ref_id: to_staff_id,
  })
  return { hand_over_id }
})

const settle = async (...asked: Parameters<typeof store.answerHandOver>): Promise<void> => {
  const outcome = await store.answerHandOver(...asked)
  if (outcome === 'not_found') throw notFound()
  if (outcome === 'answered') throw new Problem('conflict', 'hand_over.answered')
  if (outcome === 'changed') throw new Problem('conflict', 'hand_over.changed')
  if (outcome === 'to_check_again') throw new Problem('refused', 'hand_over.to_check_again')
}

export const withdrawHandOver = answer(model.withdrawHandOver)(async ({ input, tx, file, note }) => {
  const { hand_over_id } = input
  note({ subject_id: hand_over_id })
  if ((await store.findHandOver(tx, hand_over_id))?.case_id !== file.case_id) throw notFound()
  await settle(tx, { hand_over_id, answer: 'withdrawn', reason: null, access_id: newId() })
  return { hand_over_id }
})

export const listHandOvers = answer(model.listHandOvers)(async ({ input, tx, actor }) => {
  const { organisation_id, staff_id } = actor
  const after = readPageKey(input.after)
  const [listed, asked] = await Promise.all([
    store.listWaiting(tx, organisation_id, staff_id, pageSize + 1, after),
    after ? [] : store.listAsked(tx, organisation_id, staff_id, pageSize),
  ])
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.proposed_at, id: row.hand_over_id }))
  return { waiting: rows, asked, next }
})

export const readHandOver = answer(model.readHandOver)(async ({ input, tx, actor, note }) => {
  const hand_over = await store.findHandOver(tx, input.hand_over_id)
  if (hand_over?.to_staff_id !== actor.staff_id) throw notFound()
  note({ case_id: hand_over.case_id, subject_id: hand_over.hand_over_id })
  const matters = hand_over.status === 'proposed' ? await store.listOpenMatters(tx, hand_over.case_id) : []
  return { hand_over, matters }
})

export const answerHandOver = answer(model.answerHandOver)(async ({ input, tx, facts, actor, note }) => {
  const { hand_over_id, reason } = input
  const found = await store.findHandOver(tx, hand_over_id)
  if (found?.to_staff_id !== actor.staff_id) throw notFound()
  note({ case_id: found.case_id, subject_id: hand_over_id, ...(reason && { reason }) })
  if (reason && !facts.codes.hand_over_declines?.codes.some(({ code }) => code === reason))
    throw new Problem('invalid', 'gate.not_allowed_value')
  await settle(tx, input)
  return { hand_over_id }
})

export const confirmReading = answer(model.confirmReading)(async ({ input, tx, file, note }) => {
  const { hand_over_id, what } = input
  note({ subject_id: hand_over_id, sections: ['safety'] })
  const column = what === 'contact' ? 'contact_read_at' : 'exclusions_read_at'
  if (!(await store.confirmReading(tx, file, hand_over_id, column))) throw notFound()
  return { hand_over_id }
})
