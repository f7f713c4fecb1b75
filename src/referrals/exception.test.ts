// What may be told without her consent, and by whom it is decided; and whatever is done in whatever order, a partner sees
// nothing without one or the other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openFile } from '#cases/case.ts'
import { withdrawConsent } from '#consents/consent.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { canary, day, notFound, type ReferralHands, referralHands } from '#test/referrals.ts'
import { answerException, askException, listExceptions } from './exception.ts'
import { sendReferral, undoReferral, withdrawReferral } from './referral.ts'
import { answerMessage, readReceived, tickReceivedStep } from './talk.ts'

let at: TestHouse
let hands: ReferralHands
before(async () => {
  at = await testHouse(
    await import('./referral.api.ts'),
    await import('./talk.api.ts'),
    await import('./exception.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#consents/consent.api.ts'),
  )
  hands = referralHands(at)
})
after(() => at.close())

test('without her consent only what two colleagues wrote down: a summary, for days, and the file stays shut', async () => {
  const { case_id, input } = await hands.aReadyFile()
  const exception_id = await hands.anException(case_id)
  const told = { ...input, consent_id: null, exception_id, referral_id: newId() }
  const { referral_id } = told
  await assert.rejects(at.ask(sendReferral, told, hands.worker), { key: 'referral.exception_not_live' })
  const approve = (answer: 'approved' | 'refused' | 'ended', version: number, who: Who = at.staff.coordinator) =>
    at.ask(answerException, { case_id, exception_id, version, answer }, who)
  await assert.rejects(approve('approved', 1, hands.worker), { kind: 'refused' })
  await approve('approved', 1)
  await assert.rejects(approve('approved', 1), { key: 'stale' })
  await assert.rejects(at.ask(sendReferral, { ...told, sections: ['home'] }, hands.worker), {
    key: 'referral.exception_opens_nothing',
  })
  await at.ask(sendReferral, told, hands.worker)
  const shown = await hands.queued(referral_id)
  assert.deepEqual([shown?.summary?.words, shown?.by_exception], [canary, true])
  await hands.reply(referral_id, 1, {})
  assert.equal((await hands.queued(referral_id))?.case_id, null)
  await assert.rejects(at.ask(openFile, { case_id }, hands.partner), notFound)
  await approve('ended', 2)
  assert.equal((await hands.queued(referral_id))?.summary, null)
  const kinds = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind like 'exception%' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['exception_asked', 'exception_approved', 'exception_used', 'exception_ended'],
  )

  const ofCoordinator = await hands.anException(case_id, { by: at.staff.coordinator })
  const own = { case_id, exception_id: ofCoordinator, version: 1, answer: 'approved' as const }
  await assert.rejects(at.ask(answerException, own, at.staff.coordinator), { key: 'referral.exception_own' })
  await at.ask(answerException, { ...own, answer: 'refused' }, at.staff.director)
  const { exceptions } = await at.ask(listExceptions, { case_id }, at.staff.director)
  assert.deepEqual(
    exceptions.map(({ live, words }) => [live, words]),
    [
      [false, canary],
      [false, canary],
    ],
  )
  const wish = { case_id, exception_id: newId(), recipient_organisation_id: at.partner.organisation_id, words: 'x' }
  const ask = (basis: string, ends_on: string) => at.ask(askException, { ...wish, basis, ends_on }, hands.worker)
  await assert.rejects(ask('because', day(2)), { key: 'referral.unknown_basis' })
  for (const days of [0, 15]) await assert.rejects(ask('court_order', day(days)), { key: 'referral.exception_days' })
})

const steps = [
  'look',
  'accept',
  'wait',
  'decline',
  'end',
  'undo',
  'withdraw',
  'consent',
  'run_out',
  'write',
  'tick',
] as const

test('whatever is done in whatever order, the partner sees something only while a consent or an exception stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...steps), { minLength: 2, maxLength: 6 }),
      fc.boolean(),
      async (deeds, byLaw) => {
        const { case_id, consent_id, referral_id, input } = await hands.aReadyFile()
        const exception_id = byLaw ? await hands.anException(case_id, { approved: true }) : null
        await at.ask(sendReferral, { ...input, ...(byLaw && { consent_id: null, exception_id }) }, hands.worker)
        const does: Record<(typeof steps)[number], (version: number) => Promise<unknown>> = {
          look: () => at.ask(readReceived, { referral_id }, hands.partner),
          accept: (version) => hands.reply(referral_id, version, {}),
          wait: (version) => hands.reply(referral_id, version, { answer: 'waiting', expected_on: day(4) }),
          decline: (version) => hands.reply(referral_id, version, { answer: 'declined', reason: 'full' }),
          end: (version) => hands.reply(referral_id, version, { answer: 'ended', reason: 'need_met' }),
          undo: (version) => at.ask(undoReferral, { case_id, referral_id, version }, hands.worker),
          withdraw: (version) => at.ask(withdrawReferral, { case_id, referral_id, version }, hands.worker),
          consent: () =>
            exception_id
              ? at.ask(answerException, { case_id, exception_id, version: 2, answer: 'ended' }, at.staff.director)
              : at.ask(withdrawConsent, { case_id, consent_id }, hands.worker),
          run_out: () =>
            exception_id
              ? at.rows('update lawful_exception set ends_on = current_date where exception_id = $1', [exception_id])
              : at.rows(
                  'update consent set starts_on = current_date - 9, ends_on = current_date - 1 where consent_id = $1',
                  [consent_id],
                ),
          write: () => at.ask(answerMessage, { referral_id, message_id: newId(), words: 'x' }, hands.partner),
          tick: () => at.ask(tickReceivedStep, { referral_id, step: 'way_there', done: true }, hands.partner),
        }
        let stands = true
        for (const deed of deeds) {
          const [row] = await at.rows('select version from referral where referral_id = $1', [referral_id])
          await does[deed](Number(row!.version)).catch((error: Error & { kind?: string }) => {
            if (!['conflict', 'not_found'].includes(error.kind ?? '')) throw error
          })
          if (deed === 'consent' || deed === 'run_out') stands = false
          const [now] = await at.rows('select status, undone_at from referral where referral_id = $1', [referral_id])
          const goes = ['sent', 'waiting', 'accepted'].includes(String(now!.status)) && now!.undone_at === null
          const page = await at.ask(readReceived, { referral_id }, hands.partner).catch(() => null)
          assert.equal(Boolean(page?.referral.summary), stands && goes, deeds.join())
          const opens: boolean = stands && now!.status === 'accepted' && !byLaw
          const opened = await at.ask(openFile, { case_id }, hands.partner).catch(() => null)
          assert.equal(opened !== null, opens, deeds.join())
          assert.equal(page?.referral.case_id ?? null, opens ? case_id : null)
          if (!(stands && goes)) assert.ok(!page?.talk.messages.length && !page?.talk.steps.length)
        }
      },
    ),
    { numRuns: 12 },
  )
})
