// Forms as they were, and answers that leave: official sentences stay readable as they were shown, and a FHIR file holds
// only what is open to whoever asks, for a partner only what a live consent names.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withdrawConsent } from '#consents/consent.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { allOf, sittingsOf } from '#test/sittings.ts'
import { keepOfficial, listOfficial, removeOfficial } from './official.ts'
import { readAssessment } from './results.ts'
import { shareAnswers } from './share.ts'
import { readForm } from './sitting.ts'

let at: TestHouse
let { join, begin, give, finish } = {} as ReturnType<typeof sittingsOf>
before(async () => {
  at = await testHouse(
    await import('./sitting.api.ts'),
    await import('./finish.api.ts'),
    await import('./offered.api.ts'),
    await import('./results.api.ts'),
    await import('./official.api.ts'),
    await import('./share.api.ts'),
    await import('#team/team.api.ts'),
    await import('#consents/consent.api.ts'),
  )
  ;({ join, begin, give, finish } = sittingsOf(at))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const calm = { better_dead: 'not_at_all', difficulty: 'not_hard' }

test('an old answer is shown with the sentences of its day, whatever was brought in since', async () => {
  const { reference_worker, coordinator } = at.staff
  const bring = (sentence: string, version: number) =>
    at.ask(
      keepOfficial,
      {
        ...{ instrument: 'phq-9', language: 'ne', version, sentences: { interest: sentence }, source: 'A test' },
        ...{ licence_note: 'Invented for a test.', may_use: true },
      },
      coordinator,
    )
  await bring('First sentence?', 0)
  const { case_id } = await at.aFile()
  const sitting_id = await begin(case_id, reference_worker)
  await give(case_id, sitting_id, allOf('phq-9', 1, calm), reference_worker)
  await finish(case_id, sitting_id, reference_worker)
  await bring('Second sentence?', 1)
  await at.ask(removeOfficial, { instrument: 'phq-9', language: 'ne' }, coordinator)
  const { official } = await at.ask(readAssessment, { case_id, assessment_id: sitting_id }, reference_worker)
  assert.equal(official, 1)
  const form = { instrument: 'phq-9', version: 1, language: 'ne' } as const
  const shown = await at.ask(readForm, { ...form, official: official! }, reference_worker)
  assert.deepEqual(
    [shown.official?.sentences, shown.official?.confirmed_by],
    [{ interest: 'First sentence?' }, coordinator.staff_id],
  )
  assert.equal((await at.ask(readForm, form, reference_worker)).official, null)
  assert.equal((await bring('Third?', 0)).version, 3)
  assert.equal((await at.ask(readForm, form, reference_worker)).official?.sentences.interest, 'Third?')
  assert.equal((await at.ask(readForm, { ...form, official: 0 }, reference_worker)).official, null)
  await at.ask(removeOfficial, { instrument: 'phq-9', language: 'ne' }, coordinator)
})

test('who may bring in official sentences, and that nobody brings in strange ones', async () => {
  const { coordinator, administrator, reference_worker, director } = at.staff
  const { wordings, instruments } = await at.ask(listOfficial, {}, administrator)
  assert.deepEqual(wordings, [])
  assert.ok(instruments.some(({ instrument, licence }) => instrument === 'phq-9' && licence === 'free'))
  const said = (change: object = {}) => ({
    ...{ instrument: 'gad-7' as const, language: 'es' as const, version: 0, sentences: { nervous: '¿Inventada?' } },
    ...{ source: 'A test', licence_note: 'Invented for a test.', may_use: true as const },
    ...change,
  })
  for (const [endpoint, input] of [
    [listOfficial, {}],
    [keepOfficial, said()],
    [removeOfficial, { instrument: 'gad-7', language: 'es' }],
  ] as const) {
    const ask = (who: Who) => at.ask(endpoint as typeof keepOfficial, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    for (const who of [reference_worker, director]) await refuses(ask(who), 'refused')
  }
  await refuses(at.ask(keepOfficial, said({ sentences: {} }), coordinator), 'invalid', 'screening.no_sentences')
  const strange = said({ sentences: { housing: 'x' } })
  await refuses(at.ask(keepOfficial, strange, coordinator), 'invalid', 'screening.unknown_items')
  // Another organisation keeps our words.
  const one = { interest: 'Solo aquí?' }
  await at.ask(keepOfficial, said({ instrument: 'phq-9', sentences: one }), coordinator)
  const form = { instrument: 'phq-9', version: 1, language: 'es' } as const
  assert.deepEqual((await at.ask(readForm, form, reference_worker)).official?.sentences, one)
  assert.equal((await at.ask(readForm, form, at.staff.partner_worker)).official, null)
})

test('answers leave for her, and for a partner on a live consent that names their section; each time it is journalled', async () => {
  const { reference_worker, coordinator, psychologist, partner_worker, far_coordinator, lawyer } = at.staff
  const { case_id } = await at.aFile()
  await join(case_id, psychologist)
  const sitting_id = await begin(case_id, reference_worker)
  await give(case_id, sitting_id, allOf('phq-9', 1, calm), reference_worker)
  await finish(case_id, sitting_id, reference_worker)
  const share = (who: Who, more: object = {}, assessments = sitting_id) =>
    at.ask(shareAnswers, { case_id, assessments, share_id: newId(), ...more }, who)
  const { name, json } = await share(reference_worker)
  assert.match(name, /^copy-[0-9a-f]{8}\.json$/)
  const bundle = JSON.parse(json)
  assert.deepEqual(
    [...new Set(bundle.entry.map(({ resource }: { resource: { resourceType: string } }) => resource.resourceType))],
    ['Patient', 'Questionnaire', 'QuestionnaireResponse', 'Observation'],
  )
  assert.ok(!json.includes('Maya') && !json.includes(case_id) && !/Amparo|Encina|traffick/i.test(json))
  const right = (await at.aConsent(case_id, partner_worker, ['mind'])).consent_id
  const wrong = (await at.aConsent(case_id, partner_worker, ['health'])).consent_id
  const over = (await at.aConsent(case_id, partner_worker, ['mind'], [-40, -1])).consent_id
  const elsewhere = (await at.aConsent((await at.aFile()).case_id, partner_worker, ['mind'])).consent_id
  assert.ok((await share(psychologist, { consent_id: right })).json)
  await refuses(share(psychologist, { consent_id: wrong }), 'invalid', 'assessment.consent_not_for_this')
  for (const consent_id of [over, elsewhere, newId()])
    await refuses(share(psychologist, { consent_id }), 'invalid', 'assessment.consent_not_live')
  await at.ask(withdrawConsent, { case_id, consent_id: right }, reference_worker)
  await refuses(share(psychologist, { consent_id: right }), 'invalid', 'assessment.consent_not_live')
  await refuses(share(reference_worker, {}, newId()), 'not_found', 'assessment.not_found')
  await refuses(share(nobody), 'signed_out')
  for (const stranger of [partner_worker, far_coordinator]) await refuses(share(stranger), 'not_found')
  await refuses(share(coordinator), 'not_found')
  await join(case_id, lawyer)
  await refuses(share(lawyer), 'refused')
  const told = await at.rows(
    "select actor_id, reason, sections from journal where case_id = $1 and action = 'assessments.share' order by at",
    [case_id],
  )
  assert.deepEqual(
    told.map(({ actor_id, reason, sections }) => [actor_id, reason, sections]),
    [
      [reference_worker.staff_id, 'herself', ['mind']],
      [psychologist.staff_id, `consent ${right}`, ['mind']],
    ],
  )
  // Without the second factor shown lately nothing leaves.
  await at.rows("update session set second_factor_at = now() - interval '1 hour' where session_id = $1", [
    psychologist.session_id,
  ])
  await refuses(share(psychologist), 'refused', 'access.second_factor_needed')
})
