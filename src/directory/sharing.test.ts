// A partner reads our directory where we let it: at its tier, never the place of a hidden location, and no longer when we
// say so.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { importDirectory } from './directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from './directory.ts'
import { readServiceRecord } from './edit.ts'
import { listServices, readService } from './service.ts'
import { readSharing, shareWithPartners } from './sharing.ts'

const today = '2026-11-22'
const said = { source: 'x', confidence: 'checked', checked_on: today }
const provider = DirectoryOrganisation.parse({
  ...said,
  id: newId(),
  name: 'Casa del Aliso',
  description: 'Inventada.',
  contacts: [{ name: 'PARTNERNAME' }],
})
const service = (more: object) =>
  DirectoryService.parse({
    ...said,
    id: newId(),
    organisation_id: provider.id,
    name: 'Sede',
    description: 'Inventada.',
    status: 'active',
    kinds: ['legal'],
    areas: [{ country: 'ES', region: 'ES-CT' }],
    ...more,
  })
const town = { country: 'ES', province: '08', town: 'SECRETTOWN' }
const open = service({
  phones: [{ number: '600 000 001', source: 'x', confidence: 'checked' }],
  email: 'own@example.org',
  how_to_enter: 'PARTNERWAY',
  contacts: [{ name: 'PARTNERNAME' }],
  tiers: { email: 'own', how_to_enter: 'partners', phones: 'public' },
})
const shelter = service({ name: 'Casa', kinds: ['shelter_long'], hidden_location: true, places: [town] })

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./service.api.ts'),
    await import('./sharing.api.ts'),
    await import('./edit.api.ts'),
  )
  const client = await at.db.owner.connect()
  // As it should never stand: the wall must hold all the same.
  await importDirectory(
    builderOver(client),
    at.ours.organisation_id,
    { organisations: [provider], services: [open, shelter] },
    today,
  ).finally(() => client.release())
})
after(() => at.close())

test('a partner reads what the house lets it, field by field at its tier, and no longer when it says so', async () => {
  const theirs = at.staff.partner_worker
  const total = async () => (await at.ask(listServices, {}, theirs)).total
  assert.equal(await total(), 0)
  assert.deepEqual(await at.ask(readSharing, {}, at.staff.trainer), { with_partners: false, version: 0 })
  const share = (with_partners: boolean, version: number, who = at.staff.administrator) =>
    at.ask(shareWithPartners, { with_partners, version }, who)
  const { version } = await share(true, 0)
  assert.equal(await total(), 2)

  const seen = await at.ask(readService, { service_id: open.id }, theirs)
  assert.deepEqual([seen.email, seen.how_to_enter, seen.phones.length, seen.tiers], [null, 'PARTNERWAY', 1, {}])
  assert.equal(seen.contacts[0]?.name, 'PARTNERNAME')
  const hidden = await at.ask(readService, { service_id: shelter.id }, theirs)
  assert.deepEqual([hidden.places, hidden.addresses], [[], []])
  assert.ok(!JSON.stringify(await at.ask(listServices, {}, theirs)).includes('SECRETTOWN'))
  // Read, not kept: it is nobody's to edit there.
  assert.equal(seen.version, 0)
  await assert.rejects(at.ask(readServiceRecord, { service_id: open.id }, at.staff.partner_administrator), {
    kind: 'not_found',
  })

  // What changes here is read there at once.
  await at.rows(
    `update directory_service set record = record || '{"tiers": {"how_to_enter": "own"}}' where service_id = $1`,
    [open.id],
  )
  assert.equal((await at.ask(readService, { service_id: open.id }, theirs)).how_to_enter, null)

  await assert.rejects(share(false, 0), { kind: 'conflict' })
  await share(false, version)
  assert.equal(await total(), 0)
  await assert.rejects(at.ask(readService, { service_id: open.id }, theirs), { kind: 'not_found' })
})

test('who says so: whoever opens the directory, for the own house alone', async () => {
  for (const who of [at.staff.coordinator, at.staff.reference_worker, at.staff.partner_worker])
    await assert.rejects(at.ask(shareWithPartners, { with_partners: true, version: 2 }, who), { kind: 'refused' })
  await assert.rejects(at.ask(shareWithPartners, { with_partners: true, version: 2 }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(readSharing, {}, nobody), { kind: 'signed_out' })
  await at.ask(shareWithPartners, { with_partners: true, version: 0 }, at.staff.partner_administrator)
  assert.equal((await at.ask(readSharing, {}, at.staff.coordinator)).with_partners, false)
  assert.equal((await at.askHttp(shareWithPartners, { with_partners: 'x' }, at.staff.administrator)).status, 422)
})

test('a place that becomes hidden leaves what an import said of it', async () => {
  const id = newId()
  const address = { ...town, street: 'SECRETSTREET', more: null, postal_code: null, directions: null }
  const record = { ...service({ id }), places: [town], addresses: [{ ...address, lat: null, lon: null }] }
  await at.rows(
    `insert into directory_service (organisation_id, service_id, provider_id, status, kinds, country, record, imported, fingerprint, imported_on)
     values ($1, $2, $3, 'active', '{legal}', 'ES', $4, $4, '\\x01', current_date)`,
    [at.ours.organisation_id, id, provider.id, JSON.stringify(record)],
  )
  const kept = (resource: string, row_id: string, row: object) =>
    at.rows('insert into directory_kept values ($1, $2, $3, 0, $4)', [
      at.ours.organisation_id,
      resource,
      row_id,
      JSON.stringify(row),
    ])
  await kept('service_at_location', 'sal', { service_id: id, location_id: 'loc' })
  await kept('location', 'loc', { id: 'loc', name: 'SECRETSTREET' })
  await kept('address', 'adr', { location_id: 'loc', address_1: 'SECRETSTREET' })
  await kept('location', 'other', { id: 'other', name: 'another house' })
  await at.rows(
    `update directory_service set record = record || '{"hidden_location": true, "places": [], "addresses": []}' where service_id = $1`,
    [id],
  )
  const left = [
    ...(await at.rows('select * from directory_service where service_id = $1', [id])),
    ...(await at.rows('select * from directory_change where subject_id = $1', [id])),
    ...(await at.rows('select * from directory_kept')),
  ]
  assert.ok(!/SECRET(STREET|TOWN)/.test(JSON.stringify(left)))
  assert.equal((await at.rows("select 1 from directory_kept where row_id = 'other'")).length, 1)
})
