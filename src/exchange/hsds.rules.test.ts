import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadFacts } from '#facts/load.ts'
import { workOf } from '#test/waits.ts'
import { hsdsVocabulary, readHsds } from './hsds.rules.ts'
import type { HsdsReading } from './hsds.ts'

const vocabulary = hsdsVocabulary(loadFacts())
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const cite = { source: 'https://example.org/page', confidence: 'checked' }
const tag = (value: string) => ({ id: id(900), link_type: 'any', value, taxonomy_term: { code: value } })

const service = (change: object = {}) => ({
  id: id(2),
  organization_id: id(1),
  name: 'Legal advice',
  description: 'Advice on permits.',
  status: 'active',
  attributes: [tag('juridico'), tag('mujeres'), tag('irregular-ok')],
  service_areas: [{ id: id(3), extent: 'Granada', extent_type: 'province' }],
  languages: [
    { id: id(4), code: 'es' },
    { id: id(5), code: 'ur', note: 'to confirm' },
  ],
  phones: [{ id: id(6), number: '900 000 000', ...cite }],
  ...cite,
  ...change,
})
const organisation = (change: object = {}) => ({
  id: id(1),
  name: 'An invented house',
  description: 'Accompanies women.',
  checked_on: '2026-11-21',
  ...cite,
  services: [service()],
  ...change,
})
const read = (...organizations: unknown[]): HsdsReading => readHsds({ organizations }, vocabulary)
const withService = (change: object) => read(organisation({ services: [service(change)] }))
const reasons = ({ rejected }: HsdsReading) =>
  rejected.map((line) => [line.what, line.reason_key.replace('hsds.rejected.', ''), line.path])

test('a good record becomes a service in our words', () => {
  const { records, rejected } = read(organisation())
  assert.deepEqual(rejected, [])
  const [found] = records.services
  assert.deepEqual(found?.kinds, ['legal'])
  assert.equal(found?.admits.sex, 'women')
  assert.equal(found?.irregular_status, 'accepted')
  assert.deepEqual(found?.areas, [{ country: 'ES', region: 'ES-AN', province: '18' }])
  assert.deepEqual(found?.languages, ['es', 'ur'])
  assert.deepEqual(found?.languages_to_confirm, ['ur'])
  assert.equal(found?.cost, 'unknown')
  assert.equal(found?.availability, 'unknown')
  assert.equal(found?.checked_on, '2026-11-21')
})

test('each bad service is rejected with its reason and its place', () => {
  const path = '/organizations/0/services/0'
  const cases: [object, string][] = [
    [{ id: 'x' }, 'no_id'],
    [{ id: undefined }, 'no_id'],
    [{ id: id(1) }, 'duplicate_id'],
    [{ name: '  ' }, 'no_name'],
    [{ source: '' }, 'no_source'],
    [{ confidence: 'certain' }, 'no_confidence'],
    [{ organization_id: id(77) }, 'wrong_organisation'],
    [{ status: 'open' }, 'unknown_status'],
    [{ attributes: [tag('mujeres')] }, 'no_kind'],
    [{ service_areas: [] }, 'no_area'],
    [{ minimum_age: 40, maximum_age: 18 }, 'ages_reversed'],
    [{ minimum_age: 'adult' }, 'bad_age'],
    [{ maximum_age: 400 }, 'bad_age'],
    [{ name: 'x'.repeat(300) }, 'bad_field'],
    [{ email: 'not an address' }, 'bad_field'],
  ]
  for (const [change, reason] of cases) {
    const reading = withService(change)
    assert.deepEqual(reasons(reading), [['service', reason, path]], reason)
    assert.equal(reading.records.services.length, 0)
    assert.equal(reading.records.organisations.length, 1)
  }
})

test('a bad organisation takes its services with it, and each is named', () => {
  const cases: [object, string][] = [
    [{ id: null }, 'no_id'],
    [{ name: undefined }, 'no_name'],
    [{ description: undefined }, 'no_description'],
    [{ source: undefined }, 'no_source'],
    [{ confidence: undefined }, 'no_confidence'],
    [{ checked_on: '21/11/2026' }, 'no_check_day'],
    [{ parent_organization_id: 'someone' }, 'bad_field'],
  ]
  for (const [change, reason] of cases) {
    const reading = read(organisation(change))
    assert.deepEqual(reasons(reading), [
      ['organisation', reason, '/organizations/0'],
      ['service', 'organisation_rejected', '/organizations/0/services/0'],
    ])
    assert.deepEqual(reading.records, { organisations: [], services: [] })
  }
})

test('a bad part costs the part, not the service', () => {
  const path = '/organizations/0/services/0'
  const cases: [object, string, string, string][] = [
    [{ phones: [{ number: '900 000 000', source: 's' }] }, 'phone', 'no_confidence', '/phones/0'],
    [{ phones: [{ number: '900 000 000', confidence: 'checked' }] }, 'phone', 'no_source', '/phones/0'],
    [{ phones: [{ number: 'call us', ...cite }] }, 'phone', 'no_number', '/phones/0'],
    [{ phones: ['900'] }, 'phone', 'not_a_record', '/phones/0'],
    [{ attributes: [tag('juridico'), tag('dragons')] }, 'tag', 'unknown_tag', '/attributes/1'],
    [{ languages: [{ code: 'zz' }] }, 'tag', 'unknown_tag', '/languages/0'],
    [{ url: 'javascript:alert(1)' }, 'field', 'unsafe_link', '/url'],
    [{ url: 'data:text/html,x' }, 'field', 'unsafe_link', '/url'],
    [{ schedules: [{ byday: 'XX', opens_at: '09:00', closes_at: '10:00' }] }, 'field', 'bad_field', '/schedules/0'],
    [
      {
        service_areas: [
          { extent: 'Granada', extent_type: 'province' },
          { extent: 'Atlantis', extent_type: 'province' },
        ],
      },
      'area',
      'unknown_area',
      '/service_areas/1',
    ],
  ]
  for (const [change, what, reason, where] of cases) {
    const reading = withService(change)
    assert.deepEqual(reasons(reading), [[what, reason, path + where]], reason)
    assert.equal(reading.records.services.length, 1)
  }
})

test('a file that is something else is one line, never a crash', () => {
  for (const file of [null, 3, 'x', [], {}, { organizations: {} }]) {
    assert.deepEqual(reasons(readHsds(file, vocabulary)), [['file', 'not_hsds', '']])
  }
  for (const bad of [null, 7, 'x', []]) assert.equal(reasons(read(bad))[0]?.[1], 'not_a_record')
  assert.equal(reasons(read(organisation({ services: {} })))[0]?.[1], 'not_a_record')
})

test('the same organisation twice: the second is named, its services too', () => {
  assert.deepEqual(
    reasons(read(organisation(), organisation())).map((line) => line[1]),
    ['duplicate_id', 'organisation_rejected'],
  )
})

test('control characters and overrides of direction do not survive', () => {
  const { records } = withService({ name: 'Help\u202E\u0000 line', description: 'two\r\nlines' })
  assert.equal(records.services[0]?.name, 'Help line')
  assert.equal(records.services[0]?.description, 'two\nlines')
})

test('a shelter keeps no door, no town and no province, in its fields or its words', () => {
  const address = { address_1: 'Dirección no incluida', city: 'Motril', state_province: 'Granada', country: 'ES' }
  const change = {
    name: 'Casas en Granada y Jaén',
    attributes: [tag('acogida-larga')],
    service_areas: [
      { extent: 'Motril (Granada)', extent_type: 'city' },
      { extent: 'Jaén', extent_type: 'province' },
    ],
    service_at_locations: [{ location_id: id(8) }],
  }
  const locations = [{ id: id(8), location_type: 'physical', name: 'x', addresses: [address] }]
  const hidden = read(organisation({ locations, services: [service(change)] })).records.services[0]
  assert.equal(hidden?.hidden_location, true)
  assert.deepEqual(hidden?.areas, [{ country: 'ES', region: 'ES-AN' }])
  assert.deepEqual(hidden?.places, [])
  assert.equal(hidden?.name, 'Casas en Andalucía')
  const office = { ...change, attributes: [tag('juridico')] }
  const open = read(organisation({ locations, services: [service(office)] })).records.services[0]
  assert.deepEqual(open?.places, [{ country: 'ES', region: 'ES-AN', province: '18', town: 'Motril' }])
  assert.ok(!JSON.stringify(open).includes('Dirección'))
})

test('whatever stands in any field, the reader answers, and what it keeps is whole', () => {
  const orgKeys = Object.keys(organisation())
  const serviceKeys = [...Object.keys(service()), 'schedules', 'url', 'minimum_age', 'service_at_locations']
  const anything = fc.jsonValue({ maxDepth: 3 })
  const field = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 3 })
  fc.assert(
    fc.property(field(orgKeys), field(serviceKeys), (ofOrganisation, ofService) => {
      const reading = read(organisation({ services: [service(ofService)], ...ofOrganisation }))
      for (const kept of reading.records.services) {
        assert.ok(kept.kinds.length > 0 && kept.areas.length > 0 && kept.source !== '')
        for (const phone of kept.phones) assert.ok(phone.confidence && phone.source)
      }
      for (const line of reading.rejected) assert.ok(line.path.startsWith('/organizations'))
    }),
    { numRuns: 400 },
  )
})

test('a hostile file costs no time', () => {
  const long = 'Granada y '.repeat(200).slice(0, 1990)
  const ms = workOf(() => {
    withService({ description: long, attributes: [tag('acogida-larga')] })
    withService({ service_areas: [{ extent: ' ('.repeat(50_000), extent_type: 'city' }] })
    withService({ service_areas: [{ extent: 'IN', name: ','.repeat(100_000), extent_type: 'region' }] })
    withService({ website: 'x', name: ' '.repeat(500_000), status: 'x'.repeat(500_000) })
  })
  assert.ok(ms < 3_000, `${ms} ms`)
})
