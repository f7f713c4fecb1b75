// Writes a database down as text in a stable order: what a reviewer reads to see what a migration changed, and who may
// read or write what. It needs no client tools, and says the same on PostgreSQL 15 and 18.
import type pg from 'pg'
import { objectGrants, sections } from './dump.sql.ts'

interface Table {
  oid: number
  name: string
  comment: string | null
  owner: string
  kind: 'r' | 'p' | 'v' | 'm'
  enabled: boolean
  forced: boolean
  options: string[] | null
  view: string | null
  partition: string | null
}
interface Line {
  oid: number
  text: string
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
const commentOn = (what: string, comment: string | null) =>
  comment ? [`comment on ${what} is ${quote(comment)};`] : []
const trim = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

export const dumpSchema = async (client: pg.ClientBase): Promise<string> => {
  const rows = async <T>(text: string): Promise<T[]> => (await client.query(text)).rows as T[]
  const lines = async (text: string): Promise<string[]> => (await rows<Line>(text)).map((row) => trim(row.text))
  const byTable = async (text: string) => Map.groupBy(await rows<Line>(text), (row) => row.oid)

  const head = '-- Written by `npm run migrations` from the migrations; do not edit. Reviewed to see who may do what.'
  const tables = await rows<Table>(sections.tables)
  const parts = {
    columns: await byTable(sections.columns),
    constraints: await byTable(sections.constraints),
    indexes: await byTable(sections.indexes),
    columnComments: await byTable(sections.columnComments),
    policies: await byTable(sections.policies),
    grants: await byTable(sections.tableGrants),
    triggers: await byTable(sections.triggers),
  }
  const of = (part: keyof typeof parts, table: Table) => (parts[part].get(table.oid) ?? []).map((row) => trim(row.text))

  const describe = (table: Table): string => {
    const { name, kind } = table
    const what = kind === 'v' ? 'view' : kind === 'm' ? 'materialized view' : 'table'
    const body =
      table.view === null
        ? `create table ${name} (\n${[...of('columns', table), ...of('constraints', table)].map((each) => `  ${each}`).join(',\n')}\n)${table.partition ? ` ${table.partition}` : ''};`
        : `create ${what} ${name}${table.options ? ` with (${table.options.join(', ')})` : ''} as\n${trim(table.view)}`
    return [
      body,
      ...(table.owner ? [`alter ${what} ${name} owner to ${table.owner};`] : []),
      ...commentOn(`${what} ${name}`, table.comment),
      ...of('columnComments', table),
      ...of('indexes', table),
      ...(table.enabled ? [`alter table ${name} enable row level security;`] : []),
      ...(table.forced ? [`alter table ${name} force row level security;`] : []),
      ...of('policies', table),
      ...of('triggers', table),
      ...of('grants', table),
    ].join('\n')
  }

  const blocks = [
    head,
    (await lines(sections.roles)).join('\n'),
    (await lines(sections.extensions)).join('\n'),
    (await lines(sections.schemas)).join('\n'),
    (await lines(sections.types)).join('\n'),
    (await lines(sections.sequences)).join('\n'),
    ...(await lines(sections.functions)),
    (await lines(objectGrants)).join('\n'),
    ...tables.map(describe),
    (await lines(sections.eventTriggers)).join('\n'),
    (await lines(sections.defaultGrants)).join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}
