// The queue of reports, page by page: one index walks each pile in the order in which it is worked.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import { summaryOf } from './report.store.ts'
import { mostCounted, type Pile, piles, type ReportStatus, type ReportSummary } from './report.ts'
import type { Urgency } from './urgency.ts'

interface Wanted {
  pile: Pile
  urgency?: Urgency | undefined
  after?: PageKey | undefined
  size: number
}

const rankOf = { now: 0, soon: 1, routine: 2 } as const

type Listed = ReportSummary & { rank: number; clock_on: Day }

/** What waits: the most urgent first, then what is due first. What is decided: the latest first. */
export const listReportRows = async (
  tx: Tx,
  organisation_id: string,
  today: Day,
  wanted: Wanted,
): Promise<Listed[]> => {
  const { pile, urgency, after, size } = wanted
  let query = summaryOf(tx).select(['rank', 'clock_on']).where('organisation_id', '=', organisation_id)
  if (urgency) query = query.where('rank', '=', rankOf[urgency])
  if (pile === 'overdue') {
    query = query.where('due_on', '<', today)
    if (after) query = query.where(sql<boolean>`(due_on, report_id) > (${after.value}::date, ${after.id}::uuid)`)
    query = query.orderBy('due_on').orderBy('report_id')
  } else if (pile === 'open' || pile === 'answered') {
    query = query.where('pile', '=', pile)
    if (after) {
      const [rank = '0', day = ''] = after.value.split('.')
      query = query.where(
        sql<boolean>`(rank, clock_on, report_id) > (${Number(rank)}::smallint, ${day}::date, ${after.id}::uuid)`,
      )
    }
    query = query.orderBy('rank').orderBy('clock_on').orderBy('report_id')
  } else {
    query = query.where('status', '=', pile)
    if (after)
      query = query.where(
        sql<boolean>`(received_on < ${after.value}::date or (received_on = ${after.value}::date and report_id > ${after.id}::uuid))`,
      )
    query = query.orderBy('received_on', 'desc').orderBy('report_id')
  }
  return (await query.limit(size).execute()) as Listed[]
}

export const pageValueOf = (pile: Pile, row: Listed): string => {
  if (pile === 'overdue') return row.due_on ?? row.clock_on
  return pile === 'open' || pile === 'answered' ? `${row.rank}.${row.clock_on}` : row.received_on
}

export type Counts = Record<Pile | 'now', number>

/** No count goes further than anybody acts on, so that counting stays quick however much came in. */
export const countReports = async (tx: Tx, organisation_id: string, today: Day): Promise<Counts> => {
  const upTo = (condition: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from (select from report where organisation_id = ${organisation_id} and ${condition}
      limit ${mostCounted}) counted)`
  const { rows } = await sql<Counts>`select
    ${sql.join(piles.map((pile) => sql`${upTo(sql`pile = ${pile}`)} as ${sql.ref(pile)}`))},
    ${upTo(sql`due_on < ${today}::date`)} as overdue,
    ${upTo(sql`pile = 'open' and rank = 0`)} as now`.execute(tx)
  return rows[0]!
}

/** Reports that came in before the door weighed them, or while it could not. */
export const listUnweighed = (tx: Tx, organisation_id: string, size: number) =>
  tx
    .selectFrom('report')
    .select(['report_id', 'intake_version', 'sealed_body', 'status', 'received_on', 'acknowledged_on', 'answered_on'])
    .where('organisation_id', '=', organisation_id)
    .where('suggested', 'is', null)
    .limit(size)
    .$narrowType<{ status: ReportStatus; received_on: Day; acknowledged_on: Day | null; answered_on: Day | null }>()
    .execute()

export const setSuggested = async (
  tx: Tx,
  of: { organisation_id: string; report_id: string },
  { suggested, due_on }: { suggested: Urgency; due_on: Day | null },
) => {
  await tx
    .updateTable('report')
    .set({ suggested, due_on })
    .where('organisation_id', '=', of.organisation_id)
    .where('report_id', '=', of.report_id)
    .where('suggested', 'is', null)
    .execute()
}
