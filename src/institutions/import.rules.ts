// Reading a list of institutions: columns by their names in any language of the desk, provinces by number or by name.
import { parse } from 'csv-parse/sync'
import type { Facts } from '#facts/facts.ts'
import { type ImportColumn, type ImportFault, importColumns, mostLines } from './import.ts'
import { KeptInstitution } from './institution.ts'
import { sectors } from './sector.ts'

/** What columns and sectors are called, in every language a list may come in. */
export interface ImportWords {
  columns: ReadonlyMap<string, ImportColumn>
  sectors: ReadonlyMap<string, string>
}

export interface ReadLine {
  line: number
  name: string
  kept: KeptInstitution | null
  fault: ImportFault | null
}

/** Names are the same however they are written: small and capital letters, accents, gaps. */
export const plainName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

export const wordsFrom = (texts: readonly Readonly<Record<string, string>>[]): ImportWords => {
  const columns = new Map<string, ImportColumn>(importColumns.map((column) => [plainName(column), column]))
  const names = new Map<string, string>(sectors.map((sector) => [plainName(sector), sector]))
  for (const text of texts) {
    for (const column of importColumns) columns.set(plainName(text[`institutions.column.${column}`] ?? column), column)
    for (const sector of sectors) names.set(plainName(text[`sector.${sector}`] ?? sector), sector)
  }
  return { columns, sectors: names }
}

/** The one place of an institution: what is the same twice. */
export const sameAs = ({ name, province, town }: Pick<KeptInstitution, 'name' | 'province' | 'town'>): string =>
  `${plainName(name)}|${province ?? plainName(town)}`

type Cells = Partial<Record<ImportColumn, string>>
type Province = (said: string) => string | undefined

const provinceBy = ({ provinces }: Facts): Province => {
  const known = new Map<string, string>()
  for (const { code, name, aliases } of provinces)
    for (const each of [code, name, ...aliases, ...name.split('/')]) known.set(plainName(each), code)
  return (said) => known.get(plainName(/^\d$/.test(said) ? `0${said}` : said))
}

const readCells = (cells: Cells, words: ImportWords, province: Province, countries: ReadonlySet<string>) => {
  const said = (column: ImportColumn) => (cells[column] ?? '').trim()
  const name = said('name')
  const wrong = (fault: ImportFault) => ({ name: name.slice(0, 160), kept: null, fault })
  if (name === '' || name.length > 160) return wrong('name')
  const sector = words.sectors.get(plainName(said('sector')))
  if (!sector) return wrong('sector')
  const country = said('country').toUpperCase() || 'ES'
  if (!countries.has(country)) return wrong('country')
  const code = said('province') === '' ? null : province(said('province'))
  if (code === undefined || (code !== null && country !== 'ES')) return wrong('province')
  const months = said('refresher_months') || '24'
  if (!/^\d{1,2}$/.test(months) || Number(months) < 1 || Number(months) > 60) return wrong('refresher_months')
  const read = KeptInstitution.safeParse({
    ...{
      name,
      sector,
      country,
      province: code,
      town: said('town'),
      status: 'active',
      refresher_months: Number(months),
    },
    contact: Object.fromEntries(
      (['person', 'role', 'phone', 'email', 'address', 'notes'] as const).map((each) => [each, said(each)]),
    ),
  })
  return read.success ? { name: read.data.name, kept: read.data, fault: null } : wrong('too_long')
}

const rowsIn = (csv: string): string[][] | undefined => {
  const [first = ''] = csv.split(/\r?\n/, 1)
  const delimiter = [';', '\t', ','].find((sign) => first.includes(sign)) ?? ','
  try {
    return parse(csv, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true })
  } catch {
    return undefined
  }
}

/** Nothing where it is no table, names no column of names and sectors, or is longer than anybody would look through. */
export const readList = (csv: string, facts: Facts, words: ImportWords): ReadLine[] | undefined => {
  const [head = [], ...rows] = rowsIn(csv) ?? []
  const columns = head.map((each) => words.columns.get(plainName(each)))
  if (!columns.includes('name') || !columns.includes('sector') || rows.length === 0 || rows.length > mostLines)
    return undefined
  const province = provinceBy(facts)
  const countries = new Set(facts.codes.countries?.codes.map(({ code }) => code))
  const seen = new Set<string>()
  return rows.map((row, place) => {
    const cells: Cells = {}
    for (const [at, column] of columns.entries()) if (column) cells[column] = row[at] ?? ''
    const read = readCells(cells, words, province, countries)
    const line = place + 2
    if (!read.kept) return { line, ...read }
    const same = sameAs(read.kept)
    if (seen.has(same)) return { line, name: read.name, kept: null, fault: 'twice' }
    seen.add(same)
    return { line, ...read }
  })
}
