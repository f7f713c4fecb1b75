// Sending a referral, answering it, taking it back. What the partner does is told to the journal of the file's house.

import { listConsentRows } from '#consents/consent.store.ts'
import { type AskedByStaff, type AskedOnFile, answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { findPartners, getOrganisation } from '#organisations/organisation.store.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import { toReferral } from '#services/excluded.rules.ts'
import { loadDirectory } from '#services/service.api.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import * as rules from './referral.rules.ts'
import * as store from './referral.store.ts'
import * as model from './referral.ts'
import * as sealed from './sealed.store.ts'

type OnFile = AskedOnFile<unknown>

const showInFile = async ({ tx, vault, file, today, may }: OnFile): Promise<model.Referral[]> => {
  const { organisation_id, case_id } = file
  const [rows, keys] = await Promise.all([
    store.listReferralRows(tx, organisation_id, case_id),
    vault.caseKeys(tx, organisation_id, case_id),
  ])
  const { sections } = may('case.open')
  const answerWords = async (row: store.ReferralRow): Promise<string | null> => {
    if (!row.sealed_answer) return null
    const pair = await vault.intakeKeyPair(tx, organisation_id, sealed.answerVersion(row.sealed_answer))
    return sealed.openAnswer(pair, row.referral_id, row.sealed_answer)
  }
  return Promise.all(
    rows.map(async (row): Promise<model.Referral> => {
      const opened = sections.includes(rules.sectionOf(row.need))
      return {
        ...row,
        overdue: rules.isOverdue(row, today),
        summary: opened ? sealed.openInFile(keys.of(row.sealed), row, row.sealed) : null,
        answer_words: opened ? await answerWords(row) : null,
      }
    }),
  )
}

/** A partner on the file reads its own referrals in its queue; which others were asked is not told. */
export const listReferrals = answer(model.listReferrals)(async (asked) => ({
  referrals: asked.file.organisation_id === asked.actor.organisation_id ? await showInFile(asked) : [],
}))

const refuseUnready = async (
  asked: AskedOnFile<{ case_id: string }> & {
    input: {
      case_id: string
      to_organisation_id: string
      service_id: string | null
      consent_id: string
      answer_due_on: string
      summary: { need: string }
    }
  },
): Promise<void> => {
  const { input, tx, facts, today, file, actor } = asked
  const { case_id, to_organisation_id, consent_id } = input
  if (!facts.needs.domains.some(({ code }) => code === input.summary.need))
    throw new Problem('invalid', 'referral.unknown_need')
  const [partners, consents] = await Promise.all([findPartners(tx), listConsentRows(tx, file)])
  const partner = partners.find(({ organisation_id }) => organisation_id === to_organisation_id)
  if (!partner) throw new Problem('invalid', 'referral.not_a_partner')
  const consent = consents.find((each) => each.consent_id === consent_id)
  const obstacle =
    rules.consentObstacle(consent, to_organisation_id, today) ?? rules.dueDayObstacle(input.answer_due_on, today)
  if (obstacle) throw new Problem('invalid', obstacle)
  const directory = input.service_id ? await loadDirectory(tx, actor.organisation_id) : undefined
  const service = directory?.services.find(({ id }) => id === input.service_id)
  await refuseExcluded(asked, toReferral(partner, service))
  // From here to the end of this transaction nobody takes it back unseen.
  if (!(await store.holdConsent(tx, consent_id, case_id, to_organisation_id)))
    throw new Problem('invalid', 'referral.consent_not_live')
}

export const sendReferral = answer(model.sendReferral)(async (asked) => {
  const { input, tx, vault, file, actor, note } = asked
  const { organisation_id, case_id } = file
  const { referral_id, to_organisation_id, service_id, consent_id, summary, answer_due_on } = input
  await refuseUnready(asked)
  const [intake, key, mine] = await Promise.all([
    store.findIntakeKey(tx, to_organisation_id),
    vault.caseKey(tx, organisation_id, case_id),
    getOrganisation(tx, organisation_id),
  ])
  if (!intake) throw new Problem('invalid', 'referral.not_a_partner')
  const at = { organisation_id, case_id, referral_id }
  await store.insertReferral(tx, {
    ...at,
    to_organisation_id,
    service_id,
    need: summary.need,
    consent_id,
    sent_by: actor.staff_id,
    answer_due_on,
    intake_version: intake.version,
    sealed_summary: sealed.sealSummary(intake.public_key, referral_id, { ...summary, from: mine.name }),
    sealed: sealed.sealForFile(key, at, summary),
  })
  note({ subject_id: referral_id })
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'referral_sent',
    ref_id: referral_id,
    codes: { need: summary.need },
  })
  return { referral_id, version: 1 }
})

export const withdrawReferral = answer(model.withdrawReferral)(async (asked) => {
  const { input, tx, file, note } = asked
  const { referral_id, version } = input
  const find = async () => (await showInFile(asked)).find((each) => each.referral_id === referral_id)
  note({ subject_id: referral_id })
  // The address names the file too: a referral of another one is not found through it.
  const rows = await store.listReferralRows(tx, file.organisation_id, file.case_id)
  if (!rows.some((row) => row.referral_id === referral_id)) throw new Problem('not_found', 'referral.not_found')
  const done = await store.takeBack(tx, referral_id, version)
  if (done === 'not_found') throw new Problem('not_found', 'referral.not_found')
  if (done === 'conflict') throw new Problem('conflict', 'stale', { current: await find() })
  return { referral_id, version: version + 1 }
})

const showToPartner = async (
  { tx, vault, actor, today }: AskedByStaff<unknown>,
  row: store.ReceivedRow,
): Promise<model.QueuedReferral> => {
  const shows = rules.showsHer(row.status, row.consent_live)
  const summary = shows
    ? sealed.openSummary(
        await vault.intakeKeyPair(tx, actor.organisation_id, row.intake_version),
        row.referral_id,
        row.sealed_summary,
      )
    : null
  return {
    ...row,
    overdue: rules.isOverdue(row, today),
    need: shows ? row.need : null,
    summary,
    case_id: shows && row.status === 'accepted' ? row.case_id : null,
  }
}

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
  return { referrals: await Promise.all(rows.map((row) => showToPartner(asked, row))), next }
})

export const answerReferral = answer(model.answerReferral)(async (asked) => {
  const { input, tx, actor, facts, note } = asked
  const { referral_id, version, words } = input
  const codesOf = (list: string) => facts.codes[list]?.codes.map(({ code }) => code) ?? []
  const obstacle = rules.answerObstacle(input, {
    decline_reasons: codesOf('decline_reasons'),
    referral_outcomes: codesOf('referral_outcomes'),
  })
  if (obstacle) throw new Problem('invalid', obstacle)
  const row = await store.findReceivedRow(tx, actor.organisation_id, referral_id)
  if (!row) throw new Problem('not_found', 'referral.not_found')
  note({ organisation_id: row.organisation_id, case_id: row.case_id, subject_id: referral_id })
  const sender = words ? await store.findIntakeKey(tx, row.organisation_id) : undefined
  const answered = await store.writeAnswer(tx, input, sender ? sealed.sealAnswer(sender, referral_id, words) : null)
  if (answered === 'not_found') throw new Problem('not_found', 'referral.not_found')
  if (answered === 'reason_needed') throw new Problem('invalid', 'referral.decline_reason_needed')
  if (answered === 'consent_ended') throw new Problem('conflict', 'referral.consent_over')
  if (answered === 'conflict') {
    const now = await store.findReceivedRow(tx, actor.organisation_id, referral_id)
    throw new Problem('conflict', 'stale', { current: now && (await showToPartner(asked, now)) })
  }
  return { referral_id, version: version + 1 }
})
