// Hearings with what is ready for them: what the agenda, the interpreters and the exclusions of the file know is read here
// each time, so that the list of what is missing is never older than they are.
import { showAppointments } from '#agenda/appointment.api.ts'
import type { Appointment } from '#agenda/appointment.ts'
import { assignmentOf } from '#agenda/plan-check.api.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { listBookingRows } from '#interpreters/booking.store.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { excludes, type LiveExclusion } from '#people/exclusion.rules.ts'
import { openExclusions } from '#people/refuse-excluded.api.ts'
import { type AboutAppointment, preparationOf } from './hearing.rules.ts'
import * as store from './hearing.store.ts'
import * as model from './hearing.ts'
import { openRow, sealRow } from './sealed-row.store.ts'
import { keyOf, keysOf, law, tellLaw } from './tell.api.ts'

type Asked = AskedOnFile<unknown>

/** How long after its day a hearing nobody closed still looks for its appointment. */
const daysBack = 60

const aboutOf = async (
  asked: Asked,
  appointment: Appointment,
  bookings: { appointment_id: string; status: string }[],
  exclusions: LiveExclusion[],
): Promise<AboutAppointment> => {
  const { on, at, minutes, zone, status, interpreter_language, staff, stops } = appointment
  const statuses = bookings
    .filter(({ appointment_id }) => appointment_id === appointment.appointment_id)
    .map((booking) => booking.status)
  const wish = { ...appointment, when: { on, at, minutes, zone }, series: null }
  const met = exclusions.length > 0 && excludes(exclusions, await assignmentOf(asked, wish), asked.today).excluded
  return {
    ...{ status, on, at, interpreter_language, stops: stops.length, meets_excluded: met },
    booking: statuses.includes('confirmed') ? 'confirmed' : statuses.includes('offered') ? 'offered' : 'none',
    accompanied: staff.some(({ part }) => part === 'accompanies'),
  }
}

export const showHearings = async (asked: Asked): Promise<model.Hearing[]> => {
  const { tx, file, actor, today } = asked
  const rows = await store.listHearingRows(tx, file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  // A partner is not told when she goes where: what is ready is for those who prepare it.
  const ours = actor.organisation_id === file.organisation_id
  const waits = ours && rows.some(({ status }) => status === 'planned')
  const [appointments, bookings, exclusions] = waits
    ? await Promise.all([
        showAppointments(asked, addDays(today, -daysBack)),
        listBookingRows(tx, file),
        openExclusions(asked),
      ])
    : [[], [], []]
  return Promise.all(
    rows.map(async ({ sealed, ...row }): Promise<model.Hearing> => {
      const words = openRow(keys, file, 'hearing', row.hearing_id, sealed, model.HearingWords)
      const hearing = { ...row, ...words, kind: row.kind as model.Hearing['kind'] }
      const appointment = appointments.find(({ appointment_id }) => appointment_id === row.appointment_id)
      const about = appointment ? await aboutOf(asked, appointment, bookings, exclusions) : null
      return {
        ...hearing,
        status: row.status as model.Hearing['status'],
        preparation: ours && row.status === 'planned' ? preparationOf(hearing, about) : [],
      }
    }),
  )
}

export const keepHearing = answer(model.keepHearing)(async (asked) => {
  const { input, tx, file, demand } = asked
  demand(law)
  const { case_id: _, hearing_id, version, matter_id, kind, on_day, at_time, appointment_id, status, ...words } = input
  const sealed = sealRow(await keyOf(asked), file, 'hearing', hearing_id, words)
  const row = { matter_id, kind, on_day, at_time, appointment_id, status, sealed }
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const done =
    version === 0
      ? await store.insertHearing(tx, { ...at, hearing_id, ...row })
      : await store.changeHearing(tx, file, hearing_id, version, row)
  if (!done) {
    const current = (await showHearings(asked)).find((each) => each.hearing_id === hearing_id)
    if (!current) throw new Problem('not_found', 'proceedings.no_such_row')
    throw new Problem('conflict', 'stale', { current })
  }
  await tellLaw(asked, version === 0 ? 'hearing_planned' : 'hearing_changed', hearing_id, { hearing: kind, status })
  return { hearing_id, version: version + 1 }
})
