// What a person must not meet, against everything they may be brought together with: a table of refused and of allowed
// cases for every kind of assignment, those of rooms still to come among them, and what must hold for any of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  excludes,
  keyOf,
  keyOfOverride,
  type LiveExclusion,
  mayBeSameName,
  toColleague,
  toPartner,
} from './exclusion.rules.ts'
import { type Assignment, type AssignmentKind, ExcludedWhat } from './exclusion.ts'

const today = '2026-11-22'
const id = (last: string) => `00000000-0000-4000-8000-00000000000${last}`
const exclusion = (what: object, change: Partial<LiveExclusion> = {}): LiveExclusion => ({
  exclusion_id: id('1'),
  what: ExcludedWhat.parse(what),
  since_on: '2026-01-01',
  until_on: null,
  ...change,
})
const to = (kind: AssignmentKind, change: Partial<Assignment>): Assignment => ({
  kind,
  key: keyOf(kind, 'x'),
  ...change,
})
const refused = (what: object, assignment: Assignment, change: Partial<LiveExclusion> = {}) =>
  excludes([exclusion(what, change)], assignment, today).excluded

const person = (name: string) => ({ kind: 'person', name })
const staff = { kind: 'staff', staff_id: id('2'), name: 'Rosa Prieto' }
const organisation = { kind: 'organisation', name: 'Bar El Sol, S.L.' }
const service = { kind: 'service', name: 'Piso puente de Vallecas' }
const place = { kind: 'place', name: 'Calle de la Rosa 12', town: 'Getafe' }
const town = { kind: 'area', country: 'ES', town: 'Alcalá de Henares' }
const province = { kind: 'area', country: 'ES', province: '28' }
const country = { kind: 'area', country: 'NP' }
const community = { kind: 'community', country: 'NP', region: 'Sindhupalchok' }
const clan = { kind: 'community', country: 'NG', language: 'bin' }
const route = { kind: 'route', from: 'Almería', to: 'El Ejido' }

const interpreter = (name: string, from: object) => to('interpreter', { people: [{ name, communities: [from] }] })

const refusedCases: [string, object, Assignment][] = [
  ['the colleague named', staff, toColleague({ staff_id: id('2'), name: 'Rosa P. Prieto Lamas' })],
  ['a colleague of that name', staff, toColleague({ staff_id: id('3'), name: 'Rosa Prieto' })],
  [
    'a colleague called like someone to be feared',
    person('Ram Thapa'),
    toColleague({ staff_id: id('3'), name: 'Ram Bahadur Thapa' }),
  ],
  ['the same person in another script', person('Sunita Gurung'), interpreter('सुनीता गुरुङ', {})],
  ['another spelling', person('Mohammed Rahman'), interpreter('Muhammad Rahman', {})],
  ['only a first name is known', person('Youssef'), to('course', { people: [{ name: 'Yusuf Amrani' }] })],
  [
    'someone in the file',
    { ...person('the uncle'), related_id: id('4') },
    to('appointment', { people: [{ name: 'X', related_id: id('4') }] }),
  ],
  ['an interpreter of the same village', community, interpreter('A', { country: 'NP', region: 'Sindhupalchok' })],
  ['an interpreter whose village nobody knows', community, interpreter('A', { country: 'NP' })],
  ['an interpreter of the same language', clan, interpreter('A', { country: 'NG', language: 'bin' })],
  ['the partner itself', organisation, toPartner({ organisation_id: id('5'), name: 'Bar Sol' }, null)],
  [
    'a partner by its id',
    { ...organisation, organisation_id: id('5') },
    toPartner({ organisation_id: id('5'), name: 'Otro nombre' }, null),
  ],
  [
    'an employer by another way of writing',
    organisation,
    to('job', { organisations: [{ name: 'BAR RESTAURANTE EL SOL' }] }),
  ],
  [
    'a service',
    service,
    toPartner({ organisation_id: id('5'), name: 'A' }, { id: id('6'), name: 'Piso puente de Vallecas', places: [] }),
  ],
  [
    'a service by its id',
    { ...service, service_id: id('6') },
    toPartner({ organisation_id: id('5'), name: 'A' }, { id: id('6'), name: 'B', places: [] }),
  ],
  [
    'an address with its number',
    place,
    to('appointment', { places: [{ address: 'C/ de la Rosa, 12, 3.º B', town: 'Getafe' }] }),
  ],
  ['an address whose town is not said', place, to('appointment', { places: [{ address: 'calle de la rosa 12' }] })],
  [
    'a shelter in the town',
    town,
    to('shelter', { places: [{ country: 'ES', province: '28', town: 'Alcala de Henares' }] }),
  ],
  ['a town inside an address', town, to('course', { places: [{ address: 'Plaza Mayor 1, 28801 Alcalá de Henares' }] })],
  ['a shelter in the province', province, to('shelter', { places: [{ country: 'ES', province: '28' }] })],
  [
    'a return to the country',
    country,
    to('travel', { places: [{ country: 'NP', town: 'Kathmandu' }], stops: ['Madrid', 'Kathmandu'] }),
  ],
  ['the road there', route, to('travel', { stops: ['Almería', 'Roquetas', 'El Ejido'] })],
  ['the road back', route, to('travel', { stops: ['El Ejido', 'Almeria'] })],
  ['a journey through the town', town, to('travel', { stops: ['Madrid', 'Alcalá de Henares', 'Zaragoza'] })],
  [
    'a bus station on the way',
    { kind: 'place', name: 'Estación Sur' },
    to('travel', { stops: ['Madrid, Estación Sur', 'Lisboa'] }),
  ],
]
test('a table of refused cases, one or more for every kind of exclusion and of assignment', () => {
  for (const [words, what, assignment] of refusedCases) assert.ok(refused(what, assignment), words)
  const kinds = new Set(refusedCases.map(([, what]) => (what as { kind: string }).kind))
  assert.equal(kinds.size, 8)
  assert.equal(new Set(refusedCases.map(([, , { kind }]) => kind)).size, 8)
})

const allowedCases: [string, object, Assignment][] = [
  ['another colleague', staff, toColleague({ staff_id: id('3'), name: 'Marta Sanz' })],
  ['a name that shares one word of two', person('Ram Thapa'), toColleague({ staff_id: id('3'), name: 'Ram Gurung' })],
  ['another first name', person('Youssef'), to('course', { people: [{ name: 'Karim Amrani' }] })],
  ['an interpreter of another region', community, interpreter('A', { country: 'NP', region: 'Kaski' })],
  ['an interpreter of another country', community, interpreter('A', { country: 'IN' })],
  ['an interpreter of whom nothing is known to be the same', community, interpreter('A', { language: 'ne' })],
  ['another bar', organisation, to('job', { organisations: [{ name: 'Bar La Luna' }] })],
  [
    'another number of the street',
    place,
    to('appointment', { places: [{ address: 'Calle de la Rosa 14', town: 'Getafe' }] }),
  ],
  [
    'the same street of another town',
    place,
    to('appointment', { places: [{ address: 'Calle de la Rosa 12', town: 'Parla' }] }),
  ],
  ['another province', province, to('shelter', { places: [{ country: 'ES', province: '41' }] })],
  [
    'another town of the province',
    town,
    to('shelter', { places: [{ country: 'ES', province: '28', town: 'Madrid' }] }),
  ],
  ['a town of that name abroad', town, to('shelter', { places: [{ country: 'MX', town: 'Alcalá de Henares' }] })],
  ['one end of the road alone', route, to('travel', { stops: ['Almería', 'Granada'] })],
  ['a person is no organisation', person('Sol'), toPartner({ organisation_id: id('5'), name: 'Sol' }, null)],
]
test('a table of allowed cases: what is known to differ is another', () => {
  for (const [words, what, assignment] of allowedCases) assert.ok(!refused(what, assignment), words)
})

test('days: over is over, what has no end holds, and what begins later holds for what has no end', () => {
  const on = (day?: string) => to('appointment', { people: [{ name: 'Youssef' }], ...(day && { on: day }) })
  const until = (until_on: string | null, since_on = '2026-01-01') => ({ until_on, since_on })
  assert.ok(refused(person('Youssef'), on(), until(today)), 'the last day counts')
  assert.ok(!refused(person('Youssef'), on(), until('2026-11-21')))
  assert.ok(!refused(person('Youssef'), on('2026-12-24'), until('2026-12-23')))
  assert.ok(refused(person('Youssef'), on('2026-12-23'), until('2026-12-23')))
  assert.ok(!refused(person('Youssef'), on('2026-12-23'), until(null, '2026-12-24')))
  assert.ok(refused(person('Youssef'), on(), until(null, '2026-12-24')))
})

const whats = refusedCases.map(([, what]) => exclusion(what))
const assignments = [...refusedCases, ...allowedCases].map(([, , assignment]) => assignment)

test('one exclusion more never allows more, their order does not matter, and no exclusion refuses nothing', () => {
  fc.assert(
    fc.property(fc.subarray(whats), fc.subarray(whats), fc.constantFrom(...assignments), (some, more, assignment) => {
      assert.equal(excludes([], assignment, today).excluded, false)
      const less = excludes(some, assignment, today).excluded
      const both = excludes([...some, ...more], assignment, today)
      if (less) assert.ok(both.excluded)
      assert.equal(both.excluded, excludes([...more, ...some].reverse(), assignment, today).excluded)
      assert.equal(both.excluded, both.because.length > 0)
    }),
  )
})

test('whoever is named is refused whatever else an assignment is made of', () => {
  const name = fc.constantFrom('Ram Thapa', 'Youssef Amrani', 'Oksana', 'সুনীতা', 'Wang Li', '  josé  GARCÍA ')
  fc.assert(
    fc.property(name, fc.constantFrom(...assignments), fc.boolean(), (excluded, other, first) => {
      const people = [...(other.people ?? [])]
      people.splice(first ? 0 : people.length, 0, { name: excluded.toUpperCase() })
      assert.ok(excludes([exclusion(person(excluded))], { ...other, people }, today).excluded)
    }),
  )
})

test('names that say nothing do not refuse everyone', () => {
  for (const [one, other] of [
    ['.', 'Rosa'],
    ['?', 'Rosa Prieto'],
  ] as const)
    assert.ok(!mayBeSameName(one, other))
  assert.ok(mayBeSameName('?', '?'))
  assert.ok(!ExcludedWhat.safeParse({ kind: 'community' }).success, 'a community of nothing')
  assert.ok(!ExcludedWhat.safeParse({ kind: 'person', name: ' ' }).success)
})

test('an override names one assignment and no other', () => {
  const keys = [
    keyOfOverride({ kind: 'team_member', staff_id: id('2') }),
    keyOfOverride({ kind: 'team_member', staff_id: id('3') }),
    keyOfOverride({ kind: 'referral', organisation_id: id('2'), service_id: null }),
    keyOfOverride({ kind: 'referral', organisation_id: id('2'), service_id: id('3') }),
    keyOfOverride({ kind: 'referral', organisation_id: id('3'), service_id: null }),
  ]
  assert.equal(new Set(keys).size, keys.length)
  assert.equal(keys[0], toColleague({ staff_id: id('2'), name: 'anyone' }).key)
  assert.equal(keys[2], toPartner({ organisation_id: id('2'), name: 'anyone' }, null).key)
  assert.equal(keys[3], toPartner({ organisation_id: id('2'), name: 'x' }, { id: id('3'), name: 'y', places: [] }).key)
})
