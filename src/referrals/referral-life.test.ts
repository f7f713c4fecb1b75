// The life of a referral between two houses: undone unseen, put on a waiting list, tried again elsewhere with its story,
// talked about, handed over, transferred.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFile } from '#cases/case.ts'
import { withdrawConsent } from '#consents/consent.ts'
import { newId } from '#kit/id.ts'
import { addAction, addGoal, readPlan } from '#plans/plan.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { canary, day, notFound, type ReferralHands, referralHands, type Sent } from '#test/referrals.ts'
import { answerException, askException, listExceptions } from './exception.ts'
import { answerReferral, askAgain, sendReferral, undoReferral } from './referral.ts'
import {
  answerMessage,
  askForTransfer,
  readReceived,
  readTalk,
  tickReceivedStep,
  tickStep,
  writeMessage,
} from './talk.ts'

let at: TestHouse
let hands: ReferralHands
before(async () => {
  at = await testHouse(
    await import('./referral.api.ts'),
    await import('./talk.api.ts'),
    await import('./exception.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#plans/plan.api.ts'),
    await import('#plans/action.api.ts'),
    await import('#consents/consent.api.ts'),
  )
  hands = referralHands(at)
})
after(() => at.close())

test('undone before anyone looked, there never was one; once looked at it can only be taken back', async () => {
  const { case_id, referral_id } = await hands.aSentOne()
  assert.ok((await hands.inFile(case_id, referral_id)).undo_until)
  await at.ask(undoReferral, { case_id, referral_id, version: 1 }, hands.worker)
  assert.equal(await hands.queued(referral_id), undefined)
  await assert.rejects(at.ask(readReceived, { referral_id }, hands.partner), notFound)
  await assert.rejects(hands.reply(referral_id, 2, {}), notFound)
  const undone = await hands.inFile(case_id, referral_id)
  assert.ok(undone.undone_at && undone.undo_until === null && undone.status === 'withdrawn')

  const seen = await hands.aSentOne()
  assert.ok((await hands.queued(seen.referral_id))?.summary)
  assert.ok((await hands.inFile(seen.case_id, seen.referral_id)).looked_at)
  const late = at.ask(undoReferral, { case_id: seen.case_id, referral_id: seen.referral_id, version: 1 }, hands.worker)
  await assert.rejects(late, { kind: 'conflict', key: 'referral.seen_already' })

  const old = await hands.aSentOne()
  await at.rows("update referral set sent_at = sent_at - interval '6 minutes' where referral_id = $1", [
    old.referral_id,
  ])
  assert.equal((await hands.inFile(old.case_id, old.referral_id)).undo_until, null)
  const tooLate = at.ask(undoReferral, { case_id: old.case_id, referral_id: old.referral_id, version: 1 }, hands.worker)
  await assert.rejects(tooLate, { key: 'referral.undo_too_late' })
})

test('a waiting list is an answer: with a day, asked again, then yes or no', async () => {
  const { case_id, referral_id } = await hands.aSentOne()
  const wait = (expected_on: string | null) => hands.reply(referral_id, 1, { answer: 'waiting', expected_on })
  await assert.rejects(wait(null), { key: 'referral.expected_day_needed' })
  await assert.rejects(wait(day(0)), { key: 'referral.expected_day_out_of_range' })
  await assert.rejects(hands.reply(referral_id, 1, { answer: 'waiting', expected_on: day(5), reason: 'full' }), {
    kind: 'invalid',
  })
  await wait(day(10))
  const shown = await hands.inFile(case_id, referral_id)
  assert.deepEqual([shown.status, shown.expected_on, shown.clock], ['waiting', day(10), 'runs'])
  await assert.rejects(at.ask(openFile, { case_id }, hands.partner), notFound)
  await at.ask(askAgain, { case_id, referral_id, version: 2 }, hands.worker)
  const asked = await hands.queued(referral_id)
  assert.ok(asked?.asked_again_at && asked.summary && asked.case_id === null)
  await hands.reply(referral_id, 3, { answer: 'waiting', expected_on: day(20) })
  await at.rows('update referral set answer_due_at = now(), escalate_at = now() where referral_id = $1', [referral_id])
  assert.equal((await hands.inFile(case_id, referral_id)).clock, 'escalated')
  await hands.reply(referral_id, 4, { answer: 'accepted' })
  assert.equal((await at.ask(openFile, { case_id }, hands.partner)).case_id, case_id)
  assert.equal((await hands.inFile(case_id, referral_id)).clock, 'stopped')
  await assert.rejects(at.ask(askAgain, { case_id, referral_id, version: 5 }, hands.worker), { key: 'stale' })
})

test('acceptance opens what was chosen of the consent and no longer than chosen', async () => {
  const { case_id, referral_id, input } = await hands.aReadyFile()
  const send = (change: Partial<Sent>) => at.ask(sendReferral, { ...input, ...change }, hands.worker)
  await assert.rejects(send({ sections: ['story'] }), { key: 'referral.more_than_consent' })
  await assert.rejects(send({ until_on: day(31) }), { key: 'referral.until_out_of_range' })
  await send({ sections: ['home'], until_on: day(2) })
  await hands.reply(referral_id, 1, {})
  assert.deepEqual([...(await at.ask(openFile, { case_id }, hands.partner)).sections], ['home'])
  const other = newId()
  await send({ referral_id: other, sections: ['health'] })
  await hands.reply(other, 1, {})
  assert.deepEqual([...(await at.ask(openFile, { case_id }, hands.partner)).sections].sort(), ['health', 'home'])
  await hands.reply(other, 2, { answer: 'ended', reason: 'need_met' })
  assert.deepEqual([...(await at.ask(openFile, { case_id }, hands.partner)).sections], ['home'])
  const [open] = await at.rows(
    "select (until_at at time zone 'UTC')::date::text as day from case_access where referral_id = $1",
    [referral_id],
  )
  assert.equal(open!.day, day(2))
})

test('a second referral after a no keeps the story; one that goes on or is of another file is no story', async () => {
  const first = await hands.aSentOne()
  const { case_id } = first
  const again = { ...first.input, referral_id: newId(), follows_id: first.referral_id }
  await assert.rejects(at.ask(sendReferral, again, hands.worker), { key: 'referral.follows_nothing' })
  await hands.reply(first.referral_id, 1, { answer: 'declined', reason: 'no_registration' })
  const elsewhere = await hands.aReadyFile()
  await assert.rejects(at.ask(sendReferral, { ...elsewhere.input, follows_id: first.referral_id }, hands.worker), {
    key: 'referral.follows_nothing',
  })
  await at.ask(sendReferral, again, hands.worker)
  const shown = await hands.inFile(case_id, again.referral_id)
  assert.equal(shown.follows_id, first.referral_id)
  assert.equal((await hands.inFile(case_id, first.referral_id)).decline_reason, 'no_registration')
})

test('the outcome comes back into the plan: met, the step is done; else it stays', async () => {
  for (const outcome of ['need_met', 'did_not_come'] as const) {
    const { case_id, input, referral_id } = await hands.aReadyFile()
    const [goal_id, action_id] = [newId(), newId()]
    await at.ask(addGoal, { case_id, goal_id, need: 'housing', words: 'A room of my own' }, hands.worker)
    const step = { words: 'Ask the house', owner_kind: 'person' as const, owner_id: null, due_on: day(5) }
    await at.ask(addAction, { case_id, action_id, goal_id, ...step }, hands.worker)
    await assert.rejects(at.ask(sendReferral, { ...input, action_id: newId() }, hands.worker), {
      key: 'referral.no_such_step',
    })
    await at.ask(sendReferral, { ...input, action_id }, hands.worker)
    assert.equal((await hands.inFile(case_id, referral_id)).goal_id, goal_id)
    await hands.reply(referral_id, 1, {})
    await hands.reply(referral_id, 2, { answer: 'ended', reason: outcome })
    const { goals } = await at.ask(readPlan, { case_id }, hands.worker)
    assert.equal(goals[0]?.actions[0]?.done_on !== null, outcome === 'need_met')
  }
})

test('why this service was chosen is kept sealed with the referral, for its own house alone', async () => {
  const { input, case_id, referral_id } = await hands.aReadyFile()
  const match = {
    ...{ service_id: newId(), need: 'housing', country: 'ES', urgency: 'this_week' as const, matched_on: day(0) },
    ...{ place: 1, fitting: 3, score: 42, reasons: [], obstacles: [{ key: 'match.no.CANARY', values: {} }] },
    ...{ distance_km: null, weights_of: day(0) },
  }
  await at.ask(sendReferral, { ...input, match } as Sent, hands.worker)
  assert.equal((await hands.inFile(case_id, referral_id)).match?.obstacles[0]?.key, match.obstacles[0]!.key)
  assert.doesNotMatch(JSON.stringify(await hands.queued(referral_id)), /match/)
})

test('two houses talk inside a referral; what is read is marked; over, nothing is shown or written', async () => {
  const { case_id, referral_id, consent_id } = await hands.aSentOne()
  const ours = { case_id, referral_id }
  await at.ask(writeMessage, { ...ours, message_id: newId(), words: `${canary} ours` }, hands.worker)
  assert.equal((await hands.queued(referral_id))?.unread, 1)
  const read = await at.ask(readReceived, { referral_id }, hands.partner)
  assert.deepEqual(
    read.talk.messages.map(({ words, mine }) => [words, mine]),
    [[`${canary} ours`, false]],
  )
  assert.equal((await hands.queued(referral_id))?.unread, 0)
  await at.ask(answerMessage, { referral_id, message_id: newId(), words: `${canary} theirs` }, hands.partner)
  assert.equal((await hands.inFile(case_id, referral_id)).unread, 1)
  const talk = await at.ask(readTalk, ours, hands.worker)
  assert.deepEqual(
    talk.messages.map(({ words, mine, read_at }) => [words, mine, read_at !== null]),
    [
      [`${canary} ours`, true, true],
      [`${canary} theirs`, false, true],
    ],
  )
  await at.ask(tickStep, { ...ours, step: 'interpreter_there', done: true }, hands.worker)
  await at.ask(tickReceivedStep, { referral_id, step: 'papers_handed', done: true }, hands.partner)
  const steps = async () => (await at.ask(readTalk, ours, hands.worker)).steps.map(({ step, mine }) => [step, mine])
  assert.deepEqual(await steps(), [
    ['interpreter_there', true],
    ['papers_handed', false],
  ])
  await at.ask(tickReceivedStep, { referral_id, step: 'interpreter_there', done: false }, hands.partner)
  assert.deepEqual(await steps(), [['papers_handed', false]])
  await assert.rejects(at.ask(tickStep, { ...ours, step: 'moon', done: true }, hands.worker), { kind: 'invalid' })

  for (const table of ['referral_message', 'referral_step', 'journal', 'answered_request']) {
    const [all] = await at.rows(`select string_agg(t::text, ' ') as text from ${table} t`)
    assert.doesNotMatch(String(all!.text), new RegExp(`CANARY|${Buffer.from('CANARY').toString('hex')}`))
  }
  await at.ask(withdrawConsent, { case_id, consent_id }, hands.worker)
  const { referral, talk: nothing } = await at.ask(readReceived, { referral_id }, hands.partner)
  assert.deepEqual([referral.summary, nothing], [null, { messages: [], steps: [], open: false }])
  const late = { referral_id, message_id: newId(), words: 'late' }
  await assert.rejects(at.ask(answerMessage, late, hands.partner), { key: 'referral.over' })
  await assert.rejects(at.ask(writeMessage, { ...late, case_id }, hands.worker), { key: 'referral.over' })
  const kept = await at.ask(readTalk, ours, hands.worker)
  assert.deepEqual([kept.messages.length, kept.open], [2, false])
})

test('a partner that helps asks to accompany her from now on; only once it helps, and it waits for an answer', async () => {
  const { case_id, referral_id } = await hands.aSentOne()
  await assert.rejects(at.ask(askForTransfer, { referral_id, version: 1 }, hands.partner), { key: 'stale' })
  await hands.reply(referral_id, 1, {})
  await at.ask(askForTransfer, { referral_id, version: 2 }, hands.partner)
  assert.ok((await hands.inFile(case_id, referral_id)).transfer_asked_at)
  await assert.rejects(at.ask(askForTransfer, { referral_id, version: 2 }, hands.partner), { key: 'stale' })
})

test('who may: the team of the file on its side, the partner asked on its own, nobody else', async () => {
  const { case_id, referral_id } = await hands.aSentOne()
  const one = { case_id, referral_id }
  const versioned = { ...one, version: 1 }
  const message = { message_id: newId(), words: 'x' }
  const tick = { step: 'papers_handed', done: true }
  const wish = {
    recipient_organisation_id: at.partner.organisation_id,
    basis: 'court_order',
    words: 'x',
    ends_on: day(2),
  }
  const ofFile = [
    (who: Who) => at.ask(undoReferral, versioned, who),
    (who: Who) => at.ask(askAgain, versioned, who),
    (who: Who) => at.ask(readTalk, one, who),
    (who: Who) => at.ask(writeMessage, { ...one, ...message }, who),
    (who: Who) => at.ask(tickStep, { ...one, ...tick }, who),
    (who: Who) => at.ask(askException, { case_id, exception_id: newId(), ...wish }, who),
    (who: Who) => at.ask(answerException, { case_id, exception_id: newId(), version: 1, answer: 'approved' }, who),
    (who: Who) => at.ask(listExceptions, { case_id }, who),
  ]
  for (const ask of ofFile) {
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.second_worker, at.staff.far_coordinator, hands.partner])
      await assert.rejects(ask(who), notFound)
  }
  const ofQueue = [
    (who: Who) => at.ask(readReceived, { referral_id }, who),
    (who: Who) => at.ask(answerMessage, { referral_id, ...message }, who),
    (who: Who) => at.ask(tickReceivedStep, { referral_id, ...tick }, who),
    (who: Who) => at.ask(askForTransfer, { referral_id, version: 1 }, who),
  ]
  for (const ask of ofQueue) {
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.coordinator, at.staff.partner_administrator])
      await assert.rejects(ask(who), { kind: 'refused' })
    await assert.rejects(ask(at.staff.other_partner_worker), notFound)
  }
  const elsewhere = await at.aFile()
  const there = { case_id: elsewhere.case_id }
  await assert.rejects(at.ask(undoReferral, { ...versioned, ...there }, hands.worker), notFound)
  await assert.rejects(at.ask(readTalk, { ...one, ...there }, hands.worker), notFound)
  await assert.rejects(at.ask(writeMessage, { ...one, ...message, ...there }, hands.worker), notFound)
})

test('what is no message, no step and no day is refused with the field named', async () => {
  const { case_id, referral_id } = await hands.aSentOne()
  const bad = [
    at.askHttp(writeMessage, { case_id, referral_id, message_id: newId(), words: ' ' }, hands.worker),
    at.askHttp(answerMessage, { referral_id, message_id: 'x', words: 'x' }, hands.partner),
    at.askHttp(tickReceivedStep, { referral_id, step: '../..', done: true }, hands.partner),
    at.askHttp(answerReferral, { referral_id, version: 1, answer: 'waiting', expected_on: 'soon' }, hands.partner),
    at.askHttp(askException, { case_id, exception_id: newId(), words: 'x'.repeat(5000) }, hands.worker),
  ]
  for (const { status } of await Promise.all(bad)) assert.ok(status === 422 || status === 404, String(status))
})
