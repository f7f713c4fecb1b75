// Triage: reading what came in, deciding how urgent it is, answering whoever holds the receipt. The gate journals each
// opening with the report as its subject.
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import type { Vault } from '#vault/vault.store.ts'
import { statusAfterAnswer, suggestUrgency } from './report.rules.ts'
import {
  addAnswerRow,
  changeReport,
  findReportRow,
  listMessageRows,
  listReportRows,
  type MessageRow,
  type ReportRow,
} from './report.store.ts'
import {
  answerReporter,
  listReports,
  openReport,
  type Report,
  type ReportMessage,
  type ReportSummary,
  triageReport,
} from './report.ts'
import { additionVersion, openAddition, openReportBody, sealAnswer } from './sealed.store.ts'

const cursorOf = (last: ReportSummary | undefined): string | null =>
  last ? `${last.received_on}_${last.report_id}` : null

const openMessage = async (tx: Tx, vault: Vault, row: MessageRow, organisation_id: string): Promise<ReportMessage> => {
  const { message_id, direction, written_on, sealed } = row
  if (direction === 'to_reporter') return { message_id, direction, written_on, text: null }
  const keys = await vault.intakeKeyPair(tx, organisation_id, additionVersion(sealed))
  return { message_id, direction, written_on, text: openAddition(keys, message_id, sealed) }
}

const open = async (tx: Tx, vault: Vault, row: ReportRow): Promise<Report> => {
  const [keys, rows] = await Promise.all([
    vault.intakeKeyPair(tx, row.organisation_id, row.intake_version),
    listMessageRows(tx, row.organisation_id, row.report_id),
  ])
  const messages: ReportMessage[] = []
  for (const each of rows) messages.push(await openMessage(tx, vault, each, row.organisation_id))
  const body = openReportBody(keys, row.report_id, row.sealed_body)
  const { organisation_id: _, intake_version: _v, reporter_public_key: _k, sealed_body: _b, ...shown } = row
  return { ...shown, body, suggested: suggestUrgency(body), messages }
}

const list = answer(listReports)(async ({ input, tx, actor }) => {
  const rows = await listReportRows(tx, actor.organisation_id, { ...input, limit: input.limit + 1 })
  const reports = rows.slice(0, input.limit)
  return { reports, next: rows.length > input.limit ? cursorOf(reports.at(-1)) : null }
})

const read = answer(openReport)(async ({ input, tx, actor, vault, note }) => {
  note({ subject_id: input.report_id })
  return open(tx, vault, await findReportRow(tx, actor.organisation_id, input.report_id))
})

const reply = answer(answerReporter)(async ({ input, tx, actor, note, today }) => {
  const { report_id, message_id, text } = input
  note({ subject_id: report_id })
  const { organisation_id, staff_id } = actor
  const row = await findReportRow(tx, organisation_id, report_id)
  const version = await changeReport(tx, row, { status: statusAfterAnswer(row.status) })
  if (!version) throw new Problem('conflict', 'report.changed_meanwhile')
  const sealed = sealAnswer(row.reporter_public_key, message_id, text)
  await addAnswerRow(tx, { organisation_id, report_id, message_id, author_id: staff_id, written_on: today, sealed })
  return { report_id, message_id, version }
})

/** Only what triage changes: the words of a report leave through its opening alone, which is journalled. */
const stale = async (tx: Tx, row: ReportRow): Promise<Problem> => {
  const { status, urgency, closed_because, version } = await findReportRow(tx, row.organisation_id, row.report_id)
  return new Problem('conflict', 'stale', { current: { status, urgency, closed_because, version } })
}

const triage = answer(triageReport)(async ({ input, tx, actor, note }) => {
  const { report_id, version, status, urgency, closed_because } = input
  note({ subject_id: report_id })
  const row = await findReportRow(tx, actor.organisation_id, report_id)
  if (status === 'closed' && !closed_because) throw new Problem('invalid', 'report.say_why_closed')
  // A report that is opened again is no longer closed for a reason.
  const because = status && status !== 'closed' ? null : closed_because
  const changed = await changeReport(tx, { ...row, version }, { status, urgency, closed_because: because })
  if (!changed) throw await stale(tx, row)
  return { report_id, version: changed }
})

export { list as listReports, read as openReport, reply as answerReporter, triage as triageReport }
