// The appointments of the day, and what they ask for: to say whether one was held, to leave a reminder in a safe hour.
import type { AskedByStaff } from '#gate/answer.ts'
import { addDays, type Day } from '#kit/day.ts'
import { contactPlace } from '#people/contact.store.ts'
import { SafeContact, zoneHere } from '#people/safe-contact.ts'
import { openJson } from '#vault/envelope.ts'
import { listStaffOf } from './appointment.store.ts'
import { showStaff } from './appointment-sealed.store.ts'
import { addMinutes, wallAt } from './clock.rules.ts'
import { openFiles } from './open-files.api.ts'
import { reminderMoment } from './reminder.rules.ts'
import { listTaken } from './taken.store.ts'
import type { TodayAppointment } from './today.ts'
import { type DayRow, listAround, listRules } from './today-appointments.store.ts'

type Asking = AskedByStaff<unknown>

/** So long nobody is asked any more whether one was held. */
const daysBack = 60
const graceMinutes = 60

/** When each reminder may leave: its day, or none when the rule of contact has no safe hour left. */
const reminderDays = async (asked: Asking, rows: DayRow[]) => {
  const { tx, actor, now } = asked
  const ids = rows.map(({ case_id }) => case_id)
  const [files, rules] = await Promise.all([openFiles(asked, ids), listRules(tx, actor.organisation_id, ids)])
  return rows.flatMap((row) => {
    const file = files.get(row.case_id)
    if (!file) return []
    const kept = rules.find(({ case_id }) => case_id === row.case_id)
    const at = { organisation_id: actor.organisation_id, case_id: row.case_id }
    const safe_contact = kept ? openJson(file.ring.of(kept.sealed), contactPlace(at), kept.sealed, SafeContact) : null
    const moment = reminderMoment(row, { safe_contact, version: kept?.version ?? 0 }, now).at
    return [{ row, on: moment && wallAt(moment, safe_contact?.time_zone ?? zoneHere).on }]
  })
}

const taskOf = (row: DayRow, due_on: Day) => ({
  case_id: row.case_id,
  id: row.appointment_id,
  due_on,
  version: row.version,
})

/** The earliest of each person, of rows in the order of their days. */
const firstOfEach = (rows: DayRow[]): DayRow[] =>
  rows.filter(({ case_id }, place) => rows.findIndex((each) => each.case_id === case_id) === place)

export const gatherAppointments = async (asked: Asking, files: string[]) => {
  const { tx, actor, today, now, may } = asked
  const from = addMinutes(now, -daysBack * 24 * 60)
  const taken = await listTaken(tx, [actor.staff_id], from, addMinutes(now, 15 * 24 * 60))
  const ids = taken.flatMap(({ appointment_id }) => appointment_id ?? [])
  const tomorrow = addDays(today, 1)
  const rows = await listAround(tx, actor, { files, ids, from, today, tomorrow })
  const over = (row: DayRow) => Date.parse(addMinutes(row.ends_at, graceMinutes)) < Date.parse(now)
  const waiting = may('contact.leave').allowed
    ? rows.filter((row) => row.reminds && row.status === 'planned' && Date.parse(row.starts_at) > Date.parse(now))
    : []
  const reminders = await reminderDays(asked, waiting)
  return {
    day: rows.filter(({ on_day }) => on_day === today || on_day === tomorrow),
    held: rows.filter((row) => row.status === 'planned' && over(row)).map((row) => taskOf(row, row.on_day)),
    reminders: reminders.flatMap(({ row, on }) => (on ? [taskOf(row, on)] : [])),
    // What stands in the way is the rule of contact: said once for each person, however many appointments it concerns.
    no_reminders: firstOfEach(reminders.filter(({ on }) => !on).map(({ row }) => row)).map((row) => taskOf(row, today)),
  }
}

/** As the page shows them: no place, no title. */
export const showDay = async (asked: Asking, rows: DayRow[]): Promise<TodayAppointment[]> => {
  const [files, staff] = await Promise.all([
    openFiles(
      asked,
      rows.map(({ case_id }) => case_id),
    ),
    listStaffOf(
      asked.tx,
      asked.actor.organisation_id,
      rows.map(({ appointment_id }) => appointment_id),
    ),
  ])
  return rows.flatMap(({ reminds: _, on_day: on, at_time: at, ...row }) => {
    const file = files.get(row.case_id)
    if (!file) return []
    const going = showStaff(staff, row.appointment_id)
    return [
      {
        ...row,
        ...{ on, at, alias: file.alias, reference: file.reference, staff: going },
        mine: going.find(({ staff_id }) => staff_id === asked.actor.staff_id)?.part ?? null,
      },
    ]
  })
}
