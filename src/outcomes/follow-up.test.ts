// Follow-up: planned once, moved, answered or not, taken back without losing her words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { isProblem } from '#kit/problem.ts'
import * as teamApi from '#team/team.api.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import * as api from './follow-up.api.ts'
import { nextFollowUp, usualFollowUps } from './follow-up.rules.ts'
import { changeFollowUpDay, type FollowUp, listFollowUps, markFollowUp, planFollowUps } from './follow-up.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(api, teamApi)
  worker = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const fourIds = () => [newId(), newId(), newId(), newId()]
const planned = async (case_id: string, from_on = today): Promise<FollowUp[]> => {
  await at.ask(planFollowUps, { case_id, from_on, follow_up_ids: fourIds() }, worker)
  return (await at.ask(listFollowUps, { case_id }, worker)).follow_ups
}
const nextDue = async (case_id: string) =>
  (await at.rows('select next_due_on::text as day from case_file where case_id = $1', [case_id]))[0]?.day

test('the usual four come in order and stay on the last day of a shorter month', () => {
  assert.deepEqual(
    usualFollowUps('2026-11-30').map(({ due_on }) => due_on),
    ['2026-12-30', '2027-02-28', '2027-05-30', '2027-11-30'],
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const rows = usualFollowUps(addDays('2024-01-01', days))
      const due = rows.map(({ due_on }) => due_on)
      assert.deepEqual(due, [...due].sort())
      assert.equal(nextFollowUp(rows.map((row) => ({ ...row, done_on: null })))?.due_on, due[0])
    }),
  )
})

test('planned once: planning again leaves what stands', async () => {
  const { case_id } = await at.aFile()
  const first = await planned(case_id)
  assert.deepEqual(
    first.map(({ months, due_on }) => [months, due_on]),
    [1, 3, 6, 12].map((months) => [months, addMonths(today, months)]),
  )
  assert.deepEqual(await planned(case_id, addDays(today, 40)), first)
  assert.equal(await nextDue(case_id), addMonths(today, 1))
})

test('an answer is kept sealed and taken back without losing her words', async () => {
  const canary = 'hierbabuena-4410'
  const { case_id } = await at.aFile()
  const [first] = await planned(case_id)
  const { follow_up_id } = first!
  const answer = { answered: true, home: 'yes', work: 'no', safe: 'unknown', words: canary } as const
  await at.ask(markFollowUp, { case_id, follow_up_id, version: 1, done: true, ...answer }, worker)
  assert.equal(await nextDue(case_id), addMonths(today, 3))
  const kept = (await at.ask(listFollowUps, { case_id }, worker)).follow_ups[0]!
  const { answered: _, ...said } = answer
  assert.deepEqual(kept.answer, said)
  assert.equal(kept.done_on, today)
  assert.equal(kept.done_by, worker.staff_id)
  const rows = await at.rows('select t::text as row from follow_up t')
  assert.ok(!rows.some(({ row }) => String(row).includes(Buffer.from(canary).toString('hex'))))

  await at.ask(markFollowUp, { case_id, follow_up_id, version: 2, done: false }, worker)
  const back = (await at.ask(listFollowUps, { case_id }, worker)).follow_ups[0]!
  assert.equal(back.done_on, null)
  assert.equal(back.answer?.words, canary)
  assert.equal(await nextDue(case_id), addMonths(today, 1))
})

test('no answer is an answer too', async () => {
  const { case_id } = await at.aFile()
  const [first] = await planned(case_id)
  const sent = { case_id, follow_up_id: first!.follow_up_id, version: 1, done: true, home: 'yes' } as const
  await at.ask(markFollowUp, { ...sent, answered: false }, worker)
  const kept = (await at.ask(listFollowUps, { case_id }, worker)).follow_ups[0]!
  assert.equal(kept.answered, false)
  assert.equal(kept.answer?.home, 'unknown')
})

test('a day is moved; a stale save gets what stands now', async () => {
  const { case_id } = await at.aFile()
  const [first] = await planned(case_id)
  const move = { case_id, follow_up_id: first!.follow_up_id, version: 1, due_on: addDays(today, 5) }
  assert.equal((await at.ask(changeFollowUpDay, move, worker)).version, 2)
  assert.equal(await nextDue(case_id), addDays(today, 5))
  const mark = { case_id, follow_up_id: move.follow_up_id, version: 1, done: true }
  for (const again of [() => at.ask(changeFollowUpDay, move, worker), () => at.ask(markFollowUp, mark, worker)])
    await assert.rejects(again, (error) => {
      assert.ok(isProblem(error) && error.kind === 'conflict')
      assert.equal((error.details.current as FollowUp).due_on, addDays(today, 5))
      return true
    })
})

test('a trainer on the file sees the days, not what she said; others see nothing', async () => {
  const { case_id } = await at.aFile()
  const [first] = await planned(case_id)
  const { follow_up_id } = first!
  const done = { case_id, follow_up_id, version: 1, done: true, answered: true, words: 'x' }
  await at.ask(markFollowUp, done, worker)
  const { staff_id } = at.staff.trainer
  const place = { access_id: newId(), staff_id, function: 'team_member', sections: ['learning'] } as const
  await at.ask(assignTeam, { case_id, ...place, sections: ['learning'] }, worker)
  const { follow_ups } = await at.ask(listFollowUps, { case_id }, at.staff.trainer)
  assert.equal(follow_ups[0]?.answered, true)
  assert.equal(follow_ups[0]?.answer, null)
  for (const who of [at.staff.second_worker, at.staff.partner_worker, nobody]) {
    const kind = who === nobody ? 'signed_out' : 'not_found'
    await assert.rejects(at.ask(listFollowUps, { case_id }, who), { kind })
    const plan = { case_id, from_on: today, follow_up_ids: fourIds() }
    await assert.rejects(at.ask(planFollowUps, plan, who), { kind })
    await assert.rejects(at.ask(markFollowUp, { ...done, version: 2 }, who), { kind })
    await assert.rejects(at.ask(changeFollowUpDay, { case_id, follow_up_id, version: 2, due_on: today }, who), { kind })
  }
  await assert.rejects(
    at.ask(planFollowUps, { case_id, from_on: today, follow_up_ids: fourIds() }, at.staff.director),
    {
      kind: 'refused',
    },
  )
})

test('bad input is refused and a repeat is one', async () => {
  const { case_id } = await at.aFile()
  const input = { case_id, from_on: today, follow_up_ids: fourIds() }
  assert.equal((await at.askHttp(planFollowUps, { ...input, from_on: '2026-02-30' }, worker)).status, 422)
  assert.equal((await at.askHttp(planFollowUps, { ...input, follow_up_ids: [newId()] }, worker)).status, 422)
  const key = newId()
  await at.ask(planFollowUps, input, worker, { key })
  await at.ask(planFollowUps, input, worker, { key })
  const kinds = await at.rows("select 1 from timeline_entry where case_id = $1 and kind = 'follow_up_planned'", [
    case_id,
  ])
  assert.equal(kinds.length, 1)
  const unknown = { case_id, follow_up_id: newId(), version: 1 }
  await assert.rejects(at.ask(markFollowUp, { ...unknown, done: true }, worker), { kind: 'not_found' })
  const strange = await at.askHttp(markFollowUp, { ...unknown, done: true, home: 'maybe' }, worker)
  assert.equal(strange.status, 422)
})
