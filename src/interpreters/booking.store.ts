// The rows of bookings: sealed words beside codes and times. Who sees which is the policies' to say.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'

const place = ({ organisation_id, case_id }: At, row: string, column: string) => ({
  table: 'interpreter_booking',
  column,
  row,
  case_id,
  organisation_id,
})
export const wordsPlace = (at: At, booking_id: string) => place(at, booking_id, 'sealed')
export const feedbackPlace = (at: At, booking_id: string) => place(at, booking_id, 'sealed_feedback')

export const BookingWords = z.object({ alias: z.string(), meet_at: z.string(), words: z.string() })
export type BookingWords = z.infer<typeof BookingWords>

const columns = [
  'organisation_id',
  'case_id',
  'booking_id',
  'appointment_id',
  'interpreter_id',
  'section',
  'status',
  'mode',
  'language',
  'dialect',
  'on_day',
  'starts_at',
  'ends_at',
  'offered_at',
  'answer',
  'conflict_declared',
  'stop_reason',
  'said_minutes',
  'minutes',
  'travel_km',
  'sealed',
  'sealed_feedback',
  'version',
] as const

const bookings = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('interpreter_booking')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

export const listBookingRows = (tx: Tx, at: At, appointment_id?: string) =>
  bookings(tx, at)
    .$if(appointment_id !== undefined, (query) => query.where('appointment_id', '=', appointment_id!))
    .orderBy('starts_at', 'desc')
    .orderBy('offered_at')
    .orderBy('booking_id')
    .limit(500)
    .execute()
export type BookingRow = Awaited<ReturnType<typeof listBookingRows>>[number]

/** Those the policies show to whoever asks: of every file they may book for, latest first. */
export const listRowsOf = (tx: Tx, organisation_id: string, interpreter_id: string, size: number, after?: PageKey) =>
  tx
    .selectFrom('interpreter_booking')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('interpreter_id', '=', interpreter_id)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(starts_at, booking_id) < (${after!.value}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('starts_at', 'desc')
    .orderBy('booking_id', 'desc')
    .limit(size)
    .execute()

/** How many there are, and how many of them are in files that open. */
export const countRowsOf = async (tx: Tx, organisation_id: string, interpreter_id: string) =>
  (
    await sql<{ all: number; seen: number }>`
      select guard.interpreter_booked(${interpreter_id}) as all, count(*)::int as seen from interpreter_booking b
      where b.organisation_id = ${organisation_id} and b.interpreter_id = ${interpreter_id}`.execute(tx)
  ).rows[0]!

export const findBooking = (tx: Tx, at: At, booking_id: string) =>
  bookings(tx, at).where('booking_id', '=', booking_id).executeTakeFirst()

interface NewBooking extends At {
  booking_id: string
  appointment_id: string
  interpreter_id: string
  section: string
  mode: string
  language: string
  dialect: string | null
  on_day: string
  starts_at: Moment
  ends_at: Moment
  sealed: Buffer
}

/** Nothing is written where there is no such interpreter. One is asked for an appointment once: a second time is a conflict. */
export const insertBooking = async (tx: Tx, row: NewBooking): Promise<void> => {
  await sql`
    insert into interpreter_booking (organisation_id, case_id, booking_id, appointment_id, interpreter_id, interpreter_number, section, mode,
      language, dialect, on_day, starts_at, ends_at, sealed)
    select ${row.organisation_id}, ${row.case_id}, ${row.booking_id}, ${row.appointment_id}, i.interpreter_id, i.number, ${row.section}, ${row.mode},
      ${row.language}, ${row.dialect}, ${row.on_day}::date, ${row.starts_at}::timestamptz, ${row.ends_at}::timestamptz, ${row.sealed}
    from interpreter i where i.organisation_id = ${row.organisation_id} and i.interpreter_id = ${row.interpreter_id}`.execute(
    tx,
  )
}

interface Change {
  status?: string
  answer?: string
  answered_at?: Moment
  conflict_declared?: string | null
  confirmed_at?: Moment
  minutes?: number | null
  travel_km?: number | null
  understood?: string
  felt_safe?: string
  sealed?: Buffer
  sealed_meet?: Buffer | null
  sealed_feedback?: Buffer
}

/** False when it was changed elsewhere, stopped meanwhile too. */
export const changeBooking = async (
  tx: Tx,
  { organisation_id, case_id, booking_id }: At & { booking_id: string },
  version: number,
  change: Change,
): Promise<boolean> => {
  const done = await tx
    .updateTable('interpreter_booking')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('booking_id', '=', booking_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listTaken = async (tx: Tx, from: Moment, until: Moment) => {
  const { rows } = await sql<{ interpreter_id: string; starts_at: Moment; ends_at: Moment }>`
    select interpreter_id, starts_at, ends_at from guard.interpreters_taken(${from}, ${until})`.execute(tx)
  return rows
}

export interface NeedRow {
  language: string
  dialect: string | null
  needed: number
  unmet: number
  waiting: number
}
export const listNeeds = async (tx: Tx, since: Moment): Promise<NeedRow[]> => {
  const { rows } = await sql<NeedRow>`
    select language, dialect, needed, unmet, waiting from guard.interpreter_needs(${since})`.execute(tx)
  return rows
}
