// Whoever comes to live with her, by whatever way and whoever keeps the house, is held against what is booked for her; so is
// whoever is called otherwise from now on. Whoever changed it learns nothing of the booking.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kit/id.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { holdTheirs } from '#places/asked.ts'
import { endStay, holdPlace, releaseHold } from '#places/stay.ts'
import { changeUnit } from '#places/unit.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'
import { placesOf } from '#test/places.ts'
import { answerBooking, confirmBooking } from './booking.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
let homes: ReturnType<typeof placesOf>
let interpreter_id: string
before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('#people/identity.api.ts'),
    await import('#places/unit.api.ts'),
    await import('#places/stay.api.ts'),
    await import('#places/asked.api.ts'),
  )
  on = interpretingOf(at)
  homes = placesOf(at)
  const kept = aRegistered({}, { names: [hers] })
  interpreter_id = (await on.anInterpreter(kept)).interpreter_id
})
after(() => at.close())

const hers = 'Taslima Nasrin Jhuma'
const called = async (case_id: string, name: string, version = 0) => {
  const identity = { ...noIdentity, names: [{ text: name, kind: 'legal' as const, latin: '' }] }
  await at.ask(writeIdentity, { case_id, version, identity }, at.staff.reference_worker)
}
const aFileOf = async (name: string, file = at.aFile()) => {
  const { case_id } = await file
  await called(case_id, name)
  return case_id
}

let hour = 1000
/** Somebody an interpreter is confirmed for. */
const booked = async (case_id: string) => {
  hour += 3
  return (await on.confirm(await on.anAppointment({ case_id, from: hour }), interpreter_id)).booking_id
}
const stopped = async (booking_id: string) =>
  assert.deepEqual(await on.statusOf(booking_id), ['stopped', 'named_in_file'])
const stands = async (booking_id: string) => assert.deepEqual(await on.statusOf(booking_id), ['confirmed', null])

const leaves = (stay_id: string, who: Who = at.staff.reference_worker) =>
  at.ask(endStay, { stay_id, version: 1, until_on: on.today, destination: 'other_shelter' }, who)

test('whoever moves in, is kept a place or gets a room of the same house stops what is booked for those who live there', async () => {
  const { coordinator: keeper, reference_worker: worker } = at.staff
  const service_id = newId()
  const { unit_id } = await homes.aUnit({ beds: 4, service_id })
  const her = await aFileOf('Maya Gurung')
  await homes.moveIn(unit_id, her)
  const elsewhere = await booked((await at.aFile()).case_id)

  const first = await booked(her)
  await homes.moveIn(unit_id, await aFileOf('Rosa Blanco Vidal'))
  await stands(first)
  const next_door = await homes.aUnit({ service_id })
  const stay_id = await homes.moveIn(next_door.unit_id, await aFileOf(hers))
  await stopped(first)
  await leaves(stay_id)

  const second = await booked(her)
  const hold_id = newId()
  await at.ask(holdPlace, { unit_id, hold_id, hours: 1, of_case_id: await aFileOf(hers) }, worker)
  await stopped(second)
  await at.ask(releaseHold, { unit_id, hold_id, version: 1 }, worker)

  const third = await booked(her)
  const apart = await homes.aUnit({ beds: 1 })
  await homes.moveIn(apart.unit_id, await aFileOf(hers))
  await stands(third)
  const unit = { unit_id: apart.unit_id, kind: 'flat' as const, unit: 'bed' as const, name: 'Piso Encina' }
  await at.ask(changeUnit, { ...unit, version: 1, name: 'Piso Roble' }, keeper)
  await stands(third)
  await at.ask(changeUnit, { ...unit, version: 2, service_id }, keeper)
  await stopped(third)
  await stands(elsewhere)
})

test('what is booked for somebody who moves in herself is held against everybody there', async () => {
  const { unit_id } = await homes.aUnit()
  await homes.moveIn(unit_id, await aFileOf(hers))
  const her = await aFileOf('Maya Gurung')
  const booking_id = await booked(her)
  await homes.moveIn(unit_id, her)
  await stopped(booking_id)
})

test('whoever is called otherwise from now on is held against what is booked for those she lives with', async () => {
  const { unit_id } = await homes.aUnit({ beds: 3 })
  const [her, other] = [await aFileOf('Maya Gurung'), await aFileOf('Rosa Blanco Vidal')]
  const course = await homes.aUnit({ kind: 'course' })
  for (const case_id of [her, other]) await homes.moveIn(unit_id, case_id)
  const learns = await aFileOf('Sunita Rai')
  for (const case_id of [her, learns]) await homes.moveIn(course.unit_id, case_id)
  const booking_id = await booked(her)
  await called(other, 'Rosa Vidal', 1)
  await called(learns, hers, 1)
  await called(her, hers, 1)
  await stands(booking_id)
  await called(other, hers, 2)
  await stopped(booking_id)
})

test('a house of a partner: whoever comes to live there, by their hand or asked for, and of whichever house', async () => {
  const { partner_worker, reference_worker } = at.staff
  const { unit_id } = await homes.aUnit({ by: partner_worker, beds: 4, published: true, shared: true })
  const her = await aFileOf('Maya Gurung', homes.aReferredFile())
  await homes.moveIn(unit_id, her, partner_worker)
  const first = await booked(her)
  const stay_id = await homes.moveIn(unit_id, await aFileOf(hers, homes.aReferredFile()), partner_worker)
  await stopped(first)
  const [told] = await at.rows(
    `select j.organisation_id, j.actor_organisation_id, j.actor_id from journal j where j.subject_id = $1 and j.reason = 'stopped'`,
    [first],
  )
  const { organisation_id } = at.ours
  const by = { actor_organisation_id: at.partner.organisation_id, actor_id: partner_worker.staff_id }
  assert.deepEqual(told, { organisation_id, ...by })
  const [theirs] = await at.rows(
    'select count(*)::int as n from journal where organisation_id = $1 and subject_id = $2',
    [at.partner.organisation_id, first],
  )
  assert.equal(theirs?.n, 0)
  await leaves(stay_id, partner_worker)

  const second = await booked(her)
  const asked = { unit_id, hold_id: newId(), hours: 6, of_case_id: await aFileOf(hers) }
  await at.ask(holdTheirs, asked, reference_worker)
  await stopped(second)
})

test('a person who moves in or is renamed while an interpreter is confirmed: whichever was first, nobody live is left', async () => {
  const { reference_worker: worker } = at.staff
  for (let round = 0; round < 6; round += 1) {
    const { unit_id } = await homes.aUnit({ beds: 3 })
    const [her, other, third] = [
      await aFileOf('Maya Gurung'),
      await aFileOf('Rosa Blanco Vidal'),
      await aFileOf('Sunita Rai'),
    ]
    await homes.moveIn(unit_id, third)
    hour += 3
    const booking = await on.offer(await on.anAppointment({ case_id: her, from: hour }), interpreter_id)
    const said = await at.ask(answerBooking, { ...booking, answer: 'yes', conflict: 'none' }, worker)
    // Neither of the three speaks against it without the others.
    const again = async (work: () => Promise<unknown>) => {
      for (let times = 0; times < 5; times += 1)
        try {
          return await work()
        } catch (problem) {
          const { kind, cause } = problem as { kind?: string; cause?: { code?: string }; code?: string }
          if (!['40001', '40P01'].includes((cause?.code ?? (problem as { code?: string }).code) as string)) return kind
        }
      throw new Error('never done')
    }
    await Promise.all([
      again(() => at.ask(confirmBooking, { ...booking, version: said.version }, worker)),
      again(() => homes.moveIn(unit_id, her)),
      again(() => called(other, hers, 1)),
      again(() => homes.moveIn(unit_id, other)),
      again(() => called(third, 'Sunita Gurung', 1)),
    ])
    await stopped(booking.booking_id)
  }
})

test('nothing of it is handed to anybody whose request changed nothing', async () => {
  const { unit_id } = await homes.aUnit()
  const [her, other] = [await aFileOf('Maya Gurung'), await aFileOf('Rosa Blanco Vidal')]
  for (const case_id of [her, other]) await homes.moveIn(unit_id, case_id)
  const booking_id = await booked(her)
  for (const who of [at.staff.coordinator, at.staff.partner_worker] as Who[]) {
    const rows = await at.house.database.transaction({ token: who.token, case_id: other }, async (tx) => [
      ...(await sql`select from guard.housemates_to_look_at(${unit_id}, null)`.execute(tx)).rows,
      ...(await sql`select from guard.housemates_to_look_at(null, ${other})`.execute(tx)).rows,
    ])
    assert.equal(rows.length, 0)
  }
  await stands(booking_id)
})
