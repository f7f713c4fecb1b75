// Open deadlines over many files, by day: the policy narrows them to files whose law one opens, the reach tells it where to look.
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { AlarmStage } from './deadline.ts'
import type { Item } from './reckoning.ts'

export interface WallWish {
  organisation_id: string
  staff_id: string
  whose: 'mine' | 'office' | 'all'
  office_id: string
  /** Only files one stands on oneself; always so for whoever has no wider reach, which spares the policy the rest. */
  on_the_case: boolean
  track: string | undefined
  until: Day | undefined
}

export interface WallFound {
  case_id: string
  deadline_id: string
  pack: Item['pack']
  rule_id: string
  rule_from: Day
  track: Item['track']
  kind: Item['kind']
  due_on: Day
  due_at: string | null
  state: Item['state']
  silence: NonNullable<Item['silence']>['means'] | null
  silence_on: Day | null
  stage: AlarmStage | null
  owner_id: string | null
  deputy_id: string | null
  version: number
  heard: boolean
}

const onTheCase = sql`and d.case_id = any((select e.my_cases from entered e)::uuid[])`

const narrowed = ({ on_the_case, whose, office_id, track, until }: WallWish): RawBuilder<unknown> => sql`
  ${on_the_case ? onTheCase : sql``}
  ${whose === 'office' ? sql`and d.office_id = ${office_id}` : sql``}
  ${track === undefined ? sql`` : sql`and d.track = ${track}`}
  ${until === undefined ? sql`` : sql`and d.due_on <= ${until}::date`}`

/** Mine are those I own and those I stand in for: each of the two has its own index. */
const sources = (wish: WallWish, columns: RawBuilder<unknown>, rest: RawBuilder<unknown>): RawBuilder<unknown> => {
  const from = (whose: RawBuilder<unknown>) => sql`
    (select ${columns} from law_deadline d where d.organisation_id = ${wish.organisation_id} and d.open ${whose} ${narrowed(wish)} ${rest})`
  if (wish.whose !== 'mine') return from(sql``)
  return sql`${from(sql`and d.owner_id = ${wish.staff_id}`)} union all ${from(sql`and d.deputy_id = ${wish.staff_id}`)}`
}

export const listWall = async (
  tx: Tx,
  wish: WallWish,
  today: Day,
  after: PageKey | undefined,
  size: number,
): Promise<WallFound[]> => {
  const beyond =
    after === undefined ? sql`` : sql`and (d.due_on, d.deadline_id) > (${after.value}::date, ${after.id}::uuid)`
  const page = sql`order by due_on, deadline_id limit ${size + 1}`
  const { rows } = await sql<WallFound>`
    with found as (
      select * from (${sources(wish, sql`d.*`, sql`${beyond} ${page}`)}) x ${page})
    select d.case_id, d.deadline_id, d.pack, d.rule_id, d.rule_from, d.track, d.kind, d.due_on, d.due_at, d.state, d.silence, d.silence_on,
      d.stage, d.owner_id, d.deputy_id, d.version,
      exists (select from law_alarm_heard h where h.organisation_id = d.organisation_id and h.case_id = d.case_id
        and h.deadline_id = d.deadline_id and h.due_on = d.due_on and h.stage = d.stage
        and (h.stage <> 'overdue' or h.on_day = ${today}::date)) as heard
    from found d order by d.due_on, d.deadline_id`.execute(tx)
  return rows
}

const mostCounted = 999

/** Each counted as far as one reads it: beyond that it is many. */
export const countWall = async (tx: Tx, wish: WallWish, today: Day, weekEnds: Day) => {
  const columns = sql`d.deadline_id`
  const rest = sql`order by d.due_on, d.deadline_id limit ${mostCounted}`
  const counted = (when: RawBuilder<unknown>) =>
    sql`(select count(*)::int from (select 1 from (${sources(wish, columns, sql`${when} ${rest}`)}) x limit ${mostCounted}) y)`
  const { rows } = await sql<{ overdue: number; today: number; week: number }>`
    select ${counted(sql`and d.due_on < ${today}::date and d.state <> 'suspended'`)} as overdue,
      ${counted(sql`and d.due_on = ${today}::date`)} as today,
      ${counted(sql`and d.due_on > ${today}::date and d.due_on <= ${weekEnds}::date`)} as week`.execute(tx)
  return rows[0]!
}
