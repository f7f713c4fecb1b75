// A referral from both ends: what the partner sees before, between and after, and what a withdrawal does to it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Section } from '#access/access.ts'
import { listFiles, openFile } from '#cases/case.ts'
import { withdrawConsent } from '#consents/consent.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { answerReferral, listReferrals, readQueue, sendReferral, withdrawReferral } from './referral.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./referral.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#notes/note.api.ts'),
    await import('#consents/consent.api.ts'),
  )
})
after(() => at.close())

const canary = 'CANARY-she-was-locked-in'
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const summary = {
  age_group: '25_39' as const,
  gender: 'woman' as const,
  languages: ['ne', 'hi'],
  interpreter_needed: true,
  need: 'housing',
  urgency: 'this_week' as const,
  words: canary,
}

interface Wish {
  sections?: Section[]
  days?: [number, number]
}
const aReadyFile = async ({ sections = ['identity', 'home'], days }: Wish = {}) => {
  const { case_id } = await at.aFile()
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, sections, days)
  const input: SentInputOf<typeof sendReferral> = {
    case_id,
    referral_id: newId(),
    to_organisation_id: at.partner.organisation_id,
    consent_id,
    summary,
    answer_due_on: day(3),
  }
  return { case_id, consent_id, referral_id: input.referral_id, input }
}
const aSentOne = async (wish: Wish = {}) => {
  const ready = await aReadyFile(wish)
  await at.ask(sendReferral, ready.input, at.staff.reference_worker)
  return ready
}
const anAcceptedOne = async (wish: Wish = {}) => {
  const sent = await aSentOne(wish)
  await at.ask(
    answerReferral,
    { referral_id: sent.referral_id, version: 1, answer: 'accepted' },
    at.staff.partner_worker,
  )
  return sent
}
const queued = async (referral_id: string, who: Who = at.staff.partner_worker) => {
  const { referrals } = await at.ask(readQueue, {}, who)
  return referrals.find((each) => each.referral_id === referral_id)
}
const inFile = async (case_id: string, referral_id: string, who: Who = at.staff.reference_worker) => {
  const { referrals } = await at.ask(listReferrals, { case_id }, who)
  return referrals.find((each) => each.referral_id === referral_id)
}
const notFound = { kind: 'not_found' }
const seesNothing = async (case_id: string, referral_id: string) => {
  const shown = await queued(referral_id)
  assert.ok(shown)
  assert.equal(shown.summary, null)
  assert.equal(shown.need, null)
  assert.equal(shown.case_id, null)
  await assert.rejects(at.ask(openFile, { case_id }, at.staff.partner_worker), notFound)
  await assert.rejects(at.ask(readNotes, { case_id }, at.staff.partner_worker), notFound)
}

test('before sending the partner sees nothing; sent, the summary alone; accepted, exactly the consented sections', async () => {
  const { case_id, referral_id, input } = await aReadyFile()
  for (const section of ['home', 'story', 'health'] as const)
    await at.ask(addNote, { case_id, note_id: newId(), section, text: `note of ${section}` }, at.staff.reference_worker)
  assert.equal(await queued(referral_id), undefined)
  await assert.rejects(at.ask(openFile, { case_id }, at.staff.partner_worker), notFound)

  await at.ask(sendReferral, input, at.staff.reference_worker)
  const sent = await queued(referral_id)
  assert.deepEqual(sent?.summary, { ...summary, from: 'Casa Encina' })
  assert.equal(sent?.case_id, null)
  assert.equal(sent?.status, 'sent')
  await assert.rejects(at.ask(openFile, { case_id }, at.staff.partner_worker), notFound)

  await at.ask(
    answerReferral,
    { referral_id, version: 1, answer: 'accepted', words: 'A bed from Monday.' },
    at.staff.partner_worker,
  )
  assert.equal((await queued(referral_id))?.case_id, case_id)
  const file = await at.ask(openFile, { case_id }, at.staff.partner_worker)
  assert.deepEqual([...file.sections].sort(), ['home', 'identity'])
  assert.deepEqual(file.writes, [])
  const { notes } = await at.ask(readNotes, { case_id }, at.staff.partner_worker)
  assert.deepEqual(
    notes.map(({ section }) => section),
    ['home'],
  )
  assert.deepEqual(
    (await at.ask(listFiles, {}, at.staff.partner_worker)).rows.map((row) => row.case_id),
    [case_id],
  )

  const seen = await inFile(case_id, referral_id)
  assert.equal(seen?.status, 'accepted')
  assert.equal(seen?.answer_words, 'A bed from Monday.')
  assert.deepEqual(seen?.summary, summary)
  const told = await at.rows(
    "select organisation_id, case_id, subject_id, actor_organisation_id from journal where action = 'referrals.answer' and subject_id = $1",
    [referral_id],
  )
  assert.deepEqual(told, [
    {
      organisation_id: at.ours.organisation_id,
      case_id,
      subject_id: referral_id,
      actor_organisation_id: at.partner.organisation_id,
    },
  ])
  const kinds = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind like 'referral%' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['referral_sent', 'referral_accepted'],
  )

  await at.ask(
    answerReferral,
    { referral_id, version: 2, answer: 'ended', reason: 'need_met' },
    at.staff.partner_worker,
  )
  assert.equal((await inFile(case_id, referral_id))?.outcome, 'need_met')
  await seesNothing(case_id, referral_id)
})

test('a withdrawn consent closes the referral at once, sent or accepted, on both sides', async () => {
  for (const make of [aSentOne, anAcceptedOne]) {
    const { case_id, referral_id, consent_id } = await make()
    await at.ask(withdrawConsent, { case_id, consent_id }, at.staff.reference_worker)
    await seesNothing(case_id, referral_id)
    assert.equal((await queued(referral_id))?.status, 'withdrawn')
    assert.equal((await inFile(case_id, referral_id))?.status, 'withdrawn')
    const { version } = (await queued(referral_id))!
    for (const answer of ['accepted', 'ended'] as const) {
      const reason = answer === 'ended' ? 'need_met' : null
      await assert.rejects(at.ask(answerReferral, { referral_id, version, answer, reason }, at.staff.partner_worker), {
        key: 'stale',
      })
    }
  }
})

test('a consent that runs out closes too, without anyone doing anything', async () => {
  const { case_id, referral_id, consent_id } = await anAcceptedOne()
  const waiting = await aSentOne()
  for (const id of [consent_id, waiting.consent_id])
    await at.rows(
      'update consent set starts_on = current_date - 40, ends_on = current_date - 1 where consent_id = $1',
      [id],
    )
  await seesNothing(case_id, referral_id)
  await seesNothing(waiting.case_id, waiting.referral_id)
  assert.equal((await inFile(case_id, referral_id))?.consent_live, false)
  const accept = { referral_id: waiting.referral_id, version: 1, answer: 'accepted' as const }
  await assert.rejects(at.ask(answerReferral, accept, at.staff.partner_worker), { key: 'referral.consent_over' })
})

test('the sender takes it back and what it opened closes; another referral on the same consent stays', async () => {
  const { case_id, referral_id, input } = await anAcceptedOne()
  const other = { ...input, referral_id: newId() }
  await at.ask(sendReferral, other, at.staff.reference_worker)
  await at.ask(
    answerReferral,
    { referral_id: other.referral_id, version: 1, answer: 'accepted' },
    at.staff.partner_worker,
  )
  await at.ask(withdrawReferral, { case_id, referral_id, version: 2 }, at.staff.reference_worker)
  await at.ask(openFile, { case_id }, at.staff.partner_worker)
  await at.ask(
    answerReferral,
    { referral_id: other.referral_id, version: 2, answer: 'ended', reason: 'went_on_elsewhere' },
    at.staff.partner_worker,
  )
  await seesNothing(case_id, referral_id)
  await seesNothing(case_id, other.referral_id)
})

test('a no needs a reason from the list, an end an outcome', async () => {
  const { referral_id, case_id } = await aSentOne()
  const ask = (reason: string | null, answer: 'declined' | 'ended' = 'declined') =>
    at.ask(answerReferral, { referral_id, version: 1, answer, reason }, at.staff.partner_worker)
  for (const reason of [null, 'need_met', 'because'])
    await assert.rejects(ask(reason), { kind: 'invalid', key: 'referral.decline_reason_needed' })
  await assert.rejects(ask('full', 'ended'), { key: 'referral.outcome_needed' })
  await assert.rejects(ask('need_met', 'ended'), { key: 'stale' })
  await ask('full')
  assert.equal((await inFile(case_id, referral_id))?.decline_reason, 'full')
  await seesNothing(case_id, referral_id)
})

test('a stale answer or withdrawal gets what is true now and changes nothing', async () => {
  const { case_id, referral_id } = await anAcceptedOne()
  const late = at.ask(
    answerReferral,
    { referral_id, version: 1, answer: 'declined', reason: 'full' },
    at.staff.partner_worker,
  )
  await assert.rejects(late, (problem: { key: string; details: { current: { status: string; version: number } } }) => {
    assert.equal(problem.key, 'stale')
    assert.equal(problem.details.current.status, 'accepted')
    return problem.details.current.version === 2
  })
  await assert.rejects(at.ask(withdrawReferral, { case_id, referral_id, version: 1 }, at.staff.reference_worker), {
    kind: 'conflict',
    key: 'stale',
  })
  assert.equal((await queued(referral_id))?.status, 'accepted')
})

test('sent twice it is one: with the same key the same reply, with another a conflict', async () => {
  const { input, case_id } = await aReadyFile()
  const key = newId()
  const first = await at.ask(sendReferral, input, at.staff.reference_worker, { key })
  assert.deepEqual(await at.ask(sendReferral, input, at.staff.reference_worker, { key }), first)
  await assert.rejects(at.ask(sendReferral, input, at.staff.reference_worker), { kind: 'conflict' })
  assert.equal((await at.ask(listReferrals, { case_id }, at.staff.reference_worker)).referrals.length, 1)
  const accept = { referral_id: input.referral_id, version: 1, answer: 'accepted' as const }
  const once = await at.ask(answerReferral, accept, at.staff.partner_worker, { key })
  assert.deepEqual(await at.ask(answerReferral, accept, at.staff.partner_worker, { key }), once)
  assert.equal(
    (await at.rows("select 1 from case_access where kind = 'consent' and case_id = $1", [case_id])).length,
    1,
  )
})

test('without a live consent to this very partner nothing leaves', async () => {
  const { input, case_id, consent_id } = await aReadyFile()
  const send = (change: object) =>
    at.ask(sendReferral, { ...input, referral_id: newId(), ...change }, at.staff.reference_worker)
  const { consent_id: toOther } = await at.aConsent(case_id, at.staff.other_partner_worker, ['home'])
  const { consent_id: later } = await at.aConsent(case_id, at.staff.partner_worker, ['home'], [5, 20])
  await assert.rejects(send({ consent_id: newId() }), { key: 'referral.no_consent' })
  await assert.rejects(send({ consent_id: toOther }), { key: 'referral.consent_for_another' })
  await assert.rejects(send({ consent_id: later }), { key: 'referral.consent_not_live' })
  await assert.rejects(send({ to_organisation_id: at.ours.organisation_id }), { key: 'referral.not_a_partner' })
  await assert.rejects(send({ answer_due_on: day(-1) }), { key: 'referral.due_day_out_of_range' })
  await assert.rejects(send({ summary: { ...summary, need: 'moon' } }), { key: 'referral.unknown_need' })
  await at.ask(withdrawConsent, { case_id, consent_id }, at.staff.reference_worker)
  await assert.rejects(send({}), { key: 'referral.consent_not_live' })
  assert.equal((await at.rows('select 1 from referral where case_id = $1', [case_id])).length, 0)
})

test('who may: the team sends and takes back, the partner asked answers, nobody else learns that it exists', async () => {
  const { input, case_id, referral_id } = await aReadyFile()
  for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.partner_worker, at.staff.intake])
    await assert.rejects(at.ask(sendReferral, input, who), notFound)
  await assert.rejects(at.ask(sendReferral, input, nobody), { kind: 'signed_out' })
  await at.ask(sendReferral, input, at.staff.coordinator)
  for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.partner_worker])
    await assert.rejects(at.ask(listReferrals, { case_id }, who), notFound)
  const accept = { referral_id, version: 1, answer: 'accepted' as const }
  await assert.rejects(at.ask(answerReferral, accept, at.staff.other_partner_worker), notFound)
  for (const who of [at.staff.coordinator, at.staff.partner_administrator]) {
    await assert.rejects(at.ask(answerReferral, accept, who), { kind: 'refused' })
    await assert.rejects(at.ask(readQueue, {}, who), { kind: 'refused' })
  }
  await assert.rejects(at.ask(readQueue, {}, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(listReferrals, { case_id }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(answerReferral, accept, nobody), { kind: 'signed_out' })
  assert.equal(await queued(referral_id, at.staff.other_partner_worker), undefined)
  const back = { case_id, referral_id, version: 1 }
  for (const who of [at.staff.second_worker, at.staff.partner_worker])
    await assert.rejects(at.ask(withdrawReferral, back, who), notFound)
  const elsewhere = await at.aFile()
  await assert.rejects(
    at.ask(withdrawReferral, { ...back, case_id: elsewhere.case_id }, at.staff.reference_worker),
    notFound,
  )
  await at.ask(withdrawReferral, back, at.staff.reference_worker)
  await seesNothing(case_id, referral_id)
})

test('only whoever may open the section of the need reads the words', async () => {
  const { case_id, referral_id } = await aSentOne()
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, array['identity', 'learning'], $4)`,
    [at.ours.organisation_id, case_id, at.staff.trainer.staff_id, at.staff.coordinator.staff_id],
  )
  const shown = await inFile(case_id, referral_id, at.staff.trainer)
  assert.equal(shown?.status, 'sent')
  assert.equal(shown?.summary, null)
})

test('nothing a person told us lies in the clear', async () => {
  const { referral_id } = await anAcceptedOne()
  const words = 'CANARY-answer'
  await at.ask(
    answerReferral,
    { referral_id, version: 2, answer: 'ended', reason: 'need_met', words },
    at.staff.partner_worker,
  )
  for (const table of ['referral', 'timeline_entry', 'journal', 'answered_request', 'case_access']) {
    const [all] = await at.rows(`select string_agg(t::text, ' ') as text from ${table} t`)
    const hex = (text: string) => Buffer.from(text).toString('hex')
    assert.doesNotMatch(String(all!.text), new RegExp(`CANARY|${hex('CANARY')}`))
  }
})

test('the queue pages to its end and can show only what waits', async () => {
  for (let more = 0; more < 26; more++) await aSentOne()
  const seen = new Set<string>()
  let after: string | undefined
  do {
    const page = await at.ask(readQueue, { ...(after && { after }) }, at.staff.partner_worker)
    for (const { referral_id } of page.referrals) {
      assert.ok(!seen.has(referral_id))
      seen.add(referral_id)
    }
    after = page.next ?? undefined
  } while (after)
  const [counted] = await at.rows('select count(*)::int as n from referral')
  assert.equal(seen.size, counted!.n)
  const waiting = await at.ask(readQueue, { waiting: 'true' }, at.staff.partner_worker)
  for (const { status } of waiting.referrals) assert.equal(status, 'sent')
})

test('answers that are not answers are refused with the field named', async () => {
  const { referral_id } = await aSentOne()
  const ask = (change: object) =>
    at.askHttp(answerReferral, { referral_id, version: 1, answer: 'accepted', ...change }, at.staff.partner_worker)
  for (const change of [{ answer: 'maybe' }, { version: 'x' }, { words: 'x'.repeat(9000) }, { reason: '../..' }])
    assert.equal((await ask(change)).status, 422)
  const { input } = await aReadyFile()
  for (const change of [{ summary: { ...summary, age_group: '26' } }, { answer_due_on: 'soon' }, { referral_id: 'x' }])
    assert.equal((await at.askHttp(sendReferral, { ...input, ...change }, at.staff.reference_worker)).status, 422)
})
