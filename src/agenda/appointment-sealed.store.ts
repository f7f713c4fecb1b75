// Opening and sealing the words of an appointment: each envelope lies in its own row, with the key of the file.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'
import type { AppointmentRow, StaffRow } from './appointment.store.ts'
import {
  type Appointment,
  type AppointmentStaff,
  AppointmentWords,
  type Reason,
  type StaffPart,
} from './appointment.ts'

const place = ({ organisation_id, case_id }: At, row: string, column: 'sealed' | 'sealed_outcome') => ({
  table: 'appointment',
  column,
  row,
  case_id,
  organisation_id,
})

const Outcome = z.object({ words: z.string() })

export const sealWords = (key: CaseKey, at: At, id: string, words: AppointmentWords): Buffer =>
  sealJson(key, place(at, id, 'sealed'), words)

export const sealOutcome = (key: CaseKey, at: At, id: string, words: string): Buffer =>
  sealJson(key, place(at, id, 'sealed_outcome'), { words })

export const openWords = (
  keys: Pick<CaseKeyRing, 'of'>,
  row: At & { appointment_id: string; sealed: Buffer },
): AppointmentWords =>
  openJson(keys.of(row.sealed), place(row, row.appointment_id, 'sealed'), row.sealed, AppointmentWords)

export const showStaff = (rows: StaffRow[], appointment_id: string): AppointmentStaff[] =>
  rows
    .filter((each) => each.appointment_id === appointment_id)
    .map(({ staff_id, name, part }) => ({ staff_id, name, part: part as StaffPart }))

/** What is known of an appointment without opening it. */
export const plainOf = ({
  organisation_id: _,
  on_day: on,
  at_time: at,
  reason_of,
  reason_why,
  sealed: _sealed,
  sealed_outcome: _outcome,
  ...row
}: AppointmentRow) => ({
  ...row,
  on,
  at,
  section: row.section as Section,
  kind: row.kind as Appointment['kind'],
  mode: row.mode as Appointment['mode'],
  status: row.status as Appointment['status'],
  reason: reason_of && reason_why ? ({ of: reason_of, why: reason_why } as Reason) : null,
})

export const openAppointment = (keys: CaseKeyRing, row: AppointmentRow, staff: StaffRow[]): Appointment => {
  const { sealed_outcome: sealed, appointment_id } = row
  return {
    ...plainOf(row),
    staff: showStaff(staff, appointment_id),
    ...openWords(keys, row),
    outcome: sealed
      ? openJson(keys.of(sealed), place(row, appointment_id, 'sealed_outcome'), sealed, Outcome).words
      : '',
  }
}
