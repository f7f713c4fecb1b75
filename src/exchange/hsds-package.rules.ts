// A tabular package: a zip of one CSV per table with a datapackage.json that describes them. Whatever comes in is
// counted while it is unpacked; whatever goes out does nothing in a spreadsheet.
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { strFromU8, strToU8, Unzip, UnzipInflate, type Zippable, zipSync } from 'fflate'
import { isProblem, Problem } from '#kit/problem.ts'
import { type Column, noTables, type Row, type TableName, type Tables, tableNames, tableShapes } from './hsds-tables.ts'

export interface Limits {
  /** Bytes of all files together, unpacked. */
  bytes: number
  files: number
  rows: number
}
export const usualLimits: Limits = { bytes: 96 * 1024 * 1024, files: 400, rows: 400_000 }

const slice = 16 * 1024

/** Small slices in, everything counted that comes out: a bomb stops at the limit, whatever its own directory says. */
export const unpack = (bytes: Uint8Array, limits: Limits = usualLimits): Map<string, Uint8Array> => {
  const found = new Map<string, Uint8Array>()
  let [out, files] = [0, 0]
  const tooLarge = () => new Problem('invalid', 'exchange.too_large')
  const unzip = new Unzip((file) => {
    files += 1
    if (files > limits.files) throw tooLarge()
    const chunks: Uint8Array[] = []
    let size = 0
    file.ondata = (error, chunk, final) => {
      // What this throws comes back here once.
      if (error) throw isProblem(error) ? error : new Problem('invalid', 'exchange.broken_zip')
      out += chunk.length
      size += chunk.length
      if (out > limits.bytes) throw tooLarge()
      chunks.push(chunk)
      if (!final) return
      const whole = new Uint8Array(size)
      let at = 0
      for (const each of chunks) {
        whole.set(each, at)
        at += each.length
      }
      found.set(file.name, whole)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += slice)
      unzip.push(bytes.subarray(at, at + slice), at + slice >= bytes.length)
  } catch (error) {
    if (isProblem(error)) throw error
    throw new Problem('invalid', 'exchange.broken_zip')
  }
  if (files !== found.size) throw new Problem('invalid', 'exchange.broken_zip')
  return found
}

/** What makes a cell calculate, also behind signs nobody sees, and the wide forms some programs read alike. */
const calculates = String.raw`(?:[\p{Cf}\p{Z}\s]*[=+\-@＝＋－＠]|[\t\r\n])`
const dangerous = new RegExp(`^'*${calculates}`, 'u')
const escaped = new RegExp(`^'+${calculates}`, 'u')

/** A cell a spreadsheet would calculate gets an apostrophe in front, and loses it when it is read again. */
export const harmless = (text: string): string => (dangerous.test(text) ? `'${text}` : text)
export const asWritten = (cell: string): string => (escaped.test(cell) ? cell.slice(1) : cell)

const cellOf = (value: unknown, isNumber: boolean): string => {
  if (value === null || value === undefined) return ''
  if (isNumber && typeof value === 'number') return String(value)
  if (typeof value === 'string') return harmless(value)
  // Numbers and flags where the standard has text: told apart from text when they are read again.
  return harmless(JSON.stringify(value))
}

const readCell = (cell: string, isNumber: boolean): unknown => {
  const text = asWritten(cell)
  if (!isNumber) return text
  const number = Number(text)
  return text.trim() !== '' && String(number) === text ? number : text
}

/** The columns of the standard, then what else stands in the rows. */
export const columnsOf = (table: TableName, rows: Row[]): Column[] => {
  const { columns } = tableShapes[table]
  const known = new Set(columns.map(({ name }) => name))
  const more = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !known.has(name)).sort()
  return [...columns, ...more.map((name): Column => ({ name, type: 'string' }))]
}

const csvOf = (columns: Column[], rows: Row[]): string =>
  stringify(
    [
      columns.map(({ name }) => harmless(name)),
      ...rows.map((row) => columns.map(({ name, type }) => cellOf(row[name], type === 'number'))),
    ],
    { record_delimiter: '\r\n' },
  )

const describe = (table: TableName, columns: Column[]) => ({
  name: table,
  path: `${tableShapes[table].file}.csv`,
  profile: 'tabular-data-resource',
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  schema: {
    fields: columns.map(({ name, type }) => ({ name, type })),
    primaryKey: 'id',
    missingValues: [''],
  },
})

/** Every table of the standard, also the empty ones. The same tables give the same bytes. */
export const writePackage = (tables: Tables): Uint8Array => {
  const resources = tableNames.map((table) => ({ table, columns: columnsOf(table, tables[table]) }))
  const files: Zippable = Object.fromEntries(
    resources.map(({ table, columns }) => [`${tableShapes[table].file}.csv`, strToU8(csvOf(columns, tables[table]))]),
  )
  files['datapackage.json'] = strToU8(
    JSON.stringify(
      {
        profile: 'tabular-data-package',
        name: 'human_services_data',
        version: '3.0',
        resources: resources.map(({ table, columns }) => describe(table, columns)),
      },
      null,
      1,
    ),
  )
  return zipSync(files, { level: 6, mtime: new Date('2000-01-01T00:00:00Z') })
}

export const readCsv = (text: string, limits: Limits = usualLimits, delimiter = [',', ';', '\t']): string[][] => {
  let lines: string[][]
  try {
    lines = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
      to: limits.rows + 1,
    }) as string[][]
  } catch {
    throw new Problem('invalid', 'exchange.broken_csv')
  }
  if (lines.length > limits.rows) throw new Problem('invalid', 'exchange.too_large')
  return lines
}

/** The standard demands these, and packages leave them empty where nobody told them: empty is not missing. */
const mayBeEmpty = new Set(['address address_1', 'address city', 'address state_province', 'address postal_code'])

const rowsOf = (table: TableName, text: string, limits: Limits): Row[] => {
  const [head = [], ...lines] = readCsv(text, limits, [','])
  const names = head.map(asWritten)
  const { numbers } = tableShapes[table]
  return lines.map((cells) =>
    Object.fromEntries(
      names.flatMap((name, at) => {
        const cell = cells[at] ?? ''
        if (name === '' || name === '__proto__') return []
        if (cell === '') return mayBeEmpty.has(`${table} ${name}`) ? [[name, '']] : []
        return [[name, readCell(cell, numbers.has(name))]]
      }),
    ),
  )
}

export interface PackageReading {
  tables: Tables
  /** Files that are no table of the standard. */
  unknown: string[]
}

const baseName = (path: string): string => path.replace(/^.*\//, '').toLowerCase()

export const readPackage = (bytes: Uint8Array, limits: Limits = usualLimits): PackageReading => {
  const files = unpack(bytes, limits)
  const byFile = new Map<string, TableName>(
    tableNames.flatMap((table) => [tableShapes[table].file, table].map((name) => [`${name}.csv`, table] as const)),
  )
  const reading: PackageReading = { tables: noTables(), unknown: [] }
  for (const [path, content] of files) {
    if (path.endsWith('/') || baseName(path) === 'datapackage.json') continue
    const table = byFile.get(baseName(path))
    if (!table) {
      reading.unknown.push(path.slice(0, 200))
      continue
    }
    for (const row of rowsOf(table, strFromU8(content), limits)) reading.tables[table].push(row)
  }
  if (reading.tables.organization.length + reading.tables.service.length === 0)
    throw new Problem('invalid', 'exchange.not_a_package')
  return reading
}
