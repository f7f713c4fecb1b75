// Asking a colleague to stand in, agreeing to it, and ending it before its day.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { toColleague } from '#people/exclusion.rules.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import { coverFits } from './cover.rules.ts'
import * as store from './cover.store.ts'
import * as model from './cover.ts'
import { mayBeReferenceWorker } from './team.rules.ts'
import { findColleague } from './team.store.ts'

const mostFiles = 200

export const askForCover = answer(model.askForCover)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { organisation_id, staff_id } = actor
  const { case_ids, ...cover } = input
  note({ subject_id: input.absent_id })
  if (!coverFits(today, input)) throw new Problem('invalid', 'cover.too_long')
  const [stand_in, held] = await Promise.all([
    findColleague(tx, organisation_id, input.stand_in_id),
    store.listFilesHeldBy(tx, organisation_id, input.absent_id, mostFiles),
  ])
  if (!stand_in) throw new Problem('not_found', 'team.colleague_not_found')
  if (!mayBeReferenceWorker(stand_in.roles)) throw new Problem('refused', 'team.not_a_reference_worker')
  const chosen = case_ids.length > 0 ? held.filter((each) => case_ids.includes(each)) : held
  if (chosen.length === 0 || (case_ids.length > 0 && chosen.length < new Set(case_ids).size))
    throw new Problem('invalid', 'cover.no_files')
  for (const case_id of chosen)
    await refuseExcluded({ ...asked, file: { organisation_id, case_id } }, toColleague(stand_in))
  await store.insertCover(tx, { ...cover, organisation_id, asked_by: staff_id }, chosen)
  return { cover_id: input.cover_id }
})

export const listCovers = answer(model.listCovers)(async ({ tx, actor, today }) => ({
  covers: await store.listCovers(tx, actor.organisation_id, today),
}))

const settle = async (...asked: Parameters<typeof store.answerCover>): Promise<void> => {
  const outcome = await store.answerCover(...asked)
  if (outcome === 'not_found') throw new Problem('not_found', 'cover.not_found')
  if (outcome === 'answered') throw new Problem('conflict', 'cover.answered')
  if (outcome === 'to_check_again') throw new Problem('refused', 'cover.to_check_again')
}

export const answerCover = answer(model.answerCover)(async ({ input, tx, note }) => {
  note({ subject_id: input.cover_id, reason: input.answer })
  await settle(tx, input.cover_id, input.answer)
  return { cover_id: input.cover_id }
})

export const endCover = answer(model.endCover)(async ({ input, tx, note }) => {
  note({ subject_id: input.cover_id, reason: 'ended' })
  await settle(tx, input.cover_id, 'ended')
  return { cover_id: input.cover_id }
})
