// The directory file holds what it says, cites all of it, and keeps the doors of shelters to itself.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hsdsVocabulary, readHsds } from '#exchange/hsds.rules.ts'
import { loadFacts } from '#facts/load.ts'
import { directoryRecords } from './directory.rules.ts'
import { DirectoryFile } from './directory.ts'

const facts = loadFacts()
const file = DirectoryFile.parse(facts.directory)
const { organisations, services } = directoryRecords(file)
const codesOf = (list: string) => new Set(facts.codes[list]?.codes.map((entry) => entry.code))

test('133 organisations and 313 services, each id once', () => {
  assert.equal(organisations.length, 133)
  assert.equal(services.length, 313)
  const ids = [...organisations, ...services].map((record) => record.id)
  assert.equal(new Set(ids).size, ids.length)
})

test('every fact cites: organisations, services and phones say where they were read and how sure they are', () => {
  for (const record of [...organisations, ...services]) {
    assert.ok(record.source && record.confidence && record.checked_on, record.name)
    for (const phone of record.phones) assert.ok(phone.source && phone.confidence, `${record.name} ${phone.number}`)
  }
  assert.doesNotMatch(JSON.stringify(file), /Dirección no incluida/)
})

test('every code is one we know', () => {
  const [kinds, forms, profiles] = ['service_kinds', 'exploitation_types', 'organisation_profiles'].map(codesOf)
  const [languages, countries] = ['languages', 'countries'].map(codesOf)
  const provinces = new Map(facts.provinces.map((province) => [province.code, province.region]))
  for (const service of services) {
    for (const kind of service.kinds) assert.ok(kinds?.has(kind), kind)
    for (const form of service.exploitation) assert.ok(forms?.has(form), form)
    for (const language of service.languages) assert.ok(languages?.has(language), language)
    for (const { country, region, province } of [...service.areas, ...service.places]) {
      assert.ok(countries?.has(country), country)
      if (province) assert.equal(provinces.get(province), region)
    }
  }
  for (const { profile } of organisations) for (const code of profile) assert.ok(profiles?.has(code), code)
})

test('where one sleeps is hidden: no door, nothing finer than the region, no province in the words', () => {
  const residential = new Set(facts.codes.service_kinds?.codes.flatMap((kind) => (kind.residential ? kind.code : [])))
  const provincesOfSeveral = hsdsVocabulary(facts).coarser
  const hidden = services.filter((service) => service.hidden_location)
  assert.equal(hidden.length, 59)
  for (const service of services) {
    assert.equal(
      service.hidden_location,
      service.kinds.some((kind) => residential.has(kind)),
      service.name,
    )
  }
  for (const service of hidden) {
    assert.deepEqual(service.places, [])
    for (const area of service.areas) assert.ok(!area.province && !area.town, service.name)
    const words = [service.name, service.description, service.eligibility, service.how_to_enter, service.alert]
    for (const said of words)
      for (const [names, region] of provincesOfSeveral)
        for (const [found] of (said ?? '').matchAll(names)) assert.equal(found, region, service.name)
  }
})

const shared = process.env.AMPARO_SHARED ?? '../shared'
const original = join(shared, 'data/es-directory.hsds.json')
const absent = existsSync(original) ? false : `the HSDS file the directory came from is not here (${original})`

test('reading the HSDS file rejects nothing, twice the same, and the directory file holds exactly that', {
  skip: absent,
}, () => {
  const vocabulary = hsdsVocabulary(facts)
  const json: unknown = JSON.parse(readFileSync(original, 'utf8'))
  const first = readHsds(json, vocabulary)
  assert.deepEqual(first.rejected, [])
  assert.deepEqual(readHsds(json, vocabulary), first)
  // Sources that pointed to a page nobody outside can open are said in other words.
  const uncited = (records: object) =>
    JSON.parse(JSON.stringify(records, (key, value) => (key === 'source' ? '' : value)))
  assert.deepEqual(uncited({ organisations, services }), uncited(first.records))
})
