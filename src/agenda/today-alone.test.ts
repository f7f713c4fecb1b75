// The page of the day tells whoever is named, whoever coordinates and the colleague that somebody out alone was not heard
// from; and whom a colleague asks for a talk, that they ask.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { comeBack, goOut } from '#team/lone-visit.ts'
import { answerDebrief, changeDebrief, markHard } from '#team/staff-care.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readToday } from './today.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./today.api.ts'),
    await import('#team/lone-visit.api.ts'),
    await import('#team/staff-care.api.ts'),
  )
})
after(() => at.close())

const day = (who: Who) => at.ask(readToday, {}, who)

test('an alarm stands on the day of whom it is for, from when it is due until the colleague is back', async () => {
  const { reference_worker, lawyer, coordinator, far_coordinator, trainer, partner_worker } = at.staff
  const visit_id = newId()
  const until = new Date(Date.now() + 3_600_000).toISOString().slice(11, 16)
  const visit = { visit_id, tell_id: lawyer.staff_id, place: 'street' as const, until, zone: 'UTC' }
  await at.ask(goOut, visit, reference_worker)
  const alarms = async (...who: Who[]) => {
    const counts: (number | null)[] = []
    for (const each of who) counts.push((await day(each)).colleagues?.count ?? null)
    return counts
  }
  assert.deepEqual(await alarms(reference_worker, lawyer, coordinator), [0, 0, 0])
  await at.rows("update lone_visit set expected_at = now() - interval '1 hour' where visit_id = $1", [visit_id])
  assert.deepEqual(await alarms(reference_worker, lawyer, coordinator), [1, 1, 1])
  assert.deepEqual(await alarms(far_coordinator, trainer, partner_worker), [0, 0, null])
  await at.ask(comeBack, { visit_id }, reference_worker)
  assert.deepEqual(await alarms(reference_worker, lawyer, coordinator), [0, 0, 0])
})

test('a talk that is asked for stands on the day of whom it is asked, until they answer', async () => {
  const { reference_worker, psychologist, coordinator } = at.staff
  const hard_id = newId()
  const today = new Date().toISOString().slice(0, 10)
  await at.ask(markHard, { hard_id, on_day: today, kind: 'loss' as const }, reference_worker)
  await at.ask(
    changeDebrief,
    { hard_id, version: 1, debrief: 'asked', with_id: psychologist.staff_id },
    reference_worker,
  )
  assert.deepEqual((await day(psychologist)).colleagues, { count: 1, oldest_on: today })
  assert.equal((await day(coordinator)).colleagues?.count, 0)
  await at.ask(answerDebrief, { hard_id, version: 2, answer: 'agreed' }, psychologist)
  assert.equal((await day(psychologist)).colleagues?.count, 0)
})
