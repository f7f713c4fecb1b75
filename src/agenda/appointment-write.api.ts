// What writing an appointment leans on, alone or by the rule of its series: who may, its columns, whom it stands with, what is
// told of it.
import type { Section } from '#access/access.ts'
import { listTeam } from '#cases/case.store.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { staffObstacle } from './appointment.rules.ts'
import * as store from './appointment.store.ts'
import type * as model from './appointment.ts'
import * as sealed from './appointment-sealed.store.ts'
import type * as check from './plan-check.api.ts'
import { reminderAfterMove } from './reminder.rules.ts'
import { dropReminders, insertReminders, listReminders } from './reminder.store.ts'

export type OnFile = AskedOnFile<unknown>

export const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)

export const writesIn = ({ may }: OnFile): Section[] => {
  const plans = may('agenda.plan').allowed
  return plans ? may('case.write').sections : []
}

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

export const demandWriting = (asked: OnFile, section: string): void => {
  if (!writesIn(asked).includes(section as Section)) throw new Problem('not_found', 'case.section_not_found')
}

/** Whoever goes along has to be on the file and to see the section: they must know where one meets. */
export const demandStaff = async ({ tx, file, actor }: OnFile, { section, staff }: check.Wish): Promise<void> => {
  const obstacle = staffObstacle(staff, section, await listTeam(tx, file), actor.staff_id)
  if (obstacle) throw new Problem('invalid', obstacle)
}

export const tell = ({ tx, file, actor }: OnFile, kind: TimelineKind, section: string, ref_id: string, code: string) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind,
    section: section as Section,
    ref_id,
    codes: { appointment: code },
  })

export const wordsOf = ({ title, place, with: others, meet_at, bring, stops }: check.Wish): model.AppointmentWords => ({
  ...{ title, place, with: others, meet_at, bring, stops },
})

/** The columns of one of its days. */
export const columnsOf = (wish: check.Wish, slot: check.SlotOn) => {
  const { section, kind, when, mode, province, interpreter_language, interpreter_dialect, reminder_wanted } = wish
  const { on, starts_at, ends_at, away_before, away_after } = slot
  return {
    ...{ section, kind, mode, province, interpreter_language, interpreter_dialect, reminder_wanted },
    ...{ on_day: on, at_time: when.at, minutes: when.minutes, zone: when.zone },
    ...{ starts_at, ends_at, away_before, away_after },
  }
}

export const writeStaffOf = async ({ tx }: OnFile, ids: string[], staff: store.GoesAlong[]): Promise<void> => {
  for (const id of ids)
    if (!(await store.writeStaff(tx, id, staff))) throw new Problem('invalid', 'agenda.staff_not_on_the_file')
}

export const stale = async (asked: OnFile, appointment_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', { current: await showOne(asked, await getRow(asked, appointment_id)) })

/** The one that was named, and those of its series the change is for: planned ones alone. */
export const targetsOf = async (
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

/** What is not in its own way: itself, and those of its series a new rule would stand for. */
export const ownOf = async (
  { tx, file }: OnFile,
  { appointment_id, series }: { appointment_id: string; series: unknown },
): Promise<string[]> => {
  const row = series ? await store.findAppointment(tx, file, appointment_id) : undefined
  if (!row?.series_id) return [appointment_id]
  const others = await store.listOfSeries(tx, file, row.series_id, row.starts_at)
  return [appointment_id, ...others.map((each) => each.appointment_id)]
}

/** One that waits is kept, one that left asks for another that says it was moved. */
export const remindAnew = async (asked: OnFile, wish: check.Wish, rows: store.AppointmentRow[], moved: boolean) => {
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
