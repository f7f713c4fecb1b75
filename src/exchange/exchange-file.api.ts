// A file to import becomes records, whatever it is: HSDS JSON, a tabular package, CSV or XLSX. Parsed in memory within
// limits; nothing in it is executed, followed or fetched.
import { strFromU8 } from 'fflate'
import { plain } from '#directory/plain.rules.ts'
import type { Facts } from '#facts/facts.ts'
import { namedId } from '#kit/named-id.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { UploadSettings } from './exchange.ts'
import { type ForeignDefaults, unknownTerms, withDefaults } from './foreign.rules.ts'
import { hsdsVocabulary, readHsds } from './hsds.rules.ts'
import type { HsdsReading, HsdsVocabulary } from './hsds.ts'
import { asRecord, reasonKey } from './hsds-field.rules.ts'
import { toNested, toTables } from './hsds-nest.rules.ts'
import { readCsv, readPackage, unpack } from './hsds-package.rules.ts'
import type { Tables } from './hsds-tables.ts'
import { guessMapping, lineFor, readSheet, type SheetWords } from './sheet.rules.ts'

const sheetLimits = { bytes: 64 * 1024 * 1024, files: 400, rows: 20_000 }

interface OfPackage {
  kind: 'hsds_json' | 'hsds_package'
  organizations: unknown[]
  tables: Tables
  unknown: string[]
}
interface OfSheet {
  kind: 'sheet'
  lines: string[][]
}
export type OpenedFile = OfPackage | OfSheet

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}

/** Only what could be a table is handed on: its parts are counted first, and a part with a document type is refused. */
const openXlsx = async (bytes: Buffer, parts: Map<string, Uint8Array>): Promise<OfSheet> => {
  for (const [name, part] of parts)
    if (/\.(xml|rels)$/i.test(name) && /<!(DOCTYPE|ENTITY)/i.test(strFromU8(part)))
      throw new Problem('invalid', 'exchange.broken_sheet')
  // A twentieth of what the house loads, for a file that hardly anybody sends.
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(bytes).catch(() => {
    throw new Problem('invalid', 'exchange.broken_sheet')
  })
  if (rows.length > sheetLimits.rows) throw new Problem('invalid', 'exchange.too_large')
  return { kind: 'sheet', lines: rows.map((row) => row.slice(0, 200).map(cellText)) }
}

const openJson = (bytes: Buffer): OfPackage => {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw new Problem('invalid', 'exchange.broken_json')
  }
  const organizations = asRecord(json)?.organizations
  if (!Array.isArray(organizations)) throw new Problem('invalid', 'exchange.not_a_package')
  return { kind: 'hsds_json', organizations, tables: toTables(json), unknown: [] }
}

export const openFile = async (bytes: Buffer): Promise<OpenedFile> => {
  if (isZip(bytes)) {
    const parts = unpack(bytes, { ...sheetLimits, bytes: 96 * 1024 * 1024 })
    if (parts.has('[Content_Types].xml')) return openXlsx(bytes, parts)
    const { tables, unknown } = readPackage(bytes)
    return { kind: 'hsds_package', organizations: toNested(tables).organizations ?? [], tables, unknown }
  }
  if (/^\uFEFF?\s*[{[]/.test(bytes.toString('utf8', 0, 200))) return openJson(bytes)
  if (bytes.includes(0)) throw new Problem('invalid', 'exchange.unknown_file')
  const text = bytes.toString('utf8')
  // Spreadsheets of this country write semicolons, and their older ones no UTF-8.
  const read = text.includes('\uFFFD') ? bytes.toString('latin1') : text
  const [first = ''] = read.split('\n', 1)
  const delimiter = [';', '\t', ','].sort((a, b) => first.split(b).length - first.split(a).length)[0]!
  return { kind: 'sheet', lines: readCsv(read, sheetLimits, [delimiter]).map((line) => line.slice(0, 200)) }
}

const said = ['en', 'es', 'it']

const namesOf = (codes: string[], type: 'language' | 'region'): [string, string][] =>
  said.flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type, fallback: 'none' })
    return codes.map((code): [string, string] => [plain(names.of(code) ?? code), code])
  })

const wordsOf = (facts: Facts, organisation_id: string): SheetWords => {
  const codesOf = (list: string) => (facts.codes[list]?.codes ?? []).map(({ code }) => code)
  const kinds = (facts.codes.service_kinds?.codes ?? []).flatMap(({ code, tag = code }) => [
    ...said.map((language): [string, string] => [plain(translatorOf(language)(`codes.service_kinds.${code}`)), tag]),
    [plain(code), tag] as [string, string],
    [plain(tag), tag] as [string, string],
  ])
  const own = (codes: string[]) => codes.map((code): [string, string] => [plain(code), code])
  return {
    kinds: new Map(kinds),
    languages: new Map([...namesOf(codesOf('languages'), 'language'), ...own(codesOf('languages'))]),
    countries: new Map([...namesOf(codesOf('countries'), 'region'), ...own(codesOf('countries'))]),
    provinces: new Map(
      facts.provinces.flatMap(({ name, aliases, code }) =>
        [name, ...aliases, code].map((each) => [plain(each), name] as const),
      ),
    ),
    id: (...words) => namedId(organisation_id, ...words),
  }
}

export interface FileReading extends HsdsReading {
  /** What the file says, for whoever counts what is left out of it. */
  organizations: unknown[]
  tables: Tables | null
  lineFor(path: string): number | null
}

const tagOf = (facts: Facts, kind: string | null): string | null =>
  facts.codes.service_kinds?.codes.find(({ code }) => code === kind)?.tag ?? kind

export const readFile = (
  opened: OpenedFile,
  settings: UploadSettings,
  facts: Facts,
  organisation_id: string,
): FileReading => {
  const vocabulary: HsdsVocabulary = hsdsVocabulary(facts)
  const { source, confidence, checked_on, country } = settings
  const kind = tagOf(facts, settings.kind)
  if (opened.kind === 'sheet') {
    const defaults = { source, confidence, checked_on, country, kind, organisation: settings.organisation }
    const { organizations, lineOf } = readSheet(
      opened.lines,
      settings.mapping,
      wordsOf(facts, organisation_id),
      defaults,
    )
    const reading = readHsds({ organizations }, vocabulary)
    return { ...reading, organizations, tables: null, lineFor: (path) => lineFor(path, lineOf) }
  }
  const kinds = Object.fromEntries(Object.entries(settings.kinds).map(([term, code]) => [term, tagOf(facts, code)!]))
  const defaults: ForeignDefaults = { source, confidence, checked_on, country, kind, kinds }
  const organizations = withDefaults(opened.organizations, defaults, vocabulary)
  const reading = readHsds({ organizations }, vocabulary)
  const unknown = opened.unknown.map((path) => ({
    path: `/${path}`,
    id: null,
    what: 'file' as const,
    reason_key: reasonKey('unknown_table'),
    details: {},
  }))
  return {
    ...reading,
    rejected: [...unknown, ...reading.rejected],
    organizations,
    tables: opened.tables,
    lineFor: () => null,
  }
}

/** What a person sees before anything is decided. */
export const lookInto = (opened: OpenedFile, facts: Facts) => {
  if (opened.kind !== 'sheet')
    return {
      columns: [],
      rows: [],
      row_count: opened.tables.service.length,
      terms: unknownTerms(opened.organizations, hsdsVocabulary(facts)).slice(0, 100),
      mapping: {},
    }
  const [columns = [], ...rows] = opened.lines
  return {
    columns: columns.map((each) => each.slice(0, 200)),
    rows: rows.slice(0, 5).map((row) => row.map((cell) => cell.slice(0, 200))),
    row_count: rows.length,
    terms: [],
    mapping: guessMapping(columns, facts.codes.sheet_columns!),
  }
}
