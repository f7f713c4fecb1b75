// Telling something without her consent because the law lets it be told: one colleague asks, another answers.
import { loadDirectory } from '#directory/service.api.ts'
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { findPartners } from '#organisations/organisation.store.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import * as store from './exception.store.ts'
import * as model from './exception.ts'
import { openException, sealException } from './sealed.store.ts'

/** Days it may last: long enough to act, short enough to ask her. */
const longest = 14

export const listExceptions = answer(model.listExceptions)(async ({ tx, vault, file, actor }) => {
  if (file.organisation_id !== actor.organisation_id) return { exceptions: [] }
  const rows = await store.listExceptionRows(tx, file)
  if (rows.length === 0) return { exceptions: [] }
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  return {
    exceptions: rows.map(({ sealed, ...row }) => {
      const { words, recipient } = openException(keys.of(sealed), row, sealed)
      return { ...row, words, recipient_name: recipient ?? row.recipient_name }
    }),
  }
})

const findService = async (tx: Tx, organisation_id: string, service_id: string) =>
  (await loadDirectory(tx, organisation_id)).services.find(({ id }) => id === service_id)

export const askException = answer(model.askException)(
  async ({ tx, vault, file, actor, input, today, facts, note }) => {
    const { exception_id, recipient_organisation_id, recipient_service_id, basis, words, ends_on } = input
    if (!facts.codes.lawful_exceptions?.codes.some(({ code }) => code === basis))
      throw new Problem('invalid', 'referral.unknown_basis')
    const outside = recipient_service_id ? await findService(tx, actor.organisation_id, recipient_service_id) : null
    if (recipient_service_id && !outside) throw new Problem('invalid', 'referral.service_unknown')
    const partners = outside ? [] : await findPartners(tx)
    if (!outside && !partners.some(({ organisation_id }) => organisation_id === recipient_organisation_id))
      throw new Problem('invalid', 'referral.not_a_partner')
    if (ends_on <= today || ends_on > addDays(today, longest)) throw new Problem('invalid', 'referral.exception_days')
    const at = { organisation_id: file.organisation_id, case_id: file.case_id }
    const key = await vault.caseKey(tx, at.organisation_id, at.case_id)
    const sealed = sealException(key, { ...at, exception_id }, { words, recipient: outside?.name ?? null })
    await store.insertException(tx, {
      ...{ ...at, exception_id, recipient_organisation_id, recipient_service_id, basis, ends_on, sealed },
      asked_by: actor.staff_id,
    })
    note({ subject_id: exception_id })
    await addToTimeline(tx, { ...at, actor_id: actor.staff_id, kind: 'exception_asked', ref_id: exception_id })
    return { exception_id, version: 1 }
  },
)

const kinds = { approved: 'exception_approved', refused: 'exception_refused', ended: 'exception_ended' } as const

export const answerException = answer(model.answerException)(async ({ tx, file, actor, input, note }) => {
  const { exception_id, version, answer: said } = input
  note({ subject_id: exception_id })
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const rows = await store.listExceptionRows(tx, at)
  if (!rows.some((row) => row.exception_id === exception_id)) throw new Problem('not_found', 'referral.not_found')
  const done = await store.writeExceptionAnswer(tx, exception_id, version, said)
  if (done === 'not_found') throw new Problem('not_found', 'referral.not_found')
  if (done === 'own') throw new Problem('refused', 'referral.exception_own')
  if (done === 'conflict') throw new Problem('conflict', 'stale')
  await addToTimeline(tx, { ...at, actor_id: actor.staff_id, kind: kinds[said], ref_id: exception_id })
  return { exception_id, version: version + 1 }
})
