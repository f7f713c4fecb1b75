// The agenda of one or several colleagues: what one may read of it whole, the rest as time that is taken.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { addDays, type Day, daysBetween } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { zoneHere } from '#people/safe-contact.ts'
import { holidays } from './agenda-facts.ts'
import { listByIds, listStaffOf } from './appointment.store.ts'
import * as model from './appointment.ts'
import { openWords, plainOf, showStaff } from './appointment-sealed.store.ts'
import * as busy from './busy.ts'
import { awayOf } from './clash.rules.ts'
import { momentOf, startOfDay } from './clock.rules.ts'
import { holidayOn } from './holidays.rules.ts'
import { openFiles } from './open-files.api.ts'
import * as store from './taken.store.ts'

type Asking = AskedByStaff<unknown>

const mostEntries = 500

interface FreeDay {
  on: Day
  name: string
}
/** Public holidays where the office is, and the days it is closed, which have the last word. */
const freeDaysOf = (from: Day, until: Day, province: string | null, ours: FreeDay[]): FreeDay[] => {
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, place) => addDays(from, place))
  const found = days.flatMap((on): [Day, string][] => {
    const name = ours.find((each) => each.on === on)?.name ?? holidayOn(holidays, province, on)
    return name ? [[on, name]] : []
  })
  return found.map(([on, name]) => ({ on, name }))
}

/** Both days whole, in the zone of the house. */
const boundsOf = (from: Day, until: Day) => {
  const days = daysBetween(from, until)
  if (days < 0 || days >= model.longestAgenda)
    throw new Problem('invalid', 'agenda.too_long', { days: model.longestAgenda })
  return { from: startOfDay(from, zoneHere), until: startOfDay(addDays(until, 1), zoneHere) }
}

const listEntries = async (asked: Asking, ids: string[]): Promise<model.AgendaEntry[]> => {
  const { tx, actor } = asked
  const rows = await listByIds(tx, actor.organisation_id, ids)
  const [files, staff] = await Promise.all([
    openFiles(
      asked,
      rows.map(({ case_id }) => case_id),
    ),
    listStaffOf(
      tx,
      actor.organisation_id,
      rows.map(({ appointment_id }) => appointment_id),
    ),
  ])
  return rows.flatMap((row): model.AgendaEntry[] => {
    const file = files.get(row.case_id)
    if (!file) return []
    const { title, place } = openWords(file.ring, row)
    const { alias, reference } = file
    const where = place.secret ? null : place.name || place.town || null
    return [{ ...plainOf(row), title, place: where, alias, reference, staff: showStaff(staff, row.appointment_id) }]
  })
}

export const readAgenda = answer(model.readAgenda)(async (asked) => {
  const { input, tx, actor, today } = asked
  const { from, until, whose, staff_id } = input
  const bounds = boundsOf(from, until)
  const colleagues = await store.listColleagues(tx, actor.organisation_id)
  const wanted = whose === 'mine' ? actor.staff_id : staff_id
  const staff = colleagues.filter((each) =>
    whose === 'office' ? each.office_id === actor.office_id : each.staff_id === wanted,
  )
  if (staff.length === 0) throw new Problem('not_found', 'team.colleague_not_found')
  const ids = staff.map((each) => each.staff_id)
  const [taken, ours, province] = await Promise.all([
    store.listTaken(tx, ids, bounds.from, bounds.until),
    store.listFreeDays(tx, actor, from, until),
    store.findProvince(tx, actor),
  ])
  const found = [...new Set(taken.flatMap(({ appointment_id }) => appointment_id ?? []))]
  const entries = await listEntries(asked, found.slice(0, mostEntries))
  const shown = new Set(entries.map(({ appointment_id }) => appointment_id))
  const closed = taken
    .filter(({ appointment_id, live }) => live && !(appointment_id !== null && shown.has(appointment_id)))
    .map((row) => {
      const { from: starts_at, until: ends_at } = awayOf(row)
      return { staff_id: row.staff_id, kind: row.kind, starts_at, ends_at }
    })
  return {
    entries,
    busy: closed,
    staff: staff.map(({ staff_id: id, name }) => ({ staff_id: id, name })),
    free_days: freeDaysOf(from, until, province, ours),
    today,
    more: found.length > mostEntries,
  }
})

export const freeBusy = answer(busy.freeBusy)(async ({ input, tx }) => {
  const { from, until } = boundsOf(input.from, input.until)
  return { from_at: from, people: await store.listFreeBusy(tx, input.staff_ids, from, until) }
})

export const listBusyTimes = answer(busy.listBusyTimes)(async ({ input, tx, actor }) => {
  const from = startOfDay(input.from, zoneHere)
  const rows = await store.listMyBusyTimes(tx, actor.organisation_id, actor.staff_id, from)
  return { busy_times: rows.map((row) => ({ ...row, kind: row.kind as busy.BusyTime['kind'] })) }
})

export const keepBusyTime = answer(busy.keepBusyTime)(async ({ input, tx, actor }) => {
  const { busy_id, kind, from, until, zone, version } = input
  const [starts_at, ends_at] = [momentOf(from, zone).moment, momentOf(until, zone).moment]
  if (ends_at <= starts_at) throw new Problem('invalid', 'agenda.ends_before')
  const { organisation_id, staff_id } = actor
  const row = { organisation_id, staff_id, busy_id, kind, starts_at, ends_at }
  if (version === 0) await store.insertBusyTime(tx, row)
  else if (!(await store.updateBusyTime(tx, row, version))) throw new Problem('conflict', 'stale')
  return { busy_id, version: version + 1 }
})

export const dropBusyTime = answer(busy.dropBusyTime)(async ({ input, tx, actor }) => {
  await store.deleteBusyTime(tx, actor.organisation_id, actor.staff_id, input.busy_id)
  return { busy_id: input.busy_id }
})
