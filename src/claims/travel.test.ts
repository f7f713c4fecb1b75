// A file changes houses with its law: what happened and what she claims go along where she named the law, the deadlines are
// reckoned anew in the new house, and what was open is told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { builderOver } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { readLaw, recordLawEvent } from '#law/law-file.ts'
import { reckonAgain } from '#law/reckon-again.api.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { canary } from '#test/referrals.ts'
import { forGood, type TransferHands, transferHands, transferModules } from '#test/transfers.ts'
import { readClaims, recordClaim } from './claim.ts'

let at: TestHouse
let hands: TransferHands
let owner: pg.PoolClient
before(async () => {
  at = await testHouse(
    ...(await transferModules()),
    await import('#law/law-file.api.ts'),
    await import('./claim.api.ts'),
  )
  hands = await transferHands(at)
  owner = await at.db.owner.connect()
})
after(async () => {
  owner.release()
  await at.close()
})

const today = new Date().toISOString().slice(0, 10)

const aFileWithLaw = async () => {
  const { case_id } = await hands.aFullFile()
  const event = { case_id, event_id: newId(), code: 'provisional_notified', jurisdiction: 'es' as const }
  await at.ask(recordLawEvent, { ...event, happened_on: addDays(today, -2), number: `${canary} 7` }, hands.worker)
  await at.ask(
    recordClaim,
    {
      ...{ case_id, claim_id: newId(), kind: 'legal_aid', pack: 'es', status: 'prepared', filed_on: null },
      ...{ decided_on: null, authority: '', number: '', currency: 'EUR', asked_cents: 100, granted_cents: null },
      ...{ words: `${canary} claim`, payments: [], spans: [] },
    },
    hands.worker,
  )
  return case_id
}

test('where she named the law it goes along, sealed anew, and its deadlines run there', async () => {
  const case_id = await aFileWithLaw()
  const good = [...forGood, 'law' as const]
  const referral_id = await hands.send(case_id, await hands.aConsentToTransfer(case_id, hands.partner, good))
  const { new_case_id } = await hands.take(referral_id)
  const { claims } = await at.ask(readClaims, { case_id: new_case_id }, hands.leader)
  assert.deepEqual(
    claims.map(({ words, asked_cents }) => [words, asked_cents]),
    [[`${canary} claim`, 100]],
  )
  const law = await at.ask(readLaw, { case_id: new_case_id }, hands.leader)
  assert.deepEqual(
    law.events.map(({ code, number }) => [code, number]),
    [['provisional_notified', `${canary} 7`]],
  )
  assert.ok(law.items.some(({ rule_id }) => rule_id === 'ES-13'))
  const deadlines = () =>
    at.rows("select rule_id, owner_id from law_deadline where case_id = $1 and open and rule_id = 'ES-13'", [
      new_case_id,
    ])
  assert.deepEqual(await deadlines(), [], 'the house has not looked yet')
  await reckonAgain(async (work) => {
    await owner.query('begin')
    const done = await work(builderOver(owner))
    await owner.query('commit')
    return done
  }, today)
  assert.deepEqual(await deadlines(), [{ rule_id: 'ES-13', owner_id: hands.leader.staff_id }])
})

test('where she did not, nothing of it is there', async () => {
  const case_id = await aFileWithLaw()
  const referral_id = await hands.send(case_id, await hands.aConsentToTransfer(case_id))
  const { new_case_id } = await hands.take(referral_id)
  assert.deepEqual((await at.ask(readClaims, { case_id: new_case_id }, hands.leader)).claims, [])
  const { events, file } = await at.ask(readLaw, { case_id: new_case_id }, hands.leader)
  assert.deepEqual([events, file.version], [[], 0])
  const rows = await at.rows('select 1 from law_file where case_id = $1', [new_case_id])
  assert.deepEqual(rows, [])
})
