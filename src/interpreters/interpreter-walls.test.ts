// The walls around the register, what people asked for and bookings, tried past the server by everyone who might, and each of
// them taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { interpreterMutants } from '#test/access/interpreter-mutants.ts'
import { holds, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'
import { placesOf } from '#test/places.ts'
import { noRule, writeInterpretingRule } from './rules-of-hers.ts'

let at: TestHouse
let owner: pg.PoolClient
let leader: Who
const ids = { case: '', interpreter: '', health: '', free: '', law: '', booking: '', unit: '', housemate: '' }
const people = [
  ...(['reference_worker', 'lawyer', 'coordinator', 'far_coordinator', 'second_worker', 'director', 'intake'] as const),
  ...(['administrator', 'partner_worker', 'partner_administrator', 'partner_leader', 'door'] as const),
]
type Name = (typeof people)[number]

before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('./rules-of-hers.api.ts'),
    await import('#people/identity.api.ts'),
    await import('#places/unit.api.ts'),
    await import('#places/stay.api.ts'),
  )
  const on = interpretingOf(at)
  const rates = [{ from_on: '2026-01-01', mode: null, cents: 1500, unit_minutes: 30, minimum_minutes: 60 }]
  const rate = { rounding: 'up' as const, travel_cents_per_km: 0, currency: 'EUR' }
  const { interpreter_id } = await on.anInterpreter(aRegistered({ rates: rates.map((each) => ({ ...each, ...rate })) }))
  const { case_id } = await at.aFile()
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, staff_id, kind, function, sections, created_by)
     select organisation_id, case_id, $2, $3, 'team', 'lawyer', '{identity,story,safety,law,return}', created_by from case_access where case_id = $1 limit 1`,
    [case_id, newId(), at.staff.lawyer.staff_id],
  )
  await at.ask(writeInterpretingRule, { case_id, version: 0, rule: noRule }, at.staff.reference_worker)
  const health = await on.anAppointment({ case_id, section: 'health', from: 72 })
  const { booking_id } = await on.confirm(health, interpreter_id)
  const law = await on.anAppointment({ case_id, section: 'law', from: 80 })
  await on.confirm(law, interpreter_id)
  const { reference_worker: worker } = at.staff
  const homes = placesOf(at)
  const { unit_id } = await homes.aUnit()
  const housemate = await at.aFile()
  await at.ask(writeIdentity, { case_id: housemate.case_id, version: 0, identity: noIdentity }, worker)
  for (const each of [case_id, housemate.case_id]) await homes.moveIn(unit_id, each)
  leader = await at.join(at.partner, 'Leads there', ['reference_worker'])
  const free = await on.anAppointment({ case_id, section: 'health', from: 90 })
  Object.assign(ids, {
    law: law.appointment_id,
    free: free.appointment_id,
    case: case_id,
    unit: unit_id,
    housemate: housemate.case_id,
    interpreter: interpreter_id,
    health: health.appointment_id,
    booking: booking_id,
  })
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const whoIs = (name: Exclude<Name, 'door'>): Who => (name === 'partner_leader' ? leader : at.staff[name])

const by = (value: number | null, said: Partial<Record<Name, number | null>>, door: number | null = null) =>
  ({ ...Object.fromEntries(people.map((name) => [name, value])), door, ...said }) as Record<Name, number | null>

const tried = (): Tried<Name>[] => {
  const about = ids.case
  const house = { reference_worker: 1, lawyer: 1, coordinator: 1, far_coordinator: 1, second_worker: 1, director: 1 }
  const readers = { ...house, intake: 1, administrator: 1 }
  const keepers = { coordinator: 1, far_coordinator: 1, administrator: 1 }
  const books = { reference_worker: 1, lawyer: 1, coordinator: 1 }
  const bookings = { reference_worker: 2, coordinator: 2, lawyer: 1 }
  const vetting = (name: Name) =>
    `insert into interpreter_vetting (organisation_id, interpreter_id, step, done_on, by_id)
     values ('${at.ours.organisation_id}', '${ids.interpreter}', 'training', '2026-01-01', '${name === 'door' ? newId() : whoIs(name).staff_id}')`
  const asked = (name: Name, status = 'offered') =>
    `insert into interpreter_booking (organisation_id, case_id, booking_id, appointment_id, interpreter_id, interpreter_number, section, mode, language, on_day,
       starts_at, ends_at, offered_by, status, sealed)
     select '${at.ours.organisation_id}', '${ids.case}', gen_random_uuid(), '${ids.free}', i.interpreter_id, i.number, 'health', 'telephone', 'bn', '2027-01-01',
       '2027-01-01T10:00Z', '2027-01-01T11:00Z', '${name === 'door' ? newId() : whoIs(name).staff_id}', '${status}', '\\x01' from interpreter i`
  const theirs = { partner_worker: 0, partner_administrator: 0, partner_leader: 0 }
  const each = (name: string, text: (who: Name) => string, said: Record<Name, number | null>): Tried<Name>[] =>
    people.map((who) => ({
      name,
      text: text(who),
      about,
      by: { [who]: said[who] } as Partial<Record<Name, number | null>>,
    }))
  const unique = `update interpreter_booking set status = 'cancelled'`
  return [
    { name: 'the register', text: 'select from interpreter', by: by(0, readers) },
    {
      name: 'what they speak',
      text: 'select from interpreter_language',
      by: by(0, Object.fromEntries(Object.keys(readers).map((name) => [name, 2]))),
    },
    { name: 'what they cost', text: 'select from interpreter_rate', by: by(0, { ...keepers, director: 1 }) },
    { name: 'kept', text: 'update interpreter set version = version + 1', by: by(0, keepers) },
    { name: 'never renumbered', text: 'update interpreter set number = default', by: by(null, {}) },
    ...each('vetted', vetting, by(null, keepers)),
    { name: 'what she asked for', text: 'select from interpreting_rule', about, by: by(0, books) },
    { name: 'and whichever file the request speaks of', text: 'select from interpreting_rule', by: by(0, books) },
    {
      name: 'what she asked for, written',
      text: `update interpreting_rule set sealed = '\\x01'`,
      about,
      by: by(0, books),
    },
    { name: 'bookings', text: 'select from interpreter_booking', about, by: by(0, bookings) },
    { name: 'bookings of no file named', text: 'select from interpreter_booking', by: by(0, bookings) },
    {
      name: 'called off',
      text: `${unique} where section = 'health'`,
      about,
      by: by(0, { reference_worker: 1, coordinator: 1 }),
    },
    {
      name: 'never stopped by hand',
      text: `update interpreter_booking set stop_reason = 'gender'`,
      about,
      by: by(null, {}),
    },
    { name: 'never moved by hand', text: 'update interpreter_booking set starts_at = now()', about, by: by(null, {}) },
    { name: 'never deleted', text: 'delete from interpreter_booking', about, by: by(null, {}) },
    ...each('one that begins as declined', (who) => asked(who, 'declined'), by(null, theirs)),
    ...each('asked', asked, by(null, { reference_worker: 1, coordinator: 1, ...theirs })),
    {
      name: 'what the gates look at',
      text: `select from guard.gate_facts('${ids.case}')`,
      about,
      by: by(0, { reference_worker: 2, lawyer: 2, coordinator: 2 }),
    },
    {
      ...{
        name: 'looked at again for a file',
        about,
        text: `select from guard.bookings_to_look_at('${ids.case}', null)`,
      },
      by: by(0, { reference_worker: 2, lawyer: 2, coordinator: 2, director: 2 }),
    },
    {
      name: 'looked at again for an interpreter',
      text: `select from guard.bookings_to_look_at(null, '${ids.interpreter}')`,
      by: by(0, { coordinator: 2, far_coordinator: 2, administrator: 2 }),
    },
    {
      name: 'stopped',
      text: `select (guard.stop_booking('${ids.booking}', 'gender', gen_random_uuid())::int)`,
      by: by(0, { ...keepers, reference_worker: 1, lawyer: 1, director: 1 }),
    },
    {
      name: 'stopped as if somebody had moved in',
      text: `select (guard.stop_booking('${ids.booking}', 'named_in_file', gen_random_uuid())::int)`,
      by: by(0, { ...keepers, reference_worker: 1, lawyer: 1, director: 1 }),
    },
    {
      name: 'what is booked for those of a house, by whoever changed nothing',
      text: `select from guard.housemates_to_look_at('${ids.unit}', null)`,
      by: by(0, {}),
    },
    {
      name: 'what is booked for those somebody lives with, by whoever changed nothing',
      about: ids.housemate,
      text: `select from guard.housemates_to_look_at(null, '${ids.housemate}')`,
      by: by(0, {}),
    },
    {
      ...{ name: 'the appointment, held', about, by: by(0, { reference_worker: 1, coordinator: 1 }) },
      text: `select from guard.hold_interpreting('${ids.case}', '${ids.health}', '{}')`,
    },
    {
      ...{ name: 'another one, held', about, by: by(0, books) },
      text: `select from guard.hold_interpreting('${ids.case}', '${ids.law}', '{}')`,
    },
    {
      name: 'when they are taken',
      text: `select from guard.interpreters_taken(now(), now() + interval '90 hours')`,
      by: by(0, { reference_worker: 2, lawyer: 2, coordinator: 2, far_coordinator: 2, second_worker: 2 }),
    },
    {
      name: 'what is needed',
      text: `select from guard.interpreter_needs(now() - interval '1 day')`,
      by: by(0, keepers),
    },
    {
      name: 'until when a record is kept',
      text: `select from guard.interpreter_kept('${ids.interpreter}')`,
      by: by(0, keepers),
    },
    {
      name: 'how often they were asked',
      text: `select from guard.interpreter_booked('${ids.interpreter}') n where n > 0`,
      by: by(0, readers),
    },
    {
      name: 'forgotten by hand',
      text: `select guard.forget_interpreter('${at.ours.organisation_id}', '${ids.interpreter}', '2027-01-01')`,
      by: by(null, {}),
    },
    {
      name: 'the door, from the desk',
      text: `select from guard.door_interpreter_open('\\x01', '\\x01')`,
      by: by(null, {}, 0),
    },
    { name: 'facts by themselves', text: 'select guard.interpreter_facts(i) from interpreter i', by: by(null, {}) },
  ]
}

const tries = () => triesOf(tried(), (who) => (who === 'door' ? 'door' : whoIs(who).token))

test('nobody gets past the walls, everybody gets what is theirs, and a wall taken down is noticed', () =>
  holds(owner, { mutants: interpreterMutants, tries }))
