// Going out alone, saying that all is well, coming back, and what those do who are told.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { expectedObstacle, isAlarm, isZone, nextAt } from './lone-visit.rules.ts'
import * as store from './lone-visit.store.ts'
import * as model from './lone-visit.ts'
import { staffCareFacts } from './staff-care-facts.ts'
import { findColleague } from './team.store.ts'

const { grace_minutes, longest_hours } = staffCareFacts.out_alone

export const readLoneVisits = answer(model.readLoneVisits)(async ({ tx, actor, now }) => {
  const rows = await store.listOut(tx, actor.organisation_id)
  const visits = rows.map((row) => ({
    ...row,
    place: row.place as model.LoneVisit['place'],
    answer: row.answer as model.LoneVisit['answer'],
    mine: row.staff_id === actor.staff_id,
    alarm: isAlarm(row.expected_at, now, grace_minutes),
  }))
  return { visits, grace_minutes, longest_hours }
})

const expectedAt = (now: string, { until, zone }: { until: string; zone: string }): string => {
  if (!isZone(zone)) throw new Problem('invalid', 'gate.not_allowed_value')
  const expected_at = nextAt(now, until, zone)
  const obstacle = expectedObstacle(now, expected_at, longest_hours)
  if (obstacle) throw new Problem('invalid', obstacle, { hours: longest_hours })
  return expected_at
}

export const goOut = answer(model.goOut)(async ({ input, tx, actor, now }) => {
  const { visit_id, tell_id, place, province } = input
  const { organisation_id, staff_id, office_id } = actor
  const other = await findColleague(tx, organisation_id, tell_id)
  if (!other || tell_id === staff_id) throw new Problem('not_found', 'team.colleague_not_found')
  const expected_at = expectedAt(now, input)
  const row = { organisation_id, visit_id, staff_id, office_id, tell_id, place, province, starts_at: now, expected_at }
  if (!(await store.insertVisit(tx, row))) throw new Problem('conflict', 'out_alone.out_already')
  return { visit_id, expected_at }
})

export const checkIn = answer(model.checkIn)(async ({ input, tx, actor, now }) => {
  const { visit_id, version } = input
  const mine = (await store.listOut(tx, actor.organisation_id)).find((each) => each.visit_id === visit_id)
  if (mine?.staff_id !== actor.staff_id) throw new Problem('not_found', 'out_alone.not_found')
  const expected_at = expectedAt(now, input)
  if (!(await store.moveVisit(tx, visit_id, version, { expected_at, checked_at: now })))
    throw new Problem('conflict', 'stale')
  return { visit_id, expected_at, version: version + 1 }
})

export const comeBack = answer(model.comeBack)(async ({ input, tx, actor }) => {
  await store.endVisit(tx, actor.staff_id, input.visit_id)
  return { visit_id: input.visit_id }
})

export const answerAlarm = answer(model.answerAlarm)(async ({ input, tx, note }) => {
  const { visit_id, version } = input
  note({ subject_id: visit_id, reason: input.answer })
  const said = await store.answerVisit(tx, visit_id, version, input.answer)
  if (said === 'not_found') throw new Problem('not_found', 'out_alone.not_found')
  if (said === 'ended') throw new Problem('conflict', 'out_alone.ended')
  if (said === 'stale') throw new Problem('conflict', 'stale')
  return { visit_id }
})
