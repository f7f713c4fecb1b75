// Recording, showing and withdrawing consents.

import type { Section } from '#access/access.ts'
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { findPartners } from '#organisations/organisation.store.ts'
import { guardianObstacle, needsGuardian } from '#people/minor-facts.rules.ts'
import { holdGuardian } from '#people/minor-facts.store.ts'
import { presumedMinor } from '#people/person.rules.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { consentObstacle, consentState } from './consent.rules.ts'
import { endConsent, findConsent, insertConsent } from './consent.store.ts'
import * as model from './consent.ts'
import { listNamedConsents, sealRecipient } from './recipient.store.ts'

export const listConsents = answer(model.listConsents)(async ({ tx, vault, today, file }) => ({
  consents: (await listNamedConsents(tx, vault, file)).map(({ sealed_recipient: _, ...row }) => ({
    ...row,
    state: consentState(row, today),
  })),
}))

/** Something goes along for good only to a house that may lead files of its own. */
const leadsFiles = async (tx: Tx, organisation_id: string | null): Promise<boolean> =>
  (await findPartners(tx)).some((each) => each.organisation_id === organisation_id && each.leads_files)

export const recordConsent = answer(model.recordConsent)(async ({ input, tx, vault, file, actor, today, note }) => {
  const { case_id, organisation_id } = file
  note({ subject_id: input.consent_id, sections: input.sections })
  if (input.recipient_organisation_id === organisation_id) throw new Problem('invalid', 'consent.own_organisation')
  const card = await readCard(tx, vault, organisation_id, case_id)
  // Held from here on: a guardian found out meanwhile waits, and then ends this consent with the others.
  const guardian = needsGuardian(input.given_by) ? await holdGuardian(tx, case_id) : 'unknown'
  const obstacle =
    consentObstacle(input, today, presumedMinor(card, today)) ?? guardianObstacle(input.given_by, guardian)
  if (obstacle) throw new Problem('invalid', obstacle)
  if (input.for_good.length > 0 && !(await leadsFiles(tx, input.recipient_organisation_id)))
    throw new Problem('invalid', 'consent.leads_no_files')
  const { outside, ...terms } = input
  const sealed = outside
    ? sealRecipient(await vault.caseKey(tx, organisation_id, case_id), file, input.consent_id, outside.name)
    : null
  await insertConsent(tx, {
    ...terms,
    organisation_id,
    recipient_service_id: outside?.service_id ?? null,
    sealed_recipient: sealed,
    recorded_by: actor.staff_id,
  })
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'consent_recorded',
    ref_id: input.consent_id,
    codes: { purpose: input.purpose },
  })
  return { consent_id: input.consent_id }
})

export const withdrawConsent = answer(model.withdrawConsent)(async ({ input, tx, file, actor, note }) => {
  const { case_id, organisation_id } = file
  const { consent_id } = input
  // Of this file: the right to withdraw here says nothing of a consent given elsewhere.
  const before = await findConsent(tx, case_id, consent_id)
  if (!before || !(await endConsent(tx, consent_id))) throw new Problem('not_found', 'consent.not_found')
  note({ subject_id: consent_id, sections: before.sections as Section[] })
  if (before.withdrawn_at) return { consent_id }
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'consent_withdrawn',
    ref_id: consent_id,
  })
  return { consent_id }
})
