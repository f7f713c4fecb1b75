// Referring outside, taking it back, a new code, a reply; and showing in the file how it stands and who opened it when.
import { listConsentRows } from '#consents/consent.store.ts'
import { loadDirectory } from '#directory/service.api.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { sealForLink } from '#links/keys.store.ts'
import { linkEnd, linkShown, linkState, waysObstacle } from '#links/link.rules.ts'
import {
  freshCode,
  giveNewCode,
  type LinkRow,
  listLinksInFile,
  listOpeningsInFile,
  makeLink,
} from '#links/link.store.ts'
import type { LinkBy } from '#links/link.ts'
import { toService } from '#matching/excluded.rules.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { listExceptionRows } from './exception.store.ts'
import * as rules from './external.rules.ts'
import * as store from './external.store.ts'
import * as model from './external.ts'
import * as sealed from './external-sealed.store.ts'
import { dueDayObstacle, sectionOf } from './referral.rules.ts'

type OnFile = AskedOnFile<unknown>

const wordsHome = async ({ vault, tx, file }: OnFile, what: string, bytes: Buffer | null): Promise<string | null> => {
  if (!bytes) return null
  const pair = await vault.intakeKeyPair(tx, file.organisation_id, sealed.versionOfWords(bytes))
  return sealed.openWordsHome(pair, what, bytes)
}

const show = async (asked: OnFile): Promise<model.OutsideReferral[]> => {
  const { tx, vault, file, today, now, may } = asked
  const { organisation_id, case_id } = file
  const rows = await store.listExternalRows(tx, organisation_id, case_id)
  if (rows.length === 0) return []
  const [keys, links, openings] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    listLinksInFile(tx, organisation_id, case_id),
    listOpeningsInFile(tx, organisation_id, case_id),
  ])
  const { sections } = may('case.open')
  const shown: model.OutsideReferral[] = []
  for (const row of rows) {
    const { sealed: bytes, sealed_reply_here, sealed_question, sealed_answer, organisation_id: _, ...plain } = row
    const { summary, slice, recipient } = sealed.openOutside(keys.of(bytes), row, bytes)
    const opened = sections.includes(sectionOf(row.need))
    const home = (part: string, words: Buffer | null) =>
      opened ? wordsHome(asked, `${part} ${row.external_id}`, words) : null
    const mine = []
    for (const each of openings.filter(({ link_id }) => link_id === row.link_id))
      mine.push({
        opened_at: each.opened_at,
        reader: (await wordsHome(asked, `reader ${each.opening_id}`, each.sealed_reader)) ?? '',
      })
    shown.push({
      ...plain,
      recipient_name: recipient,
      overdue: row.status === 'sent' && today > row.answer_due_on,
      summary: opened ? summary : null,
      slice: opened ? rules.sliceFor(slice, sections) : null,
      question: await home('asked', sealed_question),
      answer_words: await home('answer', sealed_answer),
      reply:
        opened && sealed_reply_here ? sealed.openReplyHere(keys.of(sealed_reply_here), row, sealed_reply_here) : null,
      link: linkShown(links.find(({ link_id }) => link_id === row.link_id)!, now),
      openings: mine,
    })
  }
  return shown
}

/** A partner on the file learns of no other recipient. */
export const listOutside = answer(model.listOutside)(async (asked) => ({
  referrals: asked.file.organisation_id === asked.actor.organisation_id ? await show(asked) : [],
}))

/** What it would stand on: hers, or the law's; and until when that lasts. */
const coversOf = async ({
  tx,
  file,
  input,
}: AskedOnFile<{ consent_id: string | null; exception_id: string | null }>) => {
  const [consents, exceptions] = await Promise.all([listConsentRows(tx, file), listExceptionRows(tx, file)])
  const consent = consents.find((each) => each.consent_id === input.consent_id)
  const exception = exceptions.find((each) => each.exception_id === input.exception_id)
  return { consent, exception, ends_on: (consent ?? exception)?.ends_on }
}

export const sendOutside = answer(model.sendOutside)(async (asked) => {
  const { input, tx, vault, file, actor, facts, today, note, may } = asked
  const { organisation_id, case_id } = file
  const { external_id, service_id, consent_id, exception_id, summary, slice, answer_due_on, link } = input
  if (!facts.needs.domains.some(({ code }) => code === summary.need))
    throw new Problem('invalid', 'referral.unknown_need')
  const [covers, directory, mine] = await Promise.all([
    coversOf(asked),
    loadDirectory(tx, actor.organisation_id),
    getOrganisation(tx, organisation_id),
  ])
  const service = directory.services.find(({ id }) => id === service_id)
  if (!service) throw new Problem('invalid', 'referral.service_unknown')
  const { consent, exception, ends_on } = covers
  const obstacle =
    rules.basisObstacle(input, { consent, exception }, today) ??
    dueDayObstacle(answer_due_on, today) ??
    rules.sliceObstacle(slice, consent?.sections ?? []) ??
    waysObstacle(link)
  if (obstacle) throw new Problem('invalid', obstacle)
  // Nobody passes on what they may not read.
  const mayRead: readonly string[] = may('case.open').sections
  if (!rules.sectionsOfSlice(slice).every((section) => mayRead.includes(section)))
    throw new Problem('invalid', 'referral.slice_not_yours')
  await refuseExcluded(asked, toService(service, directory))
  if (!(await store.holdOutsideBasis(tx, input, case_id, service_id)))
    throw new Problem('invalid', 'referral.consent_not_live')
  const keys = await makeLink(tx, {
    ...link,
    organisation_id,
    case_id,
    purpose: 'referral',
    ref_id: external_id,
    made_by: actor.staff_id,
    expires_at: linkEnd(today, ends_on!),
    carries: { ...summary, from: mine.name, answer_due_on } satisfies model.OutsideSummary,
  })
  const at = { organisation_id, case_id, external_id }
  const filed = { summary, slice, recipient: service.name }
  await store.insertExternal(tx, {
    ...at,
    link_id: link.link_id,
    service_id,
    need: summary.need,
    consent_id,
    exception_id,
    sent_by: actor.staff_id,
    answer_due_on,
    sealed: sealed.sealOutside(await vault.caseKey(tx, organisation_id, case_id), at, filed),
    sealed_slice: sealForLink(keys, sealed.sliceOf(external_id), slice),
  })
  note({ subject_id: external_id, sections: rules.sectionsOfSlice(slice) })
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: exception_id ? 'exception_used' : 'referral_sent',
    ref_id: external_id,
    codes: { need: summary.need },
  })
  return { external_id, version: 1 }
})

const find = async ({ tx, file }: OnFile, external_id: string): Promise<store.ExternalRow> => {
  const rows = await store.listExternalRows(tx, file.organisation_id, file.case_id)
  const row = rows.find((each) => each.external_id === external_id)
  if (!row) throw new Problem('not_found', 'referral.not_found')
  return row
}

const stale = async (asked: OnFile, external_id: string) => {
  const current = (await show(asked)).find((each) => each.external_id === external_id)
  return new Problem('conflict', 'stale', { current })
}

export const withdrawOutside = answer(model.withdrawOutside)(async (asked) => {
  const { external_id, version } = asked.input
  asked.note({ subject_id: external_id })
  await find(asked, external_id)
  const done = await store.takeExternalBack(asked.tx, external_id, version)
  if (done === 'not_found') throw new Problem('not_found', 'referral.not_found')
  if (done === 'conflict') throw await stale(asked, external_id)
  return { external_id, version: version + 1 }
})

const openedLink = async (asked: OnFile, row: store.ExternalRow): Promise<LinkRow> => {
  const { tx, file, now } = asked
  const links = await listLinksInFile(tx, file.organisation_id, file.case_id)
  const link = links.find(({ link_id }) => link_id === row.link_id)!
  const over = ['revoked', 'expired'].includes(linkState(link, now)) || !row.consent_live
  if (over || !rules.outsideSteps(row.status).new_code) throw new Problem('invalid', 'link.over')
  return link
}

/** What the file kept is sealed for the new code; what the old one opened it opens no more. */
export const renewOutsideCode = answer(model.renewOutsideCode)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { external_id, link_version, code, code_by } = input
  const { organisation_id, case_id } = file
  note({ subject_id: external_id })
  const row = await find(asked, external_id)
  const link = await openedLink(asked, row)
  if (waysObstacle({ link_by: link.link_by as LinkBy, code_by })) throw new Problem('invalid', 'link.same_way')
  const [keys, mine] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    getOrganisation(tx, organisation_id),
  ])
  const { summary, slice } = sealed.openOutside(keys.of(row.sealed), row, row.sealed)
  const carries: model.OutsideSummary = { ...summary, from: mine.name, answer_due_on: row.answer_due_on }
  const sealedHere = row.sealed_reply_here
  const reply = sealedHere ? sealed.openReplyHere(keys.of(sealedHere), row, sealedHere) : null
  const fresh = await freshCode(link, code)
  const anew = {
    sealed_slice: sealForLink(fresh, sealed.sliceOf(external_id), slice),
    ...(reply !== null && { sealed_reply: sealForLink(fresh, sealed.replyOf(external_id), { words: reply }) }),
  }
  // The referral before its link, as everybody else who holds both.
  const written = await store.sealAnew(tx, row, row.version, anew)
  if (!written || !(await giveNewCode(tx, link, link_version, { fresh, code_by, carries })))
    throw await stale(asked, external_id)
  return { external_id, link_version: link_version + 1 }
})

export const replyOutside = answer(model.replyOutside)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { external_id, version, words } = input
  note({ subject_id: external_id })
  const row = await find(asked, external_id)
  if (!row.asked_at) throw new Problem('invalid', 'referral.nothing_asked')
  const link = await openedLink(asked, row)
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const anew = {
    sealed_reply: sealForLink(link, sealed.replyOf(external_id), { words }),
    sealed_reply_here: sealed.sealReplyHere(key, row, words),
  }
  if (!(await store.sealAnew(tx, row, version, anew))) throw await stale(asked, external_id)
  return { external_id, version: version + 1 }
})
