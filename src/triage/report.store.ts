// Reports as the desk works with them. What people wrote arrives and leaves here sealed.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import type { ClosedBecause, ReportStatus, ReportSummary } from './report.ts'
import type { Urgency } from './urgency.ts'

export const summaryOf = (tx: Tx) =>
  tx
    .selectFrom('report')
    .select(['report_id', 'status', 'urgency', 'suggested as looks', 'language', 'received_on', 'kept', 'case_id'])
    .select(['acknowledged_on', 'answered_on', 'due_on', 'merged_into', 'version'])
    .select(sql<boolean>`typed_by is not null`.as('typed'))
    .select((eb) =>
      eb
        .selectFrom('report_message')
        .whereRef('report_message.organisation_id', '=', 'report.organisation_id')
        .whereRef('report_message.report_id', '=', 'report.report_id')
        .where('direction', '=', 'to_desk')
        .select((each) => each.fn.countAll<number>().as('count'))
        .as('additions'),
    )

export type ReportRow = ReportSummary & {
  organisation_id: string
  closed_because: ClosedBecause | null
  intake_version: number
  reporter_public_key: Buffer
  sealed_body: Buffer
}

export const findReportRow = async (tx: Tx, organisation_id: string, report_id: string): Promise<ReportRow> => {
  const row = await summaryOf(tx)
    .select(['organisation_id', 'closed_because', 'intake_version', 'reporter_public_key', 'sealed_body'])
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .executeTakeFirst()
  // Absent and another organisation's look the same.
  if (!row) throw new Problem('not_found', 'report.not_found')
  return row as ReportRow
}

export interface MessageRow {
  message_id: string
  direction: 'to_desk' | 'to_reporter'
  written_on: string
  sealed: Buffer
}

export const listMessageRows = async (tx: Tx, organisation_id: string, report_id: string): Promise<MessageRow[]> => {
  const rows = await tx
    .selectFrom('report_message')
    .select(['message_id', 'direction', 'written_on', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .orderBy('place')
    .execute()
  return rows as MessageRow[]
}

interface NewAnswer {
  organisation_id: string
  report_id: string
  message_id: string
  author_id: string
  written_on: string
  sealed: Buffer
}

export const addAnswerRow = async (tx: Tx, answer: NewAnswer): Promise<void> => {
  const { organisation_id, report_id } = answer
  const last = await tx
    .selectFrom('report_message')
    .select((eb) => eb.fn.max('place').as('place'))
    .where('organisation_id', '=', organisation_id)
    .where('report_id', '=', report_id)
    .executeTakeFirst()
  await tx
    .insertInto('report_message')
    .values({ ...answer, direction: 'to_reporter', place: (last?.place ?? 0) + 1 })
    .execute()
}

interface Change {
  status?: ReportStatus | undefined
  urgency?: Urgency | null | undefined
  closed_because?: ClosedBecause | null | undefined
  acknowledged_on?: Day | undefined
  answered_on?: Day | undefined
  due_on?: Day | null | undefined
  case_id?: string | null | undefined
  merged_into?: string | null | undefined
  kept?: true | undefined
}

/** The new version, or undefined when somebody changed the report meanwhile. */
export const changeReport = async (
  tx: Tx,
  of: { organisation_id: string; report_id: string; version: number },
  change: Change,
): Promise<number | undefined> => {
  const changed = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const row = await tx
    .updateTable('report')
    .set({ ...changed, version: of.version + 1 })
    .where('organisation_id', '=', of.organisation_id)
    .where('report_id', '=', of.report_id)
    .where('version', '=', of.version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** Ties the file opened from a report to it, and says which one it was. The same file twice is once and tells nothing; a second
 * file for one report is a conflict. */
export const linkReportToCase = async (
  tx: Tx,
  link: { organisation_id: string; report_id: string; case_id: string },
): Promise<ReportRow | undefined> => {
  const before = await findReportRow(tx, link.organisation_id, link.report_id)
  if (before.case_id === link.case_id) return undefined
  const row = await tx
    .updateTable('report')
    .set((eb) => ({
      case_id: link.case_id,
      status: 'file_opened',
      closed_because: null,
      due_on: null,
      version: eb('version', '+', 1),
    }))
    .where('organisation_id', '=', link.organisation_id)
    .where('report_id', '=', link.report_id)
    .where('case_id', 'is', null)
    .returning('report_id')
    .executeTakeFirst()
  if (!row) throw new Problem('conflict', 'report.already_linked')
  await sql`
    insert into report_decision (organisation_id, report_id, decision_id, place, kind, decided_by, decided_on, case_id)
    select ${link.organisation_id}, ${link.report_id}, gen_random_uuid(),
      coalesce((select max(place) from report_decision d
        where d.organisation_id = ${link.organisation_id} and d.report_id = ${link.report_id}), 0) + 1,
      'file_opened', guard.staff(), (guard.clock() at time zone 'UTC')::date, ${link.case_id}::uuid`.execute(tx)
  return before
}
