// Deciding what becomes of a report, and taking a decision back. Each is a row that stays; the clocks stop and start with it.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { Problem } from '#kit/problem.ts'
import { findPartners } from '#organisations/organisation.store.ts'
import type { ReportBody } from '#reports/body.ts'
import { openReportBody, sealReason } from '#reports/sealed.store.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { clockOf } from './clock.rules.ts'
import * as store from './decision.store.ts'
import * as model from './decision.ts'
import type { ClosingKind } from './decision-kinds.ts'
import { passedOf } from './pass.rules.ts'
import { sealPassed, sealPassRecord } from './pass-sealed.store.ts'
import { intakeKeys } from './progress.store.ts'
import { staleReport } from './report.api.ts'
import { missingFor, standingAfter, standingReopened } from './report.rules.ts'
import { changeReport, findReportRow, type ReportRow } from './report.store.ts'
import { triageFacts } from './triage-facts.ts'

type Deciding = AskedByStaff<InputOf<typeof model.decideReport>>

const intakeOf = async (asked: AskedByStaff<unknown>, organisation_id: string) => {
  const found = await store.findIntakeKey(asked.tx, organisation_id)
  if (!found) throw new Problem('invalid', 'report.not_a_partner')
  return found
}

const bodyOf = async (asked: AskedByStaff<unknown>, row: ReportRow): Promise<ReportBody> => {
  const keys = await intakeKeys(asked, row.organisation_id)(row.intake_version)
  return openReportBody(keys, row.report_id, row.sealed_body)
}

/** Seals exactly the parts that were chosen to the partner, and the record of it to the own house. */
const passOn = async (asked: Deciding, row: ReportRow, pass: model.NewPass): Promise<void> => {
  const { tx, actor, today, facts } = asked
  const { pass_id, to_organisation_id, outside, legal_basis, wish, shared, record } = pass
  if ((to_organisation_id === null) === (outside === null)) throw new Problem('invalid', 'report.to_whom')
  const basis = triageFacts(facts).bases.find(({ code }) => code === legal_basis)
  if (!basis) throw new Problem('invalid', 'report.which_basis')
  if (basis.needs_words && !record.why_basis.trim()) throw new Problem('invalid', 'report.say_why_basis')
  if (legal_basis === 'consent' && wish !== 'agreed') throw new Problem('invalid', 'report.no_consent')
  const own = await intakeOf(asked, actor.organisation_id)
  let sealed: Buffer | null = null
  let intake_version: number | null = null
  if (to_organisation_id) {
    const partners = await findPartners(tx)
    if (!partners.some((each) => each.organisation_id === to_organisation_id))
      throw new Problem('invalid', 'report.not_a_partner')
    const [theirs, body, mine] = await Promise.all([
      intakeOf(asked, to_organisation_id),
      bodyOf(asked, row),
      tx
        .selectFrom('organisation')
        .select('name')
        .where('organisation_id', '=', actor.organisation_id)
        .executeTakeFirstOrThrow(),
    ])
    intake_version = theirs.version
    sealed = sealPassed(theirs.public_key, pass_id, passedOf({ row, body, shared, note: record.note, from: mine.name }))
  }
  await store.addPassRow(tx, {
    organisation_id: actor.organisation_id,
    report_id: row.report_id,
    pass_id,
    to_organisation_id,
    outside,
    legal_basis,
    wish,
    shared: [...new Set(shared)],
    passed_by: actor.staff_id,
    passed_on: today,
    intake_version,
    sealed,
    record_version: own.version,
    sealed_record: sealPassRecord(own.public_key, pass_id, record),
  })
}

/** The report it becomes part of: one that stands by itself, so that no chain comes about. */
const mergeTarget = async ({ tx, actor, input }: Deciding, row: ReportRow, into: string): Promise<void> => {
  if (into === row.report_id) throw new Problem('invalid', 'report.which_report')
  const main = await findReportRow(tx, actor.organisation_id, into)
  if (main.merged_into) throw new Problem('invalid', 'report.is_a_part')
  const parts = await store.listParts(tx, actor.organisation_id, input.report_id)
  if (parts.length > 0) throw new Problem('invalid', 'report.has_parts')
}

const record = async (
  asked: AskedByStaff<unknown>,
  row: ReportRow,
  decision: { decision_id: string; kind: ClosingKind | 'reopened'; reason: string } & Partial<
    Record<'case_id' | 'other_report_id' | 'pass_id', string | null | undefined>
  >,
): Promise<void> => {
  const { tx, actor, today } = asked
  const { decision_id, kind, reason, case_id = null, other_report_id = null, pass_id = null } = decision
  const own = reason ? await intakeOf(asked, actor.organisation_id) : undefined
  await store.addDecisionRow(tx, {
    organisation_id: actor.organisation_id,
    report_id: row.report_id,
    decision_id,
    kind,
    decided_by: actor.staff_id,
    decided_on: today,
    case_id,
    other_report_id,
    pass_id,
    sealed: own ? sealReason(own, decision_id, reason) : null,
  })
}

export const decideReport = answer(model.decideReport)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { report_id, version, decision_id, kind, reason, to_file_id, into_report_id, pass } = input
  note({ subject_id: report_id })
  const obstacle = missingFor(input)
  if (obstacle) throw new Problem('invalid', obstacle)
  const row = await findReportRow(tx, actor.organisation_id, report_id)
  if (row.version !== version) throw await staleReport(tx, row)
  if (row.status === 'closed' || row.status === 'file_opened') throw new Problem('conflict', 'report.already_decided')
  if (kind === 'linked' && !(await store.maySeeFile(tx, actor.organisation_id, to_file_id!)))
    throw new Problem('not_found', 'case.not_found')
  if (kind === 'merged') await mergeTarget(asked, row, into_report_id!)
  if (kind === 'passed_on') await passOn(asked, row, pass!)
  const changed = await changeReport(tx, row, {
    ...standingAfter(kind),
    due_on: null,
    ...(kind === 'linked' && { case_id: to_file_id! }),
    ...(kind === 'merged' && { merged_into: into_report_id! }),
  })
  if (!changed) throw await staleReport(tx, row)
  // The story of the file says so, as it does where a file is opened from a report.
  if (kind === 'linked') {
    const { organisation_id, staff_id: actor_id } = actor
    await addToTimeline(tx, {
      organisation_id,
      actor_id,
      case_id: to_file_id!,
      kind: 'report_linked',
      ref_id: report_id,
    })
  }
  await record(asked, row, {
    decision_id,
    kind,
    reason,
    ...(kind === 'linked' && { case_id: to_file_id }),
    ...(kind === 'merged' && { other_report_id: into_report_id }),
    ...(kind === 'passed_on' && { pass_id: pass!.pass_id }),
  })
  return { report_id, decision_id, version: changed }
})

export const reopenReport = answer(model.reopenReport)(async (asked) => {
  const { input, tx, actor, note, today, facts } = asked
  const { report_id, version, decision_id, reason } = input
  note({ subject_id: report_id })
  const row = await findReportRow(tx, actor.organisation_id, report_id)
  if (row.version !== version) throw await staleReport(tx, row)
  if (row.status !== 'closed' && row.status !== 'file_opened') throw new Problem('conflict', 'report.is_open')
  const decisions = await store.listDecisionRows(tx, actor.organisation_id, report_id)
  const pass_id = decisions.at(-1)?.pass_id
  if (pass_id) await store.endPass(tx, actor.organisation_id, pass_id, today)
  const standing = standingReopened(row.answered_on)
  const due_on = clockOf(triageFacts(facts).targets, { ...row, ...standing })?.on ?? null
  const changed = await changeReport(tx, row, { ...standing, due_on, case_id: null, merged_into: null })
  if (!changed) throw await staleReport(tx, row)
  await record(asked, row, { decision_id, kind: 'reopened', reason, pass_id })
  return { report_id, decision_id, version: changed }
})
