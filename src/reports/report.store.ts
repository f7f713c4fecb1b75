// Reports as the desk works with them. What people wrote arrives and leaves here sealed.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import type { ClosedBecause, ReportStatus, ReportSummary, Urgency } from './report.ts'

const summaryOf = (tx: Tx) =>
  tx
    .selectFrom('report')
    .select(['report_id', 'status', 'urgency', 'language', 'received_on', 'kept', 'case_id', 'version'])
    .select((eb) =>
      eb
        .selectFrom('report_message')
        .whereRef('report_message.organisation_id', '=', 'report.organisation_id')
        .whereRef('report_message.report_id', '=', 'report.report_id')
        .where('direction', '=', 'to_desk')
        .select((each) => each.fn.countAll<number>().as('count'))
        .as('additions'),
    )

export interface Page {
  status?: ReportStatus | undefined
  after?: string | undefined
  limit: number
}

export const listReportRows = async (tx: Tx, organisation_id: string, page: Page): Promise<ReportSummary[]> => {
  let query = summaryOf(tx).where('organisation_id', '=', organisation_id)
  if (page.status) query = query.where('status', '=', page.status)
  if (page.after) {
    const [day = '', id = ''] = page.after.split('_')
    query = query.where(
      sql<boolean>`(received_on < ${day}::date or (received_on = ${day}::date and report_id > ${id}::uuid))`,
    )
  }
  const rows = await query.orderBy('received_on', 'desc').orderBy('report_id').limit(page.limit).execute()
  return rows as ReportSummary[]
}

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

/** Ties the file opened from a report to it. The same file twice is once; a second file for one report is a conflict. */
export const linkReportToCase = async (
  tx: Tx,
  link: { organisation_id: string; report_id: string; case_id: string },
): Promise<void> => {
  const row = await tx
    .updateTable('report')
    .set((eb) => ({ case_id: link.case_id, status: 'file_opened', version: eb('version', '+', 1) }))
    .where('organisation_id', '=', link.organisation_id)
    .where('report_id', '=', link.report_id)
    .where((eb) => eb.or([eb('case_id', 'is', null), eb('case_id', '=', link.case_id)]))
    .returning('report_id')
    .executeTakeFirst()
  if (row) return
  await findReportRow(tx, link.organisation_id, link.report_id)
  throw new Problem('conflict', 'report.already_linked')
}
