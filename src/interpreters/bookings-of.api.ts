// What one interpreter was asked for: the files whoever asks may open by the name the house uses, all others as a number.
import { openFiles } from '#agenda/open-files.api.ts'
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './booking.store.ts'
import * as model from './booking.ts'
import type { InterpretingMode } from './interpreter.ts'
import { listInterpreterRows } from './register.store.ts'

const pageSize = 20

export const listBookingsOf = answer(model.listBookingsOf)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { interpreter_id } = input
  const { organisation_id } = actor
  note({ subject_id: interpreter_id })
  if ((await listInterpreterRows(tx, organisation_id, interpreter_id)).length === 0)
    throw new Problem('not_found', 'interpreters.not_found')
  const after = readPageKey(input.after)
  const found = await store.listRowsOf(tx, organisation_id, interpreter_id, pageSize + 1, after)
  const { rows, next } = cutPage(found, pageSize, (row) => ({ value: row.starts_at, id: row.booking_id }))
  const [files, count] = await Promise.all([
    openFiles(
      asked,
      rows.map(({ case_id }) => case_id),
    ),
    after ? { all: 0, seen: 0 } : store.countRowsOf(tx, organisation_id, interpreter_id),
  ])
  const bookings = rows.map(
    (row): model.BookingOf => ({
      ...{ booking_id: row.booking_id, appointment_id: row.appointment_id, case_id: row.case_id },
      person: files.get(row.case_id)?.alias ?? '',
      status: row.status as model.BookingStatus,
      stop_reason: row.stop_reason as model.Booking['stop_reason'],
      mode: row.mode as InterpretingMode,
      ...{ language: row.language, dialect: row.dialect, starts_at: row.starts_at, ends_at: row.ends_at },
    }),
  )
  return { bookings, next, elsewhere: count.all - count.seen }
})
