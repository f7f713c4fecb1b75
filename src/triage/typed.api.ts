// Takes a report a colleague typed for a caller: sealed, weighed and given a receipt exactly as at the public door.
import type { Facts } from '#facts/facts.ts'
import { readingOf } from '#forms/body-reading.rules.ts'
import { askedForm, bodyOf, prune } from '#forms/form.rules.ts'
import { formSources } from '#forms/form-sources.ts'
import { findForm, forms } from '#forms/forms.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { ReportBody, saysSomething } from '#reports/body.ts'
import { sealReport } from '#reports/sealed.store.ts'
import { newReceipt, parseReceipt, type ReceiptKeys, receiptKeys } from '#vault/receipt.ts'
import { clockOf } from './clock.rules.ts'
import { findIntakeKey } from './decision.store.ts'
import { triageFacts } from './triage-facts.ts'
import { addTypedRow, findReceiptSalt } from './typed.store.ts'
import * as model from './typed.ts'
import { weighReport } from './weigh.rules.ts'

export const listDeskForms = answer(model.listDeskForms)(async ({ facts }) => ({
  forms: forms.map((form) => {
    const { id, door, field, asked } = askedForm(form, formSources(facts.indicators))
    return { id, door, field, asked: asked.map(({ options, ...each }) => ({ ...each, options: [...options] })) }
  }),
}))

/** The same form, read by the same rules as at the public door. */
const bodyTyped = (facts: Facts, id: string, answers: Record<string, string | string[]>): ReportBody => {
  const form = askedForm(findForm(id)!, formSources(facts.indicators))
  const body = ReportBody.parse({ ...bodyOf(form, prune(form.asked, answers)), typed_by_staff: true })
  if (!saysSomething(body)) throw new Problem('invalid', 'report.says_nothing')
  return body
}

export const drawReceipt = answer(model.drawReceipt)(async () => ({ receipt: newReceipt() }))

const tries = 8
const pauseMs = 600

/** The slow hash takes few at once; somebody is on the telephone, so it is tried again for some seconds. */
const patiently = async (work: () => Promise<ReceiptKeys>, left = tries): Promise<ReceiptKeys> => {
  try {
    return await work()
  } catch (error) {
    if (left <= 1 || !(error instanceof Problem) || error.kind !== 'too_many') throw error
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    return patiently(work, left - 1)
  }
}

export const typeReport = answer(model.typeReport)(async ({ input, tx, actor, facts, today, note }) => {
  const { report_id, language } = input
  const { organisation_id } = actor
  note({ subject_id: report_id })
  const body = bodyTyped(facts, input.form, input.answers)
  const [salt, intake] = await Promise.all([findReceiptSalt(tx), findIntakeKey(tx, organisation_id)])
  if (!salt || !intake) throw new Problem('not_found', 'organisation.unknown')
  const keys = await patiently(() => receiptKeys(parseReceipt(input.receipt), salt))
  // They spoke with a person, so it is acknowledged already; what is due next is an answer.
  const life = { status: 'new' as const, received_on: today, acknowledged_on: today, answered_on: null }
  await addTypedRow(tx, {
    organisation_id,
    report_id,
    lookup_id: keys.lookup_id,
    reporter_public_key: keys.public_key,
    intake_version: intake.version,
    language,
    received_on: today,
    acknowledged_on: today,
    due_on: clockOf(triageFacts(facts).targets, life)!.on,
    suggested: weighReport(triageFacts(facts), body, readingOf(facts.indicators, body)).urgency,
    kept: false,
    typed_by: actor.staff_id,
    sealed_body: sealReport(intake.public_key, report_id, body),
  })
  return { report_id, version: 1 }
})
