// Out alone: until when by the clock on the wall, on nights too when it is turned; who is told when nothing was heard; and
// that nobody else learns where colleagues are.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { expectedObstacle, isAlarm, isZone, nextAt } from './lone-visit.rules.ts'
import * as model from './lone-visit.ts'
import { staffCareFacts } from './staff-care-facts.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./lone-visit.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const { grace_minutes } = staffCareFacts.out_alone
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString().slice(11, 16)
const aVisit = (tell: Who, change: Record<string, unknown> = {}) => ({
  ...{
    visit_id: newId(),
    tell_id: tell.staff_id,
    place: 'where_somebody_lives' as const,
    until: inAnHour(),
    zone: 'UTC',
  },
  ...change,
})
const out = async (who: Who) => (await at.ask(model.readLoneVisits, {}, who)).visits
const late = (visit_id: string, minutes: number) =>
  at.rows('update lone_visit set expected_at = now() - make_interval(mins => $2) where visit_id = $1', [
    visit_id,
    minutes,
  ])

test('one goes out, says that all is well, and comes back; those who are told see it as long as one is out', async () => {
  const { reference_worker, psychologist, coordinator, far_coordinator, lawyer, director, administrator } = at.staff
  const visit = aVisit(psychologist)
  await at.ask(model.goOut, visit, reference_worker)
  await refuses(at.ask(model.goOut, aVisit(psychologist), reference_worker), 'conflict', 'out_alone.out_already')
  for (const who of [reference_worker, psychologist, coordinator, director]) {
    const [seen] = await out(who)
    assert.deepEqual([seen?.visit_id, seen?.alarm, seen?.mine], [visit.visit_id, false, who === reference_worker])
  }
  for (const who of [far_coordinator, lawyer, administrator]) assert.deepEqual(await out(who), [])
  const { version } = await at.ask(
    model.checkIn,
    { visit_id: visit.visit_id, version: 1, until: inAnHour(), zone: 'UTC' },
    reference_worker,
  )
  assert.equal(version, 2)
  await refuses(
    at.ask(model.checkIn, { visit_id: visit.visit_id, version: 1, until: inAnHour(), zone: 'UTC' }, reference_worker),
    'conflict',
    'stale',
  )
  await refuses(
    at.ask(model.checkIn, { visit_id: visit.visit_id, version: 2, until: inAnHour(), zone: 'UTC' }, psychologist),
    'not_found',
  )
  await at.ask(model.comeBack, { visit_id: visit.visit_id }, psychologist)
  assert.equal((await out(reference_worker)).length, 1, 'nobody comes back for another')
  await at.ask(model.comeBack, { visit_id: visit.visit_id }, reference_worker)
  for (const who of [reference_worker, psychologist, coordinator]) assert.deepEqual(await out(who), [])
  const past = await at.house.database.transaction({ token: coordinator.token }, (tx) =>
    tx.selectFrom('lone_visit').select('visit_id').execute(),
  )
  assert.deepEqual(past, [], 'where colleagues were is nobody’s to look up')
})

test('nothing heard: an alarm with whoever is named and whoever coordinates, until somebody says that the colleague is safe', async () => {
  const { reference_worker, lawyer, coordinator, second_worker } = at.staff
  const { visit_id } = aVisit(lawyer)
  await at.ask(model.goOut, { ...aVisit(lawyer), visit_id }, reference_worker)
  const alarms = async (who: Who) => {
    const { rows } = await at.house.database.transaction({ token: who.token }, async (tx) => {
      const { sql } = await import('kysely')
      return sql<{ visit_id: string }>`select visit_id from guard.lone_alarms(${grace_minutes})`.execute(tx)
    })
    return rows.map((row) => row.visit_id)
  }
  await late(visit_id, grace_minutes - 2)
  assert.deepEqual(await alarms(lawyer), [])
  await late(visit_id, grace_minutes + 2)
  for (const who of [reference_worker, lawyer, coordinator]) {
    assert.deepEqual(await alarms(who), [visit_id])
    assert.equal((await out(who))[0]?.alarm, true)
  }
  assert.deepEqual(await alarms(second_worker), [])
  const answers = (answer: 'looking' | 'safe', version: number) => ({ visit_id, version, answer })
  await refuses(at.ask(model.answerAlarm, answers('safe', 1), second_worker), 'not_found')
  await refuses(at.ask(model.answerAlarm, answers('safe', 1), reference_worker), 'not_found')
  await at.ask(model.answerAlarm, answers('looking', 1), coordinator)
  assert.deepEqual(
    [(await out(lawyer))[0]?.answer, (await out(lawyer))[0]?.answered_name],
    ['looking', 'Colega coordinator'],
  )
  assert.deepEqual(await alarms(lawyer), [visit_id], 'it stands until the colleague was found')
  await refuses(at.ask(model.answerAlarm, answers('safe', 1), lawyer), 'conflict', 'stale')
  await at.ask(model.answerAlarm, answers('safe', 2), lawyer)
  assert.deepEqual(await alarms(coordinator), [])
  await refuses(at.ask(model.answerAlarm, answers('safe', 3), lawyer), 'conflict', 'out_alone.ended')
})

test('signed out, a partner, oneself as the one to be told, a zone that is none, and longer than a day’s work', async () => {
  const { reference_worker, partner_worker, lawyer, second_worker } = at.staff
  for (const [who, kind] of [
    [nobody, 'signed_out'],
    [partner_worker, 'refused'],
  ] as const) {
    await refuses(at.ask(model.readLoneVisits, {}, who), kind)
    await refuses(at.ask(model.goOut, aVisit(lawyer), who), kind)
    await refuses(at.ask(model.comeBack, { visit_id: newId() }, who), kind)
    await refuses(at.ask(model.answerAlarm, { visit_id: newId(), version: 1, answer: 'safe' }, who), kind)
  }
  await refuses(at.ask(model.goOut, aVisit(second_worker), second_worker), 'not_found')
  await refuses(at.ask(model.goOut, aVisit(partner_worker), second_worker), 'not_found')
  await refuses(at.ask(model.goOut, aVisit(lawyer, { zone: 'Europe/Nowhere' }), second_worker), 'invalid')
  const justNow = new Date(Date.now() - 3_600_000).toISOString().slice(11, 16)
  await refuses(at.ask(model.goOut, aVisit(lawyer, { until: justNow }), second_worker), 'invalid', 'out_alone.too_long')
  await refuses(
    at.ask(model.checkIn, { visit_id: newId(), version: 1, until: inAnHour(), zone: 'UTC' }, reference_worker),
    'not_found',
  )
})

test('visits that are over go after their days', async () => {
  const { psychologist, lawyer } = at.staff
  const visit = aVisit(lawyer)
  await at.ask(model.goOut, visit, psychologist)
  await at.ask(model.comeBack, { visit_id: visit.visit_id }, psychologist)
  const count = async () => (await at.rows('select 1 from lone_visit where visit_id = $1', [visit.visit_id])).length
  await at.rows("select guard.forget_lone_visits(now() - interval '30 days')")
  assert.equal(await count(), 1)
  await at.rows("select guard.forget_lone_visits(now() + interval '1 hour')")
  assert.equal(await count(), 0)
})

const shows = (moment: string, zone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(moment),
  )

test('the clock on the wall, on the nights too when it is turned', () => {
  const madrid = 'Europe/Madrid'
  assert.equal(nextAt('2026-11-22T10:00:00Z', '12:30', madrid), '2026-11-22T11:30:00.000Z')
  assert.equal(nextAt('2026-11-22T12:00:00Z', '12:30', madrid), '2026-11-23T11:30:00.000Z', 'of tomorrow')
  // 25 October 2026: three o'clock becomes two. 02:30 comes twice, and the first one counts.
  assert.equal(nextAt('2026-10-24T22:00:00Z', '02:30', madrid), '2026-10-25T00:30:00.000Z')
  assert.equal(nextAt('2026-10-25T00:45:00Z', '02:30', madrid), '2026-10-25T01:30:00.000Z', 'the first is over')
  assert.equal(nextAt('2026-10-24T22:00:00Z', '04:00', madrid), '2026-10-25T03:00:00.000Z')
  // 29 March 2026: two o'clock becomes three. 02:30 does not come: it is counted on from the leap.
  assert.equal(nextAt('2026-03-28T23:00:00Z', '02:30', madrid), '2026-03-29T01:30:00.000Z')
  assert.equal(shows('2026-03-29T01:30:00.000Z', madrid), '03:30')
  assert.equal(nextAt('2026-03-28T23:00:00Z', '04:00', madrid), '2026-03-29T02:00:00.000Z')
  assert.deepEqual([isZone('Asia/Kathmandu'), isZone('Not/AZone')], [true, false])
  assert.equal(expectedObstacle('2026-11-22T10:00:00Z', '2026-11-22T23:00:00Z', 14), null)
  assert.equal(expectedObstacle('2026-11-22T10:00:00Z', '2026-11-23T01:00:00Z', 14), 'out_alone.too_long')
  assert.deepEqual(
    [
      isAlarm('2026-11-22T10:00:00Z', '2026-11-22T10:15:00Z', 15),
      isAlarm('2026-11-22T10:00:00Z', '2026-11-22T10:15:01Z', 15),
    ],
    [false, true],
  )
})

test('whatever the hour and the place, the moment shows that hour, lies ahead, and is the next to do so', () => {
  const zones = fc.constantFrom('Europe/Madrid', 'Asia/Kathmandu', 'America/New_York', 'UTC', 'Australia/Lord_Howe')
  const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') })
  fc.assert(
    fc.property(moments, fc.nat(23), fc.nat(59), zones, (at_ms, hours, minutes, zone) => {
      const now = new Date(at_ms).toISOString()
      const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
      const found = Date.parse(nextAt(now, time, zone))
      assert.ok(found > at_ms && found - at_ms <= 26 * 3_600_000)
      // Every minute on the way shows another time: it is the next; and only a leap lands on another.
      let leapt = true
      for (let each = at_ms - (at_ms % 60_000) + 60_000; each <= found; each += 60_000) {
        if (shows(new Date(each).toISOString(), zone) !== time) continue
        assert.equal(each, found)
        leapt = false
      }
      if (leapt) assert.notEqual(shows(new Date(found - 3 * 3_600_000).toISOString(), zone), time)
    }),
    { numRuns: 25 },
  )
})
