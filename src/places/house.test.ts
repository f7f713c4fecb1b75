// Whose beds they are: a partner keeps its own house, what it publishes is told to whoever matches, and nobody else keeps
// or changes anything.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { placesOf, refuses, today } from '#test/places.ts'
import {
  beginStay,
  endStay,
  endWaiting,
  holdPlace,
  listStays,
  readFit,
  releaseHold,
  waitForPlace,
  writeStayEntry,
} from './stay.ts'
import {
  addPlaces,
  addUnit,
  changePlace,
  changeUnit,
  confirmNight,
  findHouseServices,
  listUnits,
  readUnit,
  removePlace,
} from './unit.ts'

let at: TestHouse
let on: ReturnType<typeof placesOf>
before(async () => {
  at = await testHouse(await import('./unit.api.ts'), await import('./stay.api.ts'))
  on = placesOf(at)
})
after(() => at.close())

test('a partner keeps its own house: with a live consent it gives a bed, without one it sees that it is taken', async () => {
  const { partner_worker, other_partner_worker, coordinator, reference_worker } = at.staff
  const secret = 'Calle de los Alisos 7'
  const { unit_id } = await on.aUnit({ by: partner_worker, name: 'Casa Aliso', address: secret, published: true })
  const { case_id, consent_id } = await on.aReferredFile()
  const stranger = await at.aFile()
  const narrow = await on.aReferredFile(['identity', 'health'])
  for (const file of [stranger, narrow])
    await refuses(at.ask(beginStay, on.into(unit_id, file.case_id), partner_worker), 'not_found', 'place.not_open')
  const stay_id = await on.moveIn(unit_id, case_id, partner_worker)
  const log = { stay_id, entry_id: newId(), what: 'log' as const, on_day: today, words: 'Arrived tired.' }
  await at.ask(writeStayEntry, log, partner_worker)
  const { stays } = await at.ask(listStays, { case_id }, reference_worker)
  assert.equal(stays[0]?.house_name, 'Refugio del Olmo')
  assert.equal(stays[0]?.keeps, false)
  assert.equal(stays[0]?.entries[0]?.words, 'Arrived tired.')
  const told = await at.rows('select organisation_id, actor_organisation_id from journal where subject_id = $1', [
    stay_id,
  ])
  assert.deepEqual(told[0], {
    organisation_id: at.ours.organisation_id,
    actor_organisation_id: at.partner.organisation_id,
  })
  const open = await at.ask(readUnit, { unit_id }, partner_worker)
  assert.equal(open.address, secret)
  assert.equal(open.places.find(({ stay }) => stay)?.stay?.whose?.alias, 'Maya')

  const { units } = await at.ask(listUnits, {}, coordinator)
  const published = units.find((unit) => unit.unit_id === unit_id)
  assert.deepEqual([published?.ours, published?.counts.free], [false, 1])
  assert.ok(!JSON.stringify(units).includes('Alisos 7'))
  await refuses(at.ask(readUnit, { unit_id }, coordinator), 'not_found', 'place.not_found')
  assert.ok(!(await at.ask(listUnits, {}, other_partner_worker)).units.some((unit) => unit.unit_id === unit_id))
  const [kept] = await at.rows("select encode(sealed, 'escape') as text from place_address where unit_id = $1", [
    unit_id,
  ])
  assert.doesNotMatch(String(kept?.text), /Alisos/)

  await at.rows('update consent set withdrawn_at = now() where consent_id = $1', [consent_id])
  const after = await at.ask(readUnit, { unit_id }, partner_worker)
  const taken = after.places.find(({ stay }) => stay)
  assert.deepEqual([taken?.stay?.stay_id, taken?.stay?.whose], [stay_id, null], 'occupied, and nothing more')
  await refuses(at.ask(listStays, { case_id }, partner_worker), 'not_found')
  await refuses(at.ask(writeStayEntry, { ...log, entry_id: newId() }, partner_worker), 'not_found', 'place.not_found')
  const end = { stay_id, version: 1, until_on: today, destination: 'other_shelter' }
  await refuses(at.ask(endStay, end, other_partner_worker), 'not_found', 'place.not_found')
  await at.ask(endStay, end, partner_worker)
  assert.equal((await at.ask(listStays, { case_id }, reference_worker)).stays[0]?.destination, 'other_shelter')
})

test('what is free is told to whoever matches: ours, and what partners publish', async () => {
  const [ours, theirs] = [newId(), newId()]
  await on.aUnit({ beds: 3, service_id: ours })
  const { unit_id } = await on.aUnit({ beds: 2, by: at.staff.partner_worker, service_id: theirs })
  const free = async (who: Who, organisation_id = who.organisation_id) => {
    const { rows } = await at.house.database.transaction({ token: who.token }, (tx) =>
      sql<{ service_id: string }>`select * from guard.free_places(${organisation_id})`.execute(tx),
    )
    return rows.filter(({ service_id }) => service_id === ours || service_id === theirs)
  }
  const three = [{ service_id: ours, unit: 'bed', free: 3, waiting: 0, waited_days: null }]
  assert.deepEqual(await free(at.staff.coordinator), three, 'not published, not told')
  const [unit] = (await at.ask(listUnits, {}, at.staff.partner_worker)).units.filter((each) => each.unit_id === unit_id)
  const { kind, unit: counted, name, version } = unit!
  const change = { unit_id, kind, unit: counted, name, version, service_id: theirs, published: true }
  await at.ask(changeUnit, change, at.staff.partner_worker)
  const both = [...three, { service_id: theirs, unit: 'bed', free: 2, waiting: 0, waited_days: null }]
  const byId = (a: { service_id: string }, b: { service_id: string }) => (a.service_id < b.service_id ? -1 : 1)
  assert.deepEqual((await free(at.staff.coordinator)).sort(byId), both.sort(byId))
  assert.deepEqual(
    await free(at.staff.partner_worker),
    both.filter(({ service_id }) => service_id === theirs),
  )
  assert.deepEqual(await free(at.staff.partner_worker, at.ours.organisation_id), [])
  assert.deepEqual(await free(at.staff.other_partner_worker), [])
  await refuses(at.ask(changeUnit, change, at.staff.partner_worker), 'conflict', 'stale')
})

test('beds are named, taken out of service and removed by those who manage them; a taken one stays', async () => {
  const { coordinator, reference_worker, partner_worker } = at.staff
  const { unit_id, places } = await on.aUnit({ beds: 2 })
  const [first, second] = places.map(({ place_id }) => place_id) as [string, string]
  const change = { unit_id, place_id: first, version: 1, label: 'Bed by the window' }
  const out = { ...change, out_from: today, out_until: null, out_reason: 'repair' as const }
  await refuses(at.ask(changePlace, { ...change, out_from: today }, coordinator), 'invalid', 'place.out_needs_reason')
  await at.ask(changePlace, out, coordinator)
  await refuses(at.ask(changePlace, out, coordinator), 'conflict', 'stale')
  assert.deepEqual([(await on.countsOf(unit_id))?.free, (await on.countsOf(unit_id))?.out_of_service], [1, 1])
  const { case_id } = await at.aFile()
  await refuses(
    at.ask(beginStay, on.into(unit_id, case_id, { place_id: first }), reference_worker),
    'conflict',
    'place.taken',
  )
  await on.moveIn(unit_id, case_id)
  const remove = { unit_id, place_id: second, version: 1 }
  await refuses(at.ask(removePlace, remove, coordinator), 'conflict', 'place.taken')
  await at.ask(removePlace, { unit_id, place_id: first, version: 2 }, coordinator)
  await at.ask(addPlaces, { unit_id, places: [{ place_id: newId(), label: 'Bed 3' }] }, coordinator)
  assert.equal((await on.countsOf(unit_id))?.places, 2)
  const [unit] = (await at.ask(listUnits, {}, coordinator)).units.filter((each) => each.unit_id === unit_id)
  const close = { unit_id, version: unit!.version, kind: unit!.kind, unit: 'bed', name: 'Piso', closed: true }
  await refuses(at.ask(changeUnit, close, coordinator), 'conflict', 'place.not_empty')
  for (const who of [reference_worker, partner_worker]) {
    const refused = who === reference_worker ? 'refused' : 'not_found'
    await refuses(at.ask(changeUnit, close, who), refused)
    await refuses(at.ask(addPlaces, { unit_id, places: [{ place_id: newId(), label: 'x' }] }, who), refused)
    await refuses(at.ask(removePlace, remove, who), refused)
    if (who === reference_worker) await refuses(at.ask(changePlace, out, who), refused)
    else await refuses(at.ask(changePlace, out, who), 'not_found')
  }
})

test('who may: signed out, the wrong role, another organisation', async () => {
  const { intake, psychologist, partner_worker, other_partner_worker, second_worker, reference_worker } = at.staff
  const { unit_id } = await on.aUnit({ beds: 4 })
  const { case_id } = await at.aFile()
  const hold_id = newId()
  const waiting_id = newId()
  await at.ask(holdPlace, { unit_id, hold_id, hours: 1 }, reference_worker)
  await at.ask(waitForPlace, { unit_id, waiting_id, of_case_id: case_id, urgency: 'can_wait' }, reference_worker)
  const stay_id = await on.moveIn((await on.aUnit()).unit_id, case_id)
  const entry = { stay_id, entry_id: newId(), what: 'log' as const, on_day: today, words: 'x' }
  const asks = (who: Who): Promise<unknown>[] => [
    at.ask(readFit, { unit_id, of_case_id: case_id }, who).then(({ misfits }) => {
      // Whether somebody fits is told to nobody who may not give the place: empty, as where nothing speaks against it.
      assert.deepEqual(misfits, [])
      throw Object.assign(new Error('empty'), { kind: 'not_found' })
    }),
    at.ask(holdPlace, { unit_id, hold_id: newId(), hours: 1 }, who),
    at.ask(releaseHold, { unit_id, hold_id, version: 1 }, who),
    at.ask(beginStay, on.into(unit_id, case_id), who),
    at.ask(endStay, { stay_id, version: 1, until_on: today, destination: 'street' }, who),
    at.ask(writeStayEntry, entry, who),
    at.ask(waitForPlace, { unit_id, waiting_id: newId(), of_case_id: case_id, urgency: 'today' }, who),
    at.ask(endWaiting, { unit_id, waiting_id, version: 1, how: 'gave_up' }, who),
    at.ask(confirmNight, { unit_id, night: today }, who),
  ]
  const all = async (who: Who, kind: string) => {
    for (const asked of await Promise.allSettled(asks(who)))
      assert.equal(asked.status === 'rejected' && (asked.reason as Problem).kind, kind, who.roles.join())
  }
  await all(nobody, 'signed_out')
  await all(intake, 'refused')
  await all(psychologist, 'refused')
  await all(partner_worker, 'not_found')
  await all(other_partner_worker, 'not_found')
  for (const endpoint of [listUnits, readUnit] as const)
    await refuses(at.ask(endpoint as typeof readUnit, { unit_id }, nobody), 'signed_out')
  await refuses(at.ask(listStays, { case_id }, nobody), 'signed_out')
  for (const who of [second_worker, partner_worker])
    await refuses(at.ask(listStays, { case_id }, who), 'not_found', 'case.not_found')
  const unit = { unit_id: newId(), kind: 'flat' as const, unit: 'bed', name: 'x' }
  await refuses(at.ask(addUnit, unit, nobody), 'signed_out')
  await refuses(at.ask(addUnit, unit, reference_worker), 'refused')
  await refuses(at.ask(addUnit, { ...unit, unit: 'moons' }, at.staff.coordinator), 'invalid', 'place.unknown_code')
  await refuses(at.ask(readUnit, { unit_id }, partner_worker), 'not_found', 'place.not_found')
  // A colleague without a place in the team sees that the bed is taken, never by whom.
  const open = await at.ask(readUnit, { unit_id }, second_worker)
  assert.equal(open.waiting[0]?.whose, null)
  await at.ask(endWaiting, { unit_id, waiting_id, version: 1, how: 'elsewhere' }, reference_worker)
  await refuses(
    at.ask(beginStay, on.into(unit_id, (await at.aFile()).case_id), second_worker),
    'not_found',
    'place.not_open',
  )
})

test('a partner finds its own services in the directory that leads to it, and no others', async () => {
  const { coordinator, partner_worker, other_partner_worker, reference_worker } = at.staff
  const org = at.ours.organisation_id
  const provider = async (name: string, service: string) => {
    const [provider_id, service_id] = [newId(), newId()]
    await at.rows(
      'insert into directory_organisation (organisation_id, provider_id, record, imported_on) values ($1, $2, $3, current_date)',
      [org, provider_id, { name }],
    )
    await at.rows(
      "insert into directory_service (organisation_id, service_id, provider_id, status, kinds, country, record, fingerprint, imported_on) values ($1, $2, $3, 'active', '{}', 'ES', $4, '\\x01', current_date)",
      [org, service_id, provider_id, { name: service }],
    )
    return service_id
  }
  const theirs = await provider('Refugio del Olmo', 'Casa de acogida 100%')
  const another = await provider('Clínica del Fresno', 'Consulta')
  const find = async (who: Who, words = '') =>
    (await at.ask(findHouseServices, { words }, who)).services.map(({ service_id }) => service_id)
  assert.deepEqual(await find(partner_worker), [theirs])
  assert.deepEqual(await find(other_partner_worker), [another])
  assert.deepEqual((await find(coordinator)).sort(), [theirs, another].sort())
  assert.deepEqual(await find(coordinator, '0%'), [theirs])
  assert.deepEqual(await find(coordinator, '_'), [])
  await refuses(find(reference_worker), 'refused')
  await refuses(find(nobody), 'signed_out')
})

test('what is not an answer is refused with the field named', async () => {
  const unit = { unit_id: newId(), kind: 'flat', unit: 'bed', name: 'x' }
  for (const change of [{ kind: 'castle' }, { name: '' }, { hold_hours: 0 }, { places: [{ label: 'x' }] }])
    assert.equal((await at.askHttp(addUnit, { ...unit, ...change }, at.staff.coordinator)).status, 422)
  const { unit_id } = await on.aUnit()
  for (const change of [{ hours: 0 }, { hours: 100 }, { hold_id: 'x' }, { of_case_id: 'x' }])
    assert.equal(
      (await at.askHttp(holdPlace, { unit_id, hold_id: newId(), hours: 1, ...change }, at.staff.coordinator)).status,
      422,
    )
  assert.deepEqual(at.broken, [])
})
