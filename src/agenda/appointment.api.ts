// Planning appointments of a file, changing and cancelling them, and saying what became of them.
import type { Section } from '#access/access.ts'
import { listTeam } from '#cases/case.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { addDays, daysBetween } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { excludes } from '#people/exclusion.rules.ts'
import { openExclusions, refuseExcluded } from '#people/refuse-excluded.api.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { staffObstacle } from './appointment.rules.ts'
import * as store from './appointment.store.ts'
import * as model from './appointment.ts'
import * as sealed from './appointment-sealed.store.ts'
import { awayOf } from './clash.rules.ts'
import * as check from './plan-check.api.ts'
import { waitingReminder } from './reminder.api.ts'
import { reminderAfterMove } from './reminder.rules.ts'
import { dropReminders, insertReminders, listReminders } from './reminder.store.ts'
import { holdAgenda, listTakenOfFile } from './taken.store.ts'

type OnFile = AskedOnFile<unknown>

const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)

const writesIn = ({ may }: OnFile): Section[] => {
  const plans = may('agenda.plan').allowed
  return plans ? may('case.write').sections : []
}

const mostShown = 400
const daysBack = 90

/** What the file holds from a day on, opened: for the desk, and for the person's own copy. */
export const showAppointments = async (asked: OnFile, since: string): Promise<model.Appointment[]> => {
  const { tx, file } = asked
  const [rows, keys] = await Promise.all([store.listOfFile(tx, file, since, mostShown), keysOf(asked)])
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
    may_plan: writesIn(asked),
    today,
  }
})

export const getRow = async ({ tx, file }: OnFile, appointment_id: string): Promise<store.AppointmentRow> => {
  const row = await store.findAppointment(tx, file, appointment_id)
  if (!row) throw new Problem('not_found', 'agenda.not_found')
  return row
}

export const showOne = async (asked: OnFile, row: store.AppointmentRow): Promise<model.Appointment> => {
  const { tx, file } = asked
  const [staff, keys] = await Promise.all([
    store.listStaffOf(tx, file.organisation_id, [row.appointment_id]),
    keysOf(asked),
  ])
  return sealed.openAppointment(keys, row, staff)
}

export const readAppointment = answer(model.readAppointment)(async (asked) => {
  const { input, note } = asked
  const row = await getRow(asked, input.appointment_id)
  note({ subject_id: row.appointment_id, sections: [row.section as Section] })
  const [appointment, reminder] = await Promise.all([showOne(asked, row), waitingReminder(asked, row)])
  return { appointment, reminder, may_plan: writesIn(asked).includes(row.section as Section) }
})

export const demandWriting = (asked: OnFile, section: string): void => {
  if (!writesIn(asked).includes(section as Section)) throw new Problem('not_found', 'case.section_not_found')
}

/** Whoever goes along has to be on the file and to see the section: they must know where one meets. */
const demandStaff = async ({ tx, file, actor }: OnFile, { section, staff }: check.Wish): Promise<void> => {
  const obstacle = staffObstacle(staff, section, await listTeam(tx, file), actor.staff_id)
  if (obstacle) throw new Problem('invalid', obstacle)
}

const tell = ({ tx, file, actor }: OnFile, kind: TimelineKind, section: string, ref_id: string, code: string) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind,
    section: section as Section,
    ref_id,
    codes: { appointment: code },
  })

const wordsOf = ({ title, place, with: others, meet_at, bring, stops }: check.Wish): model.AppointmentWords => ({
  ...{ title, place, with: others, meet_at, bring, stops },
})

/** The columns of one of its days. */
const columnsOf = (wish: check.Wish, slot: check.SlotOn) => {
  const { section, kind, when, mode, province, interpreter_language, interpreter_dialect, reminder_wanted } = wish
  const { on, starts_at, ends_at, away_before, away_after } = slot
  return {
    ...{ section, kind, mode, province, interpreter_language, interpreter_dialect, reminder_wanted },
    ...{ on_day: on, at_time: when.at, minutes: when.minutes, zone: when.zone },
    ...{ starts_at, ends_at, away_before, away_after },
  }
}

const writeStaffOf = async ({ tx }: OnFile, ids: string[], staff: store.GoesAlong[]): Promise<void> => {
  for (const id of ids)
    if (!(await store.writeStaff(tx, id, staff))) throw new Problem('invalid', 'agenda.staff_not_on_the_file')
}

export const checkAppointment = answer(model.checkAppointment)(async (asked) => {
  const { input, today, note } = asked
  demandWriting(asked, input.section)
  note({ subject_id: input.appointment_id, sections: [] })
  const slots = await check.slotsOf(asked, input)
  const staff_ids = input.staff.map(({ staff_id }) => staff_id)
  const [clashes, exclusions, assignment, notices] = await Promise.all([
    check.findClashes(asked, staff_ids, slots, [input.appointment_id]),
    openExclusions(asked),
    check.assignmentOf(asked, input),
    check.noticesOf(asked, input, slots),
  ])
  const { because } = excludes(exclusions, assignment, today)
  return { days: slots.map(({ on }) => on), clashes, excluded: because, notices }
})

export const planAppointment = answer(model.planAppointment)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { appointment_id, section, staff, series, despite, reminder_wanted } = input
  const { organisation_id, case_id } = file
  demandWriting(asked, section)
  note({ subject_id: appointment_id, sections: [section], ...(despite && { reason: 'despite_clash' }) })
  await demandStaff(asked, input)
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
      ...columnsOf(input, slot),
      sealed: sealed.sealWords(key, file, id, wordsOf(input)),
    }
  })
  await store.insertAppointments(tx, rows)
  const ids = rows.map((row) => row.appointment_id)
  await writeStaffOf(asked, ids, staff)
  if (reminder_wanted)
    await insertReminders(
      tx,
      file,
      ids.map((each) => ({ appointment_id: each, section, about: 'new' as const })),
    )
  await tell(asked, 'appointment_planned', section, appointment_id, input.kind)
  await touchCase(tx, case_id)
  return { appointment_id, version: 1, made: rows.length }
})

const stale = async (asked: OnFile, appointment_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', { current: await showOne(asked, await getRow(asked, appointment_id)) })

/** The one that was named, and those of its series the change is for: planned ones alone. */
const targetsOf = async (
  asked: OnFile,
  { appointment_id, version, scope }: { appointment_id: string; version: number; scope: 'this' | 'following' | 'all' },
): Promise<store.AppointmentRow[]> => {
  const { tx, file, now } = asked
  const row = await getRow(asked, appointment_id)
  demandWriting(asked, row.section)
  if (row.version !== version) throw await stale(asked, appointment_id)
  if (row.status !== 'planned') throw new Problem('conflict', 'agenda.over')
  if (scope === 'this' || !row.series_id) return [row]
  const from = scope === 'following' || row.starts_at < now ? row.starts_at : now
  const others = await store.listOfSeries(tx, file, row.series_id, from)
  return [row, ...others.filter((each) => each.appointment_id !== appointment_id)]
}

/** One that waits is kept, one that left asks for another that says it was moved. */
const remindAnew = async (asked: OnFile, wish: check.Wish, rows: store.AppointmentRow[], moved: boolean) => {
  const { tx, file } = asked
  const ids = rows.map(({ appointment_id }) => appointment_id)
  const reminders = await listReminders(tx, file, ids)
  const what = rows.map(({ appointment_id, reminder_wanted }) => {
    const own = reminders.filter((each) => each.appointment_id === appointment_id)
    const after = reminderAfterMove(own, wish.reminder_wanted)
    // Nothing to say anew where neither the time nor the wish has changed.
    if (!moved && after === 'ask_again' && reminder_wanted) return { appointment_id, after: 'none' as const }
    return { appointment_id, after }
  })
  const of = (...wanted: string[]) => what.filter(({ after }) => wanted.includes(after))
  await dropReminders(
    tx,
    file,
    of('drop').map(({ appointment_id }) => appointment_id),
  )
  await insertReminders(
    tx,
    file,
    of('ask', 'ask_again').map(({ appointment_id, after }) => ({
      appointment_id,
      section: wish.section,
      about: after === 'ask' ? ('new' as const) : ('moved' as const),
    })),
  )
}

export const changeAppointment = answer(model.changeAppointment)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { appointment_id, section, staff, when, despite } = input
  const wish = { ...input, series: null }
  demandWriting(asked, section)
  note({ subject_id: appointment_id, sections: [section], ...(despite && { reason: 'despite_clash' }) })
  await demandStaff(asked, wish)
  const staff_ids = staff.map(({ staff_id }) => staff_id)
  await holdAgenda(tx, file.case_id, staff_ids)
  const rows = await targetsOf(asked, input)
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
      ...columnsOf(wish, slot),
      sealed: sealed.sealWords(key, file, row.appointment_id, wordsOf(wish)),
      moved: row.moved + (isMoved(each) ? 1 : 0),
    })
    if (!done) throw await stale(asked, row.appointment_id)
  }
  await writeStaffOf(asked, but, staff)
  await remindAnew(asked, wish, rows, changes.some(isMoved))
  await tell(asked, 'appointment_changed', section, appointment_id, input.kind)
  return { appointment_id, version: input.version + 1, made: rows.length }
})

export const cancelAppointment = answer(model.cancelAppointment)(async (asked) => {
  const { input, tx, file, note } = asked
  const { appointment_id, why } = input
  const rows = await targetsOf(asked, input)
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
      throw await stale(asked, row.appointment_id)
    await writeStaffOf(asked, [row.appointment_id], sealed.showStaff(staff, row.appointment_id))
  }
  await dropReminders(
    tx,
    file,
    rows.map((row) => row.appointment_id),
  )
  await tell(asked, 'appointment_cancelled', section, appointment_id, rows[0]!.kind)
  return { appointment_id, version: input.version + 1, made: rows.length }
})

export const closeAppointment = answer(model.closeAppointment)(async (asked) => {
  const { input, tx, vault, file, actor, now, note } = asked
  const { appointment_id, version, status, why, outcome } = input
  const [row] = await targetsOf(asked, { appointment_id, version, scope: 'this' })
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
  if (!done) throw await stale(asked, appointment_id)
  const staff = await store.listStaffOf(tx, file.organisation_id, [appointment_id])
  await writeStaffOf(asked, [appointment_id], sealed.showStaff(staff, appointment_id))
  await dropReminders(tx, file, [appointment_id])
  await tell(asked, status === 'held' ? 'appointment_held' : 'appointment_missed', section, appointment_id, row!.kind)
  await touchCase(tx, file.case_id)
  return { appointment_id, version: version + 1 }
})
