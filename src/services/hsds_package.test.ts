// A package comes in and goes out again without loss, whatever stands in it; the official schemas accept what we write.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { loadFacts } from '#facts/load.ts'
import { namedId } from '#kit/named-id.ts'
import { isProblem } from '#kit/problem.ts'
import { columnsOfStandard, nestedJudge, noSchemas, tableJudge, tablesOfStandard } from '#test/hsds.ts'
import { directoryRecords } from './directory.rules.ts'
import { DirectoryFile } from './directory.ts'
import { hsdsVocabulary, readHsds } from './hsds.rules.ts'
import { toNested, toTables } from './hsds_nest.rules.ts'
import { type OutWords, toRows } from './hsds_out.rules.ts'
import { asWritten, harmless, readCsv, readPackage, unpack, writePackage } from './hsds_package.rules.ts'
import { noTables, type Row, type TableName, type Tables, tableNames, tableShapes } from './hsds_tables.ts'

const facts = loadFacts()
const words: OutWords = { ...facts, language: 'en', name: (list, code) => `${list} ${code}`, id: namedId }
const sorted = (tables: Tables) =>
  Object.fromEntries(
    tableNames.map((table) => [table, [...tables[table]].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))]),
  )

test('our tables are those of the standard, with every column', { skip: noSchemas }, () => {
  assert.deepEqual([...tableNames].sort(), tablesOfStandard().sort())
  for (const table of tableNames)
    assert.deepEqual(tableShapes[table].columns.map(({ name }) => name).sort(), columnsOfStandard(table).sort())
})

test('our own directory as tables and as records is what the official schemas accept', { skip: noSchemas }, () => {
  const tables = toRows(directoryRecords(DirectoryFile.parse(facts.directory)), words)
  for (const table of tableNames) assert.deepEqual(tableJudge(table)(tables[table]), [], table)
  const { organizations = [] } = toNested(tables)
  assert.equal(organizations.length, tables.organization.length)
  for (const each of organizations) assert.deepEqual(nestedJudge('organization')(each), [])
})

test('our own directory read back from its package says the same', () => {
  const records = directoryRecords(DirectoryFile.parse(facts.directory))
  const { tables, unknown } = readPackage(writePackage(toRows(records, words)))
  assert.deepEqual(unknown, [])
  const { records: again, rejected } = readHsds(toNested(tables), hsdsVocabulary(facts))
  assert.deepEqual(rejected, [])
  const byId = <R extends { id: string }>(list: R[]) => new Map(list.map((each) => [each.id, each]))
  const services = byId(again.services)
  assert.equal(again.services.length, records.services.length)
  for (const service of records.services) assert.deepEqual(services.get(service.id), service)
  const organisations = byId(again.organisations)
  for (const each of records.organisations) assert.deepEqual(organisations.get(each.id), each)
})

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '=1+1',
    '+34 600',
    '-x',
    '@sum',
    '\tx',
    "'=x",
    "''@",
    'a,b',
    'a"b',
    'two\nlines',
    'x;y',
    '007',
    '1e3',
    ' ',
  ),
)
const rowOf = (table: TableName, at: number): fc.Arbitrary<Row> => {
  const fields = tableShapes[table].columns
    .filter(({ name }) => name !== 'id')
    .map(
      ({ name, type }) =>
        [
          name,
          fc.option(
            type === 'number'
              ? fc.oneof(
                  fc.integer(),
                  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
                )
              : cell,
            { nil: undefined },
          ),
        ] as const,
    )
  return fc
    .record({ ...Object.fromEntries(fields), 'extra column': fc.option(cell, { nil: undefined }) })
    .map((said) => {
      const row = { id: namedId(table, String(at)), ...said }
      return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== ''))
    })
}

test('every table of the standard survives a package, with columns nobody knows and cells that would calculate', () => {
  const packages = fc
    .tuple(...tableNames.map((table) => fc.tuple(rowOf(table, 1), rowOf(table, 2))))
    .map((rows) => Object.fromEntries(tableNames.map((table, at) => [table, rows[at]])) as unknown as Tables)
  fc.assert(
    fc.property(packages, (tables) => {
      const bytes = writePackage(tables)
      assert.deepEqual(sorted(readPackage(bytes).tables), sorted(tables))
      for (const [name, content] of unpack(bytes)) {
        if (!name.endsWith('.csv')) continue
        for (const line of readCsv(new TextDecoder().decode(content)))
          for (const each of line) assert.ok(!/^[=+\-@\t\r]/.test(each) || String(Number(each)) === each, each)
      }
    }),
    { numRuns: 12 },
  )
})

/** A package whose rows hang together, each table used. */
const linked = (): Tables => {
  const id = (name: string) => namedId('linked', name)
  const tables = noTables()
  const put = (table: TableName, name: string, fields: Row) => tables[table].push({ id: id(name), ...fields })
  put('organization', 'o', { name: 'One', description: 'One.', tax_id: 'X-1', year_incorporated: 1999 })
  put('program', 'p', { organization_id: id('o'), name: 'Programme', description: 'x' })
  put('service', 's', {
    organization_id: id('o'),
    program_id: id('p'),
    name: 'Advice',
    status: 'active',
    licenses: 'L',
    fees: 'old',
  })
  put('location', 'l', { organization_id: id('o'), location_type: 'physical', latitude: -3.5, longitude: 40.25 })
  put('service_at_location', 'sal', { service_id: id('s'), location_id: id('l'), description: 'second floor' })
  put('address', 'a', {
    location_id: id('l'),
    address_1: 'Calle 1',
    city: 'Granada',
    state_province: 'Granada',
    postal_code: '18001',
    country: 'ES',
    address_type: 'physical',
  })
  put('contact', 'c', { service_id: id('s'), name: 'Reception' })
  put('phone', 'f', { contact_id: id('c'), number: '+34 600 000 000', extension: 12 })
  put('phone', 'f2', { service_at_location_id: id('sal'), number: '600 000 001' })
  put('language', 'g', { phone_id: id('f'), code: 'es', name: 'Spanish' })
  put('schedule', 'h', { location_id: id('l'), freq: 'WEEKLY', byday: 'MO', timezone: 1, opens_at: '09:00' })
  put('funding', 'm', { service_id: id('s'), source: 'Town' })
  put('service_area', 'z', { service_id: id('s'), extent: 'Granada', extent_type: 'province' })
  put('required_document', 'd', { service_id: id('s'), document: 'Passport', uri: 'https://example.org/d' })
  put('cost_option', 'k', { service_id: id('s'), option: 'Course', amount: 12.5, currency: 'EUR' })
  put('accessibility', 'b', { location_id: id('l'), description: 'Ramp' })
  put('organization_identifier', 'i', { organization_id: id('o'), identifier_type: 'cif', identifier: 'G1' })
  put('taxonomy', 't', { name: 'T', description: 'T' })
  put('taxonomy_term', 'w', { taxonomy_id: id('t'), code: 'juridico', name: 'Legal', description: 'Legal' })
  put('attribute', 'n', { link_id: id('s'), link_entity: 'service', taxonomy_term_id: id('w'), value: 'juridico' })
  put('metadata', 'y', {
    resource_id: id('f'),
    resource_type: 'phone',
    last_action_date: '2026-01-01',
    last_action_type: 'update',
    field_name: 'number',
    previous_value: '1',
    replacement_value: '2',
    updated_by: 'x',
  })
  put('meta_table_description', 'q', { name: 'phone', language: 'en', character_set: 'utf-8' })
  return tables
}

test('records inside records and tables say the same, every table of it', () => {
  const tables = linked()
  for (const table of tableNames) assert.ok(tables[table].length > 0, table)
  assert.deepEqual(sorted(toTables(JSON.parse(JSON.stringify(toNested(tables))))), sorted(tables))
})

test('cells that would calculate are harmless and read as they were', () => {
  fc.assert(
    fc.property(cell, (text) => {
      assert.equal(asWritten(harmless(text)), text)
      assert.ok(!/^[=+\-@\t\r]/.test(harmless(text)))
    }),
    { numRuns: 200 },
  )
})

test('a bomb, a torn file and a zip of something else are named, and cost little', () => {
  const bomb = zipSync({ 'services.csv': new Uint8Array(4_000_000) })
  const small = { bytes: 1_000_000, files: 5, rows: 1_000 }
  const key = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return isProblem(error) ? error.key : 'another error'
    }
    return 'nothing'
  }
  assert.equal(
    key(() => readPackage(bomb, small)),
    'exchange.too_large',
  )
  // The size it declares is a lie: what counts is what comes out.
  const lying = Uint8Array.from(bomb)
  const view = new DataView(lying.buffer)
  view.setUint32(22, 10, true)
  assert.ok(['exchange.too_large', 'exchange.broken_zip'].includes(key(() => readPackage(lying, small))))
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${at}.csv`, strToU8('x')]))
  assert.equal(
    key(() => readPackage(zipSync(many), small)),
    'exchange.too_large',
  )
  assert.equal(
    key(() => readPackage(bomb.subarray(0, 200))),
    'exchange.broken_zip',
  )
  assert.equal(
    key(() => readPackage(strToU8('no zip'))),
    'exchange.not_a_package',
  )
  assert.equal(
    key(() => readPackage(zipSync({ 'letter.txt': strToU8('x') }))),
    'exchange.not_a_package',
  )
  assert.equal(
    key(() => readCsv('a\n'.repeat(2_000), small)),
    'exchange.too_large',
  )
})
