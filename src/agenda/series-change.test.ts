// From one of its appointments on a series comes again by another rule: what falls on the same day stays the same appointment with
// whoever goes along, the rest is called off or new, and days that were left out stay out.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, type Day } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import * as model from './appointment.ts'
import { weekdayOf } from './series.rules.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(await import('./appointment.api.ts'))
  worker = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
/** A Monday far enough off. */
const monday = addDays(today, 28 - weekdayOf(today) + 1)
type Plan = SentInputOf<typeof model.planAppointment>

const aSeries = async (except: Day[] = [], hour = '10:00') => {
  const { case_id } = await at.aFile()
  const series = { series_id: newId(), unit: 'week' as const, every: 1, weekdays: [1], count: 8, except }
  const wish: Plan = {
    ...{ case_id, appointment_id: newId(), section: 'health', kind: 'health', mode: 'in_person', series },
    when: { on: monday, at: hour, minutes: 60 },
    staff: [{ staff_id: worker.staff_id, part: 'leads' }],
    reminder_wanted: true,
  }
  await at.ask(model.planAppointment, wish, worker)
  const all = async () => (await at.ask(model.listAppointments, { case_id }, worker)).appointments
  return { case_id, wish, series, all }
}

const ruleOf = () => ({ series_id: newId(), unit: 'week' as const, every: 2, weekdays: [1, 4], count: 6 })
const another = (wish: Plan, of: model.Appointment, change: object = {}) => {
  const rule = ruleOf()
  return {
    ...wish,
    ...{ appointment_id: of.appointment_id, version: of.version, scope: 'following' as const, series: rule },
    when: { on: of.on, at: of.at, minutes: of.minutes },
    ...change,
  }
}
const live = (list: model.Appointment[]) => list.filter(({ status }) => status === 'planned')

test('what falls on the same day stays, what no day is left for is called off, days left out stay out', async () => {
  // The second and the sixth Monday were left out: the eight are on weeks 0, 2, 3, 4, 6, 7, 8, 9.
  const week = (n: number, weekday = 1) => addDays(monday, 7 * n + weekday - 1)
  const { wish, series, all } = await aSeries([week(1), week(5)])
  const before = await all()
  assert.deepEqual(
    before.map(({ on }) => on),
    [0, 2, 3, 4, 6, 7, 8, 9].map((n) => week(n)),
  )
  const [, , third, fourth] = before
  const cancel = { case_id: wish.case_id, appointment_id: fourth!.appointment_id, version: 1, scope: 'this' } as const
  await at.ask(model.cancelAppointment, { ...cancel, why: { of: 'theirs', why: 'closed' } }, worker)

  const asked = another(wish, third!)
  const { scope: _, version: __, ...check } = asked
  const found = await at.ask(model.checkAppointment, check, worker)
  assert.deepEqual(found.clashes, [], 'nothing of the series is in its own way')
  const { made } = await at.ask(model.changeAppointment, asked, worker)
  assert.equal(made, 6)
  // Every second week from the third of the eight, which is week 3; of week 5 Monday was left out.
  const now = await all()
  const planned = live(now).filter(({ series_id }) => series_id === asked.series.series_id)
  assert.deepEqual(
    planned.map(({ on }) => on),
    [week(3), week(3, 4), week(5, 4), week(7), week(7, 4), week(9)],
  )
  const of = (list: model.Appointment[], on: Day) => list.find((each) => each.on === on && each.status === 'planned')
  for (const on of [week(3), week(7), week(9)])
    assert.equal(of(now, on)!.appointment_id, of(before, on)!.appointment_id, 'the same appointment')
  assert.ok(planned.every(({ staff }) => staff[0]?.staff_id === worker.staff_id))
  assert.deepEqual(
    now.filter(({ status }) => status === 'cancelled').map(({ on }) => on),
    [week(4), week(6), week(8)],
  )
  const rows = await at.rows(
    'select series_id, until_on::text, most, except_on::text[] as except from appointment_series where case_id = $1',
    [wish.case_id],
  )
  const rule = (series_id: string) => rows.find((each) => each.series_id === series_id)!
  assert.deepEqual([rule(series.series_id).until_on, rule(series.series_id).most], [addDays(week(3), -1), null])
  assert.deepEqual(rule(asked.series.series_id).except, [week(5)])
  const waiting = await at.rows(
    `select count(*)::int as n from appointment_reminder r join appointment a using (organisation_id, case_id, appointment_id)
     where a.case_id = $1 and r.status = 'waits' and a.status <> 'planned'`,
    [wish.case_id],
  )
  assert.equal(waiting[0]?.n, 0)
})

test('another rule is for this one and those that follow, of a series, and comes at least once', async () => {
  const { wish, all } = await aSeries([], '12:00')
  const [first, second] = await all()
  const refuses = (asked: object, key: string) =>
    assert.rejects(at.ask(model.changeAppointment, asked as never, worker), (problem: Problem) => problem.key === key)
  await refuses(another(wish, second!, { scope: 'this' }), 'agenda.rule_for_following')
  await refuses(another(wish, second!, { version: 9 }), 'stale')
  const never = { ...ruleOf(), count: null, until: addDays(second!.on, -3) }
  await refuses(another(wish, second!, { series: never }), 'agenda.series_empty')
  const alone = { ...wish, appointment_id: newId(), series: null, when: { ...wish.when, at: '18:00' } }
  await at.ask(model.planAppointment, alone, worker)
  const one = (await all()).find(({ series_id }) => series_id === null)!
  await refuses(another(wish, one), 'agenda.not_a_series')
  assert.equal(live(await all()).length, 9)
  await at.ask(model.changeAppointment, another(wish, first!), worker)
  assert.equal(live(await all()).filter(({ series_id }) => series_id !== null).length, 6)
})
