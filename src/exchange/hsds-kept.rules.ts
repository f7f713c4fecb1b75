// What an imported package said beyond our model is kept as it came and comes out again in our own export. Nothing is
// kept that could tell the door of a shelter.
import type { DirectoryOrganisation, DirectoryRecords, DirectoryService } from '#directory/directory.ts'
import { addTables, type OutWords, rowsOfOrganisation, rowsOfService, termTables } from './hsds-out.rules.ts'
import { naming, noTables, type Row, type TableName, type Tables, tableNames } from './hsds-tables.ts'

const names = (row: Row, dropped: ReadonlySet<string>): boolean =>
  naming.some(([column]) => dropped.has(String(row[column] ?? '')))

/** Without these rows and all that hangs on them. */
const without = (tables: Tables, first: Iterable<string>): { kept: Tables; dropped: Set<string> } => {
  const dropped = new Set(first)
  for (let before = -1; before !== dropped.size; ) {
    before = dropped.size
    for (const table of tableNames)
      for (const row of tables[table]) if (table !== 'organization' && names(row, dropped)) dropped.add(String(row.id))
  }
  const kept = Object.fromEntries(
    tableNames.map((table) => [table, tables[table].filter(({ id }) => !dropped.has(String(id)))]),
  ) as Tables
  return { kept, dropped }
}

/**
 * The rows that may be kept: only organisations and services that were read and hide no place, and no location that is not one of theirs
 * where an organisation has any other.
 */
export const mayKeep = (tables: Tables, { organisations, services }: DirectoryRecords): Tables => {
  const open = new Set(services.filter((service) => !service.hidden_location).map(({ id }) => id))
  const read = new Set(organisations.map(({ id }) => id))
  const refused = tables.organization.filter(({ id }) => !read.has(String(id))).map(({ id }) => String(id))
  const closed = tables.service.filter(({ id }) => !open.has(String(id)))
  const closedIds = new Set(closed.map(({ id }) => String(id)))
  const houses = new Set(closed.map(({ organization_id }) => String(organization_id)))
  const links = tables.service_at_location
  const ofOpen = new Set(links.filter((row) => open.has(String(row.service_id))).map((row) => String(row.location_id)))
  const ofClosed = new Set(
    links.filter((row) => closedIds.has(String(row.service_id))).map((row) => String(row.location_id)),
  )
  const locations = tables.location.filter(({ id, organization_id }) => {
    const name = String(id)
    return ofClosed.has(name) || (!ofOpen.has(name) && (!organization_id || houses.has(String(organization_id))))
  })
  return without(tables, [...refused, ...closedIds, ...locations.map(({ id }) => String(id))]).kept
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

interface Change {
  id: string
  table: 'service' | 'organization'
  before: Tables
  after: Tables
}

/** Where a service is stands in three tables that go together. */
const together: TableName[][] = [['service_at_location', 'location', 'address']]

/** What was changed here since the import goes over the rows that were kept; the rest comes out as it came. */
const applyChange = (kept: Tables, { id, table, before: then, after: now }: Change): Tables => {
  let tables = kept
  const [was, is] = [then[table][0] ?? {}, now[table][0] ?? {}]
  const columns = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !same(was[name], is[name]))
  if (columns.length > 0)
    tables = {
      ...tables,
      [table]: tables[table].map((row) => {
        if (row.id !== id) return row
        const next = { ...row, ...Object.fromEntries(columns.map((name) => [name, is[name]])) }
        return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
      }),
    }
  const rest = tableNames.filter((name) => name !== table && name !== 'attribute' && !together[0]!.includes(name))
  for (const group of [...together, ...rest.map((name) => [name])]) {
    if (group.every((name) => same(then[name], now[name]))) continue
    const [lead] = group as [TableName]
    const owned = tables[lead].filter((row) => row[`${table}_id`] === id)
    const locations = lead === 'service_at_location' ? owned.map((row) => String(row.location_id)) : []
    tables = without(tables, [...owned.map((row) => String(row.id)), ...locations]).kept
    for (const name of group) tables = { ...tables, [name]: [...tables[name], ...now[name]] }
  }
  return applyTerms(tables, id, then, now)
}

/** Terms one by one: one added here takes none of theirs away. */
const applyTerms = (kept: Tables, id: string, then: Tables, now: Tables): Tables => {
  const nameOf = (row: Row) => `${String(row.value)} ${String(row.taxonomy_term_id)}`
  const [was, is] = [then, now].map((tables) => new Set(tables.attribute.map(nameOf))) as [Set<string>, Set<string>]
  const goneTerms = then.attribute.filter((row) => !is.has(nameOf(row)))
  const gone = new Set(goneTerms.map((row) => String(row.value)))
  const goneIds = new Set(goneTerms.map((row) => String(row.id)))
  const added = now.attribute.filter((row) => !was.has(nameOf(row)))
  if (gone.size + added.length === 0) return kept
  // Theirs go by what they say: a value of ours that says "yes" goes by its own id alone.
  const goes = (row: Row) =>
    row.link_id === id && (goneIds.has(String(row.id)) || (gone.has(String(row.value)) && String(row.value).length > 4))
  return { ...kept, attribute: [...kept.attribute.filter((row) => !goes(row)), ...added] }
}

export interface SaidThen {
  /** What the last import said of a record, by its id. */
  imported: ReadonlyMap<string, DirectoryOrganisation | DirectoryService>
  kept: Tables
}

/** Our own export: the rows that came in, with what changed here, and rows made anew for what never came in. */
export const exportOver = (
  { organisations, services }: DirectoryRecords,
  { imported, kept: all_kept }: SaidThen,
  words: OutWords,
): Tables => {
  // Whatever hid its place since is made anew, without what came.
  const kept = mayKeep(all_kept, { organisations, services })
  const came = new Set([...kept.organization, ...kept.service].map(({ id }) => String(id)))
  const still = { ...words, changedAt: () => undefined }
  let tables = kept
  const made = noTables()
  for (const provider of organisations) {
    const then = imported.get(provider.id) as DirectoryOrganisation | undefined
    if (!then || !came.has(provider.id)) addTables(made, rowsOfOrganisation(provider, words))
    else if (!same(then, provider)) {
      const [was, now] = [rowsOfOrganisation(then, still), rowsOfOrganisation(provider, still)]
      tables = applyChange(tables, { id: provider.id, table: 'organization', before: was, after: now })
    }
  }
  for (const service of services) {
    const then = imported.get(service.id) as DirectoryService | undefined
    if (!then || !came.has(service.id)) addTables(made, rowsOfService(service, words))
    else if (!same(then, service)) {
      const [was, now] = [rowsOfService(then, still), rowsOfService(service, still)]
      tables = applyChange(tables, { id: service.id, table: 'service', before: was, after: now })
    }
  }
  const all = noTables()
  addTables(all, tables)
  addTables(all, made)
  // Of our own terms only those that something here names and the package did not bring.
  const named = new Set(all.attribute.map((row) => String(row.taxonomy_term_id)))
  const here = new Set(all.taxonomy_term.map(({ id }) => String(id)))
  const ours = termTables(words)
  const terms = ours.taxonomy_term.filter(({ id }) => named.has(String(id)) && !here.has(String(id)))
  const taxonomies = new Set(terms.map((row) => String(row.taxonomy_id)))
  const known = new Set(all.taxonomy.map(({ id }) => String(id)))
  all.taxonomy_term.push(...terms)
  all.taxonomy.push(...ours.taxonomy.filter(({ id }) => taxonomies.has(String(id)) && !known.has(String(id))))
  return all
}
