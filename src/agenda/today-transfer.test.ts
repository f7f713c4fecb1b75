// The page of the day when a file changed houses: whoever leads now finds that it came until they read it; whoever handed it
// over is told for a week who leads, and nothing of the file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { confirmArrival, undoTakeOver } from '#referrals/transfer.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { type TransferHands, transferHands, transferModules } from '#test/transfers.ts'
import { readToday } from './today.ts'

let at: TestHouse
let hands: TransferHands
before(async () => {
  at = await testHouse(await import('./today.api.ts'), ...(await transferModules()))
  hands = await transferHands(at)
})
after(() => at.close())

const today = (who: Who) => at.ask(readToday, {}, who)
const arrivals = async () => {
  const { due_today, overdue } = await today(hands.leader)
  return [...due_today.rows, ...overdue.rows].filter(({ kind }) => kind === 'file_came').map(({ case_id }) => case_id)
}

test('it came: a task of whoever leads, until they say that they read it', async () => {
  const { referral_id } = await hands.aTransfer()
  const { new_case_id } = await hands.take(referral_id)
  assert.deepEqual(await arrivals(), [new_case_id])
  const steps = (await today(hands.leader)).coming.rows.filter(({ kind }) => kind === 'action')
  assert.equal(steps.length, 1, 'and the step that came with it')
  await at.ask(confirmArrival, { case_id: new_case_id }, hands.leader)
  assert.deepEqual(await arrivals(), [])
})

test('handed over: told to whoever sent it, for a week, by reference and name; undone, to nobody', async () => {
  const before = (await today(hands.worker)).handed_over.length
  const { case_id, referral_id } = await hands.aTransfer()
  await hands.take(referral_id)
  const { handed_over, ...rest } = await today(hands.worker)
  const mine = handed_over.find((each) => each.referral_id === referral_id)!
  assert.deepEqual([mine.to_name, mine.led_by_name], ['Refugio del Olmo', 'Quien acompaña'])
  assert.ok(!JSON.stringify([handed_over, rest]).includes(case_id))
  for (const who of [at.staff.second_worker, at.staff.coordinator, hands.partner])
    assert.ok(!(await today(who)).handed_over.some((each) => each.referral_id === referral_id))
  await at.ask(undoTakeOver, { referral_id, version: 2 }, hands.partner)
  assert.equal((await today(hands.worker)).handed_over.length, before)
})
