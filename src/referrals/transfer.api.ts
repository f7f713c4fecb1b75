// Taking a file over: what goes along is opened with the first house's key and sealed with the new one, in the
// transaction that ends the one file and begins the other. Nobody reads it meanwhile.

import { cardPlace } from '#cases/card.store.ts'
import { newReference } from '#cases/case.api.ts'
import { countedOf } from '#cases/counted.rules.ts'
import { keepCounted } from '#cases/counted.store.ts'
import { keptFor } from '#cases/kept-until.api.ts'
import { forgetNames } from '#cases/opened-names.api.ts'
import { partPlace } from '#documents/document.store.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import { excludes, type LiveExclusion, toColleague } from '#people/exclusion.rules.ts'
import { ExclusionDetails } from '#people/exclusion.ts'
import { keepMarks } from '#people/mark.api.ts'
import { cardForPartner } from '#people/person.rules.ts'
import { openJson, sealAnew, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { type CaseKey, newCaseKey } from '#vault/keys.ts'
import { placeOf, rowHere, type Travels, travels } from './along.rules.ts'
import { findIntakeKey, findReceivedRow, type ReceivedRow } from './referral.store.ts'
import * as sealed from './sealed.store.ts'
import { showToPartner } from './shown.api.ts'
import * as store from './transfer.store.ts'
import * as model from './transfer.ts'

export const listLeaders = answer(model.listLeaders)(async ({ tx }) => ({ leaders: await store.listLeaders(tx) }))

type Taking = AskedByStaff<{
  referral_id: string
  version: number
  transfer_id: string
  new_case_id: string
  led_by: string
  words: string
}>
type Took = Extract<store.TookOver, { said: 'accepted' }>

const missing = () => new Problem('not_found', 'referral.not_found')

const findTransfer = async ({ tx, actor }: AskedByStaff<unknown>, referral_id: string): Promise<ReceivedRow> => {
  const row = await findReceivedRow(tx, actor.organisation_id, referral_id)
  if (row?.kind !== 'transfer') throw missing()
  return row
}

const refuse = async (asked: AskedByStaff<unknown>, row: ReceivedRow, said: string): Promise<Problem> => {
  if (said === 'not_found') return missing()
  if (said === 'nobody_leads') return new Problem('invalid', 'referral.nobody_leads')
  if (said === 'consent_ended') return new Problem('conflict', 'referral.consent_over')
  if (said !== 'conflict') return new Problem('conflict', `referral.transfer_${said}`)
  const now = await findReceivedRow(asked.tx, asked.actor.organisation_id, row.referral_id)
  return new Problem('conflict', 'stale', { current: now && (await showToPartner(asked, now)) })
}

/** The name is told to the first house, which tells it to the person. */
const answerWith = async ({ tx, input }: Taking, row: ReceivedRow): Promise<Buffer | null> => {
  const leader = (await store.listLeaders(tx)).find(({ staff_id }) => staff_id === input.led_by)
  const sender = await findIntakeKey(tx, row.organisation_id)
  if (!leader || !sender) return null
  return sealed.sealAnswer(sender, row.referral_id, { words: input.words, led_by_name: leader.name })
}

/** Whom she must not meet does not lead her file; which of her words says so is not told. */
const refuseExcludedLeader = async (
  { tx, input, today }: Taking,
  there: Took,
  ring: CaseKeyRing,
  along: store.Along[],
) => {
  const leader = (await store.listLeaders(tx)).find(({ staff_id }) => staff_id === input.led_by)
  const live = along
    .filter(({ what }) => what === 'exclusion')
    .map(({ id, sealed: bytes, plain }): LiveExclusion => {
      const { what } = openJson(ring.of(bytes), placeOf('exclusion', there, id), bytes, ExclusionDetails)
      return { exclusion_id: id, what, since_on: String(plain.since_on), until_on: plain.until_on as Day | null }
    })
  if (leader && excludes(live, toColleague(leader), today).excluded)
    throw new Problem('refused', 'referral.leader_excluded')
}

const rowsAtOnce = 100
/** Words that go along, all kinds but papers' parts; answers what each row is called here. */
const bringRows = async (
  { tx, input, actor }: Taking,
  there: Took,
  keys: CaseKeyRing,
  key: CaseKey,
  along: store.Along[],
) => {
  const { transfer_id, led_by } = input
  const ids: Record<string, string> = {}
  const idOf = (id: string): string => {
    ids[id] ??= newId()
    return ids[id]
  }
  const here = { led_by, organisation_id: actor.organisation_id, idOf }
  const anew = (what: Travels, { id, sealed: bytes, plain }: store.Along): store.Brought => {
    const at = { organisation_id: key.organisation_id, case_id: key.case_id }
    const row = rowHere(what, { id, plain }, here)
    const to = placeOf(what, at, what === 'person_barriers' ? id : idOf(id))
    const again = sealAnew(keys.of(bytes), placeOf(what, there, id), bytes, key, to)
    return { from: id, row: { ...row, sealed: `\\x${again.toString('hex')}` } }
  }
  for (const what of travels) {
    const rows = along.filter((each) => each.what === what)
    for (let at = 0; at < rows.length; at += rowsAtOnce)
      await store.bringAlong(
        tx,
        transfer_id,
        what,
        rows.slice(at, at + rowsAtOnce).map((each) => anew(what, each)),
      )
  }
  return { ids, contents: along.filter(({ what }) => what === 'document_content').map(({ id }) => id) }
}

/** Part by part: a paper is larger than what one would hold in memory at once. */
const bringPapers = async (
  { tx, input }: Taking,
  there: Took,
  ring: CaseKeyRing,
  key: CaseKey,
  contents: [string, string][],
) => {
  for (const [was, content_id] of contents)
    for (const { part, section, sealed: bytes } of await store.listParts(tx, input.transfer_id, was)) {
      const again = sealAnew(ring.of(bytes), partPlace(there, was, part), bytes, key, partPlace(key, content_id, part))
      await store.bringPart(tx, input.transfer_id, { content_id, section, part, sealed: again })
    }
}

export const takeOver = answer(model.takeOver)(async (asked) => {
  const { input, tx, vault, actor, facts, today, note } = asked
  const { referral_id, version, transfer_id, new_case_id: case_id } = input
  const row = await findTransfer(asked, referral_id)
  const there = await store.takeOver(tx, input, await answerWith(asked, row))
  if (there.said !== 'accepted') throw await refuse(asked, row, there.said)
  note({
    organisation_id: row.organisation_id,
    case_id: row.case_id,
    subject_id: referral_id,
    sections: there.sections,
  })

  const { organisation_id } = actor
  const at = { organisation_id, case_id }
  const ring = await vault.openCaseKeys(tx, there, there.keys)
  const bytes = Buffer.from(there.sealed_card, 'base64')
  const whole = openJson(ring.of(bytes), cardPlace(there.organisation_id, there.case_id), bytes, Card)
  const card = cardForPartner(whole, there.sections)
  const key = newCaseKey(organisation_id, case_id)
  const reference = newReference()
  const sealed_card = sealJson(key, cardPlace(organisation_id, case_id), card)
  await store.layDownFile(tx, { ...there, ...input, reference, sealed_card })
  await vault.keepCaseKey(tx, key)
  await keepMarks({ tx, vault }, at, [card.alias], card.birth_year)
  await keepCounted(tx, case_id, countedOf(card, today))
  const along = await store.listGoesAlong(tx, transfer_id)
  await refuseExcludedLeader(asked, there, ring, along)
  const { ids, contents } = await bringRows(asked, there, ring, key, along)
  await bringPapers(
    asked,
    there,
    ring,
    key,
    contents.map((id) => [id, ids[id]!]),
  )
  const kept = keptFor({ facts, card: whole, house: there.house, closed_on: today })
  const settled = await store.settle(tx, { ...kept, transfer_id, closure_id: newId(), ids })
  if (!settled) throw new Problem('broken', 'referral.transfer_broken')
  return { referral_id, version: version + 1, new_case_id: case_id, reference }
})

export const undoTakeOver = answer(model.undoTakeOver)(async (asked) => {
  const { input, tx, vault, actor, note } = asked
  const { referral_id, version } = input
  const row = await findTransfer(asked, referral_id)
  note({ organisation_id: row.organisation_id, case_id: row.case_id, subject_id: referral_id })
  const [became] = await store.listReceivedTransfers(tx, [referral_id])
  const said = await store.undoTakeOver(tx, referral_id, version)
  if (said === 'too_late') throw new Problem('conflict', 'referral.undo_too_late')
  if (said === 'changed') throw new Problem('conflict', 'referral.transfer_used')
  if (said !== 'undone') throw await refuse(asked, row, said)
  const gone = { organisation_id: actor.organisation_id, case_id: became!.new_case_id }
  vault.forgetCase(gone)
  forgetNames(gone.case_id)
  return { referral_id, version: version + 1 }
})

export const readCameAlong = answer(model.readCameAlong)(async ({ tx, file, actor }) => {
  const row = file.organisation_id === actor.organisation_id ? await store.findCameAlong(tx, file) : undefined
  if (!row) return { came: null }
  const { from_case_id, consent_id: _, consent_live, ...rest } = row
  const reads = consent_live && row.read_until !== null
  return { came: { ...rest, read_case_id: reads ? from_case_id : null } }
})

export const confirmArrival = answer(model.confirmArrival)(async ({ tx, file, note }) => {
  const { case_id } = file
  note({ subject_id: case_id })
  if (!(await store.readArrival(tx, case_id))) throw new Problem('not_found', 'referral.nothing_came')
  return { case_id }
})
