// Planning appointments of a file, changing and cancelling them, and saying what became of them.
import type { Section } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { addDays, daysBetween } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { excludes } from '#people/exclusion.rules.ts'
import { isLetPass, openExclusions, refuseExcluded } from '#people/refuse-excluded.api.ts'
import { touchCase } from '#timeline/timeline.store.ts'
import * as store from './appointment.store.ts'
import * as model from './appointment.ts'
import * as sealed from './appointment-sealed.store.ts'
import * as write from './appointment-write.api.ts'
import { awayOf } from './clash.rules.ts'
import * as check from './plan-check.api.ts'
import { waitingReminder } from './reminder.api.ts'
import { dropReminders, insertReminders } from './reminder.store.ts'
import { changeRule } from './series-change.api.ts'
import { holdAgenda, listTakenOfFile } from './taken.store.ts'

const mostShown = 400
const daysBack = 90

/** What the file holds from a day on, opened: for the desk, and for the person's own copy. */
export const showAppointments = async (asked: write.OnFile, since: string): Promise<model.Appointment[]> => {
  const { tx, file } = asked
  const [rows, keys] = await Promise.all([store.listOfFile(tx, file, since, mostShown), write.keysOf(asked)])
  const staff = await store.listStaffOf(
    tx,
    file.organisation_id,
    rows.map(({ appointment_id }) => appointment_id),
  )
  return rows.map((row) => sealed.openAppointment(keys, row, staff))
}

export const listAppointments = answer(model.listAppointments)(async (asked) => {
  const { input, tx, file, today, note } = asked
  const since = input.since ?? addDays(today, -daysBack)
  const [appointments, all] = await Promise.all([
    showAppointments(asked, since),
    listTakenOfFile(tx, file.case_id, `${since}T00:00:00Z`, `${addDays(today, 366)}T00:00:00Z`),
  ])
  note({ sections: [...new Set(appointments.map(({ section }) => section))] })
  const shown = new Set(appointments.map(({ appointment_id }) => appointment_id))
  const taken = all.filter(({ appointment_id }) => !shown.has(appointment_id!)).map(awayOf)
  return {
    appointments,
    taken: taken.map(({ from, until }) => ({ starts_at: from, ends_at: until })),
    may_plan: write.writesIn(asked),
    today,
  }
})

export const readAppointment = answer(model.readAppointment)(async (asked) => {
  const { input, note } = asked
  const row = await write.getRow(asked, input.appointment_id)
  note({ subject_id: row.appointment_id, sections: [row.section as Section] })
  const [appointment, reminder] = await Promise.all([write.showOne(asked, row), waitingReminder(asked, row)])
  return { appointment, reminder, may_plan: write.writesIn(asked).includes(row.section as Section) }
})

export const checkAppointment = answer(model.checkAppointment)(async (asked) => {
  const { input, today, note } = asked
  write.demandWriting(asked, input.section)
  note({ subject_id: input.appointment_id, sections: [] })
  const [slots, but] = await Promise.all([check.slotsOf(asked, input), write.ownOf(asked, input)])
  const staff_ids = input.staff.map(({ staff_id }) => staff_id)
  const [clashes, exclusions, assignment, notices] = await Promise.all([
    check.findClashes(asked, staff_ids, slots, but),
    openExclusions(asked),
    check.assignmentOf(asked, input),
    check.noticesOf(asked, input, slots),
  ])
  const { because } = excludes(exclusions, assignment, today)
  const let_pass = because.length > 0 && (await isLetPass(asked, assignment.key))
  return { days: slots.map(({ on }) => on), clashes, excluded: let_pass ? [] : because, let_pass, notices }
})

export const planAppointment = answer(model.planAppointment)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { appointment_id, section, staff, series, despite, reminder_wanted } = input
  const { organisation_id, case_id } = file
  write.demandWriting(asked, section)
  note({ subject_id: appointment_id, sections: [section], ...(despite && { reason: 'despite_clash' }) })
  await write.demandStaff(asked, input)
  const staff_ids = staff.map(({ staff_id }) => staff_id)
  await holdAgenda(tx, case_id, staff_ids)
  const slots = await check.slotsOf(asked, input)
  if (slots.length === 0) throw new Problem('invalid', 'agenda.series_empty')
  check.refuseClashes(await check.findClashes(asked, staff_ids, slots, []), despite)
  await refuseExcluded(asked, await check.assignmentOf(asked, input))
  const key = await vault.caseKey(tx, organisation_id, case_id)
  if (series) await store.insertSeries(tx, file, section, series)
  const rows = slots.map((slot, place) => {
    const id = place === 0 ? appointment_id : newId()
    return {
      ...{ organisation_id, case_id, appointment_id: id, series_id: series?.series_id ?? null },
      ...write.columnsOf(input, slot),
      sealed: sealed.sealWords(key, file, id, write.wordsOf(input)),
    }
  })
  await store.insertAppointments(tx, rows)
  const ids = rows.map((row) => row.appointment_id)
  await write.writeStaffOf(asked, ids, staff)
  if (reminder_wanted)
    await insertReminders(
      tx,
      file,
      ids.map((each) => ({ appointment_id: each, section, about: 'new' as const })),
    )
  await write.tell(asked, 'appointment_planned', section, appointment_id, input.kind)
  await touchCase(tx, case_id)
  return { appointment_id, version: 1, made: rows.length }
})

export const changeAppointment = answer(model.changeAppointment)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { appointment_id, section, staff, when, despite, series } = input
  if (series && input.scope !== 'following') throw new Problem('invalid', 'agenda.rule_for_following')
  const wish = { ...input, series: null }
  write.demandWriting(asked, section)
  note({ subject_id: appointment_id, sections: [section], ...(despite && { reason: 'despite_clash' }) })
  await write.demandStaff(asked, wish)
  const staff_ids = staff.map(({ staff_id }) => staff_id)
  await holdAgenda(tx, file.case_id, staff_ids)
  const rows = await write.targetsOf(asked, input)
  if (series) {
    const made = await changeRule(asked, { ...input, series }, rows)
    await write.tell(asked, 'appointment_changed', section, appointment_id, input.kind)
    return { appointment_id, version: input.version + 1, made }
  }
  const days = daysBetween(rows[0]!.on_day, when.on)
  const changes = rows.map((row) => ({ row, slot: check.slotOn(input, addDays(row.on_day, days)) }))
  const but = rows.map((row) => row.appointment_id)
  const slots = changes.map(({ slot }) => slot)
  check.refuseClashes(await check.findClashes(asked, staff_ids, slots, but), despite)
  const { on: _, ...anyDay } = await check.assignmentOf(asked, wish)
  await refuseExcluded(asked, rows.length > 1 ? anyDay : { ...anyDay, on: when.on })
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const isMoved = ({ row, slot }: (typeof changes)[number]) =>
    Date.parse(row.starts_at) !== Date.parse(slot.starts_at) || row.minutes !== when.minutes
  for (const each of changes) {
    const { row, slot } = each
    const done = await store.updateAppointment(tx, file, row.appointment_id, row.version, {
      ...write.columnsOf(wish, slot),
      sealed: sealed.sealWords(key, file, row.appointment_id, write.wordsOf(wish)),
      moved: row.moved + (isMoved(each) ? 1 : 0),
    })
    if (!done) throw await write.stale(asked, row.appointment_id)
  }
  await write.writeStaffOf(asked, but, staff)
  await write.remindAnew(asked, wish, rows, changes.some(isMoved))
  await write.tell(asked, 'appointment_changed', section, appointment_id, input.kind)
  return { appointment_id, version: input.version + 1, made: rows.length }
})

export const cancelAppointment = answer(model.cancelAppointment)(async (asked) => {
  const { input, tx, file, note } = asked
  const { appointment_id, why } = input
  const rows = await write.targetsOf(asked, input)
  const section = rows[0]!.section
  note({ subject_id: appointment_id, sections: [section as Section] })
  const staff = await store.listStaffOf(
    tx,
    file.organisation_id,
    rows.map((row) => row.appointment_id),
  )
  for (const row of rows) {
    const change = { status: 'cancelled', reason_of: why.of, reason_why: why.why }
    if (!(await store.updateAppointment(tx, file, row.appointment_id, row.version, change)))
      throw await write.stale(asked, row.appointment_id)
    await write.writeStaffOf(asked, [row.appointment_id], sealed.showStaff(staff, row.appointment_id))
  }
  await dropReminders(
    tx,
    file,
    rows.map((row) => row.appointment_id),
  )
  await write.tell(asked, 'appointment_cancelled', section, appointment_id, rows[0]!.kind)
  return { appointment_id, version: input.version + 1, made: rows.length }
})

export const closeAppointment = answer(model.closeAppointment)(async (asked) => {
  const { input, tx, vault, file, actor, now, note } = asked
  const { appointment_id, version, status, why, outcome } = input
  const [row] = await write.targetsOf(asked, { appointment_id, version, scope: 'this' })
  const section = row!.section
  note({ subject_id: appointment_id, sections: [section as Section] })
  if (Date.parse(row!.starts_at) > Date.parse(now)) throw new Problem('invalid', 'agenda.not_yet')
  if ((status === 'no_show') !== (why !== null)) throw new Problem('invalid', 'agenda.say_why')
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const done = await store.updateAppointment(tx, file, appointment_id, version, {
    status,
    reason_of: why?.of ?? null,
    reason_why: why?.why ?? null,
    closed_by: actor.staff_id,
    sealed_outcome: outcome ? sealed.sealOutcome(key, file, appointment_id, outcome) : null,
  })
  if (!done) throw await write.stale(asked, appointment_id)
  const staff = await store.listStaffOf(tx, file.organisation_id, [appointment_id])
  await write.writeStaffOf(asked, [appointment_id], sealed.showStaff(staff, appointment_id))
  await dropReminders(tx, file, [appointment_id])
  await write.tell(
    asked,
    status === 'held' ? 'appointment_held' : 'appointment_missed',
    section,
    appointment_id,
    row!.kind,
  )
  await touchCase(tx, file.case_id)
  return { appointment_id, version: version + 1 }
})
