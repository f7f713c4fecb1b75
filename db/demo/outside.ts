// One of the invented people was referred by link to a service without an account here: it said yes, asked one question,
// and opened the link twice since.
import { sql } from 'kysely'
import { sealRecipient } from '#consents/recipient.store.ts'
import { addDays } from '#kit/day.ts'
import { sealForLink } from '#links/keys.store.ts'
import { makeLink } from '#links/link.store.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { ExternalSlice, type OutsideSummary } from '#referrals/external.ts'
import { sealOutside, sealWordsHome, sliceOf } from '#referrals/external-sealed.store.ts'
import type { ReferralSummary } from '#referrals/referral.ts'
import type { ACase, World } from '#test/world.ts'
import type { Cast } from './live.ts'

const summary: ReferralSummary = {
  ...({ age_group: '25_39', gender: 'woman', languages: ['ne', 'hi'], interpreter_needed: true } as const),
  ...({ need: 'mind', urgency: 'this_month' } as const),
  words: 'Duerme mal desde hace meses. Prefiere hablar con una mujer, por la tarde.',
}

export const referOutside = async (world: World, cast: Cast, files: ReadonlyMap<string, ACase>): Promise<void> => {
  const file = files.get('Maya')
  if (!file) return
  const { organisation_id, case_id, key, worker } = file
  const service = await world.tx
    .selectFrom('directory_service')
    .select(['service_id', 'record'])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'active')
    .where(sql<boolean>`'psychological' = any(kinds)`)
    .orderBy('service_id')
    .limit(1)
    .executeTakeFirst()
  const house = await world.tx
    .selectFrom('intake_key')
    .select(['version as intake_version', 'public_key as intake_key'])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  if (!service || !house) return
  const { service_id } = service
  const recipient = (service.record as { name: string }).name
  const [consent_id, external_id, link_id] = ['consent', 'outside', 'link'].map((of) => world.nextId(of)) as [
    string,
    string,
    string,
  ]
  const [starts_on, ends_on] = [world.ago(6), addDays(world.ago(6), 30)]
  await world.tx
    .insertInto('consent')
    .values({
      ...{ organisation_id, case_id, consent_id, sections: ['identity', 'mind'], purpose: 'psychological' },
      ...{ given_by: 'person', how: 'spoken', language: 'ne', with_interpreter: true, starts_on, ends_on },
      ...{ recipient_service_id: service_id, recorded_by: worker.staff_id, recorded_at: world.at(6) },
      sealed_recipient: sealRecipient(key, file, consent_id, recipient),
    })
    .execute()
  await world.happened(file, { at: world.at(6), kind: 'consent_recorded', actor: worker, ref_id: consent_id })
  const answer_due_on = addDays(world.ago(6), 7)
  const keys = await makeLink(world.tx, {
    ...{ link_id, secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' },
    ...{ organisation_id, case_id, purpose: 'referral', ref_id: external_id, made_by: worker.staff_id },
    expires_at: `${ends_on}T00:00:00Z`,
    carries: { ...summary, from: cast.own.name, answer_due_on } satisfies OutsideSummary,
  })
  await world.tx
    .updateTable('single_use_link')
    .set({ made_at: world.at(6), used_at: world.at(4) })
    .where('link_id', '=', link_id)
    .execute()
  const slice = ExternalSlice.parse({
    name: file.card.alias,
    said: [{ section: 'mind', words: 'No quiere contar otra vez lo ocurrido; le ayuda que la avisen de cada paso.' }],
  })
  const at = { organisation_id, case_id, external_id }
  await world.tx
    .insertInto('referral_external')
    .values({
      ...{ ...at, link_id, service_id, need: summary.need, consent_id, status: 'accepted', answer_due_on },
      ...{ sent_by: worker.staff_id, sent_at: world.at(6), answered_at: world.at(4), asked_at: world.at(4) },
      sealed: sealOutside(key, at, { summary, slice, recipient }),
      sealed_slice: sealForLink(keys, sliceOf(external_id), slice),
      sealed_question: sealWordsHome(house, `asked ${external_id}`, '¿Puede venir los martes a las cinco?'),
      sealed_answer: sealWordsHome(house, `answer ${external_id}`, 'Pregunten por la secretaría.'),
    })
    .execute()
  for (const ago of [4, 2]) {
    const opening_id = world.nextId('opening')
    const sealed_reader = sealWordsHome(house, `reader ${opening_id}`, 'R. Olmedo, acogida')
    await world.tx
      .insertInto('link_opening')
      .values({
        ...{ organisation_id, case_id, opening_id, link_id, opened_at: world.at(ago) },
        ...{ reader_version: house.intake_version, sealed_reader },
      })
      .execute()
  }
  await world.happened(file, { at: world.at(6), kind: 'referral_sent', actor: worker, ref_id: external_id })
}
