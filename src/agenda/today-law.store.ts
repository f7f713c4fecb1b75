// What the page of the day says of legal deadlines: those that ring for me as their owner, as whoever stands in, or as one of
// those who answer for the law when a last day is near. Overdue ones stay until proof or a reason, however often acknowledged.
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Me } from './today.store.ts'

const most = 300

export interface DeadlineDue {
  case_id: string
  id: string
  due_on: Day
  version: number
  rule_id: string
}

/** Whose deadlines of others ring here when they are very near: all of the office, those of one's own files, or nobody's. */
export type LegalCircle = { office_id: string } | 'my_files' | null

const isHeard = (
  staff: RawBuilder<unknown>,
) => sql`exists (select from law_alarm_heard h where h.organisation_id = d.organisation_id
  and h.case_id = d.case_id and h.deadline_id = d.deadline_id and h.due_on = d.due_on and h.stage = d.stage and h.by_id = ${staff})`

/** Acknowledging one that is far away takes it off the page until its next stage; from a week before on nothing does. */
export const listDeadlinesDue = async (
  tx: Tx,
  { organisation_id, staff_id }: Me,
  circle: LegalCircle,
  today: Day,
): Promise<DeadlineDue[]> => {
  const me = sql`${staff_id}::uuid`
  const ringing = (whose: RawBuilder<unknown>) => sql`
    (select d.case_id, d.deadline_id as id, d.due_on, d.version, d.rule_id from law_deadline d
      join case_file f on f.organisation_id = d.organisation_id and f.case_id = d.case_id and f.status = 'open'
      where d.organisation_id = ${organisation_id} and d.open and d.rings_on <= ${today}::date
        and (d.kind = 'deadline' or d.due_on >= ${today}::date) ${whose}
      order by d.due_on, d.deadline_id limit ${most})`
  const sources = [
    ringing(sql`and d.owner_id = ${me} and (d.due_on <= ${today}::date + 7 or not ${isHeard(me)})`),
    ringing(sql`and d.deputy_id = ${me} and (d.due_on <= ${today}::date + 7
      or (d.deputy_on <= ${today}::date and not ${isHeard(sql`d.owner_id`)} and not ${isHeard(me)}))`),
    ...(circle === null
      ? []
      : [
          circle === 'my_files'
            ? ringing(
                sql`and d.due_on <= ${today}::date + 2 and d.case_id = any((select e.my_cases from entered e)::uuid[])`,
              )
            : ringing(
                sql`and (d.due_on <= ${today}::date + 2 or d.owner_id is null) and f.office_id = ${circle.office_id}::uuid`,
              ),
        ]),
  ]
  const { rows } = await sql<DeadlineDue>`
    select distinct on (due_on, id) * from (${sql.join(sources, sql` union all `)}) x order by due_on, id limit ${most}`.execute(
    tx,
  )
  return rows
}
