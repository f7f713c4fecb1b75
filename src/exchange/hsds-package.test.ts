// A package comes in and goes out again without loss, whatever stands in it; the official schemas accept what we write.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { directoryRecords } from '#directory/directory.rules.ts'
import { DirectoryFile } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { namedId } from '#kit/named-id.ts'
import { isProblem } from '#kit/problem.ts'
import { columnsOfStandard, nestedJudge, noSchemas, tableJudge, tablesOfStandard } from '#test/hsds.ts'
import { linkedPackage } from '#test/hsds-package.ts'
import { hsdsVocabulary, readHsds } from './hsds.rules.ts'
import { toNested, toTables } from './hsds-nest.rules.ts'
import { type OutWords, toRows } from './hsds-out.rules.ts'
import { asWritten, harmless, readCsv, readPackage, unpack, writePackage } from './hsds-package.rules.ts'
import { type Row, type TableName, type Tables, tableNames, tableShapes } from './hsds-tables.ts'

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

const cell: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '=1+1',
    '+34 600',
    '-x',
    '@sum',
    '\tx',
    '\u200b=1+1',
    '\u00a0@x',
    '＝1',
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
    .map((cells) => {
      const row = { id: namedId(table, String(at)), ...cells }
      const said = Object.entries(row).filter(([, value]) => value !== undefined && value !== '')
      const empty = { address_1: '', city: '', state_province: '', postal_code: '' }
      return { ...(table === 'address' && empty), ...Object.fromEntries(said) }
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
    { numRuns: 6 },
  )
})

test('records inside records and tables say the same, every table of it', () => {
  const tables = linkedPackage()
  for (const table of tableNames) assert.ok(tables[table].length > 0, table)
  assert.deepEqual(sorted(toTables(JSON.parse(JSON.stringify(toNested(tables))))), sorted(tables))
})

test('cells that would calculate are harmless and read as they were', () => {
  fc.assert(
    fc.property(cell.map(String), (text) => {
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
