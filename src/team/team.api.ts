// Who stands on a file, put there and taken off by those who may.
import type { Section } from '#access/access.ts'
import { insertAssignment, listTeam } from '#cases/case.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import * as store from './team.store.ts'
import * as model from './team.ts'

export const assignTeam = answer(model.assignTeam)(async ({ input, tx, file, actor, note }) => {
  const { case_id, organisation_id } = file
  const { access_id, staff_id, sections } = input
  const at = { organisation_id, case_id, actor_id: actor.staff_id }
  const assignment = {
    organisation_id,
    case_id,
    access_id,
    staff_id,
    function: input.function,
    sections,
    until_at: input.until_on && `${input.until_on}T00:00:00Z`,
    created_by: actor.staff_id,
  }
  note({ subject_id: staff_id, sections })
  const takesOver = input.function === 'reference_worker'
  const before = takesOver ? (await listTeam(tx, file)).find((each) => each.function === 'reference_worker') : undefined
  // The entries come first: whoever hands the file over may not write in it afterwards.
  if (before) await addToTimeline(tx, { ...at, kind: 'team_ended', ref_id: before.staff_id })
  await addToTimeline(tx, { ...at, kind: 'team_assigned', ref_id: staff_id, codes: { function: input.function } })
  await (takesOver ? store.replaceReferenceWorker : insertAssignment)(tx, assignment)
  return { access_id }
})

export const endAssignment = answer(model.endAssignment)(async ({ input, tx, file, actor, note }) => {
  const { case_id, organisation_id } = file
  const member = (await listTeam(tx, file)).find((each) => each.access_id === input.access_id)
  if (!member) throw new Problem('not_found', 'team.not_found')
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
