// Sending a referral, answering it, taking it back. What the partner does is told to the journal of the file's house.

import { listConsentRows } from '#consents/consent.store.ts'
import { loadDirectory } from '#directory/service.api.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { toReferral } from '#matching/excluded.rules.ts'
import { findPartners, getOrganisation } from '#organisations/organisation.store.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { expectedDayObstacle, hoursOf, hoursOfWait } from './clock.rules.ts'
import { listExceptionRows } from './exception.store.ts'
import * as rules from './referral.rules.ts'
import * as store from './referral.store.ts'
import * as model from './referral.ts'
import { referralFacts } from './referral-facts.ts'
import * as sealed from './sealed.store.ts'
import { lookAtRows, showInFile, showToPartner } from './shown.api.ts'

type OnFile = AskedOnFile<unknown>

/** A partner on the file reads its own referrals in its queue; which others were asked is not told. */
export const listReferrals = answer(model.listReferrals)(async (asked) => ({
  referrals: asked.file.organisation_id === asked.actor.organisation_id ? await showInFile(asked) : [],
}))

type Sending = AskedOnFile<InputOf<typeof model.sendReferral>>

/** What the referral stands on, looked at before it is held. */
const refuseUncovered = async ({ tx, input, file, today }: Sending): Promise<void> => {
  const { consent_id, exception_id, to_organisation_id } = input
  if (exception_id) {
    const exceptions = await listExceptionRows(tx, file)
    const found = exceptions.find((each) => each.exception_id === exception_id)
    if (!found?.live || found.recipient_organisation_id !== to_organisation_id)
      throw new Problem('invalid', 'referral.exception_not_live')
    return
  }
  const consent = (await listConsentRows(tx, file)).find((each) => each.consent_id === consent_id)
  const obstacle =
    rules.consentObstacle(consent, to_organisation_id, today) ?? rules.scopeObstacle(input, consent!, today)
  if (obstacle) throw new Problem('invalid', obstacle)
}

const refuseNoStory = async ({ tx, input: { follows_id }, file }: Sending): Promise<void> => {
  if (!follows_id) return
  const rows = await store.listReferralRows(tx, file.organisation_id, file.case_id)
  const obstacle = rules.followsObstacle(rows.find(({ referral_id }) => referral_id === follows_id))
  if (obstacle) throw new Problem('invalid', obstacle)
}

const refuseUnready = async (asked: Sending): Promise<{ goal_id: string | null }> => {
  const { input, tx, facts, today, actor, file } = asked
  const { case_id, to_organisation_id, action_id } = input
  if (!facts.needs.domains.some(({ code }) => code === input.summary.need))
    throw new Problem('invalid', 'referral.unknown_need')
  const partners = await findPartners(tx)
  const partner = partners.find(({ organisation_id }) => organisation_id === to_organisation_id)
  if (!partner) throw new Problem('invalid', 'referral.not_a_partner')
  if (input.kind === 'transfer' && !partner.leads_files) throw new Problem('invalid', 'referral.leads_no_files')
  const obstacle = rules.choiceObstacle(input) ?? rules.dueDayObstacle(input.answer_due_on, today)
  if (obstacle) throw new Problem('invalid', obstacle)
  await refuseUncovered(asked)
  await refuseNoStory(asked)
  const step = action_id ? await store.findStepGoal(tx, file.organisation_id, case_id, action_id) : undefined
  if (action_id && !step) throw new Problem('invalid', 'referral.no_such_step')
  const directory = input.service_id ? await loadDirectory(tx, actor.organisation_id) : undefined
  const service = directory?.services.find(({ id }) => id === input.service_id)
  await refuseExcluded(asked, toReferral(partner, service))
  // From here to the end of this transaction nobody takes it back unseen.
  if (!(await store.holdBasis(tx, input, case_id, to_organisation_id)))
    throw new Problem('invalid', 'referral.consent_not_live')
  return { goal_id: step?.goal_id ?? null }
}

export const sendReferral = answer(model.sendReferral)(async (asked) => {
  const { input, tx, vault, file, actor, now, facts, note } = asked
  const { organisation_id, case_id } = file
  const { referral_id, to_organisation_id, summary, answer_due_on, match, kind } = input
  const { goal_id } = await refuseUnready(asked)
  const [intake, key, mine] = await Promise.all([
    store.findIntakeKey(tx, to_organisation_id),
    vault.caseKey(tx, organisation_id, case_id),
    getOrganisation(tx, organisation_id),
  ])
  if (!intake) throw new Problem('invalid', 'referral.not_a_partner')
  const at = { organisation_id, case_id, referral_id }
  const { service_id, consent_id, exception_id, sections, until_on, follows_id, action_id } = input
  await store.insertReferral(tx, {
    ...{ ...at, to_organisation_id, service_id, consent_id, exception_id, sections, until_on },
    ...{ follows_id, action_id, goal_id, kind, need: summary.need, urgency: summary.urgency, answer_due_on },
    ...hoursOf(summary.urgency, now, answer_due_on, referralFacts(facts).clocks),
    sent_by: actor.staff_id,
    intake_version: intake.version,
    sealed_summary: sealed.sealSummary(intake.public_key, referral_id, { ...summary, from: mine.name }),
    sealed: sealed.sealForFile(key, at, { ...summary, match }),
  })
  note({ subject_id: referral_id })
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: exception_id ? 'exception_used' : kind === 'transfer' ? 'transfer_proposed' : 'referral_sent',
    ref_id: referral_id,
    codes: { need: summary.need },
  })
  return { referral_id, version: 1 }
})

type OneOfFile = OnFile & { input: { referral_id: string; version: number } }

/** The address names the file too: a referral of another one is not found through it. */
const changeOwn = async (asked: OneOfFile, change: (tx: Tx, id: string, version: number) => Promise<string>) => {
  const { input, tx, file, note } = asked
  const { referral_id, version } = input
  note({ subject_id: referral_id })
  const rows = await store.listReferralRows(tx, file.organisation_id, file.case_id)
  if (!rows.some((row) => row.referral_id === referral_id)) throw new Problem('not_found', 'referral.not_found')
  const done = await change(tx, referral_id, version)
  if (done === 'not_found') throw new Problem('not_found', 'referral.not_found')
  if (done === 'conflict') {
    const current = (await showInFile(asked)).find((each) => each.referral_id === referral_id)
    throw new Problem('conflict', 'stale', { current })
  }
  if (done === 'seen') throw new Problem('conflict', 'referral.seen_already')
  if (done === 'too_late') throw new Problem('conflict', 'referral.undo_too_late')
  if (done === 'consent_ended') throw new Problem('conflict', 'referral.consent_over')
  if (done === 'handed_over') throw new Problem('conflict', 'referral.handed_over')
  return { referral_id, version: version + 1 }
}

export const withdrawReferral = answer(model.withdrawReferral)((asked) => changeOwn(asked, store.takeBack))
export const undoReferral = answer(model.undoReferral)((asked) => changeOwn(asked, store.undo))
export const askAgain = answer(model.askAgain)((asked) => changeOwn(asked, store.askOnceMore))

const pageSize = 25
export const readQueue = answer(model.readQueue)(async (asked) => {
  const { input, tx, actor } = asked
  const found = await store.listReceivedRows(
    tx,
    actor.organisation_id,
    input.waiting,
    pageSize + 1,
    readPageKey(input.after),
  )
  const { rows, next } = cutPage(found, pageSize, (row) => ({ value: row.sent_at, id: row.referral_id }))
  const shown = await lookAtRows(tx, rows)
  return { referrals: await Promise.all(shown.map((row) => showToPartner(asked, row))), next }
})

export const answerReferral = answer(model.answerReferral)(async (asked) => {
  const { input, tx, actor, facts, today, note } = asked
  const { referral_id, version, words, expected_on } = input
  const codesOf = (list: string) => facts.codes[list]?.codes.map(({ code }) => code) ?? []
  const obstacle = rules.answerObstacle(input, {
    decline_reasons: codesOf('decline_reasons'),
    referral_outcomes: codesOf('referral_outcomes'),
  })
  const noDay = input.answer === 'waiting' ? expectedDayObstacle(expected_on, today) : null
  if (obstacle ?? noDay) throw new Problem('invalid', (obstacle ?? noDay)!)
  const row = await store.findReceivedRow(tx, actor.organisation_id, referral_id)
  if (!row) throw new Problem('not_found', 'referral.not_found')
  // A transfer is taken over, with somebody who leads from then on (transfer.api.ts).
  if (row.kind === 'transfer' && input.answer === 'accepted') throw new Problem('invalid', 'referral.nobody_leads')
  if (row.kind === 'transfer' && input.answer === 'ended') throw new Problem('conflict', 'referral.handed_over')
  note({ organisation_id: row.organisation_id, case_id: row.case_id, subject_id: referral_id })
  const sender = words ? await store.findIntakeKey(tx, row.organisation_id) : undefined
  const reply = sender ? sealed.sealAnswer(sender, referral_id, { words, led_by_name: null }) : null
  const answered =
    input.answer === 'waiting'
      ? await store.putOnWaitingList(tx, { ...input, expected_on: expected_on!, ...hoursOfWait(expected_on!) }, reply)
      : await store.writeAnswer(tx, { ...input, answer: input.answer }, reply)
  if (answered === 'not_found') throw new Problem('not_found', 'referral.not_found')
  if (answered === 'reason_needed') throw new Problem('invalid', 'referral.decline_reason_needed')
  if (answered === 'consent_ended') throw new Problem('conflict', 'referral.consent_over')
  if (answered === 'conflict') {
    const now = await store.findReceivedRow(tx, actor.organisation_id, referral_id)
    throw new Problem('conflict', 'stale', { current: now && (await showToPartner(asked, now)) })
  }
  return { referral_id, version: version + 1 }
})
