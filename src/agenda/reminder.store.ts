// The rows of reminders: at most one waits for each appointment.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listReminders = (tx: Tx, { organisation_id, case_id }: At, appointment_ids: string[]) =>
  tx
    .selectFrom('appointment_reminder')
    .select(['reminder_id', 'appointment_id', 'about', 'status', 'left_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('appointment_id', '=', sql<string>`any(${appointment_ids}::uuid[])`)
    .orderBy('left_at')
    .execute()
export type ReminderRow = Awaited<ReturnType<typeof listReminders>>[number]

interface NewReminder {
  appointment_id: string
  section: string
  about: 'new' | 'moved'
}
/** One that waits already stays the one that waits. */
export const insertReminders = async (tx: Tx, { organisation_id, case_id }: At, rows: NewReminder[]) => {
  if (rows.length === 0) return
  await tx
    .insertInto('appointment_reminder')
    .values(rows.map((row) => ({ organisation_id, case_id, reminder_id: newId(), ...row })))
    .onConflict((on) => on.doNothing())
    .execute()
}

export const dropReminders = async (tx: Tx, { organisation_id, case_id }: At, appointment_ids: string[]) => {
  if (appointment_ids.length === 0) return
  await tx
    .updateTable('appointment_reminder')
    .set({ status: 'dropped' })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('appointment_id', '=', sql<string>`any(${appointment_ids}::uuid[])`)
    .where('status', '=', 'waits')
    .execute()
}

/** False when it left already or does not wait any more. */
export const markLeft = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  reminder_id: string,
  departure_id: string,
): Promise<boolean> => {
  const done = await tx
    .updateTable('appointment_reminder')
    .set({ status: 'left', departure_id, left_at: sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('reminder_id', '=', reminder_id)
    .where('status', '=', 'waits')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
