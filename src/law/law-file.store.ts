// The rows of the law in a file: which law holds, what happened, what an event said before, and what a reckoning changed.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { LawChange } from './law-file.ts'
import type { Change, Circumstances } from './reckoning.ts'
import type { PackId } from './rule.ts'

/** Where the words of an event are sealed; what it said before lies under its own name. */
export const eventPlace = ({ organisation_id, case_id }: At, event_id: string, before?: number) => ({
  table: before === undefined ? 'law_event' : 'law_event_before',
  column: 'sealed',
  row: before === undefined ? event_id : `${event_id} ${before}`,
  case_id,
  organisation_id,
})

export interface LawFileRow extends At {
  jurisdictions: PackId[]
  province: string | null
  town: string | null
  circumstances: Circumstances
  next_look_on: Day | null
  reckoned_on: Day
  rules_mark: string
  outcome_mark: string
  version: number
}

const fileColumns = [
  ...(['organisation_id', 'case_id', 'jurisdictions', 'province', 'town', 'circumstances'] as const),
  ...(['next_look_on', 'reckoned_on', 'rules_mark', 'outcome_mark', 'version'] as const),
] as const

export const findLawFile = async (tx: Tx, { organisation_id, case_id }: At): Promise<LawFileRow | undefined> =>
  (await tx
    .selectFrom('law_file')
    .select(fileColumns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()) as LawFileRow | undefined

/** Held until the transaction ends, so that two changes of one file are reckoned one after the other. */
export const holdLawFile = async (tx: Tx, { organisation_id, case_id }: At): Promise<LawFileRow | undefined> =>
  (await tx
    .selectFrom('law_file')
    .select(fileColumns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .forUpdate()
    .executeTakeFirst()) as LawFileRow | undefined

export const beginLawFile = async (
  tx: Tx,
  { circumstances, ...row }: Omit<LawFileRow, 'version'>,
): Promise<boolean> => {
  const done = await tx
    .insertInto('law_file')
    .values({ ...row, circumstances: JSON.stringify(circumstances) })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

type Kept = Pick<LawFileRow, 'jurisdictions' | 'province' | 'town' | 'circumstances'>
export const changeLawFile = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { circumstances, ...kept }: Kept,
  version: number,
): Promise<boolean> => {
  const done = await tx
    .updateTable('law_file')
    .set({ ...kept, circumstances: JSON.stringify(circumstances), version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export interface EventRow {
  event_id: string
  code: string
  jurisdiction: PackId
  happened_on: Day
  happened_at: string | null
  matter_id: string | null
  authority: string | null
  document_id: string | null
  status: 'live' | 'withdrawn'
  recorded_by: string
  recorded_at: Moment
  sealed: Buffer
  version: number
}

const said = [
  ...(['event_id', 'code', 'jurisdiction', 'happened_on', 'happened_at', 'matter_id'] as const),
  ...(['authority', 'document_id', 'sealed', 'version'] as const),
] as const

/** Far more than any file has; a reckoning over part of them would be a wrong one. */
const most = 2_000

export const listEvents = async (tx: Tx, { organisation_id, case_id }: At): Promise<EventRow[]> =>
  (await tx
    .selectFrom('law_event')
    .select([...said, 'status', 'recorded_by', 'recorded_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('happened_on')
    .orderBy('recorded_at')
    .orderBy('event_id')
    .limit(most)
    .execute()) as EventRow[]

export type EventBeforeRow = Omit<EventRow, 'status' | 'recorded_by' | 'recorded_at'> & {
  replaced_by: string
  replaced_at: Moment
}
export const listEventsBefore = async (tx: Tx, { organisation_id, case_id }: At): Promise<EventBeforeRow[]> =>
  (await tx
    .selectFrom('law_event_before')
    .select([...said, 'replaced_by', 'replaced_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('event_id')
    .orderBy('version', 'desc')
    .limit(most)
    .execute()) as EventBeforeRow[]

type NewEvent = Omit<EventRow, 'status' | 'recorded_by' | 'recorded_at' | 'version'>
export const insertEvent = async (tx: Tx, { organisation_id, case_id }: At, row: NewEvent): Promise<boolean> => {
  const done = await tx
    .insertInto('law_event')
    .values({ organisation_id, case_id, ...row })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const changeEvent = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { event_id, ...change }: Partial<Omit<EventRow, 'version' | 'recorded_by' | 'recorded_at'>> & { event_id: string },
  version: number,
): Promise<boolean> => {
  const done = await tx
    .updateTable('law_event')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('event_id', '=', event_id)
    .where('version', '=', version)
    .where('status', '=', 'live')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const keepEventBefore = (
  tx: Tx,
  { organisation_id, case_id }: At,
  row: Omit<EventBeforeRow, 'replaced_by' | 'replaced_at'>,
) =>
  tx
    .insertInto('law_event_before')
    .values({ organisation_id, case_id, ...row })
    .execute()

export interface NewChange extends At {
  change_id: string
  cause: LawChange['cause']
  event_id: string | null
  /** null: the house itself. */
  by_id: string | null
  changes: Change[]
}
export const insertChanges = async (tx: Tx, rows: readonly NewChange[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    insert into law_change (organisation_id, case_id, change_id, cause, event_id, by_id, changes)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(organisation_id uuid, case_id uuid, change_id uuid, cause text, event_id uuid, by_id uuid, changes jsonb)`.execute(
    tx,
  )
}

export const listChanges = async (tx: Tx, { organisation_id, case_id }: At, size: number): Promise<LawChange[]> =>
  (await tx
    .selectFrom('law_change')
    .select(['change_id', 'cause', 'event_id', 'by_id', 'at', 'changes'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('at', 'desc')
    .orderBy('change_id')
    .limit(size)
    .execute()) as LawChange[]

/** Whoever could answer for a deadline: the own team that opens the law. */
export const listLegalTeam = async (tx: Tx, { organisation_id, case_id }: At) => {
  const { rows } = await sql<{ staff_id: string; name: string; function: string }>`
    select distinct on (s.staff_id) s.staff_id, s.name, a.function from case_access a
    join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
    where a.organisation_id = ${organisation_id} and a.case_id = ${case_id} and a.kind = 'team' and a.ended_at is null
      and (a.until_at is null or a.until_at > guard.clock()) and 'law' = any(a.sections)
    order by s.staff_id, a.function`.execute(tx)
  return rows.sort((a, b) => a.name.localeCompare(b.name))
}

/** Where days are counted for a file of which nobody said so yet: the office's own place. */
export const findPlaceOfFile = async (tx: Tx, { organisation_id, case_id }: At) => {
  const { rows } = await sql<{ country: string; province: string | null }>`
    select o.country, coalesce(i.province, o.province) as province from case_file f
    join organisation o on o.organisation_id = f.organisation_id
    left join office i on i.organisation_id = f.organisation_id and i.office_id = f.office_id
    where f.organisation_id = ${organisation_id} and f.case_id = ${case_id}`.execute(tx)
  return rows[0]
}

/** Whether a paper lies in this very file and one may see it. */
export const hasDocument = async (tx: Tx, { organisation_id, case_id }: At, document_id: string): Promise<boolean> =>
  (await tx
    .selectFrom('document')
    .select('document_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('document_id', '=', document_id)
    .executeTakeFirst()) !== undefined

export const findNames = async (tx: Tx, organisation_id: string, staff_ids: string[]): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', 'in', [...staff_ids, '00000000-0000-0000-0000-000000000000'])
    .execute()
  return new Map(rows.map(({ staff_id, name }) => [staff_id, name]))
}

/** What counts of an event that stands, short as it travels: id, code, jurisdiction, day, hour, matter. */
type Told = [string, string, PackId, Day, string | null, string | null]
export interface ToReckon extends LawFileRow {
  told: Told[]
}

/** By which rules files were last reckoned: few, however many files. */
export const listRulesMarks = async (tx: Tx): Promise<Pick<LawFileRow, 'jurisdictions' | 'rules_mark'>[]> => {
  const { rows } = await sql<Pick<LawFileRow, 'jurisdictions' | 'rules_mark'>>`
    select distinct jurisdictions, rules_mark from law_file`.execute(tx)
  return rows
}

/** Open files on which something begins, ends or rings by itself today, or whose law was written anew; held, by key. */
export const holdFilesToReckon = async (
  tx: Tx,
  today: Day,
  old_marks: readonly string[],
  { from, until }: { from: string; until: string },
  size: number,
): Promise<ToReckon[]> => {
  const { rows } = await sql<ToReckon>`
    with due as (
      select f.* from law_file f
      where (f.next_look_on <= ${today}::date or f.rules_mark = any(${old_marks}::text[])) and f.case_id > ${from}::uuid and f.case_id <= ${until}::uuid
        and exists (select from case_file c where c.organisation_id = f.organisation_id and c.case_id = f.case_id and c.status = 'open')
      order by f.case_id limit ${size} for update of f)
    select d.organisation_id, d.case_id, d.jurisdictions, d.province, d.town, d.circumstances, d.next_look_on::text, d.reckoned_on::text,
      d.rules_mark, d.outcome_mark, d.version, coalesce(e.told, '[]'::json) as told from due d
    left join lateral (
      select json_agg(json_build_array(e.event_id, e.code, e.jurisdiction, e.happened_on, e.happened_at, e.matter_id)) as told
      from law_event e where e.organisation_id = d.organisation_id and e.case_id = d.case_id and e.status = 'live') e on true
    order by d.case_id`.execute(tx)
  return rows
}
