// Answering for staff care: everything to the colleague it is of, one word to whoever supervises.
import { answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { isOverloaded, loadOf, mayNeedRest, pointsOfExposure, since } from './staff-care.rules.ts'
import * as store from './staff-care.store.ts'
import * as model from './staff-care.ts'
import { staffCareFacts } from './staff-care-facts.ts'
import { findColleague } from './team.store.ts'
import { carriersOf, pointsOf } from './weight.rules.ts'
import { listCaseload, listWorkers } from './weight.store.ts'

const lines = staffCareFacts

export const readMyCare = answer(model.readMyCare)(async ({ tx, facts, actor, today }) => {
  const points = pointsOf(facts.codes.case_weights?.codes ?? [])
  const [moments, exposure, caseload, capacity, rest, asked_of_me] = await Promise.all([
    store.listMoments(tx),
    store.findExposure(tx, since(today, lines)),
    store.listMyCaseload(tx),
    store.findCapacity(tx),
    store.findRest(tx, actor),
    store.listAskedOfMe(tx),
  ])
  const carries = actor.roles.includes('reference_worker')
  const load = carries ? loadOf(points, caseload, capacity ?? points.usual_capacity ?? 0) : null
  const says = rest !== undefined && rest.until_on >= today
  return {
    moments: moments as model.HardMoment[],
    exposure: {
      ...exposure,
      points: pointsOfExposure(exposure, lines),
      ...{ from_points: lines.from_points, window_days: lines.window_days },
    },
    load,
    seen_as_needing_rest: mayNeedRest(exposure, says, load, lines),
    rest_said: rest ? { until_on: rest.until_on, version: rest.version } : null,
    asked_of_me,
    kept_days: lines.kept_days,
  }
})

export const markHard = answer(model.markHard)(async ({ input, tx, actor, today }) => {
  const { hard_id, on_day, kind } = input
  if (on_day > addDays(today, 1) || on_day < addDays(today, -lines.kept_days))
    throw new Problem('invalid', 'staff_care.day')
  const { organisation_id, staff_id } = actor
  await store.insertMoment(tx, { organisation_id, staff_id, hard_id, on_day, kind })
  return { hard_id }
})

export const changeDebrief = answer(model.changeDebrief)(async ({ input, tx, actor, today, now }) => {
  const { hard_id, version, debrief, with_id, outside, done_on } = input
  if (with_id) {
    const other = await findColleague(tx, actor.organisation_id, with_id)
    if (!other || with_id === actor.staff_id) throw new Problem('not_found', 'team.colleague_not_found')
  }
  if (done_on && done_on > addDays(today, 1)) throw new Problem('invalid', 'staff_care.day')
  const known = (await store.listMoments(tx)).some((each) => each.hard_id === hard_id)
  if (!known) throw new Problem('not_found', 'staff_care.not_found')
  const asked_at = debrief === 'asked' ? now : null
  if (!(await store.changeMoment(tx, hard_id, version, { debrief, with_id, outside, asked_at, done_on })))
    throw new Problem('conflict', 'stale')
  return { hard_id, version: version + 1 }
})

export const unmarkHard = answer(model.unmarkHard)(async ({ input, tx }) => {
  await store.deleteMoment(tx, input.hard_id)
  return { hard_id: input.hard_id }
})

export const answerDebrief = answer(model.answerDebrief)(async ({ input, tx }) => {
  const said = await store.answerAsked(tx, input.hard_id, input.version, input.answer)
  if (said === 'not_found') throw new Problem('not_found', 'staff_care.not_found')
  if (said === 'stale') throw new Problem('conflict', 'stale')
  return { hard_id: input.hard_id }
})

export const sayRest = answer(model.sayRest)(async ({ input, tx, actor, today }) => {
  const { says, version } = input
  // Taken back, it ended yesterday.
  const until_on = says ? addDays(today, lines.rest_said_days) : addDays(today, -1)
  const { organisation_id, staff_id } = actor
  if (!(await store.writeRest(tx, { organisation_id, staff_id }, until_on, version)))
    throw new Problem('conflict', 'stale')
  return { version: version + 1 }
})

export const readRest = answer(model.readRest)(async ({ tx, facts, actor, today, may }) => {
  const points = pointsOf(facts.codes.case_weights?.codes ?? [])
  const office = may('staff_care.see').because === 'all' ? null : actor.office_id
  const [flagged, rows, workers] = await Promise.all([
    store.listMayNeedRest(tx, since(today, lines), lines.points, lines.from_points),
    listCaseload(tx),
    listWorkers(tx, actor.organisation_id, office),
  ])
  const overloaded = carriersOf(points, workers, rows)
    .filter((carrier) => carrier.staff_id !== actor.staff_id && isOverloaded(carrier, lines))
    .map(({ staff_id }) => staff_id)
  return { colleagues: await store.listNames(tx, actor.organisation_id, [...new Set([...flagged, ...overloaded])]) }
})
