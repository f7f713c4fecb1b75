// The life of an appointment: planned, moved, cancelled, closed; in a series; with a clash and an exclusion in its way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeSafeContact } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addExclusion, answerOverride, askOverride } from '#people/exclusion.ts'
import { noContact } from '#people/safe-contact.ts'
import { readLoneVisits } from '#team/lone-visit.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import * as model from './appointment.ts'
import { leaveReminder } from './reminder.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(
    await import('./appointment.api.ts'),
    await import('./accompany.api.ts'),
    await import('./reminder.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#team/lone-visit.api.ts'),
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
const inDays = (days: number) => addDays(today, days)
type Plan = SentInputOf<typeof model.planAppointment>
/** One a day apart from every other of this file of tests, unless the test says otherwise. */
let days = 20
const plan = (case_id: string, change: Partial<Plan> = {}): Plan => ({
  ...{ case_id, appointment_id: newId(), section: 'health', kind: 'health', mode: 'in_person' },
  when: { on: inDays(days++), at: '10:00', minutes: 60 },
  staff: [{ staff_id: worker.staff_id, part: 'leads' }],
  ...change,
})
const planned = async (case_id: string, change: Partial<Plan> = {}, who = worker) => {
  const wish = plan(case_id, change)
  await at.ask(model.planAppointment, wish, who)
  return wish
}
const list = async (case_id: string, who = worker) =>
  at.ask(model.listAppointments, { case_id, since: inDays(-400) }, who)
const read = (case_id: string, appointment_id: string) =>
  at.ask(model.readAppointment, { case_id, appointment_id }, worker)
const changed = (
  wish: Plan,
  version: number,
  change: Partial<Plan> & { scope?: model.Appointment['status'] | string },
) => {
  const { series: _, ...rest } = { ...wish, ...change }
  return at.ask(model.changeAppointment, { ...rest, version } as SentInputOf<typeof model.changeAppointment>, worker)
}
const inPast = (appointment_id: string) =>
  at.rows(
    "update appointment set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where appointment_id = $1",
    [appointment_id],
  )

test('planned, read back, moved, closed: what was written stays as it was written', async () => {
  const { case_id } = await at.aFile()
  const wish = await planned(case_id, {
    ...{ title: 'Revisión', meet_at: 'En la puerta', bring: 'La tarjeta', interpreter_language: 'ne', away_before: 30 },
    ...{ place: { name: 'Centro', secret: true }, with: [{ name: 'Dra. Olmo' }], stops: ['Estación'] },
  })
  const { appointment } = await read(case_id, wish.appointment_id)
  assert.deepEqual(
    [appointment.title, appointment.place.name, appointment.place.secret, appointment.with[0]?.name, appointment.at],
    ['Revisión', 'Centro', true, 'Dra. Olmo', '10:00'],
  )
  assert.deepEqual(appointment.staff, [{ staff_id: worker.staff_id, name: 'Colega reference_worker', part: 'leads' }])
  const when = { ...wish.when, at: '12:30' }
  await changed(wish, 1, { when })
  await refuses(changed(wish, 1, { when }), 'conflict', 'stale')
  const moved = (await read(case_id, wish.appointment_id)).appointment
  assert.deepEqual([moved.at, moved.moved, moved.version], ['12:30', 1, 2])
  const close = { case_id, appointment_id: wish.appointment_id, status: 'held' as const, outcome: 'Quiere volver.' }
  await refuses(at.ask(model.closeAppointment, { ...close, version: 2 }, worker), 'invalid', 'agenda.not_yet')
  await inPast(wish.appointment_id)
  await refuses(
    at.ask(model.closeAppointment, { ...close, version: 2, status: 'no_show' }, worker),
    'invalid',
    'agenda.say_why',
  )
  await at.ask(model.closeAppointment, { ...close, version: 2 }, worker)
  const over = (await read(case_id, wish.appointment_id)).appointment
  assert.deepEqual([over.status, over.outcome], ['held', 'Quiere volver.'])
  await refuses(changed(wish, 3, {}), 'conflict', 'agenda.over')
})

test('a series keeps its hour; one of it, those that follow, all that are to come', async () => {
  const { case_id } = await at.aFile()
  const first = inDays(90)
  // Longer than summer time ever lasts: whenever this is tried, the clocks change within.
  const series = { series_id: newId(), unit: 'week' as const, every: 1, count: 32 }
  const wish = await planned(case_id, { when: { on: first, at: '09:00', minutes: 60 }, series })
  const all = async () => (await list(case_id)).appointments.filter((each) => each.series_id === series.series_id)
  const made = await all()
  assert.equal(made.length, 32)
  assert.deepEqual([...new Set(made.map((each) => each.at))], ['09:00'])
  assert.equal(new Set(made.map(({ starts_at }) => starts_at.slice(11, 16))).size, 2, 'summer time is in between')
  const third = made[2]!
  const of = (each: model.Appointment): Plan => ({
    ...wish,
    appointment_id: each.appointment_id,
    when: { on: each.on, at: each.at, minutes: each.minutes },
  })
  await changed(of(third), 1, { scope: 'this', when: { on: addDays(third.on, 1), at: '16:00', minutes: 60 } })
  const fifth = made[4]!
  await changed(of(fifth), 1, { scope: 'following', when: { on: fifth.on, at: '11:00', minutes: 60 } })
  const after_change = await all()
  assert.deepEqual(
    after_change.slice(0, 6).map((each) => each.at),
    ['09:00', '09:00', '16:00', '09:00', '11:00', '11:00'],
  )
  assert.equal(after_change[2]!.on, addDays(third.on, 1))
  const cancel = {
    case_id,
    appointment_id: fifth.appointment_id,
    version: 2,
    why: { of: 'theirs', why: 'closed' },
  } as const
  const { made: gone } = await at.ask(model.cancelAppointment, { ...cancel, scope: 'following' }, worker)
  assert.equal(gone, 28)
  assert.deepEqual(
    (await all()).map(({ status }) => status),
    [...Array(4).fill('planned'), ...Array(28).fill('cancelled')],
  )
  const empty = plan(case_id, { series: { ...series, series_id: newId(), count: 1, except: [inDays(400)] } })
  await refuses(
    at.ask(
      model.planAppointment,
      {
        ...empty,
        when: { on: inDays(400), at: '10:00', minutes: 30 },
        series: { ...empty.series!, count: null, until: inDays(400) },
      },
      worker,
    ),
    'invalid',
    'agenda.series_empty',
  )
})

test('a clash is refused with what it clashes with; a colleague’s and hers may be wanted all the same', async () => {
  const [one, other] = [await at.aFile(), await at.aFile()]
  const first = await planned(one.case_id, { away_after: 30 })
  const same = plan(other.case_id, { when: { ...first.when, at: '11:15' } })
  await assert.rejects(at.ask(model.planAppointment, same, worker), (problem: Problem) => {
    assert.equal(problem.key, 'agenda.clash')
    const [clash] = problem.details.clashes as { whom: string; travel: boolean; staff_id: string }[]
    assert.deepEqual([clash?.whom, clash?.travel, clash?.staff_id], ['colleague', true, worker.staff_id])
    return true
  })
  const hers = plan(one.case_id, {
    when: first.when,
    staff: [{ staff_id: at.staff.coordinator.staff_id, part: 'leads' }],
  })
  await refuses(at.ask(model.planAppointment, hers, at.staff.coordinator), 'conflict', 'agenda.clash')
  const dry = await at.ask(model.checkAppointment, { ...same, despite: undefined } as never, worker)
  assert.equal(dry.clashes.length, 1)
  await at.ask(model.planAppointment, { ...same, despite: true }, worker)
  await at.ask(model.changeAppointment, { ...first, series: undefined, version: 1, despite: true } as never, worker)
})

test('two who plan for the same colleague at once: one of them is told', async () => {
  const files = [await at.aFile(), await at.aFile(), await at.aFile()]
  const when = { on: inDays(days++), at: '10:00', minutes: 60 }
  const tries = await Promise.allSettled(
    files.map(({ case_id }) => at.ask(model.planAppointment, plan(case_id, { when }), worker)),
  )
  assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
})

test('whom she must not meet refuses it, until a second colleague lets this one pass, once', async () => {
  const { case_id } = await at.aFile()
  const exclude = (what: SentInputOf<typeof addExclusion>['what']) =>
    at.ask(addExclusion, { case_id, exclusion_id: newId(), what, since_on: today, reason: 'Le teme' }, worker)
  await exclude({ kind: 'person', name: 'Rosa Montero' })
  await exclude({ kind: 'place', name: 'Estación del Norte' })
  const wish = plan(case_id, { with: [{ name: 'Rosa Montero' }] })
  await refuses(at.ask(model.planAppointment, wish, worker), 'refused', 'exclusion.excluded')
  await refuses(
    at.ask(model.planAppointment, plan(case_id, { stops: ['Estación del Norte'] }), worker),
    'refused',
    'exclusion.excluded',
  )
  const dry = await at.ask(model.checkAppointment, { ...wish, despite: undefined } as never, worker)
  assert.deepEqual(
    dry.excluded.map(({ kind }) => kind),
    ['person'],
  )
  const override_id = newId()
  const assignment = { kind: 'appointment' as const, appointment_id: wish.appointment_id }
  await at.ask(askOverride, { case_id, override_id, assignment, reason: 'Es su hermana' }, worker)
  const check = async () => {
    const { excluded, let_pass } = await at.ask(model.checkAppointment, wish as never, worker)
    return [excluded.length, let_pass]
  }
  assert.deepEqual(await check(), [1, false])
  await at.ask(answerOverride, { case_id, override_id, version: 1, answer: 'approved' }, at.staff.coordinator)
  assert.deepEqual(await check(), [0, true], 'the screen lets it be kept')
  await at.ask(model.planAppointment, wish, worker)
  assert.deepEqual(await check(), [1, false], 'once')
  await refuses(
    at.ask(model.planAppointment, plan(case_id, { with: wish.with }), worker),
    'refused',
    'exclusion.excluded',
  )
})

test('who plans nothing: nobody, a role without it, another office, a partner; and nobody in a section they do not write', async () => {
  const { case_id } = await at.aFile()
  const wish = await planned(case_id)
  const { director, far_coordinator, partner_worker, lawyer } = at.staff
  const writes = [
    [model.planAppointment, plan(case_id)],
    [model.checkAppointment, plan(case_id)],
    [model.changeAppointment, { ...wish, version: 1 }],
    [
      model.cancelAppointment,
      { case_id, appointment_id: wish.appointment_id, version: 1, why: { of: 'hers', why: 'ill' } },
    ],
    [model.closeAppointment, { case_id, appointment_id: wish.appointment_id, version: 1, status: 'held' }],
    [model.setOut, { case_id, appointment_id: wish.appointment_id, visit_id: newId(), tell_id: lawyer.staff_id }],
  ] as const
  for (const [endpoint, input] of writes) {
    const ask = (who: Who) => at.ask(endpoint as typeof model.setOut, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(director), 'refused')
    for (const who of [far_coordinator, lawyer]) await refuses(ask(who), 'not_found')
    await assert.rejects(ask(partner_worker))
  }
  for (const endpoint of [model.listAppointments, model.readAppointment] as const) {
    const input = { case_id, appointment_id: wish.appointment_id }
    const ask = (who: Who) => at.ask(endpoint as typeof model.readAppointment, input, who)
    await refuses(ask(nobody), 'signed_out')
    for (const who of [far_coordinator, partner_worker, lawyer]) await refuses(ask(who), 'not_found')
  }
  await refuses(at.ask(model.planAppointment, plan(case_id, { section: 'mind' }), worker), 'not_found')
  const other = await at.aFile()
  await refuses(read(other.case_id, wish.appointment_id), 'not_found', 'agenda.not_found')
  const stranger = plan(case_id, { staff: [{ staff_id: lawyer.staff_id, part: 'leads' }] })
  await refuses(at.ask(model.planAppointment, stranger, worker), 'invalid', 'agenda.staff_not_on_the_file')
})

test('of a section one does not open only the taken time is told, and a partner is told nothing', async () => {
  const { case_id } = await at.aFile()
  const wish = await planned(case_id)
  const { trainer, coordinator, partner_worker } = at.staff
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
     values ($1, $2, $3, 'team', $4, 'team_member', '{identity,learning}', $5)`,
    [at.ours.organisation_id, case_id, newId(), trainer.staff_id, coordinator.staff_id],
  )
  const seen = await list(case_id, trainer)
  assert.deepEqual([seen.appointments.length, seen.taken.length], [0, 1])
  await refuses(
    at.ask(model.readAppointment, { case_id, appointment_id: wish.appointment_id }, trainer),
    'not_found',
    'agenda.not_found',
  )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['health'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, basis, sections, created_by)
     values ($1, $2, $3, 'consent', $4, $5, '{health}', $6)`,
    [at.ours.organisation_id, case_id, newId(), partner_worker.organisation_id, consent_id, coordinator.staff_id],
  )
  const theirs = await list(case_id, partner_worker)
  assert.deepEqual([theirs.appointments, theirs.taken, theirs.may_plan], [[], [], []])
})

test('a reminder waits once however often it is moved, leaves by the rule, and asks once more when it is moved after', async () => {
  const { case_id } = await at.aFile()
  const waits = async () =>
    at.rows("select about, status from appointment_reminder where case_id = $1 and status = 'waits'", [case_id])
  const wish = await planned(case_id, { reminder_wanted: true })
  const reminder = async () => (await read(case_id, wish.appointment_id)).reminder
  assert.deepEqual((await reminder())?.because, 'contact.no_message_at_all')
  const way = { channel: 'sms' as const, where: '600', from_hour: 0, to_hour: 24, who_else: '' }
  await at.ask(changeSafeContact, { case_id, version: 0, safe_contact: { ...noContact, channels: [way] } }, worker)
  assert.deepEqual([(await reminder())?.channel, (await reminder())?.status], ['sms', 'waits'])
  let version = 1
  for (const hour of ['11:00', '12:00']) await changed(wish, version++, { when: { ...wish.when, at: hour } })
  assert.deepEqual(await waits(), [{ about: 'new', status: 'waits' }])
  const leave = (change: object = {}) =>
    at.ask(
      leaveReminder,
      {
        ...{ case_id, appointment_id: wish.appointment_id, departure_id: newId(), channel: 'sms', language: 'es' },
        ...{ seen_version: 1, ...change },
      } as SentInputOf<typeof leaveReminder>,
      worker,
    )
  const no = await leave({ channel: 'email' })
  assert.deepEqual([no.allowed, no.because, (await waits()).length], [false, 'contact.channel_not_named', 1])
  assert.equal((await leave()).allowed, true)
  assert.deepEqual(await waits(), [])
  await refuses(leave(), 'not_found', 'agenda.no_reminder')
  for (const hour of ['13:00', '14:00']) await changed(wish, version++, { when: { ...wish.when, at: hour } })
  assert.deepEqual(await waits(), [{ about: 'moved', status: 'waits' }])
  assert.equal((await leave()).allowed, true)
  const left = await at.rows(
    "select departure_id from departure where case_id = $1 and kind = 'reminder' and outcome = 'left'",
    [case_id],
  )
  assert.equal(left.length, 2)
  await refuses(
    at.ask(
      leaveReminder,
      {
        case_id,
        appointment_id: wish.appointment_id,
        departure_id: newId(),
        channel: 'sms',
        language: 'es',
        seen_version: 1,
      },
      nobody,
    ),
    'signed_out',
  )
})

test('whoever goes along sets out, somebody is told until the way back is over, and coming back is one’s own', async () => {
  const { case_id } = await at.aFile()
  const { second_worker, coordinator } = at.staff
  const wish = await planned(case_id, { away_after: 30, despite: true })
  const out = { case_id, appointment_id: wish.appointment_id, visit_id: newId(), tell_id: second_worker.staff_id }
  await refuses(at.ask(model.setOut, out, worker), 'invalid', 'out_alone.too_long')
  await at.rows(
    "update appointment set starts_at = now() + interval '10 minutes', ends_at = now() + interval '70 minutes' where appointment_id = $1",
    [wish.appointment_id],
  )
  await refuses(at.ask(model.setOut, out, coordinator), 'invalid', 'agenda.not_going_along')
  await refuses(at.ask(model.setOut, { ...out, tell_id: worker.staff_id }, worker), 'not_found')
  const { expected_at } = await at.ask(model.setOut, out, worker)
  assert.ok(Math.abs(Date.parse(expected_at) - Date.now() - 100 * 60_000) < 60_000)
  const { visits } = await at.ask(readLoneVisits, {}, second_worker)
  assert.deepEqual([visits[0]?.visit_id, visits[0]?.place], [out.visit_id, 'hospital'])
  await refuses(at.ask(model.setOut, { ...out, visit_id: newId() }, worker), 'conflict', 'out_alone.out_already')
})
