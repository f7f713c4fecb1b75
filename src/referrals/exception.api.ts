// Telling something without her consent because the law lets it be told: one colleague asks, another answers.
import { answer } from '#gate/answer.ts'
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
    exceptions: rows.map(({ sealed, ...row }) => ({ ...row, words: openException(keys.of(sealed), row, sealed) })),
  }
})

export const askException = answer(model.askException)(
  async ({ tx, vault, file, actor, input, today, facts, note }) => {
    const { exception_id, recipient_organisation_id, basis, words, ends_on } = input
    if (!facts.codes.lawful_exceptions?.codes.some(({ code }) => code === basis))
      throw new Problem('invalid', 'referral.unknown_basis')
    if (!(await findPartners(tx)).some(({ organisation_id }) => organisation_id === recipient_organisation_id))
      throw new Problem('invalid', 'referral.not_a_partner')
    if (ends_on <= today || ends_on > addDays(today, longest)) throw new Problem('invalid', 'referral.exception_days')
    const at = { organisation_id: file.organisation_id, case_id: file.case_id }
    const key = await vault.caseKey(tx, at.organisation_id, at.case_id)
    const sealed = sealException(key, { ...at, exception_id }, words)
    await store.insertException(tx, {
      ...{ ...at, exception_id, recipient_organisation_id, basis, ends_on, sealed },
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
