// From what was interpreted to what was paid: gathered without any file, once, frozen, and out again as a table that says
// nothing of whom it was for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readSheet } from 'read-excel-file/node'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'
import { cancelBooking, closeBooking, listBookings } from './booking.ts'
import * as pay from './pay.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
const today = new Date().toISOString().slice(0, 10)
const period = { from_on: addDays(today, -60), until_on: today }

before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('./pay.api.ts'),
    await import('./pay-export.api.ts'),
    await import('./volunteer-hours.api.ts'),
  )
  on = interpretingOf(at)
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const rate = {
  ...{ from_on: '2020-01-01', mode: null, cents: 750, unit_minutes: 15, minimum_minutes: 60, rounding: 'up' as const },
  ...{ travel_cents_per_km: 20, currency: 'EUR' },
}
const anInterpreter = (name: string, more: object = {}) =>
  on.anInterpreter({ ...aRegistered({}, { names: [name] }), rates: [rate], ...more })

const setBack = (booking_id: string, days: number) =>
  at.rows(
    `update interpreter_booking set on_day = current_date - $2::int, starts_at = now() - make_interval(days => $2),
       ends_at = now() - make_interval(days => $2) + interval '1 hour' where booking_id = $1`,
    [booking_id, days],
  )

/** Came, some days ago, for so many minutes. */
const came = async (interpreter_id: string, minutes: number, days_ago: number, travel_km = 10) => {
  const { case_id } = await at.aFile({ card: { alias: 'Zafira-canary' } })
  const appointment = await on.anAppointment({ case_id, from: 100 + Math.random() * 4000 })
  const booking = await on.confirm(appointment, interpreter_id)
  await setBack(booking.booking_id, days_ago)
  const worker = at.staff.reference_worker
  await at.ask(closeBooking, { ...booking, came: true, minutes, travel_km }, worker)
  return { case_id, booking_id: booking.booking_id }
}
const draft = (interpreter_id: string, more: object = {}, who: Who = at.staff.director) =>
  at.ask(pay.draftStatement, { statement_id: newId(), interpreter_id, ...period, ...more }, who)
const read = (statement_id: string, who: Who = at.staff.director) => at.ask(pay.readStatement, { statement_id }, who)

test('gathered by whoever opens no file, frozen when issued, paid once, and paid in the file too', async () => {
  const { director, administrator, coordinator, reference_worker } = at.staff
  const { interpreter_id } = await anInterpreter('Amina Sol')
  const one = await came(interpreter_id, 80, 3)
  await came(interpreter_id, 30, 5, 0)
  const waiting = (await at.ask(pay.readPay, period, administrator)).waiting.find(
    (each) => each.interpreter_id === interpreter_id,
  )
  assert.partialDeepStrictEqual(waiting, { name: 'Amina Sol', count: 2, minutes: 110, currency: 'EUR' })
  const { statement_id, version } = await draft(interpreter_id)
  const drafted = await read(statement_id)
  assert.deepEqual(
    drafted.lines.map(({ minutes, paid_minutes }) => [minutes, paid_minutes]).sort(),
    [
      [30, 60],
      [80, 90],
    ].sort(),
  )
  assert.equal(
    drafted.total_cents,
    drafted.lines.reduce((sum, { amount_cents }) => sum + amount_cents, 0),
  )
  assert.equal(drafted.total_cents, waiting?.cents)
  await refuses(draft(interpreter_id), 'conflict', 'interpreter_pay.nothing')
  await refuses(
    at.ask(pay.payStatement, { statement_id, version, paid_on: today }, director),
    'conflict',
    'interpreter_pay.not_issued',
  )
  const issued = await at.ask(pay.issueStatement, { statement_id, version }, coordinator)
  await refuses(at.ask(pay.issueStatement, { statement_id, version }, director), 'conflict', 'interpreter_pay.frozen')
  const frozen = await read(statement_id, administrator)
  assert.equal(frozen.unchanged, true)
  assert.match(frozen.hash ?? '', /^[0-9a-f]{64}$/)
  const wrong = { statement_id, version: issued.version, paid_on: addDays(today, 2) }
  await refuses(at.ask(pay.payStatement, wrong, director), 'invalid', 'interpreter_pay.paid_day')
  await at.ask(pay.payStatement, { ...wrong, paid_on: today }, director)
  assert.partialDeepStrictEqual(await read(statement_id), { status: 'paid', paid_on: today, unchanged: true })
  const { bookings } = await at.ask(listBookings, { case_id: one.case_id }, reference_worker)
  assert.equal(bookings[0]?.status, 'paid')
})

test('the database itself keeps one booking in one statement, and what was issued as it was', async () => {
  const { interpreter_id } = await anInterpreter('Rukhsana Vale')
  await came(interpreter_id, 60, 3)
  const { statement_id, version } = await draft(interpreter_id)
  const copied = newId()
  await assert.rejects(
    at
      .rows(
        `with head as (insert into interpreter_statement (organisation_id, statement_id, interpreter_id, from_on, until_on, currency, made_by)
         select organisation_id, $2, interpreter_id, from_on, until_on, currency, made_by from interpreter_statement where statement_id = $1 returning organisation_id)
       select 1`,
        [statement_id, copied],
      )
      .then(() =>
        at.rows(
          `insert into interpreter_statement_line
         select organisation_id, $2, booking_id, on_day, what, minutes, paid_minutes, percent, time_cents, travel_cents, amount_cents, grant_code
         from interpreter_statement_line where statement_id = $1`,
          [statement_id, copied],
        ),
      ),
    { code: '23505' },
  )
  await at.ask(pay.issueStatement, { statement_id, version }, at.staff.director)
  for (const change of [
    'update interpreter_statement set total_cents = 1 where statement_id = $1',
    "update interpreter_statement set status = 'draft', hash = null, issued_at = null, issued_by = null where statement_id = $1",
    "update interpreter_statement_line set grant_code = 'X' where statement_id = $1",
    'delete from interpreter_statement_line where statement_id = $1',
  ])
    await assert.rejects(at.rows(change, [statement_id]), { code: '23514' }, change)
})

test('a line is left out and waits again; a grant line bears only its own days; a stale hand changes nothing', async () => {
  const { director } = at.staff
  const { interpreter_id } = await anInterpreter('Olena Mar')
  await came(interpreter_id, 45, 3)
  await came(interpreter_id, 50, 7)
  const grant = { grant_code: 'FSE-2026/4', name: 'Line four', from_on: period.from_on, until_on: null }
  await at.ask(pay.keepGrant, { ...grant, version: 0 }, director)
  await refuses(at.ask(pay.keepGrant, { ...grant, version: 0 }, director), 'conflict', 'stale')
  const past = { grant_code: 'OLD', name: 'Old', from_on: '2020-01-01', until_on: '2020-12-31' }
  await at.ask(pay.keepGrant, { ...past, version: 0 }, director)
  await at.ask(pay.keepGrant, { ...past, name: 'Older', version: 1 }, director)
  await refuses(draft(interpreter_id, { grant_code: 'OLD' }), 'invalid', 'interpreter_pay.grant_days')
  await refuses(draft(interpreter_id, { grant_code: 'NONE' }), 'not_found', 'interpreter_pay.no_such_grant')
  await refuses(draft(interpreter_id, { until_on: addDays(today, 3) }), 'invalid', 'interpreter_pay.not_over')
  const { statement_id, version } = await draft(interpreter_id, { grant_code: grant.grant_code })
  const [first, second] = (await read(statement_id)).lines
  const set = { statement_id, version, booking_id: first!.booking_id, grant_code: null }
  const changed = await at.ask(pay.setStatementGrant, set, director)
  await refuses(at.ask(pay.setStatementGrant, set, director), 'conflict', 'stale')
  const out = { statement_id, version: changed.version, booking_id: second!.booking_id }
  await refuses(at.ask(pay.leaveOutLine, { ...out, booking_id: newId() }, director), 'not_found')
  const left = await at.ask(pay.leaveOutLine, out, director)
  await refuses(
    at.ask(pay.leaveOutLine, { ...out, version: left.version, booking_id: first!.booking_id }, director),
    'conflict',
    'interpreter_pay.last_line',
  )
  const after = await read(statement_id)
  assert.deepEqual(
    after.lines.map(({ booking_id, grant_code }) => [booking_id, grant_code]),
    [[first!.booking_id, null]],
  )
  assert.equal(after.total_cents, first!.amount_cents)
  const again = await draft(interpreter_id)
  assert.deepEqual(
    (await read(again.statement_id)).lines.map(({ booking_id }) => booking_id),
    [second!.booking_id],
  )
  await at.ask(pay.dropStatement, again, director)
  await refuses(read(again.statement_id), 'not_found')
})

test('called off late is owed at the share of the house; without a rate nobody is paid nothing', async () => {
  const { director, reference_worker: worker } = at.staff
  const { interpreter_id } = await anInterpreter('Samira Luz')
  const { case_id } = await at.aFile()
  const booking = await on.confirm(await on.anAppointment({ case_id, from: 5 }), interpreter_id)
  await at.ask(cancelBooking, booking, worker)
  await setBack(booking.booking_id, 2)
  await at.rows("update interpreter_booking set cancelled_at = starts_at - interval '5 hours' where booking_id = $1", [
    booking.booking_id,
  ])
  await at.ask(
    pay.keepPayTerms,
    { from_on: '2026-01-01', cancel_hours: 12, cancel_percent: 40, travel_fixed_cents: 300 },
    director,
  )
  const { statement_id } = await draft(interpreter_id)
  const { lines } = await read(statement_id)
  assert.partialDeepStrictEqual(lines, [{ what: 'late_cancel', percent: 40, travel_cents: 0 }])
  const unpaid = await anInterpreter('Farida Rey', { rates: [] })
  await came(unpaid.interpreter_id, 60, 3)
  const { waiting, terms } = await at.ask(pay.readPay, period, director)
  assert.equal(waiting.find((each) => each.interpreter_id === unpaid.interpreter_id)?.cents, null)
  assert.equal(terms[0]?.cancel_percent, 40)
  await refuses(draft(unpaid.interpreter_id), 'conflict', 'interpreter_pay.no_rate')
})

test('the files for the books have their columns and nothing of whom it was for', async () => {
  const { director } = at.staff
  const { interpreter_id } = await anInterpreter('=Evil & <Sum>')
  const { case_id } = await came(interpreter_id, 61, 4)
  const { statement_id, version } = await draft(interpreter_id)
  const take = (form: 'csv' | 'xlsx') => at.ask(pay.exportPay, { ...period, form }, director)
  const before = (await take('csv')).count
  await at.ask(pay.issueStatement, { statement_id, version }, director)
  const csv = await take('csv')
  assert.equal(csv.count, before + 1, 'a draft is not for the books')
  assert.match(csv.name, /^\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
  const text = Buffer.from(csv.bytes, 'base64').toString()
  assert.match(text, /'=Evil & <Sum>/)
  assert.ok(text.includes(',61,75,37.5,'), text)
  const [head, ...rows] = await readSheet(Buffer.from((await take('xlsx')).bytes, 'base64'))
  assert.equal(head?.length, 13)
  assert.equal(rows.length, csv.count)
  assert.ok(rows.some((row) => row[1] === '=Evil & <Sum>' && row[3] === 61))
  const [booking] = await at.rows(
    'select language, appointment_id, case_id from interpreter_booking where case_id = $1',
    [case_id],
  )
  for (const found of [text, JSON.stringify(rows)]) {
    assert.doesNotMatch(found, /canary|Luna|Maya/)
    for (const secret of [case_id, String(booking?.appointment_id)]) assert.ok(!found.includes(secret))
  }
})

test('erasing a file takes the booking and leaves the books without anything of it', async () => {
  const { interpreter_id } = await anInterpreter('Nour Alba')
  const { case_id, booking_id } = await came(interpreter_id, 60, 3)
  const { statement_id, version } = await draft(interpreter_id)
  await at.ask(pay.issueStatement, { statement_id, version }, at.staff.director)
  await at.rows('delete from interpreter_booking where case_id = $1', [case_id])
  const { lines, unchanged } = await read(statement_id)
  assert.deepEqual([lines.length, lines[0]?.booking_id, unchanged], [1, booking_id, true])
  const columns = await at.rows(
    "select column_name from information_schema.columns where table_name in ('interpreter_statement', 'interpreter_statement_line', 'volunteer_hours')",
  )
  assert.ok(
    columns.every(({ column_name }) => !/case|person|alias|language|place|appointment/.test(String(column_name))),
  )
})

test('volunteers are counted: what was booked, what was given beside it, and still after a file is gone', async () => {
  const { director, coordinator } = at.staff
  const { interpreter_id } = await anInterpreter('Pilar Voz', { kind: 'volunteer', rates: [{ ...rate, cents: 0 }] })
  const paid = await anInterpreter('Hired Hand')
  const { case_id } = await came(interpreter_id, 70, 3)
  await came(interpreter_id, 20, 5)
  const hours = { hours_id: newId(), interpreter_id, on_day: addDays(today, -3), work: 'written', minutes: 90 } as const
  await at.ask(pay.addVolunteerHours, hours, coordinator)
  const count = async () =>
    (await at.ask(pay.readVolunteerHours, period, director)).volunteers.find(
      (each) => each.interpreter_id === interpreter_id,
    )
  const all = { interpreter_id, name: 'Pilar Voz', times: 2, interpreting: 90, beside: 90 }
  assert.deepEqual(await count(), all)
  await refuses(
    at.ask(pay.addVolunteerHours, { ...hours, hours_id: newId(), interpreter_id: paid.interpreter_id }, director),
    'invalid',
    'interpreter_pay.not_a_volunteer',
  )
  await refuses(
    at.ask(pay.addVolunteerHours, { ...hours, hours_id: newId(), on_day: addDays(today, 5) }, director),
    'invalid',
    'interpreter_pay.hours_day',
  )
  await draft(interpreter_id)
  assert.deepEqual(await count(), all, 'a statement does not count twice')
  await at.rows('delete from interpreter_booking where case_id = $1', [case_id])
  assert.deepEqual(await count(), all)
  await at.ask(pay.dropVolunteerHours, { hours_id: hours.hours_id }, director)
  await refuses(at.ask(pay.dropVolunteerHours, { hours_id: hours.hours_id }, director), 'not_found')
  assert.equal((await count())?.beside, 0)
})

test('the four questions, of everything about pay', async () => {
  const { interpreter_id } = await anInterpreter('Ivy Kay')
  await came(interpreter_id, 60, 3)
  const { statement_id, version } = await draft(interpreter_id)
  const ask: ((who: Who) => Promise<unknown>)[] = [
    (who) => at.ask(pay.readPay, period, who),
    (who) => draft(interpreter_id, {}, who),
    (who) => read(statement_id, who),
    (who) => at.ask(pay.setStatementGrant, { statement_id, version, grant_code: null }, who),
    (who) => at.ask(pay.leaveOutLine, { statement_id, version, booking_id: newId() }, who),
    (who) => at.ask(pay.dropStatement, { statement_id, version }, who),
    (who) => at.ask(pay.issueStatement, { statement_id, version }, who),
    (who) => at.ask(pay.payStatement, { statement_id, version, paid_on: today }, who),
    (who) => at.ask(pay.exportPay, { ...period, form: 'csv' }, who),
    (who) => at.ask(pay.keepGrant, { grant_code: 'A', name: 'A', from_on: today, until_on: null, version: 0 }, who),
    (who) =>
      at.ask(pay.keepPayTerms, { from_on: today, cancel_hours: 1, cancel_percent: 1, travel_fixed_cents: null }, who),
    (who) => at.ask(pay.readVolunteerHours, period, who),
    (who) =>
      at.ask(
        pay.addVolunteerHours,
        { hours_id: newId(), interpreter_id, on_day: today, work: 'other', minutes: 5 },
        who,
      ),
    (who) => at.ask(pay.dropVolunteerHours, { hours_id: newId() }, who),
  ]
  for (const each of ask) {
    await refuses(each(nobody), 'signed_out')
    await refuses(each(at.staff.reference_worker), 'refused')
    await refuses(each(at.staff.partner_worker), 'refused')
  }
  const theirs = at.staff.partner_administrator
  assert.deepEqual((await at.ask(pay.readPay, period, theirs)).statements, [])
  for (const each of ask.slice(2, 8)) await refuses(each(theirs), 'not_found', 'interpreter_pay.not_found')
  await refuses(draft(interpreter_id, {}, theirs), 'conflict', 'interpreter_pay.nothing')
  assert.deepEqual((await at.ask(pay.readVolunteerHours, period, theirs)).volunteers, [])
  assert.equal((await at.ask(pay.exportPay, { ...period, form: 'csv' }, theirs)).count, 0)
  const [entry] = await at.rows(
    "select action, basis from journal where subject_id = $1 and action = 'interpreters.pay' limit 1",
    [statement_id],
  )
  assert.equal(entry?.action, 'interpreters.pay')
})
