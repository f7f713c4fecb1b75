// What the gates look at, as it lies: the guard gives it for the check alone, and whoever asks is told codes.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Spoken, Vetted } from './interpreter.ts'

export const rulePlace = ({ organisation_id, case_id }: At) => ({
  table: 'interpreting_rule',
  column: 'sealed',
  row: case_id,
  case_id,
  organisation_id,
})

/** A file's side, sealed in base64. */
export interface HerRow {
  keys: { version: number; wrapped: string }[] | null
  rule: string | null
  /** Whoever stands for a child. */
  guardian: string | null
  named: { related_id: string; sealed: string }[]
  /** Those who live in the same house: their identity, under the keys of their own files. */
  residents: (At & { keys: HerRow['keys']; sealed: string })[]
  exclusions: { exclusion_id: string; since_on: Day; until_on: Day | null; sealed: string }[]
}

export interface FactsRow {
  interpreter_id: string
  status: string
  gender: string
  modes: string[]
  intake_version: number
  sealed: string
  languages: Spoken[]
  vetting: Vetted[]
}

export interface HeldAppointment {
  organisation_id: string
  section: string
  mode: string
  status: string
  language: string | null
  dialect: string | null
  province: string | null
  on_day: Day
  starts_at: Moment
  ends_at: Moment
}

/** Nothing where it is not to be seen. Until the transaction ends neither it nor these interpreters change. */
export const holdInterpreting = async (
  tx: Tx,
  case_id: string,
  appointment_id: string,
  interpreters: string[],
): Promise<HeldAppointment | undefined> => {
  const { rows } = await sql<HeldAppointment>`
    select * from guard.hold_interpreting(${case_id}, ${appointment_id}, ${interpreters}::uuid[])`.execute(tx)
  return rows[0]
}

export interface GateRow {
  interpreter: FactsRow
  conflict_declared: 'doubt' | null
}

export const readGateFacts = async (tx: Tx, case_id: string): Promise<{ her: HerRow | undefined; them: GateRow[] }> => {
  const { rows } = await sql<{ her: HerRow | null; interpreter: FactsRow | null; conflict_declared: 'doubt' | null }>`
    select her, interpreter, conflict_declared from guard.gate_facts(${case_id})`.execute(tx)
  const them = rows.flatMap(({ interpreter, conflict_declared }) =>
    interpreter ? [{ interpreter, conflict_declared }] : [],
  )
  return { her: rows.find(({ her }) => her)?.her ?? undefined, them }
}

export interface LiveBookingRow extends At {
  booking_id: string
  version: number
  status: 'offered' | 'confirmed'
  mode: string
  language: string
  dialect: string | null
  on_day: Day
  conflict_declared: 'none' | 'doubt' | null
  her: HerRow
  interpreter: FactsRow
}

export const listToLookAt = async (
  tx: Tx,
  { case_id, interpreter_id }: { case_id?: string; interpreter_id?: string },
): Promise<LiveBookingRow[]> => {
  const { rows } = await sql<LiveBookingRow>`
    select * from guard.bookings_to_look_at(${case_id ?? null}, ${interpreter_id ?? null})`.execute(tx)
  return rows
}

/** A booking of somebody who lives there, beside one other person of the house. */
export interface HousemateRow extends At {
  booking_id: string
  interpreter_organisation_id: string
  interpreter_id: string
  intake_version: number
  sealed: Buffer
  keys: HerRow['keys']
  sealed_identity: Buffer
}

/** Holds everybody's files there until the transaction ends. Nothing but what this transaction changed. */
export const listHousematesToLookAt = async (
  tx: Tx,
  { unit_id, case_id }: { unit_id?: string; case_id?: string },
): Promise<HousemateRow[]> => {
  const { rows } = await sql<HousemateRow>`
    select * from guard.housemates_to_look_at(${unit_id ?? null}, ${case_id ?? null})`.execute(tx)
  return rows
}

export const stopBooking = (tx: Tx, booking_id: string, reason: string, entry_id: string) =>
  sql`select guard.stop_booking(${booking_id}, ${reason}, ${entry_id})`.execute(tx)
