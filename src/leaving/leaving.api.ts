// Closing, reopening, the exit interview, holding, and the two people of an erasure.

import { findCase, updateCase } from '#cases/case.store.ts'
import { keptUntil } from '#cases/kept-until.api.ts'
import { forgetNames } from '#cases/opened-names.api.ts'
import { mayErase, stateOf } from '#cases/retention.rules.ts'
import { endConsent } from '#consents/consent.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, openText, sealJson, sealText } from '#vault/envelope.ts'
import * as store from './leaving.store.ts'
import * as model from './leaving.ts'

const place = (
  table: string,
  row: string,
  { organisation_id, case_id }: { organisation_id: string; case_id: string },
) => ({
  table,
  column: table === 'exit_interview' ? 'sealed' : 'sealed_words',
  row,
  case_id,
  organisation_id,
})

const actionsHere = [
  'case.change',
  'case.write',
  'case.hold',
  'case.erase',
  'case.approve_erasure',
  'case.copy',
  'consents.withdraw',
]

export const readLeaving = answer(model.readLeaving)(async (asked): Promise<model.Leaving> => {
  const { tx, vault, file, facts, today, now, may, actor } = asked
  const { case_id, organisation_id } = file
  // Whoever is not of the house reads nothing of how a file ends.
  if (actor.organisation_id !== organisation_id) throw new Problem('not_found', 'case.not_found')
  const [row, keys, closures, open_matters, interview, holds, request, would_go] = await Promise.all([
    findCase(tx, case_id),
    vault.caseKeys(tx, organisation_id, case_id),
    store.listClosures(tx, file),
    store.listOpenMatters(tx, file, today),
    store.findInterview(tx, file),
    store.listHolds(tx, file),
    store.findRequest(tx, file),
    store.countRows(tx, case_id),
  ])
  if (!row) throw new Problem('not_found', 'case.not_found')
  const words = (table: string, id: string, sealed: Buffer | null) =>
    sealed && openText(keys.of(sealed), place(table, id, file), sealed)
  const shownHolds = holds.map(({ sealed_words, ...each }) => ({
    ...each,
    reason: each.reason as model.HoldReason,
    words: words('legal_hold', each.hold_id, sealed_words),
    stands: each.lifted_at === null && (each.until_on === null || each.until_on > today),
  }))
  const closure = closures.find((each) => each.reopened_on === null)
  const held = shownHolds.some((each) => each.stands)
  const status = row.status as 'open' | 'closed'
  const closed_on = closure?.closed_on ?? row.closed_on
  const retention = closed_on && status === 'closed' ? await keptUntil(asked, closed_on) : null
  return {
    case_id,
    reference: row.reference,
    status,
    version: row.version,
    closures,
    open_matters,
    questions: (facts.codes.exit_questions?.codes ?? []).map((each) => model.ExitQuestion.parse(each)),
    interview: interview
      ? {
          ...openJson(
            keys.of(interview.sealed),
            place('exit_interview', interview.interview_id, file),
            interview.sealed,
            model.Interview,
          ),
          interview_id: interview.interview_id,
          held_on: interview.held_on,
          version: interview.version,
        }
      : null,
    holds: shownHolds,
    request: request
      ? {
          request_id: request.request_id,
          reason: request.reason as model.ErasureReason,
          words: words('erasure_request', request.request_id, request.sealed_words),
          asked_by: request.asked_by,
          asked_at: request.asked_at,
          expires_at: request.expires_at,
          expired: request.expires_at <= now,
        }
      : null,
    retention,
    state: stateOf(
      { status, held, review_on: retention?.review_on ?? null, erase_on: retention?.erase_on ?? null },
      today,
    ),
    would_go,
    may: Object.fromEntries(actionsHere.map((action) => [action, may(action).allowed])),
  }
})

const stale = async (asked: AskedOnFile<unknown>): Promise<Problem> => {
  const row = await findCase(asked.tx, asked.file.case_id)
  return new Problem('conflict', 'stale', { current: { version: row?.version, status: row?.status } })
}

export const closeFile = answer(model.closeFile)(async (asked) => {
  const { input, tx, file, actor, facts, today, note } = asked
  const { case_id, organisation_id } = file
  const before = await findCase(tx, case_id)
  if (before?.status === 'closed') throw new Problem('conflict', 'leaving.closed_before')
  const wants = facts.codes.closure_reasons?.codes.find((each) => each.code === input.reason)
  if (wants?.needs_tries && input.tries === null) throw new Problem('invalid', 'leaving.tries_needed')
  // A day the law sets does not pass because a file is closed: each is met, or somebody says why nobody need act.
  const deadlines = await store.countOpenDeadlines(tx, case_id)
  if (deadlines > 0) throw new Problem('conflict', 'leaving.deadlines_open', { open: deadlines })
  const open = await store.listOpenMatters(tx, file, today)
  // Whoever closes has seen what is open now, not what was open a while ago.
  if (open.length !== input.seen_open) throw new Problem('conflict', 'leaving.other_matters', { open: open.length })
  if (!(await updateCase(tx, case_id, input.version, { status: 'closed', closed_on: today }))) throw await stale(asked)
  const { keep_until, review_on, erase_on } = await keptUntil(asked, today)
  const ending = open.filter((each) => each.kind === 'consent' && !input.keep_consents.includes(each.id))
  for (const { id } of ending) await endConsent(tx, id)
  note({ subject_id: input.closure_id, reason: input.reason })
  await store.insertClosure(tx, {
    organisation_id,
    case_id,
    closure_id: input.closure_id,
    reason: input.reason,
    tries: input.tries,
    closed_on: today,
    closed_by: actor.staff_id,
    keep_until,
    review_on,
    erase_on,
    left_open: open.length - ending.length,
  })
  const codes = { reason: input.reason, consents_ended: ending.length }
  await addToTimeline(tx, { organisation_id, case_id, actor_id: actor.staff_id, kind: 'file_closed', codes })
  return { case_id, version: input.version + 1 }
})

export const reopenFile = answer(model.reopenFile)(async (asked) => {
  const { input, tx, file, actor, today } = asked
  const { case_id, organisation_id } = file
  const before = await findCase(tx, case_id)
  if (before?.status === 'open') throw new Problem('conflict', 'leaving.open_already')
  if (!(await updateCase(tx, case_id, input.version, { status: 'open', closed_on: null }))) throw await stale(asked)
  await store.endClosure(tx, file, today, actor.staff_id)
  await addToTimeline(tx, { organisation_id, case_id, actor_id: actor.staff_id, kind: 'file_reopened' })
  return { case_id, version: input.version + 1 }
})

export const writeInterview = answer(model.writeInterview)(async (asked) => {
  const { input, tx, vault, file, actor, demand, facts, note } = asked
  demand('story')
  note({ subject_id: input.interview_id, sections: ['story'] })
  const { case_id, organisation_id } = file
  const { interview_id, version, held_on, answers, may_contact, contact_after } = input
  const known = new Map(
    (facts.codes.exit_questions?.codes ?? []).map((each) => [each.code, model.ExitQuestion.parse(each)]),
  )
  for (const [code, said] of Object.entries(answers)) {
    const question = known.get(code)
    const fits = question && (question.kind === 'words' || question.choices.includes(said))
    if (!fits) throw new Problem('invalid', 'leaving.not_a_question')
  }
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, place('exit_interview', interview_id, file), { answers, may_contact, contact_after })
  const row = { organisation_id, case_id, interview_id, held_on, written_by: actor.staff_id, sealed }
  if (!(await store.writeInterviewRow(tx, row, version))) {
    const found = await store.findInterview(tx, file)
    if (!found) throw new Problem('not_found', 'leaving.not_found')
    const keys = await vault.caseKeys(tx, organisation_id, case_id)
    const at = place('exit_interview', found.interview_id, file)
    const current = openJson(keys.of(found.sealed), at, found.sealed, model.Interview)
    throw new Problem('conflict', 'stale', { current: { ...current, version: found.version } })
  }
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'exit_interview_written',
    section: 'story',
    ref_id: interview_id,
  })
  return { interview_id, version: version + 1 }
})

/** What a guard function answered instead of doing it. */
const refusal = (said: string): Problem => {
  if (said === 'not_found') return new Problem('not_found', 'leaving.not_found')
  if (said === 'second_factor_needed') return new Problem('refused', 'access.second_factor_needed')
  if (said === 'own') return new Problem('refused', 'leaving.own')
  return new Problem('conflict', `leaving.${said}`)
}

const tell = (
  { tx, file, actor }: AskedOnFile<unknown>,
  kind: 'hold_placed' | 'hold_lifted' | 'erasure_asked' | 'erasure_stopped',
  ref_id: string,
  reason?: string,
) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind,
    ref_id,
    ...(reason && { codes: { reason } }),
  })

const sealedWords = async (
  { tx, vault, file }: AskedOnFile<unknown>,
  table: string,
  row: string,
  words: string,
): Promise<Buffer | null> =>
  words ? sealText(await vault.caseKey(tx, file.organisation_id, file.case_id), place(table, row, file), words) : null

export const placeHold = answer(model.placeHold)(async (asked) => {
  const { case_id, hold_id, reason, until_on } = asked.input
  asked.note({ subject_id: hold_id, reason })
  if (until_on && until_on <= asked.today) throw new Problem('invalid', 'leaving.until_is_past')
  const words = await sealedWords(asked, 'legal_hold', hold_id, asked.input.words)
  const said = await store.hold(asked.tx, { case_id, hold_id, reason, until_on, words })
  if (said !== 'placed') throw refusal(said)
  await tell(asked, 'hold_placed', hold_id, reason)
  return { hold_id }
})

export const liftHold = answer(model.liftHold)(async (asked) => {
  const { hold_id } = asked.input
  asked.note({ subject_id: hold_id })
  const said = await store.lift(asked.tx, hold_id)
  if (said !== 'asked' && said !== 'lifted') throw refusal(said)
  if (said === 'lifted') await tell(asked, 'hold_lifted', hold_id)
  return { hold_id, lifted: said === 'lifted' }
})

/** By the rules of keeping, looked at when it is asked for and again when it is done. */
const refuseWhileKept = async (asked: AskedOnFile<unknown>, reason: string): Promise<void> => {
  const { tx, file, facts, today } = asked
  const [closures, holds, row] = await Promise.all([
    store.listClosures(tx, file),
    store.listHolds(tx, file),
    findCase(tx, file.case_id),
  ])
  const closure = closures.find((each) => each.reopened_on === null)
  const held = holds.some((each) => each.lifted_at === null && (each.until_on === null || each.until_on > today))
  // A file closed in another way, as a merge closes one, is kept by the same rules.
  const kept = closure ?? (row?.closed_on ? await keptUntil(asked, row.closed_on) : undefined)
  const before_duty = facts.codes.erasure_reasons?.codes.find((each) => each.code === reason)?.before_duty === true
  const status = (row?.status ?? 'open') as 'open' | 'closed'
  const answered = mayErase({ status, held, keep_until: kept?.keep_until ?? null }, { before_duty }, today)
  if (answered !== 'yes') throw new Problem('conflict', `leaving.${answered}`, { keep_until: kept?.keep_until ?? null })
}

export const askErasure = answer(model.askErasure)(async (asked) => {
  const { case_id, request_id, reason } = asked.input
  asked.note({ subject_id: request_id, reason })
  await refuseWhileKept(asked, reason)
  const words = await sealedWords(asked, 'erasure_request', request_id, asked.input.words)
  const said = await store.ask(asked.tx, case_id, request_id, reason, words)
  if (said !== 'asked') throw refusal(said)
  await tell(asked, 'erasure_asked', request_id, reason)
  return { request_id }
})

export const stopErasure = answer(model.stopErasure)(async (asked) => {
  const { request_id } = asked.input
  asked.note({ subject_id: request_id })
  const said = await store.stop(asked.tx, request_id)
  if (said !== 'stopped') throw refusal(said)
  await tell(asked, 'erasure_stopped', request_id)
  return { request_id }
})

export const approveErasure = answer(model.approveErasure)(async (asked) => {
  const { tx, vault, file, input, note } = asked
  const { request_id, erasure_id } = input
  const request = await store.findRequest(tx, file)
  if (request?.request_id === request_id) await refuseWhileKept(asked, request.reason)
  const said = await store.erase(tx, request_id, erasure_id)
  if (said !== 'erased') throw refusal(said)
  // Nor does it stay in memory: neither its keys nor the names a search had opened.
  vault.forgetCase(file)
  forgetNames(file.case_id)
  // The journal keeps that it was done and which certificate says so: ids and a code.
  note({ subject_id: erasure_id, ...(request && { reason: request.reason }) })
  return { erasure_id }
})
