// The same package in its two forms: records inside records, as JSON has them, and one table per kind, as a tabular
// package has them. Nothing that stands in one is missing in the other.
import { asRecord } from './hsds-field.rules.ts'
import {
  hangsOn,
  listsOf,
  namedIn,
  noTables,
  type Row,
  type TableName,
  type Tables,
  tableNames,
  tableShapes,
} from './hsds-tables.ts'

const deepest = 12

/** A row of the same id seen again adds what the first did not say. */
const gather = () => {
  const tables = noTables()
  const known = new Map<string, Row>()
  const keep = (table: TableName, row: Row): void => {
    const name = `${table} ${String(row.id)}`
    const before = known.get(name)
    if (before) {
      for (const [key, value] of Object.entries(row)) before[key] ??= value
      return
    }
    known.set(name, row)
    tables[table].push(row)
  }
  return { tables, keep }
}

/** Rows of a nested file, by table. What has no id is left to the reader to name. */
export const toTables = (file: unknown): Tables => {
  const { tables, keep } = gather()
  const take = (table: TableName, value: unknown, above: Row, depth: number): string | undefined => {
    const record = asRecord(value)
    if (!record || typeof record.id !== 'string' || depth > deepest) return undefined
    const row: Row = {}
    const lists = listsOf[table] ?? {}
    const named = namedIn[table] ?? []
    for (const [key, part] of Object.entries(record)) {
      if (part === null || part === undefined) continue
      const hanging = hangsOn[key as keyof typeof hangsOn]
      if (Array.isArray(part) && hanging) {
        for (const each of part)
          take(hanging.table, each, { [hanging.id]: record.id, [hanging.entity]: table }, depth + 1)
      } else if (Array.isArray(part) && lists[key]) {
        for (const each of part) take(lists[key], each, { [`${table}_id`]: record.id }, depth + 1)
      } else {
        const [, inside, column] = named.find(([property]) => property === key) ?? []
        if (inside && column) {
          const id = take(inside, part, {}, depth + 1)
          if (id) row[column] ??= id
        } else row[key] = part
      }
    }
    for (const [key, value] of Object.entries(above)) row[key] ??= value
    keep(table, row)
    return record.id
  }
  const top = asRecord(file) ?? {}
  for (const table of tableNames) {
    const list = top[tableShapes[table].file]
    if (Array.isArray(list)) for (const each of list) take(table, each, {}, 0)
  }
  return tables
}

export interface Nesting {
  /** The record of this id with everything inside it; `deep` puts the location into each service at a location. */
  record(table: TableName, id: string, deep?: boolean): Row | undefined
  row(table: TableName, id: string): Row | undefined
}

const indexBy = (rows: Row[], column: string): Map<string, Row[]> => {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const key = row[column]
    if (typeof key !== 'string') continue
    const list = found.get(key)
    if (list) list.push(row)
    else found.set(key, [row])
  }
  return found
}

export const nesting = (tables: Tables): Nesting => {
  const byId = new Map<TableName, Map<string, Row>>()
  const indexes = new Map<string, Map<string, Row[]>>()
  const rowsOf = (table: TableName, column: string, id: string): Row[] => {
    const name = `${table} ${column}`
    if (!indexes.has(name)) indexes.set(name, indexBy(tables[table], column))
    return indexes.get(name)!.get(id) ?? []
  }
  const row = (table: TableName, id: string): Row | undefined => {
    const known = byId.get(table) ?? new Map(tables[table].map((each) => [String(each.id), each]))
    byId.set(table, known)
    return known.get(id)
  }

  const within = (table: TableName, own: Row, deep: boolean): Row => {
    const record: Row = { ...own }
    const id = String(own.id)
    for (const [property, inside] of Object.entries(listsOf[table] ?? {})) {
      const rows = rowsOf(inside, `${table}_id`, id)
      if (rows.length > 0) record[property] = rows.map((each) => within(inside, each, deep))
    }
    for (const [property, { table: inside, id: column }] of Object.entries(hangsOn)) {
      if (inside === table) continue
      const rows = rowsOf(inside, column, id)
      if (rows.length > 0) record[property] = rows.map((each) => within(inside, each, deep))
    }
    if (table === 'attribute' && typeof own.taxonomy_term_id === 'string') {
      const term = row('taxonomy_term', own.taxonomy_term_id)
      if (term) record.taxonomy_term = { ...term }
    }
    if (deep && table === 'service_at_location' && typeof own.location_id === 'string') {
      const location = row('location', own.location_id)
      if (location) record.location = within('location', location, false)
    }
    return record
  }
  return {
    row,
    record: (table, id, deep = false) => {
      const own = row(table, id)
      return own && within(table, own, deep)
    },
  }
}

/** The tables a row can be found in from an organisation downwards, by the columns that lead there. */
const parents: Partial<Record<TableName, TableName[]>> = {
  program: ['organization'],
  service: ['organization'],
  location: ['organization'],
  service_at_location: ['service'],
  phone: ['location', 'service', 'organization', 'contact', 'service_at_location'],
  contact: ['organization', 'service', 'service_at_location', 'location'],
  address: ['location'],
  schedule: ['service', 'location', 'service_at_location'],
  funding: ['organization', 'service'],
  service_area: ['service'],
  required_document: ['service'],
  language: ['service', 'location', 'phone'],
  accessibility: ['location'],
  cost_option: ['service'],
  organization_identifier: ['organization'],
}

/** As JSON has it: organisations with all that is theirs, then whatever belongs to none. */
export const toNested = (tables: Tables): Record<string, Row[]> => {
  const nested = nesting(tables)
  const ids = new Map(tableNames.map((table) => [table, new Set(tables[table].map((row) => String(row.id)))]))
  const anywhere = new Set(tableNames.filter((table) => table !== 'metadata').flatMap((table) => [...ids.get(table)!]))
  const isInside = (table: TableName, row: Row): boolean => {
    if (table === 'attribute') return anywhere.has(String(row.link_id))
    if (table === 'metadata') return anywhere.has(String(row.resource_id))
    return (parents[table] ?? []).some((above) => ids.get(above)!.has(String(row[`${above}_id`] ?? '')))
  }
  const loose = (table: TableName) =>
    tables[table]
      .filter((row) => table === 'organization' || !isInside(table, row))
      .map((row) => nested.record(table, String(row.id))!)
  return Object.fromEntries(
    tableNames.flatMap((table) => {
      const rows = loose(table)
      return rows.length > 0 || table === 'organization' ? [[tableShapes[table].file, rows]] : []
    }),
  )
}
