// The rows of deadlines: written again by their key with every reckoning, so that what people added is never lost.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { AlarmStage, AsideReason } from './deadline.ts'
import type { Item } from './reckoning.ts'

export const deadlinePlace = ({ organisation_id, case_id }: At, column: SealedColumn, deadline_id: string) => ({
  ...{ table: 'law_deadline', column, row: deadline_id },
  ...{ case_id, organisation_id },
})
type SealedColumn = 'sealed_number' | 'sealed_aside'

/** What the rules and the day make of it. */
export interface Reckoned {
  deadline_id: string
  key: string
  pack: Item['pack']
  rule_id: string
  rule_from: Day
  track: Item['track']
  kind: Item['kind']
  matter_id: string | null
  starts_on: Day
  due_on: Day
  due_at: string | null
  state: Item['state']
  silence: string | null
  silence_on: Day | null
  closed_on: Day | null
  open: boolean
  rings_on: Day | null
  stage: AlarmStage | null
  stage_on: Day | null
  deputy_on: Day | null
}

export interface DeadlineRow extends Reckoned {
  gone: boolean
  owner_id: string | null
  deputy_id: string | null
  chosen: boolean
  filed_on: Day | null
  filed_document_id: string | null
  filed_event_id: string | null
  filed_by: string | null
  sealed_number: Buffer | null
  aside_reason: AsideReason | null
  aside_on: Day | null
  aside_due: Day | null
  aside_by: string | null
  sealed_aside: Buffer | null
  version: number
}

/** What a reckoning asks of the rows it writes again: what people did about them, and what stood. */
export type StoodRow = At &
  Pick<
    DeadlineRow,
    'deadline_id' | 'key' | 'rule_id' | 'due_on' | 'due_at' | 'state' | 'gone' | 'filed_on' | 'aside_due'
  >
export const listStood = async (tx: Tx, files: readonly At[]): Promise<StoodRow[]> => {
  const { rows } = await sql<StoodRow>`
    select d.organisation_id, d.case_id, d.deadline_id, d.key, d.rule_id, d.due_on::text, d.due_at, d.state, d.gone, d.filed_on::text,
      d.aside_due::text
    from unnest(${files.map(({ organisation_id }) => organisation_id)}::uuid[], ${files.map(({ case_id }) => case_id)}::uuid[])
      as f(organisation_id, case_id)
    join law_deadline d on d.organisation_id = f.organisation_id and d.case_id = f.case_id`.execute(tx)
  return rows
}

export const listDeadlines = async (tx: Tx, { organisation_id, case_id }: At): Promise<DeadlineRow[]> =>
  (await tx
    .selectFrom('law_deadline')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .execute()) as unknown as DeadlineRow[]

const given = sql`organisation_id uuid, case_id uuid, deadline_id uuid, key text, pack text, rule_id text, rule_from date, track text,
  kind text, matter_id uuid, starts_on date, due_on date, due_at text, state text, silence text, silence_on date, closed_on date,
  open boolean, rings_on date, stage text, stage_on date, deputy_on date`

/** Of one file or of many at once; rows that came out the same are not written again. */
export const writeReckoned = async (tx: Tx, rows: readonly (At & Reckoned)[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
      insert into law_deadline as d (organisation_id, case_id, deadline_id, key, pack, rule_id, rule_from, track, kind, matter_id,
        starts_on, due_on, due_at, state, silence, silence_on, closed_on, open, rings_on, stage, stage_on, deputy_on)
      select g.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(${given})
      on conflict (organisation_id, case_id, deadline_id) do update set
        gone = false, rule_from = excluded.rule_from, track = excluded.track, kind = excluded.kind, starts_on = excluded.starts_on,
        due_on = excluded.due_on, due_at = excluded.due_at, state = excluded.state, silence = excluded.silence,
        silence_on = excluded.silence_on, closed_on = excluded.closed_on, open = excluded.open, rings_on = excluded.rings_on,
        stage = excluded.stage, stage_on = excluded.stage_on, deputy_on = excluded.deputy_on,
        version = d.version + case when (d.due_on, d.open, d.gone) is distinct from (excluded.due_on, excluded.open, false) then 1 else 0 end
      where (d.gone, d.rule_from, d.track, d.kind, d.starts_on, d.due_on, d.due_at, d.state, d.silence, d.silence_on, d.closed_on,
          d.open, d.rings_on, d.stage, d.stage_on, d.deputy_on)
        is distinct from (false, excluded.rule_from, excluded.track, excluded.kind, excluded.starts_on, excluded.due_on,
          excluded.due_at, excluded.state, excluded.silence, excluded.silence_on, excluded.closed_on, excluded.open,
          excluded.rings_on, excluded.stage, excluded.stage_on, excluded.deputy_on)`.execute(tx)
}

/** What the rules no longer give: it stays with what people added, and rings no longer. */
export const markGone = async (tx: Tx, rows: readonly (At & { deadline_id: string })[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    update law_deadline d set gone = true, open = false, stage = null, rings_on = null, version = version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(organisation_id uuid, case_id uuid, deadline_id uuid)
    where d.organisation_id = g.organisation_id and d.case_id = g.case_id and d.deadline_id = g.deadline_id`.execute(tx)
}

type Added = Partial<
  Pick<
    DeadlineRow,
    | 'owner_id'
    | 'deputy_id'
    | 'chosen'
    | 'filed_on'
    | 'filed_document_id'
    | 'filed_event_id'
    | 'filed_by'
    | 'sealed_number'
    | 'aside_reason'
    | 'aside_on'
    | 'aside_due'
    | 'aside_by'
    | 'sealed_aside'
    | 'open'
  >
>
export const changeDeadline = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  deadline_id: string,
  version: number,
  change: Added,
): Promise<boolean> => {
  const done = await tx
    .updateTable('law_deadline')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('deadline_id', '=', deadline_id)
    .where('version', '=', version)
    .where('gone', '=', false)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** A proof that rested on an event which never happened is none. */
export const reopenFiledWith = async (tx: Tx, { organisation_id, case_id }: At, event_id: string): Promise<void> => {
  await sql`
    update law_deadline set filed_on = null, filed_document_id = null, filed_event_id = null, filed_by = null, sealed_number = null,
      version = version + 1
    where organisation_id = ${organisation_id} and case_id = ${case_id} and filed_event_id = ${event_id}`.execute(tx)
}

export interface HeardRow {
  deadline_id: string
  staff_id: string
  name: string
  stage: AlarmStage
  due_on: Day
  on_day: Day
  at: Moment
}
export const listHeard = async (tx: Tx, { organisation_id, case_id }: At): Promise<HeardRow[]> => {
  const { rows } = await sql<HeardRow>`
    select h.deadline_id, h.by_id as staff_id, coalesce(s.name, '') as name, h.stage, h.due_on, h.on_day, h.at
    from law_alarm_heard h
    join law_deadline d on d.organisation_id = h.organisation_id and d.case_id = h.case_id and d.deadline_id = h.deadline_id
      and d.due_on = h.due_on and d.open
    left join staff s on s.organisation_id = h.organisation_id and s.staff_id = h.by_id
    where h.organisation_id = ${organisation_id} and h.case_id = ${case_id} order by h.at`.execute(tx)
  return rows
}

export const insertHeard = (
  tx: Tx,
  { organisation_id, case_id }: At,
  heard: Pick<HeardRow, 'deadline_id' | 'stage' | 'due_on' | 'on_day'>,
) =>
  tx
    .insertInto('law_alarm_heard')
    .values({ organisation_id, case_id, ...heard })
    .onConflict((on) => on.doNothing())
    .execute()

/** What the house itself adds to the row of a file after a reckoning. */
export const markReckoned = async (
  tx: Tx,
  files: (At & { reckoned_on: Day; next_look_on: Day | null; rules_mark: string; outcome_mark: string })[],
): Promise<void> => {
  await sql`
    update law_file f set reckoned_on = g.reckoned_on, next_look_on = g.next_look_on, rules_mark = g.rules_mark, outcome_mark = g.outcome_mark
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb)
      as g(organisation_id uuid, case_id uuid, reckoned_on date, next_look_on date, rules_mark text, outcome_mark text)
    where f.organisation_id = g.organisation_id and f.case_id = g.case_id`.execute(tx)
}
