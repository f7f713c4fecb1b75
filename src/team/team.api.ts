// Who stands on a file, put there and taken off by those who may.
import { sections as allSections, type Section } from '#access/access.ts'
import { insertAssignment, listTeam } from '#cases/case.store.ts'
import type { TeamMember } from '#cases/case.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { toColleague } from '#people/exclusion.rules.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { listCoversOfFile } from './cover.store.ts'
import type { Cover } from './cover.ts'
import { openHandOver } from './hand-over.sealed.store.ts'
import { findCurrentHandOver } from './hand-over.store.ts'
import { mayBeReferenceWorker, mayReplaceAtOnce, referenceWorkerOf } from './team.rules.ts'
import * as store from './team.store.ts'
import * as model from './team.ts'
import { readWeight } from './weight.api.ts'

export const readTeam = answer(model.readTeam)(async (asked) => {
  const { tx, vault, file, may } = asked
  const [team, hand_over, covers, weight] = await Promise.all([
    listTeam(tx, file),
    findCurrentHandOver(tx, file),
    listCoversOfFile(tx, file),
    readWeight(asked),
  ])
  const assign = may('team.assign')
  return {
    team: team as TeamMember[],
    hand_over: hand_over ? await openHandOver(tx, vault, hand_over) : null,
    covers: covers as Cover[],
    weight,
    may: {
      assign: assign.allowed,
      replace: assign.allowed && mayReplaceAtOnce(assign.because),
      weigh: may('case.change').allowed,
      supervise: may('supervision.keep').allowed,
    },
  }
})

export const assignTeam = answer(model.assignTeam)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { case_id, organisation_id } = file
  const { access_id, staff_id } = input
  const at = { organisation_id, case_id, actor_id: actor.staff_id }
  const takesOver = input.function === 'reference_worker'
  const colleague = await store.findColleague(tx, organisation_id, staff_id)
  if (!colleague) throw new Problem('not_found', 'team.colleague_not_found')
  if (takesOver && !mayBeReferenceWorker(colleague.roles)) throw new Problem('refused', 'team.not_a_reference_worker')
  if (takesOver && !mayReplaceAtOnce(file.because)) throw new Problem('refused', 'team.hand_over_instead')
  const assignment = {
    organisation_id,
    case_id,
    access_id,
    staff_id,
    function: input.function,
    sections: takesOver ? [...allSections] : input.sections,
    until_at: input.until_on && `${input.until_on}T00:00:00Z`,
    created_by: actor.staff_id,
  }
  note({ subject_id: staff_id, sections: assignment.sections })
  await refuseExcluded(asked, toColleague(colleague))
  const before = takesOver ? referenceWorkerOf(await listTeam(tx, file)) : undefined
  if (before?.staff_id === staff_id) throw new Problem('conflict', 'team.already_there')
  // The entries come first: whoever hands the file over may not write in it afterwards.
  if (before) await addToTimeline(tx, { ...at, kind: 'team_ended', ref_id: before.staff_id })
  await addToTimeline(tx, { ...at, kind: 'team_assigned', ref_id: staff_id, codes: { function: input.function } })
  if (!before) await insertAssignment(tx, assignment)
  else if (!(await store.replaceReferenceWorker(tx, assignment, before.access_id)))
    throw new Problem('conflict', 'team.changed_meanwhile')
  return { access_id }
})

export const endAssignment = answer(model.endAssignment)(async ({ input, tx, file, actor, note }) => {
  const { case_id, organisation_id } = file
  const member = (await listTeam(tx, file)).find((each) => each.access_id === input.access_id)
  if (!member) throw new Problem('not_found', 'team.not_found')
  // Whoever leaves hands over first; the database refuses the same when two do it at once.
  if (member.function === 'reference_worker') throw new Problem('conflict', 'team.reference_worker_needed')
  note({ ...(member.staff_id && { subject_id: member.staff_id }), sections: member.sections as Section[] })
  // The entry comes first: whoever takes themselves off may not write in the file afterwards.
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'team_ended',
    ref_id: member.staff_id,
  })
  if (!(await store.endAccess(tx, case_id, input.access_id))) throw new Problem('not_found', 'team.not_found')
  return { access_id: input.access_id }
})
