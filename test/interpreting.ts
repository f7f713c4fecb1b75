// Interpreters, appointments and bookings for tests, through the gate where it matters and by the owner where it does not.

import { AppointmentWords } from '#agenda/appointment.ts'
import { sealWords } from '#agenda/appointment-sealed.store.ts'
import * as bookings from '#interpreters/booking.ts'
import type { Spoken } from '#interpreters/interpreter.ts'
import * as register from '#interpreters/register.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { NewLink } from '#links/link.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { today } from './day.ts'
import type { TestHouse, Who } from './gate.ts'

export type Kept = InputOf<typeof register.keepInterpreter>

const spoken = (language: string, dialect: string | null = null): Spoken => ({
  ...{ language, dialect, level: 'native', both_ways: true },
})

export const aRegistered = (change: Partial<Kept> = {}, details: Partial<Kept['details']> = {}): Kept => ({
  interpreter_id: newId(),
  version: 0,
  kind: 'freelance',
  gender: 'woman',
  province: '28',
  modes: ['in_person', 'telephone', 'video'],
  emergency: false,
  details: {
    names: ['Farhana Sultana Milly'],
    ...{ phone: '600 100 200', email: 'f@example.org', birth_year: 1985, agency: '', notes: '' },
    communities: [{ country: 'BD', region: 'Rajshahi', language: 'bn', group: '', worship: '' }],
    ...details,
  },
  languages: [spoken('bn'), spoken('bn', 'sylheti')],
  zone: 'Europe/Madrid',
  hours: [],
  off: [],
  rates: [],
  ...change,
})

export const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

export const aNewLink = (change: Partial<NewLink> = {}): NewLink =>
  NewLink.parse({
    ...{ link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' },
    ...change,
  })

interface Needed {
  case_id: string
  from?: number
  hours?: number
  section?: string
  language?: string | null
  dialect?: string | null
  mode?: string
}

/** With the api modules of the room given to `testHouse`. */
export const interpretingOf = (at: TestHouse) => {
  /** In the register and looked at: taken into service by the coordinator. */
  const anInterpreter = async (kept: Kept = aRegistered(), by: Who = at.staff.coordinator) => {
    const { interpreter_id } = kept
    await at.ask(register.keepInterpreter, kept, by)
    let version = 1
    for (const step of ['identity', 'background', 'confidentiality', 'interview'] as const)
      version = (await at.ask(register.vetInterpreter, { interpreter_id, version, step, done_on: today }, by)).version
    for (const status of ['vetting', 'active'] as const)
      version = (await at.ask(register.setInterpreterStatus, { interpreter_id, version, status }, by)).version
    return { interpreter_id, version }
  }

  const anAppointment = async ({
    case_id,
    from = 72,
    hours = 1,
    section = 'identity',
    mode = 'telephone',
    ...needs
  }: Needed) => {
    const appointment_id = newId()
    const { language = 'bn', dialect = null } = needs
    const { organisation_id } = at.ours
    const key = await at.house.database.transaction({ token: at.staff.coordinator.token }, (tx) =>
      at.vault.caseKey(tx, organisation_id, case_id),
    )
    const sealed = sealWords(key, { organisation_id, case_id }, appointment_id, AppointmentWords.parse({}))
    await at.rows(
      `insert into appointment (organisation_id, case_id, appointment_id, section, kind, on_day, at_time, minutes, zone, starts_at, ends_at, mode,
         interpreter_language, interpreter_dialect, planned_by, sealed)
       select f.organisation_id, f.case_id, $2, $3, 'talk', ($4::timestamptz at time zone 'Europe/Madrid')::date, '10:00', $5::int, 'Europe/Madrid',
         $4::timestamptz, $4::timestamptz + make_interval(mins => $5::int), $6, $7, $8, $9, $10
       from case_file f where f.case_id = $1`,
      [
        case_id,
        appointment_id,
        section,
        inHours(from),
        hours * 60,
        mode,
        language,
        dialect,
        at.staff.coordinator.staff_id,
        sealed,
      ],
    )
    return { case_id, appointment_id }
  }

  const offer = async (
    { case_id, appointment_id }: { case_id: string; appointment_id: string },
    interpreter_id: string,
    by: Who = at.staff.reference_worker,
  ) => {
    const booking_id = newId()
    const asked = { case_id, booking_id, appointment_id, interpreter_id, mode: 'telephone' as const }
    await at.ask(
      bookings.offerBooking,
      { ...asked, alias: 'Luna', meet_at: 'Plaza Nueva 1', words: 'A first talk.' },
      by,
    )
    return { case_id, booking_id, version: 1 }
  }

  const confirm = async (
    appointment: { case_id: string; appointment_id: string },
    interpreter_id: string,
    by: Who = at.staff.reference_worker,
  ) => {
    const booking = await offer(appointment, interpreter_id, by)
    const said = await at.ask(bookings.answerBooking, { ...booking, answer: 'yes', conflict: 'none' }, by)
    return { ...booking, ...(await at.ask(bookings.confirmBooking, { ...booking, version: said.version }, by)) }
  }

  const statusOf = async (booking_id: string) => {
    const [row] = await at.rows('select status, stop_reason from interpreter_booking where booking_id = $1', [
      booking_id,
    ])
    return [row?.status, row?.stop_reason]
  }

  /** As if it had been some hours earlier. */
  const earlier = (booking_id: string, hours: number) =>
    at.rows(
      'update interpreter_booking set starts_at = starts_at - make_interval(hours => $2), ends_at = ends_at - make_interval(hours => $2) where booking_id = $1',
      [booking_id, hours],
    )

  return { anInterpreter, anAppointment, offer, confirm, statusOf, earlier, today }
}
