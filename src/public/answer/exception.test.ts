// What the law lets be told, told to a service outside: the summary by a link and a code, nothing more with its yes, closed
// when a colleague ends it; and a no of theirs is kept as a barrier met.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { answerException, askException, listExceptions } from '#referrals/exception.ts'
import { listOutside, sendOutside } from '#referrals/external.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { day } from '#test/referrals.ts'
import { serveAnswer } from './answer.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const said = { source: 'test', confidence: 'memory' as const }
const provider = DirectoryOrganisation.parse({
  ...{ id: newId(), name: 'Fundación Aliso', description: 'An invented one.', checked_on: day(0), ...said },
})
const aService = (name: string) =>
  DirectoryService.parse({
    ...{ id: newId(), organisation_id: provider.id, name, description: 'Invented.', status: 'active' },
    ...{ kinds: ['health_care'], areas: [{ country: 'ES' }], checked_on: day(0), ...said },
  })
const clinic = aService('Urgencias del Aliso')
const elsewhere = aService('Otra consulta')

before(async () => {
  at = await testHouse(await import('#referrals/external.api.ts'), await import('#referrals/exception.api.ts'))
  const owner = new Database(at.db.connection())
  const directory = { organisations: [provider], services: [clinic, elsewhere] }
  await owner.transaction({ token: '' }, (tx) => importDirectory(tx, at.ours.organisation_id, directory, day(0)))
  await owner.close()
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const crowd = { inside: 1_000, atOnce: 1_000_000, perSecond: 1_000 }
  serveAnswer(app, { door, facts: loadFacts(), crowd, tries: 10_000, step: 1, report: () => {} })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
})

const post = async (form: Record<string, string>) => {
  const payload = new URLSearchParams({ l: 'en', reader: 'Ana Ruiz, intake', ...form }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await app.inject({ method: 'POST', url: '/answer', headers, payload })).body
}
const opensNothing = /open nothing, or nothing any more/

const anException = async (case_id: string, approved = true) => {
  const exception_id = newId()
  const wish = { recipient_service_id: clinic.id, basis: 'danger_to_life', words: 'CANARY-why', ends_on: day(3) }
  await at.ask(askException, { case_id, exception_id, ...wish }, at.staff.reference_worker)
  if (approved)
    await at.ask(answerException, { case_id, exception_id, version: 1, answer: 'approved' }, at.staff.coordinator)
  return exception_id
}
const nothing = { name: null, birth_year: null, country: null, said: [] }
const aWish = (case_id: string, exception_id: string): SentInputOf<typeof sendOutside> => ({
  ...{ case_id, external_id: newId(), service_id: clinic.id, exception_id, slice: nothing, answer_due_on: day(1) },
  link: { link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' },
  summary: {
    ...{ age_group: '25_39', gender: 'woman', languages: ['ne'], interpreter_needed: true },
    ...{ need: 'health', urgency: 'today', words: 'CANARY-she-bleeds' },
  },
})
const send = (wish: SentInputOf<typeof sendOutside>) => at.ask(sendOutside, wish, at.staff.reference_worker)
const about = ({ link, external_id }: SentInputOf<typeof sendOutside>) => ({
  ...{ link: link.secret, code: link.code, about: external_id },
})
const inFile = async (case_id: string) =>
  (await at.ask(listOutside, { case_id }, at.staff.reference_worker)).referrals[0]!

test('an approved exception carries the summary to that service alone, and its yes opens nothing', async () => {
  const { case_id } = await at.aFile()
  const asked = await anException(case_id, false)
  await assert.rejects(send(aWish(case_id, asked)), { key: 'referral.exception_not_live' })
  const exception_id = await anException(case_id)
  const wish = aWish(case_id, exception_id)
  await assert.rejects(send({ ...wish, service_id: elsewhere.id }), { key: 'referral.exception_not_live' })
  await assert.rejects(send({ ...wish, slice: { ...nothing, said: [{ section: 'health', words: 'x' }] } }), {
    key: 'referral.exception_opens_nothing',
  })
  await assert.rejects(send({ ...wish, consent_id: newId() }), { key: 'referral.no_consent' })
  const other = await at.aFile()
  await assert.rejects(send({ ...wish, case_id: other.case_id }), { key: 'referral.exception_not_live' })
  await send(wish)

  const { exceptions } = await at.ask(listExceptions, { case_id }, at.staff.coordinator)
  assert.deepEqual(
    exceptions.filter(({ live }) => live).map(({ recipient_name, words }) => [recipient_name, words]),
    [[clinic.name, 'CANARY-why']],
  )
  assert.match(await post({ do: 'open', ...about(wish) }), /CANARY-she-bleeds/)
  assert.match(await post({ do: 'accepted', ...about(wish) }), /Your yes has arrived/)
  const open = await post({ do: 'open', ...about(wish) })
  assert.doesNotMatch(open, /Maya|CANARY-why/)
  const shown = await inFile(case_id)
  assert.deepEqual([shown.status, shown.exception_id, shown.consent_live], ['accepted', exception_id, true])
  const kinds = await at.rows("select kind from timeline_entry where case_id = $1 and kind = 'exception_used'", [
    case_id,
  ])
  assert.equal(kinds.length, 1)

  await at.ask(answerException, { case_id, exception_id, version: 2, answer: 'ended' }, at.staff.coordinator)
  assert.match(await post({ do: 'open', ...about(wish) }), opensNothing)
  const over = await inFile(case_id)
  assert.deepEqual([over.status, over.link.state, over.consent_live], ['withdrawn', 'revoked', false])
})

test('an exception whose days are over opens nothing, and takes no answer', async () => {
  const { case_id } = await at.aFile()
  const wish = aWish(case_id, await anException(case_id))
  await send(wish)
  await at.rows('update lawful_exception set ends_on = current_date - 1 where case_id = $1', [case_id])
  assert.match(await post({ do: 'open', ...about(wish) }), opensNothing)
  assert.match(await post({ do: 'accepted', ...about(wish) }), opensNothing)
})

test('their no is a barrier met, with its reason, and typed by nobody', async () => {
  const { case_id } = await at.aFile()
  const wish = aWish(case_id, await anException(case_id))
  await send(wish)
  await post({ do: 'declined', ...about(wish), reason: 'no_registration' })
  assert.equal((await inFile(case_id)).decline_reason, 'no_registration')
  const barriers = await at.rows(
    'select decline_reason, need, section, service_id, recorded_by from access_barrier where case_id = $1',
    [case_id],
  )
  assert.deepEqual(barriers, [
    { decline_reason: 'no_registration', need: 'health', section: 'health', service_id: clinic.id, recorded_by: null },
  ])
})
