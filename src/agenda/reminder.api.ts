// The reminder of an appointment: when it may leave by the rule of contact as it stands now, and letting it leave.
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { findRule } from '#people/contact.store.ts'
import { leave, readRule } from '#people/leave.api.ts'
import { type AppointmentRow, findAppointment } from './appointment.store.ts'
import type { ReminderShown } from './appointment.ts'
import { reminderMoment, reminderTemplate } from './reminder.rules.ts'
import { listReminders, markLeft, type ReminderRow } from './reminder.store.ts'
import * as model from './reminder.ts'

/** The one that waits, else the last that left. */
export const currentOf = (rows: readonly ReminderRow[]): ReminderRow | undefined =>
  rows.find(({ status }) => status === 'waits') ?? rows.findLast(({ status }) => status === 'left')

export const waitingReminder = async (
  asked: AskedOnFile<unknown>,
  { appointment_id, starts_at }: AppointmentRow,
): Promise<ReminderShown | null> => {
  const { tx, vault, file, now } = asked
  const row = currentOf(await listReminders(tx, file, [appointment_id]))
  if (!row) return null
  const { about, left_at } = row
  if (row.status === 'left')
    return { about: about as 'new', status: 'left', at: null, channel: null, because: 'contact.named_by_her', left_at }
  const [kept, keys] = await Promise.all([findRule(tx, file), vault.caseKeys(tx, file.organisation_id, file.case_id)])
  const rule = await readRule(keys, asked, kept, now)
  return { about: about as 'new', status: 'waits', ...reminderMoment({ starts_at }, rule, now), left_at }
}

export const leaveReminder = answer(model.leaveReminder)(async (asked) => {
  const { input, tx, file, now } = asked
  const { appointment_id, departure_id, channel, language, seen_version } = input
  const [row, reminders] = await Promise.all([
    findAppointment(tx, file, appointment_id),
    listReminders(tx, file, [appointment_id]),
  ])
  const waits = reminders.find(({ status }) => status === 'waits')
  if (!row || !waits) throw new Problem('not_found', 'agenda.no_reminder')
  if (row.status !== 'planned' || Date.parse(row.starts_at) <= Date.parse(now))
    throw new Problem('conflict', 'agenda.over')
  const { allowed, because } = await leave(asked, departure_id, {
    ...{ kind: 'reminder', channel, template: reminderTemplate(waits.about), language, seen_version },
    values: { day: row.on_day, hour: row.at_time },
  })
  asked.note({ subject_id: departure_id, sections: [row.section as Section], reason: because })
  // A refusal stays written as one, and the reminder goes on waiting for a safe hour.
  if (allowed && !(await markLeft(tx, file, waits.reminder_id, departure_id)))
    throw new Problem('conflict', 'agenda.reminded_already')
  return { departure_id, allowed, because }
})
