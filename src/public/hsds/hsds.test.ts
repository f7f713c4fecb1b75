// The directory for others as another system meets it: closed until somebody opens it, accepted by the official schemas
// page by page, and without a byte that is kept to a smaller circle.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { directoryRecords } from '#directory/directory.rules.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryFile, DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { builderOver, Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { nestedJudge, noSchemas, pageJudge, tableJudge } from '#test/hsds.ts'
import { serveHsds } from './serve.ts'

const facts = loadFacts()
const records = directoryRecords(DirectoryFile.parse(facts.directory))
const provider = records.organisations[0]!
/** Words that must never leave; each stands in another field. */
const planted = (place: string) => `Zqx${place}`
const cite = { source: 'https://example.org', confidence: 'checked', checked_on: '2026-11-21' }
const hiddenHouse = DirectoryService.parse({
  id: newId(),
  organisation_id: provider.id,
  name: 'A house',
  description: 'People sleep here.',
  status: 'active',
  kinds: ['shelter_emergency'],
  areas: [{ country: 'ES', region: 'ES-AN', province: '18', town: planted('Area') }],
  places: [{ country: 'ES', province: '18', region: 'ES-AN', town: planted('Place') }],
  addresses: [
    { country: 'ES', province: '18', town: planted('Town'), street: planted('Street'), lat: 37.123457, lon: -3.5 },
  ],
  hidden_location: true,
  ...cite,
})
const keptBack = DirectoryService.parse({
  id: newId(),
  organisation_id: provider.id,
  name: 'Advice for few',
  description: 'Advice.',
  status: 'active',
  kinds: ['legal'],
  areas: [{ country: 'ES', region: 'ES-AN', province: '18' }],
  places: [{ country: 'ES', province: '18', region: 'ES-AN', town: planted('Office') }],
  addresses: [{ country: 'ES', province: '18', town: planted('Office'), street: planted('Door') }],
  phones: [{ number: '699 123 457', label: planted('Phone'), source: 'x', confidence: 'checked' }],
  email: 'zqxmail@example.org',
  contacts: [{ name: planted('Contact') }],
  website: 'https://zqxsite.example.org',
  how_to_enter: planted('Enter'),
  schedules: [{ days: ['MO'], opens_at: '09:00', closes_at: '10:00', note: planted('Hours') }],
  admission: { with_debt: 'no', documents: ['passport'] },
  tiers: {
    phones: 'own',
    email: 'partners',
    website: 'professionals',
    places: 'own',
    addresses: 'own',
    how_to_enter: 'partners',
    schedules: 'professionals',
    admission: 'partners',
  },
  ...cite,
})

let at: TestHouse
let app: FastifyInstance
let door: Database
const open = (yes: boolean) =>
  at.rows(
    `insert into directory_opening (organisation_id, open, changed_by) values ($1, $2, $3)
     on conflict (organisation_id) do update set open = $2, version = directory_opening.version + 1`,
    [at.ours.organisation_id, yes, at.staff.administrator.staff_id],
  )
const everywhere = { pages: 1e6, whole: 1e6 }
const serve = (limits = everywhere) => {
  const made = Fastify()
  serveHsds(made, { door, facts, public_url: undefined, report: () => {}, limits })
  return made
}
const ask = async (path: string, from = app) => {
  const reply = await from.inject({ url: `/hsds${path}` })
  return { status: reply.statusCode, text: reply.body, headers: reply.headers }
}
const read = async (path: string) => {
  const { status, text } = await ask(path)
  assert.equal(status, 200, path)
  return JSON.parse(text)
}

before(async () => {
  at = await testHouse()
  const client = await at.db.owner.connect()
  const all = { ...records, services: [...records.services, hiddenHouse, keptBack] }
  await importDirectory(builderOver(client), at.ours.organisation_id, all, '2026-11-22').finally(() => client.release())
  door = new Database(at.db.connection('amparo_door'))
  app = serve()
})
after(async () => {
  await app.close()
  await door.close()
  await at.close()
})

test('closed: nothing answers, whatever is asked', async () => {
  for (const path of ['', '/', '/services', '/organizations', '/openapi.json', `/services/${keptBack.id}`])
    assert.equal((await ask(path)).status, 404, path)
  await open(true)
  assert.equal((await ask('/services')).status, 200)
  await open(false)
  assert.equal((await ask('/services')).status, 404)
  await open(true)
})

test('the official schemas accept every page and every record', { skip: noSchemas }, async () => {
  const whole = async (path: string) => {
    const first = await read(`${path}&per_page=500`)
    assert.deepEqual(pageJudge()(first), [], path)
    assert.equal(first.contents.length, first.total_items)
    return first.contents as Record<string, unknown>[]
  }
  const expect = (judge: (value: unknown) => string[], list: unknown[]) => {
    for (const each of list) assert.deepEqual(judge(each), [])
  }
  const services = await whole('/services?')
  assert.equal(services.length, records.services.length + 2)
  expect(nestedJudge('service_list'), services)
  expect(nestedJudge('service_list'), await whole('/services?minimal=true'))
  expect(nestedJudge('service'), await whole('/services?full=true'))
  expect(nestedJudge('organization_list'), await whole('/organizations?'))
  expect(nestedJudge('organization'), await whole('/organizations?full=true'))
  expect(nestedJudge('organization'), (await read('/organizations?full_service=true&per_page=20')).contents)
  const places = await whole('/service_at_locations?')
  expect(nestedJudge('service_at_location'), places)
  for (const { id } of places.slice(0, 10)) {
    const one = await read(`/service_at_locations/${id}`)
    expect(nestedJudge('service_at_location'), [one])
    // The standard's own description of the API names this schema for it.
    expect(nestedJudge('service'), [one])
  }
  for (const { id } of services.slice(0, 10)) expect(nestedJudge('service'), [await read(`/services/${id}`)])
  for (const { id } of records.organisations.slice(0, 10))
    expect(nestedJudge('organization'), [await read(`/organizations/${id}`)])
  const [taxonomies, terms] = [await whole('/taxonomies?'), await whole('/taxonomy_terms?')]
  assert.deepEqual(tableJudge('taxonomy')(taxonomies), [])
  assert.deepEqual(tableJudge('taxonomy_term')(terms), [])
  assert.deepEqual(await read(`/taxonomies/${taxonomies[0]!.id}`), taxonomies[0])
  assert.deepEqual(await read(`/taxonomy_terms/${terms[0]!.id}`), terms[0])
  const home = await read('/')
  assert.equal(home.version, '3.0')
  assert.ok(URL.canParse(home.openapi_url) && URL.canParse(home.profile))
  assert.equal((await read('/openapi.json')).openapi, '3.1.0')
})

test('no byte of any page tells a hidden door or what is kept to a smaller circle', async () => {
  const ofProvider = `organization_id=${provider.id}`
  const paths = [
    `/services?full=true&${ofProvider}`,
    `/services?minimal=true&${ofProvider}`,
    '/services?format=ndjson&full=true',
    '/organizations?format=ndjson&full_service=true',
    `/service_at_locations?full=true&${ofProvider}`,
    `/services/${hiddenHouse.id}`,
    `/services/${keptBack.id}`,
    `/organizations/${provider.id}?full_service=true`,
  ]
  let seen = ''
  for (const path of paths) {
    const { status, text } = await ask(path)
    assert.equal(status, 200, path)
    assert.ok(!/zqx|37\.12|699 123 457/i.test(text), path)
    seen += text
  }
  assert.ok(seen.includes(hiddenHouse.id) && seen.includes(keptBack.id))
  // Which fields are kept back is itself nobody's business.
  assert.ok(!JSON.stringify(await read(`/services/${keptBack.id}`)).includes('partners'))
  // The role at the door gets them from nowhere else.
  for (const table of ['directory_service', 'directory_kept', 'directory_opening'])
    await assert.rejects(
      door.transaction({ token: '' }, (tx) =>
        tx
          .selectFrom(table as 'directory_service')
          .select('record')
          .execute(),
      ),
    )
  const rows = await at.rows(
    'select 1 as here where exists (select from directory_service where record::text like $1)',
    ['%Zqx%'],
  )
  assert.equal(rows.length, 1, 'the words were planted')
})

test('pages, lines, search, terms, changes and nearness', async () => {
  const first = await read('/services?per_page=10')
  const second = await read('/services?per_page=10&page=2')
  assert.deepEqual([first.first_page, first.last_page, first.size, second.page_number], [true, false, 10, 2])
  assert.ok(
    !second.contents.some(({ id }: { id: string }) => first.contents.some((each: { id: string }) => each.id === id)),
  )
  const beyond = await read('/services?page=9999')
  assert.deepEqual([beyond.empty, beyond.last_page], [true, true])
  const lines = (await ask('/services?format=ndjson')).text.trimEnd().split('\n')
  assert.equal(lines.length, first.total_items)
  assert.ok(lines.every((line) => JSON.parse(line).id))
  assert.ok(
    (await read('/services?search=Advice for few')).contents.some(({ id }: { id: string }) => id === keptBack.id),
  )
  const legal = (await read('/taxonomy_terms?search=juridico')).contents[0]
  const ofTerm = await read(`/services?taxonomy_term_id=${legal.id}&per_page=500`)
  assert.equal(
    ofTerm.total_items,
    [...records.services, keptBack].filter(({ kinds }) => kinds.includes('legal')).length,
  )
  assert.equal((await read(`/services?taxonomy_id=${legal.taxonomy_id}`)).total_items, first.total_items)
  const offered = records.services.filter(({ organisation_id }) => organisation_id === provider.id).length
  assert.equal((await read(`/services?organization_id=${provider.id}`)).total_items, offered + 2)
  assert.equal((await read('/services?modified_after=2999-01-01T00:00:00Z')).total_items, 0)
  assert.equal((await read('/services?modified_after=2020-01-01T00:00:00Z')).total_items, first.total_items)
  const inGranada = await read('/service_at_locations?postcode=18001&per_page=500')
  assert.ok(inGranada.total_items > 0 && inGranada.total_items < first.total_items)
  const near = await read('/service_at_locations?postcode=18001&proximity=1000&per_page=500')
  assert.ok(near.contents.every(({ service_id }: { service_id: string }) => service_id !== hiddenHouse.id))
  for (const bad of [
    'page=0',
    'page=x',
    'per_page=100000',
    'format=xml',
    'postcode=abc',
    'proximity=10',
    'modified_after=soon',
  ])
    assert.equal((await ask(`/services?${bad}`)).status, 422, bad)
  assert.equal((await ask(`/services/${newId()}`)).status, 404)
  assert.equal((await ask('/services/../x')).status, 404)
})

test('who asks too often is told to wait', async () => {
  const slow = serve({ pages: 3, whole: 1 })
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await ask('/services', slow)).status)
  assert.deepEqual(statuses, [200, 200, 200, 429])
  await slow.close()
})
