// The counts are right, stop at the reader's reach, and name nobody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Stage } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { filled, firstDayOf, monthsUntil, mostOf, spokenDays, totalOf } from './insight.rules.ts'
import { type Insight, readInsight } from './insight.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./insight.api.ts'), await import('#cases/case.api.ts'))
})
after(() => at.close())

const read = (who: Who): Promise<Insight> => at.ask(readInsight, {}, who)
const openFiles = ({ stages }: Insight) => totalOf(stages.map(({ count }) => count))

test('months are whole, in order and without a gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 30 }), (days, count) => {
      const now = addDays('2020-01-31', days)
      const months = monthsUntil(now, count)
      assert.equal(months.length, count)
      assert.equal(months.at(-1), now.slice(0, 7))
      assert.deepEqual(months, [...new Set(months)].sort())
      assert.ok(firstDayOf(months) <= now)
    }),
  )
  assert.deepEqual(monthsUntil('2026-03-31', 3), ['2026-01', '2026-02', '2026-03'])
  assert.deepEqual(filled(['a', 'b'], [{ code: 'b', count: 2 }]), [
    { code: 'a', count: 0 },
    { code: 'b', count: 2 },
  ])
  assert.equal(mostOf([{ count: 0 }]), undefined)
  assert.deepEqual([0.01, 1.4, 2.6].map(spokenDays), [1, 1, 3])
  assert.deepEqual(mostOf([{ count: 1 }, { count: 3 }, { count: 3 }]), { count: 3 })
})

test('what is counted is what the tables hold', async () => {
  const { director } = at.staff
  const before = await read(director)
  const [first, second, closed] = [await at.aFile(), await at.aFile(), await at.aFile()]
  const { owner } = at.db
  const { organisation_id } = at.ours
  await owner.query("update case_file set stage = 'support', next_due_on = $2 where case_id = $1", [
    first.case_id,
    addDays(today, -3),
  ])
  await owner.query("update case_file set status = 'closed', closed_on = $2 where case_id = $1", [
    closed.case_id,
    today,
  ])
  const { consent_id } = await at.aConsent(first.case_id, at.staff.partner_worker, ['home'])
  const referral = (status: string, answered: string) =>
    owner.query(
      `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, status, decline_reason, consent_id, sent_by,
         sent_at, answer_due_on, answered_at, intake_version, sealed_summary, sealed)
       values ($1, $2, gen_random_uuid(), $3, 'housing', $4, 'full', $5, $6, now() - interval '8 days', $7,
         ${answered}, 1, '', '')`,
      [
        organisation_id,
        first.case_id,
        at.partner.organisation_id,
        status,
        consent_id,
        director.staff_id,
        addDays(today, -1),
      ],
    )
  await referral('sent', 'null')
  await referral('declined', "now() - interval '6 days'")
  await referral('accepted', "now() - interval '4 days'")
  const followUp = (months: number, done: string | null, answered: boolean | null) =>
    owner.query(
      `insert into follow_up (organisation_id, case_id, follow_up_id, months, due_on, done_on, answered)
       values ($1, $2, gen_random_uuid(), $3, $4, $5, $6)`,
      [organisation_id, second.case_id, months, addDays(today, -2), done, answered],
    )
  await followUp(1, today, true)
  await followUp(3, today, false)
  await followUp(6, null, null)
  const goal_id = newId()
  await owner.query(
    `insert into goal (organisation_id, case_id, goal_id, need, section, set_on, sealed) values ($1, $2, $3, 'housing', 'home', $4, '')`,
    [organisation_id, first.case_id, goal_id, today],
  )
  const step = (section: string, due_on: string) =>
    owner.query(
      `insert into plan_action (organisation_id, case_id, action_id, goal_id, section, owner_kind, due_on, sealed)
       values ($1, $2, gen_random_uuid(), $3, $4, 'person', $5, '')`,
      [organisation_id, first.case_id, goal_id, section, due_on],
    )
  await step('home', addDays(today, -3))
  await step('mind', addDays(today, -3))
  await step('home', today)

  const counts = await read(director)
  assert.equal(counts.reach, 'all')
  assert.equal(openFiles(counts) - openFiles(before), 2)
  assert.equal(counts.stages.length, Stage.options.length)
  assert.equal(counts.stages.find(({ stage }) => stage === 'support')?.count, 1)
  assert.equal(counts.months.length, 12)
  assert.equal(counts.months.at(-1)!.opened - before.months.at(-1)!.opened, 3)
  assert.equal(counts.months.at(-1)!.closed - before.months.at(-1)!.closed, 1)
  const by = Object.fromEntries(counts.referrals.by_status.map(({ status, count }) => [status, count]))
  assert.deepEqual(by, { sent: 1, waiting: 0, accepted: 1, declined: 1, withdrawn: 0, ended: 0 })
  assert.ok(Math.abs(counts.referrals.median_days! - 3) < 0.01)
  assert.equal(counts.referrals.overdue, 1)
  assert.deepEqual(counts.follow_ups, { due: 1, done: 2, answered: 1 })
  assert.equal(counts.overdue.files, 1)
  // A director opens no section of the mind, so that step is not told even as a number.
  assert.deepEqual([counts.overdue.steps, counts.overdue.more_steps], [1, false])
})

test('a coordinator counts her office and no other; whoever does not answer for it counts nothing', async () => {
  await at.aFile()
  const [here, far] = [await read(at.staff.coordinator), await read(at.staff.far_coordinator)]
  assert.ok(openFiles(here) > 0)
  assert.equal(here.reach, 'in_the_office')
  assert.equal(openFiles(far), 0)
  assert.equal(totalOf(far.months.map(({ opened, closed }) => opened + closed)), 0)
  assert.equal(totalOf(far.referrals.by_status.map(({ count }) => count)), 0)
  assert.deepEqual([far.referrals.median_days, far.overdue.files, far.follow_ups.due], [null, 0, 0])
  for (const who of [at.staff.reference_worker, at.staff.intake, at.staff.administrator, at.staff.partner_worker])
    await assert.rejects(read(who), { kind: 'refused' })
  await assert.rejects(read(nobody), { kind: 'signed_out' })
})

test('looking is journalled and tells no name', async () => {
  const { status, body } = await at.askHttp(readInsight, {}, at.staff.director)
  assert.equal(status, 200)
  assert.doesNotMatch(JSON.stringify(body), /Colega|Maya|[0-9a-f]{8}-[0-9a-f]{4}-/)
  const [entry] = await at.rows("select actor_id from journal where action = 'insight.read' order by at desc limit 1")
  assert.equal(entry?.actor_id, at.staff.director.staff_id)
})
