// Referring outside from the desk: who may, on which consent, how much of the file, and what a hostile input meets.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recordConsent } from '#consents/consent.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { Database } from '#kit/database.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { sliceFor, sliceObstacle } from './external.rules.ts'
import { ExternalSlice, listOutside, renewOutsideCode, replyOutside, sendOutside, withdrawOutside } from './external.ts'

let at: TestHouse
const said = { source: 'test', confidence: 'checked' as const }
const today = new Date().toISOString().slice(0, 10)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const facts = { description: 'An invented one.', checked_on: today, ...said }
const provider = DirectoryOrganisation.parse({ id: newId(), name: 'Fundación Aliso', ...facts })
const service = (name: string) =>
  DirectoryService.parse({
    ...{ ...facts, id: newId(), organisation_id: provider.id, name, status: 'active' },
    ...{ kinds: ['shelter'], areas: [{ country: 'ES' }] },
  })
const [house, other] = [service('Casa del Aliso'), service('Taller del Aliso')]

before(async () => {
  at = await testHouse(await import('./external.api.ts'), await import('#consents/consent.api.ts'))
  const owner = new Database(at.db.connection())
  await owner.transaction({ token: '' }, (tx) =>
    importDirectory(tx, at.ours.organisation_id, { organisations: [provider], services: [house, other] }, today),
  )
  await owner.close()
})
after(() => at.close())

const notFound = { kind: 'not_found' }
const aReadyFile = async () => {
  const { case_id } = await at.aFile()
  const consent_id = newId()
  await at.ask(
    recordConsent,
    {
      ...{ case_id, consent_id, purpose: 'shelter', given_by: 'person', how: 'spoken', language: 'ne' },
      ...{ with_interpreter: true, sections: ['identity', 'home'], starts_on: today, ends_on: day(20) },
      outside: { service_id: house.id, name: 'The house by the alder' },
    },
    at.staff.reference_worker,
  )
  const input: SentInputOf<typeof sendOutside> = {
    ...{ case_id, external_id: newId(), service_id: house.id, consent_id, slice: {}, answer_due_on: day(3) },
    summary: {
      ...{ age_group: '25_39', gender: 'woman', languages: ['ne'], interpreter_needed: true },
      ...{ need: 'housing', urgency: 'this_week', words: '' },
    },
    link: { link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' },
  }
  return { case_id, consent_id, external_id: input.external_id, input }
}

test('who may: the team sends and takes back; nobody else learns that there is such a referral', async () => {
  const { case_id, external_id, input } = await aReadyFile()
  for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.partner_worker, at.staff.intake])
    await assert.rejects(at.ask(sendOutside, input, who), notFound)
  await assert.rejects(at.ask(sendOutside, input, nobody), { kind: 'signed_out' })
  await at.ask(sendOutside, input, at.staff.coordinator)
  const renewing = { case_id, external_id, link_version: 1, code: newLinkCode(), code_by: 'phone' as const }
  const replying = { case_id, external_id, version: 1, words: 'Yes.' }
  const back = { case_id, external_id, version: 1 }
  const ways = [
    (who: typeof nobody) => at.ask(listOutside, { case_id }, who),
    (who: typeof nobody) => at.ask(renewOutsideCode, renewing, who),
    (who: typeof nobody) => at.ask(replyOutside, replying, who),
    (who: typeof nobody) => at.ask(withdrawOutside, back, who),
  ]
  for (const way of ways) {
    await assert.rejects(way(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.partner_worker])
      await assert.rejects(way(who), notFound)
  }
  const elsewhere = await at.aFile()
  for (const [endpoint, asked] of [[withdrawOutside, back] as const, [renewOutsideCode, renewing] as const])
    await assert.rejects(
      at.ask(endpoint, { ...asked, case_id: elsewhere.case_id } as never, at.staff.reference_worker),
      notFound,
    )
  await assert.rejects(at.ask(replyOutside, replying, at.staff.coordinator), { key: 'referral.nothing_asked' })
  const [shown] = (await at.ask(listOutside, { case_id }, at.staff.reference_worker)).referrals
  assert.deepEqual([shown?.status, shown?.recipient_name, shown?.link.state], ['sent', house.name, 'open'])
  await at.ask(renewOutsideCode, renewing, at.staff.coordinator)
  await assert.rejects(at.ask(renewOutsideCode, renewing, at.staff.coordinator), { key: 'stale' })
  await assert.rejects(at.ask(withdrawOutside, back, at.staff.coordinator), { key: 'stale' })
  await at.ask(withdrawOutside, { ...back, version: 2 }, at.staff.coordinator)
  await assert.rejects(at.ask(renewOutsideCode, { ...renewing, link_version: 3 }, at.staff.coordinator), {
    key: 'link.over',
  })
})

test('nothing leaves without a live consent to this very service, nor more than it covers or the sender may read', async () => {
  const { case_id, input } = await aReadyFile()
  const send = (change: object) =>
    at.ask(sendOutside, { ...input, external_id: newId(), ...change }, at.staff.reference_worker)
  const { consent_id: toPartner } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  await assert.rejects(send({ consent_id: newId() }), { key: 'referral.no_consent' })
  await assert.rejects(send({ consent_id: toPartner }), { key: 'referral.consent_for_another' })
  await assert.rejects(send({ service_id: other.id }), { key: 'referral.consent_for_another' })
  await assert.rejects(send({ service_id: newId() }), { key: 'referral.service_unknown' })
  await assert.rejects(send({ answer_due_on: day(-1) }), { key: 'referral.due_day_out_of_range' })
  await assert.rejects(send({ slice: { said: [{ section: 'health', words: 'x' }] } }), {
    key: 'referral.slice_beyond_consent',
  })
  await assert.rejects(send({ link: { ...input.link, link_by: 'post', code_by: 'post' } }), { key: 'link.same_way' })
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, array['identity', 'law'], $4)`,
    [at.ours.organisation_id, case_id, at.staff.lawyer.staff_id, at.staff.coordinator.staff_id],
  )
  const asLawyer = { ...input, external_id: newId(), slice: { said: [{ section: 'home' as const, words: 'x' }] } }
  await assert.rejects(at.ask(sendOutside, asLawyer, at.staff.lawyer), { key: 'referral.slice_not_yours' })
  assert.equal((await at.rows('select 1 from single_use_link where case_id = $1', [case_id])).length, 0)
  await send({ link: { ...input.link, link_id: newId() }, slice: { name: 'Asha', said: [] } })
  const [link] = await at.rows('select expires_at::date::text as day from single_use_link where case_id = $1', [
    case_id,
  ])
  assert.equal(link?.day, day(20), 'a link lives no longer than the consent')
  for (const change of [{ link: { ...input.link, code: 'short' } }, { summary: {} }, { slice: { said: 'x' } }])
    assert.equal((await at.askHttp(sendOutside, { ...input, ...change }, at.staff.reference_worker)).status, 422)
})

test('a slice names only sections that were agreed to, each once, and shows each reader what is open to them', () => {
  const slice = ExternalSlice.parse({ name: 'Asha', said: [{ section: 'home', words: 'x' }] })
  assert.equal(sliceObstacle(slice, ['identity', 'home']), null)
  assert.equal(sliceObstacle(slice, ['home']), 'referral.slice_beyond_consent')
  const twice = { ...slice, said: [...slice.said, ...slice.said] }
  assert.equal(sliceObstacle(twice, ['identity', 'home']), 'referral.slice_beyond_consent')
  assert.deepEqual(sliceFor(slice, ['home']), { ...slice, name: null })
  assert.deepEqual(sliceFor(slice, ['identity']).said, [])
})
