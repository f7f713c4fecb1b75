// Triage: the queue, reading what came in, saying how urgent it is, and writing back to whoever holds the receipt. The
// gate journals each opening with the report as its subject.

import { readingOf } from '#forms/body-reading.rules.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { cutPage } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { markRead } from '#reports/lifetime.store.ts'
import { additionVersion, openAddition, openReportBody, sealAnswer } from '#reports/sealed.store.ts'
import type { Vault } from '#vault/vault.store.ts'
import { clockOf } from './clock.rules.ts'
import { readQueueKey } from './page-key.rules.ts'
import { toldThrough } from './poster.api.ts'
import { intakeKeys, progressOf } from './progress.store.ts'
import { countReports, listReportRows, listUnweighed, pageValueOf, setSuggested } from './queue.store.ts'
import { statusAfterAcknowledgement, statusAfterAnswer } from './report.rules.ts'
import {
  addAnswerRow,
  changeReport,
  findReportRow,
  listMessageRows,
  type MessageRow,
  type ReportRow,
} from './report.store.ts'
import * as model from './report.ts'
import { triageFacts } from './triage-facts.ts'
import { daysWaiting, rungsFor, weighReport } from './weigh.rules.ts'

/** No more than this at once: what is left is weighed when the queue is looked at again. */
const mostWeighed = 100

const weighNew = async (asked: AskedByStaff<unknown>): Promise<void> => {
  const { tx, facts, may } = asked
  const { organisation_id } = asked.actor
  const rows = await listUnweighed(tx, organisation_id, mostWeighed)
  if (rows.length === 0 || !may('reports.triage').allowed) return
  const keys = intakeKeys(asked, organisation_id)
  for (const row of rows) {
    const body = openReportBody(await keys(row.intake_version), row.report_id, row.sealed_body)
    const { urgency: suggested } = weighReport(triageFacts(facts), body, readingOf(facts.indicators, body))
    const due_on = clockOf(triageFacts(facts).targets, row)?.on ?? null
    await setSuggested(tx, { organisation_id, report_id: row.report_id }, { suggested, due_on })
  }
}

export const listReports = answer(model.listReports)(async (asked) => {
  const { input, tx, actor, today } = asked
  await weighNew(asked)
  const { pile, urgency, limit, after } = input
  const wanted = { pile, urgency, size: limit + 1, after: readQueueKey(pile, after) }
  const [found, counts] = await Promise.all([
    listReportRows(tx, actor.organisation_id, today, wanted),
    countReports(tx, actor.organisation_id, today),
  ])
  const { rows, next } = cutPage(found, limit, (row) => ({ value: pageValueOf(pile, row), id: row.report_id }))
  return { reports: rows.map(({ rank: _, clock_on: _c, ...row }) => row), next, counts, today }
})

const openMessage = async (tx: Tx, vault: Vault, row: MessageRow, of: string): Promise<model.ReportMessage> => {
  const { message_id, direction, written_on, sealed } = row
  if (direction === 'to_reporter') return { message_id, direction, written_on, text: null }
  const keys = await vault.intakeKeyPair(tx, of, additionVersion(sealed))
  return { message_id, direction, written_on, text: openAddition(keys, message_id, sealed) }
}

export const openReport = answer(model.openReport)(async (asked) => {
  const { input, tx, actor, vault, facts, today, note } = asked
  note({ subject_id: input.report_id })
  const row = await findReportRow(tx, actor.organisation_id, input.report_id)
  const keys = intakeKeys(asked, actor.organisation_id)
  const [progress, rows] = await Promise.all([
    progressOf(asked, row, keys),
    listMessageRows(tx, row.organisation_id, row.report_id),
  ])
  await markRead(tx, row.organisation_id, row.report_id)
  const body = openReportBody(await keys(row.intake_version), row.report_id, row.sealed_body)
  const messages: model.ReportMessage[] = []
  for (const each of rows) messages.push(await openMessage(tx, vault, each, row.organisation_id))
  const reading = readingOf(facts.indicators, body)
  return {
    ...progress,
    body,
    told_through: await toldThrough(asked, body),
    reading,
    suggested: weighReport(triageFacts(facts), body, reading, daysWaiting(row, today)),
    ladder: rungsFor(triageFacts(facts), body, reading),
    messages,
  }
})

export const followReport = answer(model.followReport)(async (asked) => {
  const { input, tx, actor, note } = asked
  note({ subject_id: input.report_id })
  const row = await findReportRow(tx, actor.organisation_id, input.report_id)
  return progressOf(asked, row, intakeKeys(asked, actor.organisation_id))
})

interface Writing {
  row: ReportRow
  message_id: string
  text: string
  change: Parameters<typeof changeReport>[2]
}

/** An answer to the receipt, with the state and the clock it leaves behind. */
const writeBack = async (asked: AskedByStaff<unknown>, { row, message_id, text, change }: Writing) => {
  const { tx, actor, today, facts } = asked
  const { organisation_id, report_id } = row
  const acknowledged_on = row.acknowledged_on ?? today
  const after = { ...row, acknowledged_on, ...change } as ReportRow
  const due_on = clockOf(triageFacts(facts).targets, after)?.on ?? null
  const version = await changeReport(tx, row, { ...change, acknowledged_on, due_on })
  if (!version) throw new Problem('conflict', 'report.changed_meanwhile')
  const sealed = sealAnswer(row.reporter_public_key, message_id, text)
  await addAnswerRow(tx, {
    organisation_id,
    report_id,
    message_id,
    author_id: actor.staff_id,
    written_on: today,
    sealed,
  })
  return { report_id, message_id, version }
}

export const answerReporter = answer(model.answerReporter)(async (asked) => {
  const { input, tx, actor, note, today } = asked
  const { report_id, message_id, text } = input
  note({ subject_id: report_id })
  const row = await findReportRow(tx, actor.organisation_id, report_id)
  const change = { status: statusAfterAnswer(row.status), answered_on: row.answered_on ?? today }
  return writeBack(asked, { row, message_id, text, change })
})

/** The first number to call where this house is; 112 works on any mobile phone in Europe. */
const emergencyNumber = (facts: AskedByStaff<unknown>['facts'], country: string): string => {
  const lines = (facts.codes.help_lines?.codes ?? []) as { country?: unknown; first?: unknown; number?: unknown }[]
  const first = lines.find((line) => line.country === country && line.first === true)
  return typeof first?.number === 'string' ? first.number : '112'
}

const readyMade = (language: string, number: string): string => {
  const known = publicLanguages().some(({ code }) => code === language) ? language : 'en'
  const [key, values] = ['public.ack.text', { number }] as const
  const text = translatorOf(known)(key, values)
  return text === key ? translatorOf('en')(key, values) : text
}

export const acknowledgeReport = answer(model.acknowledgeReport)(async (asked) => {
  const { input, tx, actor, note, facts } = asked
  const { report_id, message_id } = input
  note({ subject_id: report_id })
  const row = await findReportRow(tx, actor.organisation_id, report_id)
  if (row.acknowledged_on) throw new Problem('conflict', 'report.already_acknowledged')
  const { country } = await tx
    .selectFrom('organisation')
    .select('country')
    .where('organisation_id', '=', actor.organisation_id)
    .executeTakeFirstOrThrow()
  const text = readyMade(row.language, emergencyNumber(facts, country))
  return writeBack(asked, { row, message_id, text, change: { status: statusAfterAcknowledgement(row.status) } })
})

/** Only what triage changes: the words of a report leave through its opening alone, which is journalled. */
export const staleReport = async (tx: Tx, row: ReportRow): Promise<Problem> => {
  const { status, urgency, closed_because, version } = await findReportRow(tx, row.organisation_id, row.report_id)
  return new Problem('conflict', 'stale', { current: { status, urgency, closed_because, version } })
}

export const triageReport = answer(model.triageReport)(async ({ input, tx, actor, note }) => {
  const { report_id, version, status, urgency, kept } = input
  note({ subject_id: report_id })
  const row = await findReportRow(tx, actor.organisation_id, report_id)
  if (status && row.status !== 'new' && row.status !== 'in_triage')
    throw new Problem('invalid', 'report.already_decided')
  const changed = await changeReport(tx, { ...row, version }, { status, urgency, kept })
  if (!changed) throw await staleReport(tx, row)
  return { report_id, version: changed }
})
