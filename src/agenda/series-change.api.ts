// From this appointment on it comes again by another rule: the old series ends the day before, a new one begins. What falls on the
// same day stays the same appointment, with whoever was booked for it; days that were left out stay out where they still fit.
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import * as store from './appointment.store.ts'
import * as sealed from './appointment-sealed.store.ts'
import * as write from './appointment-write.api.ts'
import * as check from './plan-check.api.ts'
import { dropReminders, insertReminders } from './reminder.store.ts'
import { exceptionsThatFit } from './series.rules.ts'
import { mostInSeries, type Repeats } from './series.ts'

type Wish = check.Wish & { series: Repeats; despite: boolean }
type Row = store.AppointmentRow

/** The one that was named stands on the first day, every other on its own; what no day is left for goes. */
const onTheDays = (slots: readonly check.SlotOn[], [first, ...others]: readonly Row[]) => {
  const pairs = slots.map((slot, place) => ({
    slot,
    row: place === 0 ? first! : others.find(({ on_day }) => on_day === slot.on),
  }))
  const kept = new Set(pairs.map(({ row }) => row))
  return { pairs, gone: others.filter((row) => !kept.has(row)) }
}

const callOff = async (asked: write.OnFile, rows: readonly Row[]): Promise<void> => {
  const { tx, file } = asked
  const ids = rows.map(({ appointment_id }) => appointment_id)
  const staff = await store.listStaffOf(tx, file.organisation_id, ids)
  for (const { appointment_id, version } of rows) {
    const change = { status: 'cancelled', reason_of: 'ours', reason_why: 'other_day' }
    if (!(await store.updateAppointment(tx, file, appointment_id, version, change)))
      throw await write.stale(asked, appointment_id)
    await write.writeStaffOf(asked, [appointment_id], sealed.showStaff(staff, appointment_id))
  }
  await dropReminders(tx, file, ids)
}

/** Answers on how many days it comes again. */
export const changeRule = async (asked: write.OnFile, wish: Wish, rows: readonly Row[]): Promise<number> => {
  const { tx, vault, file } = asked
  const { organisation_id, case_id } = file
  const [first] = rows
  if (!first?.series_id) throw new Problem('invalid', 'agenda.not_a_series')
  const left_out = await store.listLeftOut(tx, file, first.series_id)
  const except = [...new Set([...wish.series.except, ...exceptionsThatFit(wish.when.on, wish.series, left_out)])]
  const series = { ...wish.series, except: except.sort().slice(0, mostInSeries) }
  const slots = await check.slotsOf(asked, { ...wish, series })
  if (slots.length === 0) throw new Problem('invalid', 'agenda.series_empty')

  const staff_ids = wish.staff.map(({ staff_id }) => staff_id)
  const own = rows.map(({ appointment_id }) => appointment_id)
  check.refuseClashes(await check.findClashes(asked, staff_ids, slots, own), wish.despite)
  await refuseExcluded(asked, await check.assignmentOf(asked, { ...wish, series }))
  await store.endSeries(tx, file, first.series_id, addDays(first.on_day, -1))
  await store.insertSeries(tx, file, wish.section, series)

  const key = await vault.caseKey(tx, organisation_id, case_id)
  const { pairs, gone } = onTheDays(slots, rows)
  await callOff(asked, gone)
  const written: string[] = []
  const kept: Row[] = []
  let moved = false
  for (const { slot, row } of pairs) {
    const id = row?.appointment_id ?? newId()
    const words = { ...write.columnsOf(wish, slot), sealed: sealed.sealWords(key, file, id, write.wordsOf(wish)) }
    const { series_id } = series
    if (row) {
      const moves = Date.parse(row.starts_at) !== Date.parse(slot.starts_at) || row.minutes !== wish.when.minutes
      const change = { ...words, series_id, moved: row.moved + (moves ? 1 : 0) }
      if (!(await store.updateAppointment(tx, file, id, row.version, change))) throw await write.stale(asked, id)
      kept.push(row)
      moved ||= moves
    } else await store.insertAppointments(tx, [{ organisation_id, case_id, appointment_id: id, series_id, ...words }])
    written.push(id)
  }
  await write.writeStaffOf(asked, written, wish.staff)
  await write.remindAnew(asked, wish, kept, moved)
  const added = written.filter((id) => !own.includes(id))
  if (wish.reminder_wanted)
    await insertReminders(
      tx,
      file,
      added.map((appointment_id) => ({ appointment_id, section: wish.section, about: 'new' as const })),
    )
  return slots.length
}
