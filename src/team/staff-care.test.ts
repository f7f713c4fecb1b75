// What was hard is the colleague's own; whoever supervises learns that somebody may need rest, and nothing of why.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { isOverloaded, mayNeedRest, pointsOfExposure } from './staff-care.rules.ts'
import * as model from './staff-care.ts'
import { staffCareFacts as lines, StaffCareFacts } from './staff-care-facts.ts'
import { setCapacity } from './weight.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./staff-care.api.ts'), await import('./weight.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const today = new Date().toISOString().slice(0, 10)
const mine = (who: Who) => at.ask(model.readMyCare, {}, who)
const marks = async (who: Who, times = 1) => {
  for (let time = 0; time < times; time += 1)
    await at.ask(model.markHard, { hard_id: newId(), on_day: today, kind: 'told' as const }, who)
}
const resting = async (who: Who) => (await at.ask(model.readRest, {}, who)).colleagues.map(({ staff_id }) => staff_id)
const enough = Math.ceil(lines.from_points / lines.points.hard)

test('the facts are as their schema says', () => {
  StaffCareFacts.parse(lines)
})

test('marks are read by whoever made them; the supervisor is told one thing, from the line on', async () => {
  const { coordinator, director, far_coordinator, second_worker, administrator } = at.staff
  const rosa = await at.join(at.ours, 'Rosa', ['reference_worker'])
  await marks(rosa, enough - 1)
  assert.deepEqual((await mine(rosa)).moments.length, enough - 1)
  assert.equal((await mine(rosa)).seen_as_needing_rest, false)
  assert.ok(!(await resting(coordinator)).includes(rosa.staff_id))
  await marks(rosa)
  assert.equal((await mine(rosa)).seen_as_needing_rest, true)
  assert.ok((await resting(coordinator)).includes(rosa.staff_id))
  assert.ok((await resting(director)).includes(rosa.staff_id))
  assert.ok(!(await resting(far_coordinator)).includes(rosa.staff_id), 'of another office')
  const told = await at.ask(model.readRest, {}, coordinator)
  assert.deepEqual(Object.keys(told.colleagues[0]!).sort(), ['name', 'staff_id'])
  for (const who of [second_worker, administrator, rosa]) await refuses(at.ask(model.readRest, {}, who), 'refused')
  // Past the server, too: nobody else has a row of it, the administrator and the director neither.
  for (const who of [coordinator, director, administrator, second_worker]) {
    const rows = await at.house.database.transaction({ token: who.token }, (tx) =>
      tx.selectFrom('hard_moment').select('staff_id').execute(),
    )
    assert.ok(rows.every(({ staff_id }) => staff_id === who.staff_id))
  }
})

test('whoever needs rest may say so, without a reason, and take it back', async () => {
  const { coordinator } = at.staff
  const eva = await at.join(at.ours, 'Eva', ['trainer'])
  await at.ask(model.sayRest, { says: true, version: 0 }, eva)
  assert.ok((await resting(coordinator)).includes(eva.staff_id))
  const { rest_said, seen_as_needing_rest, load } = await mine(eva)
  assert.deepEqual(
    [rest_said?.until_on, seen_as_needing_rest, load],
    [addDays(today, lines.rest_said_days), true, null],
  )
  await refuses(at.ask(model.sayRest, { says: false, version: 0 }, eva), 'conflict', 'stale')
  await at.ask(model.sayRest, { says: false, version: 1 }, eva)
  assert.ok(!(await resting(coordinator)).includes(eva.staff_id))
})

test('somebody who carries too much may need rest, too', async () => {
  const { coordinator } = at.staff
  const ana = await at.join(at.ours, 'Ana', ['reference_worker'])
  await at.aFile({ worker: ana })
  await at.aFile({ worker: ana })
  assert.equal((await mine(ana)).load?.files, 2)
  assert.ok(!(await resting(coordinator)).includes(ana.staff_id))
  await at.ask(setCapacity, { staff_id: ana.staff_id, version: 0, points: 1 }, coordinator)
  assert.equal((await mine(ana)).load?.capacity, 1)
  assert.equal((await mine(ana)).seen_as_needing_rest, true)
  assert.ok((await resting(coordinator)).includes(ana.staff_id))
})

test('talking it over is asked of a colleague, who learns who asks and nothing else; what was said is written nowhere', async () => {
  const { reference_worker, psychologist, coordinator, lawyer, partner_worker } = at.staff
  const hard_id = newId()
  await at.ask(model.markHard, { hard_id, on_day: today, kind: 'court' as const }, reference_worker)
  const change = (debrief: 'asked' | 'done' | 'not_now', version: number, more = {}) => ({
    hard_id,
    version,
    debrief,
    ...more,
  })
  await at.ask(model.changeDebrief, change('not_now', 1), reference_worker)
  await refuses(
    at.ask(model.changeDebrief, change('asked', 2, { with_id: reference_worker.staff_id }), reference_worker),
    'not_found',
  )
  await refuses(
    at.ask(model.changeDebrief, change('asked', 2, { with_id: partner_worker.staff_id }), reference_worker),
    'not_found',
  )
  await at.ask(model.changeDebrief, change('asked', 2, { with_id: psychologist.staff_id }), reference_worker)
  const [asked] = (await mine(psychologist)).asked_of_me
  assert.deepEqual(Object.keys(asked!).sort(), ['asked_at', 'debrief', 'hard_id', 'staff_id', 'version'])
  assert.deepEqual((await mine(psychologist)).moments, [])
  for (const who of [coordinator, lawyer]) {
    assert.deepEqual((await mine(who)).asked_of_me, [])
    await refuses(at.ask(model.answerDebrief, { hard_id, version: 3, answer: 'agreed' }, who), 'not_found')
    await refuses(at.ask(model.changeDebrief, change('not_now', 3), who), 'not_found')
  }
  await refuses(at.ask(model.answerDebrief, { hard_id, version: 1, answer: 'agreed' }, psychologist), 'conflict')
  await at.ask(model.answerDebrief, { hard_id, version: 3, answer: 'agreed' }, psychologist)
  await at.ask(
    model.changeDebrief,
    change('done', 4, { with_id: psychologist.staff_id, done_on: today }),
    reference_worker,
  )
  assert.deepEqual((await mine(psychologist)).asked_of_me, [])
  const [moment] = (await mine(reference_worker)).moments
  assert.deepEqual([moment?.debrief, moment?.with_id, moment?.done_on], ['done', psychologist.staff_id, today])
  await at.ask(model.unmarkHard, { hard_id }, lawyer)
  assert.equal((await mine(reference_worker)).moments.length, 1, 'nobody takes away another’s mark')
  await at.ask(model.unmarkHard, { hard_id }, reference_worker)
  assert.equal((await mine(reference_worker)).moments.length, 0)
})

test('signed out, a partner, and days that are none', async () => {
  const { partner_worker, reference_worker } = at.staff
  for (const [who, kind] of [
    [nobody, 'signed_out'],
    [partner_worker, 'refused'],
  ] as const) {
    await refuses(at.ask(model.readMyCare, {}, who), kind)
    await refuses(at.ask(model.markHard, { hard_id: newId(), on_day: today, kind: 'told' }, who), kind)
    await refuses(at.ask(model.sayRest, { says: true, version: 0 }, who), kind)
    await refuses(at.ask(model.readRest, {}, who), kind)
  }
  for (const on_day of [addDays(today, 3), addDays(today, -lines.kept_days - 1)])
    await refuses(at.ask(model.markHard, { hard_id: newId(), on_day, kind: 'told' }, reference_worker), 'invalid')
})

test('PostgreSQL and TypeScript draw the same line, and old marks go', async () => {
  const { coordinator } = at.staff
  const few = fc.nat(6)
  await fc.assert(
    fc.asyncProperty(few, few, async (hard, older) => {
      const who = await at.join(at.ours, 'Somebody', ['trainer'])
      for (let each = 0; each < hard + older; each += 1)
        await at.rows(
          "insert into hard_moment (organisation_id, hard_id, staff_id, on_day, kind) values ($1, $2, $3, $4, 'told')",
          [...[who.organisation_id, newId(), who.staff_id], addDays(today, each < hard ? 0 : -lines.window_days - 1)],
        )
      const expected = mayNeedRest({ hard, protocols: 0, incidents: 0 }, false, null, lines)
      assert.equal((await resting(coordinator)).includes(who.staff_id), expected)
      assert.equal((await mine(who)).seen_as_needing_rest, expected)
    }),
    { numRuns: 12 },
  )
  assert.equal(
    pointsOfExposure({ hard: 1, protocols: 1, incidents: 1 }, lines),
    lines.points.hard + lines.points.protocols + lines.points.incidents,
  )
  assert.deepEqual(
    [
      isOverloaded(null, lines),
      isOverloaded({ points: 12, capacity: 10 }, lines),
      isOverloaded({ points: 13, capacity: 10 }, lines),
    ],
    [false, false, true],
  )
  const [{ gone } = { gone: 0 }] = (await at.rows('select guard.forget_staff_care($1) as gone', [
    addDays(today, -lines.window_days),
  ])) as { gone: number }[]
  assert.ok(gone > 0)
  assert.deepEqual(
    await at.rows('select 1 from hard_moment where on_day < $1', [addDays(today, -lines.window_days)]),
    [],
  )
})
