// Keeping the directory through the gate: a record written on top of what was read, added by hand, vouched for; what a
// colleague proposes and who decides; the history; and the door that is told to few.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { builderOver } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { directoryRecords } from './directory.rules.ts'
import { importDirectory } from './directory.store.ts'
import { DirectoryFile, DirectoryService } from './directory.ts'
import { readDoor, writeDoor } from './door.ts'
import {
  addProvider,
  addService,
  assureService,
  EditedProvider,
  EditedService,
  listProviders,
  listServiceChanges,
  readProviderRecord,
  readServiceRecord,
  saveProvider,
  saveService,
} from './edit.ts'
import { listServices, readService } from './service.ts'
import { decideSuggestion, listSuggestions, suggestChange } from './suggestion.ts'

const records = directoryRecords(DirectoryFile.parse(loadFacts().directory))
const today = new Date().toISOString().slice(0, 10)
const hidden = records.services.find((service) => service.hidden_location)!
const open = records.services.find((service) => !service.hidden_location && service.kinds.includes('legal'))!
const rest = records.services.filter((service) => service.organisation_id === open.organisation_id)

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./service.api.ts'),
    await import('./edit.api.ts'),
    await import('./door.api.ts'),
    await import('./suggestion.api.ts'),
  )
  const few = { organisations: records.organisations, services: [...new Set([hidden, ...rest])] }
  for (const { organisation_id } of [at.ours, at.partner]) {
    const client = await at.db.owner.connect()
    await importDirectory(builderOver(client), organisation_id, few, today).finally(() => client.release())
  }
})
after(() => at.close())

const editor = () => at.staff.coordinator
const recordOf = (service_id: string) => at.ask(readServiceRecord, { service_id }, editor())

test('a record is written on top of what was read, told in its history, and read again by everyone at once', async () => {
  const { version, service } = await recordOf(open.id)
  const admission = { ...service.admission, without_papers: 'yes' as const, needs_referral: 'yes' as const }
  const capacity = [{ unit: 'person', maximum: 12, available: 3, updated_on: today }]
  const changed = { ...service, admission, capacity, how_to_enter: 'Con cita previa.' }
  const saved = await at.ask(saveService, { service_id: open.id, version, service: changed }, editor())
  assert.equal(saved.version, version + 1)

  const seen = await at.ask(readService, { service_id: open.id }, at.staff.trainer)
  assert.equal(seen.admission.without_papers, 'yes')
  assert.deepEqual(seen.capacity, capacity)
  assert.equal(seen.version, saved.version)

  const { changes } = await at.ask(listServiceChanges, { service_id: open.id }, at.staff.trainer)
  assert.equal(changes.length, 1)
  assert.equal(changes[0]!.by, 'Colega coordinator')
  assert.equal(changes[0]!.because, 'edit')
  // Only what somebody stated: defaults that newer records carry are no change.
  const fields = changes[0]!.fields.map(({ field }) => field).sort()
  assert.deepEqual(fields, ['admission.needs_referral', 'admission.without_papers', 'capacity', 'how_to_enter'])

  await assert.rejects(at.ask(saveService, { service_id: open.id, version, service }, editor()), (problem) => {
    const { kind, details } = problem as unknown as { kind: string; details: { current: { version: number } } }
    return kind === 'conflict' && details.current.version === saved.version
  })
})

test('of several who save at once one wins', async () => {
  const { version, service } = await recordOf(open.id)
  const tries = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((alert) =>
      at.ask(saveService, { service_id: open.id, version, service: { ...service, alert } }, editor()),
    ),
  )
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('what no list of ours knows is refused with its field; a house people sleep in cannot be given a door', async () => {
  const { version, service } = await recordOf(open.id)
  const save = (change: object) =>
    at.ask(saveService, { service_id: open.id, version, service: { ...service, ...change } }, editor())
  const path = (field: string) => (problem: unknown) =>
    (problem as { details: { fields: { path: string }[] } }).details.fields.some((each) => each.path === field)
  await assert.rejects(save({ kinds: ['moon'] }), path('service.kinds'))
  await assert.rejects(save({ accessibility: ['moon'] }), path('service.accessibility'))
  await assert.rejects(save({ admission: { referral_by: ['moon'] } }), path('service.admission.referral_by'))
  await assert.rejects(save({ admits: { min_age: 40, max_age: 18 } }), path('service.admits.max_age'))
  await assert.rejects(
    at.ask(saveService, { service_id: open.id, version, service, assure_until: addDays(today, -1) }, editor()),
    path('assure_until'),
  )
  await assert.rejects(at.ask(assureService, { service_id: open.id, version, until: addDays(today, 4000) }, editor()), {
    key: 'service.assured_until',
  })

  const shelter = await recordOf(hidden.id)
  const told = {
    ...shelter.service,
    hidden_location: false,
    addresses: [{ country: 'ES', province: '08', town: 'Barcelona', street: 'Calle Secreta 7' }],
    places: [{ country: 'ES', province: '08', town: 'Barcelona' }],
  }
  await at.ask(saveService, { service_id: hidden.id, version: shelter.version, service: told }, editor())
  const after = await recordOf(hidden.id)
  assert.equal(after.service.hidden_location, true)
  assert.deepEqual([after.service.addresses, after.service.places], [[], []])
  const kept = await at.rows(
    "select 1 from directory_service where record::text like '%Secreta%' union all select 1 from directory_change where coalesce(before, 'null')::text || coalesce(after, 'null')::text like '%Secreta%'",
  )
  assert.deepEqual(kept, [])
})

test('a place that becomes hidden leaves the history too', async () => {
  const { version, service } = await recordOf(open.id)
  const addresses = [{ country: 'ES', province: '08', town: 'Vic', street: 'Carrer Vell 3' }]
  const shown = await at.ask(
    saveService,
    { service_id: open.id, version, service: { ...service, addresses } },
    editor(),
  )
  const seen = await at.ask(readService, { service_id: open.id }, at.staff.intake)
  assert.equal(seen.addresses[0]?.street, 'Carrer Vell 3')
  const hide = { ...(await recordOf(open.id)).service, hidden_location: true }
  await at.ask(saveService, { service_id: open.id, version: shown.version, service: hide }, editor())
  const left = await at.rows('select before, after from directory_change where subject_id = $1', [open.id])
  assert.ok(!JSON.stringify(left).includes('Carrer Vell'))
  assert.deepEqual((await at.ask(readService, { service_id: open.id }, at.staff.intake)).addresses, [])
})

test('an organisation and its service are added by hand; vouching for it moves it out of what is to be asked again', async () => {
  const provider_id = newId()
  const service_id = newId()
  const provider = EditedProvider.parse({
    name: 'Casa del Tilo',
    description: 'Inventada.',
    source: 'por teléfono',
    confidence: 'checked',
  })
  await at.ask(addProvider, { provider_id, provider }, editor())
  await assert.rejects(at.ask(addProvider, { provider_id, provider }, editor()), { key: 'service.exists' })
  const service = EditedService.parse({
    name: 'Ropero del Tilo',
    description: 'Ropa de abrigo.',
    status: 'active',
    kinds: ['basic_needs'],
    areas: [{ country: 'ES', province: '08' }],
    source: 'por teléfono',
    confidence: 'checked',
  })
  await at.ask(addService, { service_id, provider_id, service }, editor())
  await assert.rejects(at.ask(addService, { service_id, provider_id, service }, editor()), { key: 'service.exists' })
  await assert.rejects(at.ask(addService, { service_id: newId(), provider_id: newId(), service }, editor()), {
    key: 'service.no_provider',
  })
  const { providers } = await at.ask(listProviders, {}, at.staff.trainer)
  assert.equal(providers.find((each) => each.provider_id === provider_id)?.services, 1)

  const again = async (now: string) =>
    (
      await at.ask(listServices, { check: 'again', text: 'ropero' }, editor(), { now: new Date(`${now}T10:00:00Z`) })
    ).services.map((each) => each.service_id)
  assert.deepEqual(await again(today), [])
  const later = addDays(today, 120)
  assert.deepEqual(await again(later), [service_id])
  await at.ask(assureService, { service_id, version: 1, until: addDays(today, 200) }, editor())
  assert.deepEqual(await again(later), [])
  const { assured } = await at.ask(readService, { service_id }, editor())
  assert.deepEqual(assured, { by: 'Casa Encina', on: today, until: addDays(today, 200) })
  await assert.rejects(at.ask(assureService, { service_id, version: 1, until: addDays(today, 9) }, editor()), {
    kind: 'conflict',
  })

  const read = await at.ask(readProviderRecord, { provider_id }, editor())
  const named = { ...read.provider, alternate_name: 'El Tilo' }
  await at.ask(saveProvider, { provider_id, version: 1, provider: named }, editor())
  await assert.rejects(at.ask(saveProvider, { provider_id, version: 1, provider: named }, editor()), {
    kind: 'conflict',
  })
})

test('a colleague proposes, an editor takes or refuses, once', async () => {
  const { service_id } = { service_id: rest.find(({ id }) => id !== open.id)?.id ?? hidden.id }
  const suggest = (more: object, who = at.staff.lawyer) => {
    const suggestion_id = newId()
    return at.ask(suggestChange, { service_id, suggestion_id, ...more }, who).then(() => suggestion_id)
  }
  const taken = await suggest({ changes: { availability: 'full', wait_time: 'Dos meses' }, words: 'Llamé hoy.' })
  const refused = await suggest({ words: 'Creo que cerró.' })
  await assert.rejects(suggest({ changes: { kinds: ['moon'] } }), { kind: 'invalid' })
  const listed = (await at.ask(listSuggestions, { service_id }, editor())).suggestions
  assert.deepEqual(
    listed.map(({ suggestion_id, by, by_kind }) => [suggestion_id, by, by_kind]),
    [
      [taken, 'Colega lawyer', 'worker'],
      [refused, 'Colega lawyer', 'worker'],
    ],
  )
  const fields = listed[0]!.changes.map(({ field, after }) => [field, after])
  assert.deepEqual(fields.sort(), [
    ['availability', 'full'],
    ['wait_time', 'Dos meses'],
  ])
  const decide = (suggestion_id: string, decision: 'taken' | 'refused') =>
    at.ask(decideSuggestion, { suggestion_id, version: 1, decision }, editor())
  await decide(taken, 'taken')
  await decide(refused, 'refused')
  await assert.rejects(decide(taken, 'refused'), { key: 'service.decided' })
  const seen = await at.ask(readService, { service_id }, at.staff.lawyer)
  assert.equal(seen.availability, 'full')
  assert.equal(seen.wait_time, 'Dos meses')
  const { changes } = await at.ask(listServiceChanges, { service_id }, at.staff.lawyer)
  assert.equal(changes[0]!.because, 'suggestion')
  assert.deepEqual((await at.ask(listSuggestions, {}, editor())).suggestions, [])
})

test('a service that answers for itself vouches for its record when its words are taken', async () => {
  const suggestion_id = newId()
  await at.rows(
    `insert into directory_suggestion (organisation_id, suggestion_id, service_id, by_kind, changes)
     values ($1, $2, $3, 'service', '{"fees": "Gratis", "no_longer_known": 1}')`,
    [at.ours.organisation_id, suggestion_id, hidden.id],
  )
  await at.ask(decideSuggestion, { suggestion_id, version: 1, decision: 'taken' }, editor())
  const seen = await at.ask(readService, { service_id: hidden.id }, editor())
  assert.equal(seen.assured?.by, seen.provider_name)
  assert.equal(seen.assured?.on, today)
})

test('the door of a hidden location: sealed, told to whoever brings people there, each look in the journal', async () => {
  const service_id = hidden.id
  const door = {
    address: { country: 'ES', province: '08', town: 'Vic', street: 'Carrer Amagat 9' },
    words: 'Tocar dos veces.',
  }
  const none = await at.ask(readDoor, { service_id }, at.staff.reference_worker)
  assert.deepEqual(none, { door: null, changed_at: null, version: 0 })
  const first = await at.ask(writeDoor, { service_id, version: 0, door }, editor())
  await assert.rejects(at.ask(writeDoor, { service_id, version: 0, door }, editor()), { kind: 'conflict' })
  await at.ask(writeDoor, { service_id, version: first.version, door: { ...door, words: 'Tocar.' } }, editor())
  const told = await at.ask(readDoor, { service_id }, at.staff.reference_worker)
  assert.equal(told.door?.address.street, 'Carrer Amagat 9')
  assert.equal(told.door?.words, 'Tocar.')
  const journalled = await at.rows("select 1 from journal where action = 'directory.door' and subject_id = $1", [
    service_id,
  ])
  assert.equal(journalled.length, 4)

  const [row] = await at.rows("select encode(sealed, 'escape') as sealed from directory_door")
  assert.ok(!String(row!.sealed).includes('Amagat'))
  for (const reply of [
    await at.ask(readService, { service_id }, editor()),
    await at.ask(readServiceRecord, { service_id }, editor()),
    await at.ask(listServices, {}, editor()),
    await at.ask(listServiceChanges, { service_id }, editor()),
  ])
    assert.ok(!JSON.stringify(reply).includes('Amagat'))

  await assert.rejects(at.ask(writeDoor, { service_id, version: 2, door }, at.staff.reference_worker), {
    kind: 'refused',
  })
  for (const who of [at.staff.trainer, at.staff.administrator, at.staff.director])
    await assert.rejects(at.ask(readDoor, { service_id }, who), { kind: 'refused' })
  const elsewhere = rest.find((service) => !service.hidden_location && service.id !== open.id)
  if (elsewhere)
    await assert.rejects(at.ask(writeDoor, { service_id: elsewhere.id, version: 0, door }, editor()), {
      key: 'service.not_hidden',
    })
})

test('who keeps the directory: whoever may edit, each house its own, nobody without a session', async () => {
  const service_id = open.id
  const { service, version, provider_id } = await recordOf(service_id)
  const { provider } = await at.ask(readProviderRecord, { provider_id }, editor())
  const suggestion_id = newId()
  const door = { address: { country: 'ES', town: 'Vic', street: 'x' } }
  const edits = (who: typeof nobody) => [
    () => at.ask(readServiceRecord, { service_id }, who),
    () => at.ask(saveService, { service_id, version, service }, who),
    () => at.ask(addService, { service_id: newId(), provider_id, service }, who),
    () => at.ask(assureService, { service_id, version, until: addDays(today, 30) }, who),
    () => at.ask(readProviderRecord, { provider_id }, who),
    () => at.ask(saveProvider, { provider_id, version: 1, provider }, who),
    () => at.ask(addProvider, { provider_id: newId(), provider }, who),
    () => at.ask(listSuggestions, {}, who),
    () => at.ask(decideSuggestion, { suggestion_id, version: 1, decision: 'taken' }, who),
  ]
  for (const edit of edits(at.staff.reference_worker)) await assert.rejects(edit(), { kind: 'refused' })
  const reads = [
    () => at.ask(listProviders, {}, nobody),
    () => at.ask(listServiceChanges, { service_id }, nobody),
    () => at.ask(suggestChange, { service_id, suggestion_id, words: 'x' }, nobody),
    () => at.ask(readDoor, { service_id }, nobody),
    () => at.ask(writeDoor, { service_id, version: 0, door }, nobody),
  ]
  for (const each of [...edits(nobody), ...reads]) await assert.rejects(each(), { kind: 'signed_out' })

  // The partner keeps a directory of its own: the same ids there are other records.
  const theirs = at.staff.partner_administrator
  const before = await at.ask(readServiceRecord, { service_id }, theirs)
  await at.ask(
    saveService,
    { service_id, version: before.version, service: { ...before.service, alert: 'Solo aquí' } },
    theirs,
  )
  assert.notEqual((await at.ask(readService, { service_id }, editor())).alert, 'Solo aquí')
  assert.deepEqual((await at.ask(listSuggestions, {}, theirs)).suggestions, [])
  const mine = await at.ask(suggestChange, { service_id, suggestion_id: newId(), words: 'x' }, at.staff.trainer)
  await assert.rejects(
    at.ask(decideSuggestion, { suggestion_id: mine.suggestion_id, version: 1, decision: 'refused' }, theirs),
    { key: 'service.no_suggestion' },
  )
  assert.equal((await at.ask(readDoor, { service_id: hidden.id }, at.staff.reference_worker)).version, 2)
  await assert.rejects(at.ask(readDoor, { service_id: hidden.id }, at.staff.partner_worker), { kind: 'refused' })
  assert.equal((await at.askHttp(saveService, { service_id, version: 'x', service: {} }, editor())).status, 422)
  assert.equal((await at.askHttp(suggestChange, { service_id, suggestion_id: 'x' }, editor())).status, 422)
  // A record the database would refuse to parse again never gets in: every row still reads whole.
  for (const { record } of await at.rows('select record from directory_service')) DirectoryService.parse(record)
})
