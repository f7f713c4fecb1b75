// The agenda of several colleagues: one's own whole, that of others as far as their files are open, the rest as taken time.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { planAppointment, readAgenda } from './appointment.ts'
import * as busy from './busy.ts'
import { spansOf } from './clash.rules.ts'
import { readToday } from './today.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(
    await import('./appointment.api.ts'),
    await import('./agenda.api.ts'),
    await import('./today.api.ts'),
  )
  worker = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const today = new Date().toISOString().slice(0, 10)
const planned = async (case_id: string, who: Who, change: object) => {
  const wish = {
    ...{ case_id, appointment_id: newId(), section: 'health', kind: 'health', mode: 'in_person', title: 'Zqxtitle' },
    ...{ staff: [{ staff_id: who.staff_id, part: 'leads' }], place: { name: 'Zqxplace', secret: false }, ...change },
  } as SentInputOf<typeof planAppointment>
  await at.ask(planAppointment, wish, who)
  return wish.appointment_id
}
const agenda = (who: Who, change: object = {}) =>
  at.ask(readAgenda, { from: today, until: addDays(today, 41), ...change } as SentInputOf<typeof readAgenda>, who)

test('my own whole, a secret place never; a colleague’s whose file I do not open as taken time alone', async () => {
  const me = await at.join(at.ours, 'Rosa', ['reference_worker'])
  const [mine, other] = [await at.aFile({ worker: me }), await at.aFile({ worker: at.staff.second_worker })]
  const on = addDays(today, 5)
  const open = await planned(mine.case_id, me, { when: { on, at: '10:00', minutes: 60 } })
  const secret = await planned(mine.case_id, me, {
    ...{ when: { on, at: '12:00', minutes: 60 }, place: { name: 'Zqxsecret', address: 'Zqxsecret', secret: true } },
  })
  const { entries, busy: taken } = await agenda(me)
  assert.deepEqual(
    entries.map(({ appointment_id, place, title, alias }) => [appointment_id, place, title, alias]),
    [
      [open, 'Zqxplace', 'Zqxtitle', 'Maya'],
      [secret, null, 'Zqxtitle', 'Maya'],
    ],
  )
  assert.deepEqual(taken, [])
  await planned(other.case_id, at.staff.second_worker, { when: { on, at: '10:00', minutes: 60 }, away_before: 30 })
  const theirs = await agenda(me, { whose: 'colleague', staff_id: at.staff.second_worker.staff_id })
  assert.deepEqual(theirs.entries, [])
  assert.deepEqual(Object.keys(theirs.busy[0]!).sort(), ['ends_at', 'kind', 'staff_id', 'starts_at'])
  assert.equal(Date.parse(theirs.busy[0]!.ends_at) - Date.parse(theirs.busy[0]!.starts_at), 90 * 60_000)
  const office = await agenda(me, { whose: 'office' })
  assert.ok(office.staff.length > 5 && office.entries.length === 2 && office.busy.length >= 1)
  assert.ok(!JSON.stringify([office.busy, theirs]).includes('Zqx'))
})

test('days that are free where the office is, and those on which it is closed, which have the last word', async () => {
  const me = await at.join(at.ours, 'Nuria', ['reference_worker'])
  const freeIn = async (province: string | null) => {
    await at.rows('update office set province = $1 where organisation_id = $2 and office_id = $3', [
      province,
      me.organisation_id,
      me.office_id,
    ])
    const { free_days } = await agenda(me, { from: '2026-05-01', until: '2026-05-02' })
    return free_days.map(({ on, name }) => [on, name])
  }
  const everywhere = ['2026-05-01', 'Día del Trabajador']
  assert.deepEqual(await freeIn('28'), [everywhere, ['2026-05-02', 'Día de la Comunidad de Madrid']])
  assert.deepEqual(await freeIn('08'), [everywhere])
  await at.rows(
    `insert into duty_free_day (organisation_id, free_day_id, office_id, on_day, name, kept_by)
     values ($1, gen_random_uuid(), $2, '2026-05-01', 'Puertas cerradas', $3)`,
    [me.organisation_id, me.office_id, me.staff_id],
  )
  assert.deepEqual(await freeIn('08'), [['2026-05-01', 'Puertas cerradas']])
})

test('time of one’s own that is not about a person; and who is free when, as hours alone', async () => {
  const me = await at.join(at.ours, 'Alba', ['trainer'])
  const busy_id = newId()
  const on = addDays(today, 3)
  const keep = { busy_id, kind: 'training' as const, from: { on, at: '09:00' }, until: { on, at: '13:00' } }
  await at.ask(busy.keepBusyTime, keep, me)
  await refuses(at.ask(busy.keepBusyTime, { ...keep, until: { on, at: '08:00' }, version: 1 }, me), 'invalid')
  await at.ask(busy.keepBusyTime, { ...keep, until: { on, at: '14:00' }, version: 1 }, me)
  await refuses(at.ask(busy.keepBusyTime, { ...keep, version: 1 }, me), 'conflict', 'stale')
  await refuses(at.ask(busy.keepBusyTime, { ...keep, version: 2 }, worker), 'conflict', 'stale')
  const { busy_times } = await at.ask(busy.listBusyTimes, { from: today }, me)
  assert.deepEqual([busy_times[0]?.kind, busy_times[0]?.version], ['training', 2])
  const ask = { staff_ids: [me.staff_id, worker.staff_id], from: today, until: addDays(today, 6) }
  const { from_at, people } = await at.ask(busy.freeBusy, ask, worker)
  const [span] = spansOf(from_at, people.find(({ staff_id }) => staff_id === me.staff_id)!.taken)
  assert.deepEqual(
    [Date.parse(span!.starts_at), Date.parse(span!.ends_at)],
    [Date.parse(busy_times[0]!.starts_at), Date.parse(busy_times[0]!.ends_at)],
  )
  const kept = await at.rows("select reply from answered_request where action = 'agenda.read' and staff_id = $1", [
    worker.staff_id,
  ])
  assert.ok(!JSON.stringify(kept).includes('taken'), 'what was asked is not kept for a repeat')
  await at.ask(busy.dropBusyTime, { busy_id }, worker)
  assert.equal((await at.ask(busy.listBusyTimes, { from: today }, me)).busy_times.length, 1, 'nobody’s but one’s own')
  await at.ask(busy.dropBusyTime, { busy_id }, me)
  assert.equal((await at.ask(busy.listBusyTimes, { from: today }, me)).busy_times.length, 0)
  assert.deepEqual((await at.ask(busy.freeBusy, { ...ask, staff_ids: [me.staff_id] }, worker)).people, [])
})

test('signed out, a partner, a colleague of another house, and more than six weeks', async () => {
  const { partner_worker, partner_administrator } = at.staff
  const on = addDays(today, 3)
  const asked = [
    [readAgenda, { from: today, until: today }],
    [busy.freeBusy, { staff_ids: [worker.staff_id], from: today, until: today }],
    [busy.listBusyTimes, { from: today }],
    [busy.keepBusyTime, { busy_id: newId(), kind: 'off', from: { on, at: '09:00' }, until: { on, at: '10:00' } }],
    [busy.dropBusyTime, { busy_id: newId() }],
  ] as const
  for (const [endpoint, input] of asked) {
    const ask = (who: Who) => at.ask(endpoint as typeof busy.dropBusyTime, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(partner_worker), 'refused')
  }
  const { people } = await at.ask(busy.freeBusy, asked[1][1] as never, partner_administrator)
  assert.deepEqual(people, [], 'of another house nothing is known')
  await refuses(agenda(partner_administrator, { whose: 'colleague', staff_id: worker.staff_id }), 'not_found')
  await refuses(agenda(worker, { until: addDays(today, 42) }), 'invalid', 'agenda.too_long')
})

test('the page of the day has today’s and tomorrow’s, and asks whether one was held; no place stands on it', async () => {
  const me = await at.join(at.ours, 'Inés', ['reference_worker'])
  const { case_id } = await at.aFile({ worker: me })
  const soon = await planned(case_id, me, {
    when: { on: addDays(today, 1), at: '10:00', minutes: 60 },
    reminder_wanted: true,
  })
  await planned(case_id, me, { when: { on: addDays(today, 3), at: '10:00', minutes: 60 }, reminder_wanted: true })
  const late = await planned(case_id, me, { when: { on: addDays(today, -2), at: '10:00', minutes: 60 } })
  const day = await at.ask(readToday, {}, me)
  assert.deepEqual(
    day.appointments.map(({ appointment_id, alias, mine }) => [appointment_id, alias, mine]),
    [[soon, 'Maya', 'leads']],
  )
  const tasks = [...day.overdue.rows, ...day.due_today.rows, ...day.coming.rows]
  assert.deepEqual(tasks.find(({ kind }) => kind === 'appointment_held')?.id, late)
  assert.deepEqual(
    tasks.flatMap(({ kind, id }) => (kind === 'no_reminder' ? id : [])),
    [soon],
    'no rule of contact: no safe hour, said once',
  )
  assert.ok(!JSON.stringify(day).includes('Zqxplace'))
  const { appointments } = await at.ask(readToday, {}, at.staff.second_worker)
  assert.deepEqual(appointments, [])
})
