// Whoever goes along sets out: the visit of somebody who is out alone, until the appointment is over and the way back is.
import type { Section } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { expectedObstacle } from '#team/lone-visit.rules.ts'
import { insertVisit } from '#team/lone-visit.store.ts'
import type { LoneVisit } from '#team/lone-visit.ts'
import { staffCareFacts } from '#team/staff-care-facts.ts'
import { findColleague } from '#team/team.store.ts'
import { listStaffOf } from './appointment.store.ts'
import * as model from './appointment.ts'
import { demandWriting, getRow } from './appointment-write.api.ts'
import { addMinutes } from './clock.rules.ts'

/** Where, in the coarse, as whoever is told sees it. */
const placeOf: Record<model.AppointmentKind, LoneVisit['place']> = {
  health: 'hospital',
  mind: 'hospital',
  police: 'court_or_police',
  court: 'court_or_police',
  lawyer: 'other',
  office: 'other',
  consulate: 'other',
  school: 'other',
  work: 'workplace',
  home: 'where_somebody_lives',
  money: 'other',
  group: 'other',
  talk: 'other',
  other: 'other',
}

export const setOut = answer(model.setOut)(async (asked) => {
  const { input, tx, file, actor, now, note } = asked
  const { appointment_id, visit_id, tell_id } = input
  const { organisation_id, staff_id, office_id } = actor
  const row = await getRow(asked, appointment_id)
  demandWriting(asked, row.section)
  note({ subject_id: appointment_id, sections: [row.section as Section] })
  const going = await listStaffOf(tx, file.organisation_id, [appointment_id])
  if (!going.some((each) => each.staff_id === staff_id)) throw new Problem('invalid', 'agenda.not_going_along')
  if (row.status !== 'planned') throw new Problem('conflict', 'agenda.over')
  const other = await findColleague(tx, organisation_id, tell_id)
  if (!other || tell_id === staff_id) throw new Problem('not_found', 'team.colleague_not_found')
  const expected_at = addMinutes(row.ends_at, row.away_after)
  if (Date.parse(expected_at) <= Date.parse(now)) throw new Problem('conflict', 'agenda.over')
  const { longest_hours } = staffCareFacts.out_alone
  const obstacle = expectedObstacle(now, expected_at, longest_hours)
  if (obstacle) throw new Problem('invalid', obstacle, { hours: longest_hours })
  const visit = {
    ...{ organisation_id, visit_id, staff_id, office_id, tell_id, starts_at: now, expected_at, appointment_id },
    place: placeOf[row.kind as model.AppointmentKind],
    province: row.province,
  }
  if (!(await insertVisit(tx, visit))) throw new Problem('conflict', 'out_alone.out_already')
  return { visit_id, expected_at }
})
