// A file as it is opened, in one statement: its row, its keys, its team, its rule of contact and the latest of its
// timeline. Opening a file is what happens most; its text is fixed, so PostgreSQL plans it once per connection.
import { CompiledQuery } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { readPageKey } from '#kit/page.ts'
import type { Question } from '#kit/together.ts'
import type { At } from '#timeline/timeline.store.ts'

export interface FileRow {
  organisation_id: string
  case_id: string
  office_id: string
  reference: string
  stage: string
  status: string
  opened_on: string
  closed_on: string | null
  next_due_on: string | null
  version: number
  sealed_card: string
  /** Every key version the file has had, latest first. */
  keys: { version: number; wrapped: string }[]
  team: unknown[]
  contact: { sealed: string; version: number } | null
  timeline: unknown[]
}

const text = `
select f.organisation_id, f.case_id, f.office_id, f.reference, f.stage, f.status, f.opened_on, f.closed_on, f.next_due_on,
  f.version, encode(f.sealed_card, 'base64') as sealed_card, k.keys, coalesce(t.team, '[]') as team, case when c.case_id is not null then json_build_object('sealed', encode(c.sealed, 'base64'), 'version', c.version) end as contact,
  coalesce(l.timeline, '[]') as timeline
from case_file f
left join lateral (
  select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc) as keys
  from case_key k where k.organisation_id = $1 and k.case_id = $2
) k on true
left join lateral (
  select json_agg(json_build_object('access_id', a.access_id, 'kind', a.kind, 'staff_id', a.staff_id,
    'organisation_id', a.member_organisation_id, 'function', a.function, 'sections', a.sections,
    'until_at', a.until_at, 'name', coalesce(s.name, o.name, '')) order by a.function, a.from_at) as team
  from case_access a
  left join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
  left join organisation o on o.organisation_id = a.member_organisation_id
  where a.organisation_id = $1 and a.case_id = $2 and a.ended_at is null and (a.until_at is null or a.until_at > now())
) t on true
left join safe_contact c on c.organisation_id = $1 and c.case_id = $2
left join lateral (
  select json_agg(e) as timeline from (
    select entry_id, at, kind, section, actor_id, ref_id, codes from timeline_entry
    where organisation_id = $1 and case_id = $2 order by at desc, entry_id desc limit $3
  ) e
) l on true
where f.organisation_id = $1 and f.case_id = $2`

/** Rows as the short way tells them, each column a list: naming every value would take longer than reading it. */
export type Columns = Record<string, unknown[] | null>
const rowsOf = <Row>(columns: Columns): Row[] => {
  const names = Object.keys(columns)
  const length = Math.max(0, ...names.map((name) => columns[name]?.length ?? 0))
  const rows: Record<string, unknown>[] = []
  for (let at = 0; at < length; at += 1) {
    const row: Record<string, unknown> = {}
    for (const name of names) row[name] = columns[name]?.[at]
    rows.push(row)
  }
  return rows as Row[]
}

export type FileRowAtOnce = Omit<FileRow, 'timeline'> & { timeline: Columns }
export const withTimeline = (row: FileRowAtOnce): FileRow => ({ ...row, timeline: rowsOf(row.timeline) })

export interface ListedAtOnce {
  case_id: string
  reference: string
  stage: string
  status: string
  opened_on: string
  last_activity_at: string
  next_due_on: string | null
  reference_worker: string | null
  sealed_card: string
  key_version: number
  wrapped: string
}
export const listedRows = (columns: Columns): ListedAtOnce[] => rowsOf(columns)

/** The same, entered, decided and journalled in the one statement: guard.open_files. */
export const openAtOnce = (case_id: string, token: string, entry_id: string, entries: number): Question => ({
  of: 'guard.open_files',
  alone: 'guard.open_file',
  rounds: 2,
  types: ['text', 'uuid', 'uuid', 'int'],
  values: [token, case_id, entry_id, entries],
})

/** One page as most people see it, latest activity first; anything else is for the ordinary way: guard.list_files. */
export const listAtOnce = (
  input: { status: string; stage?: string | undefined; sort: string; mine: boolean; after?: string | undefined },
  token: string,
  entry_id: string,
  many: number,
): Question | undefined => {
  if (input.sort !== 'last_activity') return undefined
  const after = readPageKey(input.after)
  return {
    of: 'guard.list_files',
    rounds: 4,
    most: 4,
    types: ['text', 'uuid', 'text', 'text', 'boolean', 'timestamptz', 'uuid', 'int'],
    values: [
      token,
      entry_id,
      input.status,
      input.stage ?? null,
      input.mine,
      after?.value ?? null,
      after?.id ?? null,
      many,
    ],
  }
}

export const findFile = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  entries: number,
): Promise<FileRow | undefined> => {
  const { rows } = await tx.executeQuery<FileRow>(CompiledQuery.raw(text, [organisation_id, case_id, entries]))
  return rows[0]
}
