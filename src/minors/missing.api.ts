// The plan made beforehand, saying that a child has left the place, the first hours, and the welcome back.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './minor.store.ts'
import { withStep } from './missing.rules.ts'
import * as model from './missing.ts'
import { pathway } from './pathway.ts'
import * as rules from './records.rules.ts'
import { showMissingTime, showPlan } from './records.store.ts'
import { demandMinor, demandStep, familyIsSafe, type OnFile, sealWords, tell } from './side.api.ts'

const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)

export const keepMissingPlan = answer(model.keepMissingPlan)(async (asked) => {
  const { input, tx, file, actor, today, now } = asked
  const { organisation_id, case_id } = file
  const { version, photo, made_with_child, review_on, places, photo_where, calls, never, helps } = input
  asked.demand('safety')
  asked.note({ sections: ['safety'] })
  await demandMinor(asked)
  await demandStep(asked, 'missing_plan')
  const obstacle = rules.callsObstacle(calls, await familyIsSafe(asked))
  if (obstacle) throw new Problem('invalid', obstacle)
  if (review_on <= today) throw new Problem('invalid', 'minor.review_after_decision')
  const kept = await store.keepRow(tx, 'missing_plan', { organisation_id, case_id }, version, {
    photo,
    made_with_child,
    review_on,
    written_by: actor.staff_id,
    written_at: now,
    sealed: await sealWords(asked, 'missing_plan', case_id, { places, photo_where, calls, never, helps }),
  })
  if (!kept) throw new Problem('conflict', 'stale', { current: await showPlan(tx, file, await keysOf(asked)) })
  await tell(asked, 'missing_plan_written', 'safety', null)
  return { case_id, version: version + 1 }
})

export const sayMissing = answer(model.sayMissing)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { missing_id, left_at, last_seen } = input
  asked.demand('safety')
  asked.note({ subject_id: missing_id, sections: ['safety'] })
  await demandMinor(asked)
  const obstacle = rules.aheadObstacle(left_at, now)
  if (obstacle) throw new Problem('invalid', obstacle)
  const made = await store.insertMissingTime(tx, {
    ...{ organisation_id, case_id, missing_id, left_at, told_by: actor.staff_id },
    sealed: await sealWords(asked, 'missing_time', missing_id, { last_seen }),
  })
  if (!made) throw new Problem('conflict', 'minor.already_missing')
  await tell(asked, 'person_missing', 'safety', missing_id)
  return { missing_id, version: 1 }
})

const getMissing = async (asked: OnFile, missing_id: string): Promise<store.MissingRow> => {
  asked.demand('safety')
  asked.note({ subject_id: missing_id, sections: ['safety'] })
  const row = await store.findMissingTime(asked.tx, asked.file, missing_id)
  if (!row) throw new Problem('not_found', 'minor.missing_not_found')
  return row
}

const staleMissing = async (asked: OnFile, missing_id: string): Promise<Problem> => {
  const row = await store.findMissingTime(asked.tx, asked.file, missing_id)
  return new Problem('conflict', 'stale', { current: row && showMissingTime(await keysOf(asked), asked.file, row) })
}

export const takeFirstStep = answer(model.takeFirstStep)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { missing_id, version, code, done } = input
  const row = await getMissing(asked, missing_id)
  if (!pathway.first_hours.some((step) => step.code === code)) throw new Problem('invalid', 'minor.step_not_found')
  const before = row.steps as unknown as model.StepTaken[]
  const steps = withStep(before, { code, at: now, by: actor.staff_id }, done)
  if (!(await store.updateMissingTime(tx, file, missing_id, version, { steps })))
    throw await staleMissing(asked, missing_id)
  return { missing_id, version: version + 1 }
})

export const sayBack = answer(model.sayBack)(async (asked) => {
  const { input, tx, file, now } = asked
  const { missing_id, version, back_at, talk } = input
  const row = await getMissing(asked, missing_id)
  const obstacle = rules.aheadObstacle(back_at, now)
  if (obstacle) throw new Problem('invalid', obstacle)
  if (Date.parse(back_at) < Date.parse(row.left_at)) throw new Problem('invalid', 'minor.back_before_left')
  const sealed_talk = await sealWords(asked, 'missing_time', missing_id, talk, 'sealed_talk')
  if (!(await store.updateMissingTime(tx, file, missing_id, version, { back_at, sealed_talk })))
    throw await staleMissing(asked, missing_id)
  await tell(asked, row.back_at ? 'missing_talk_written' : 'person_back', 'safety', missing_id)
  return { missing_id, version: version + 1 }
})
