// The page of one interpreter: what they were asked for where the reader may open the file, a number for the rest; and the end of
// keeping, which takes away who they were and leaves the books.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { builderOver } from '#kit/database.ts'
import { addDays, addMonths } from '#kit/day.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'
import { cancelBooking, listBookings, listBookingsOf } from './booking.ts'
import { keepingFacts } from './interpreting-facts.ts'
import { keptUntil } from './keeping.rules.ts'
import { forgetInterpreter, listKept } from './register.store.ts'
import { keepInterpreter, listInterpreters, readInterpreter } from './register.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('./bookings-of.api.ts'),
    await import('./finding.api.ts'),
  )
  on = interpretingOf(at)
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => problem.kind === kind)

test('latest first and page by page, by the name the house uses; of files that do not open there is a number', async () => {
  const { reference_worker: worker, second_worker: other, intake, coordinator } = at.staff
  const { interpreter_id } = await on.anInterpreter()
  const { case_id } = await at.aFile()
  for (let hour = 0; hour < 22; hour += 1)
    await on.confirm(await on.anAppointment({ case_id, from: 100 + 2 * hour }), interpreter_id)
  const theirs = await at.aFile({ worker: other })
  await on.confirm(await on.anAppointment({ case_id: theirs.case_id, from: 300 }), interpreter_id, other)

  const first = await at.ask(listBookingsOf, { interpreter_id }, worker)
  assert.deepEqual([first.bookings.length, first.elsewhere], [20, 1])
  assert.ok(first.bookings.every(({ person, status }) => person === 'Maya' && status === 'confirmed'))
  const second = await at.ask(listBookingsOf, { interpreter_id, after: first.next! }, worker)
  assert.deepEqual([second.bookings.length, second.next, second.elsewhere], [2, null, 0])
  const starts = [...first.bookings, ...second.bookings].map(({ starts_at }) => starts_at)
  assert.deepEqual(starts, [...starts].sort().reverse())
  assert.equal(new Set(starts).size, 22)

  assert.equal((await at.ask(listBookingsOf, { interpreter_id }, other)).elsewhere, 22)
  assert.deepEqual((await at.ask(listBookingsOf, { interpreter_id }, intake)).bookings, [])
  assert.equal((await at.ask(listBookingsOf, { interpreter_id }, coordinator)).elsewhere, 0)
  await refuses(at.ask(listBookingsOf, { interpreter_id }, nobody), 'signed_out')
  await refuses(at.ask(listBookingsOf, { interpreter_id }, at.staff.partner_worker), 'refused')
  await refuses(at.ask(listBookingsOf, { interpreter_id }, at.staff.partner_administrator), 'not_found')
  await refuses(at.ask(listBookingsOf, { interpreter_id, after: 'x' }, worker), 'invalid')
})

test('a record ends so many months after it was last worked with, and not before the books let go', () => {
  const facts = { months: { applied: 6, vetting: 12, active: 36, resting: 24, blocked: 120 }, books_months: 72 }
  const from = { status: 'resting' as const, changed_on: '2024-01-31', last_on: null, books_on: null }
  assert.equal(keptUntil(from, facts), '2026-01-31')
  assert.equal(keptUntil({ ...from, status: 'blocked' }, facts), '2034-01-31')
  assert.equal(keptUntil({ ...from, last_on: '2025-03-05' }, facts), '2027-03-05')
  assert.equal(keptUntil({ ...from, last_on: '2023-03-05' }, facts), '2026-01-31')
  assert.equal(keptUntil({ ...from, books_on: '2024-02-29' }, facts), '2030-12-31')
})

/** What the server's clock does, on that day. */
const forgetOn = async (today: string): Promise<number> => {
  const client = await at.db.owner.connect()
  try {
    const tx = builderOver(client)
    const ended = (await listKept(tx)).filter((each) => keptUntil(each, keepingFacts) < today)
    for (const { organisation_id, interpreter_id } of ended)
      await forgetInterpreter(tx, organisation_id, interpreter_id, today)
    return ended.length
  } finally {
    client.release()
  }
}

test('at the end nothing says who it was; bookings keep their days, and a row nothing points to goes', async () => {
  const { coordinator, reference_worker: worker } = at.staff
  const never = await on.anInterpreter(aRegistered({}, { names: ['Canary Never Booked'] }))
  const booked = await on.anInterpreter(aRegistered({}, { names: ['Canary Booked'] }))
  const { case_id } = await at.aFile()
  const appointment = await on.anAppointment({ case_id, from: 600 })
  const booking = await on.confirm(appointment, booked.interpreter_id)
  await at.ask(cancelBooking, booking, worker)
  const read = await at.ask(readInterpreter, { interpreter_id: never.interpreter_id }, coordinator)
  assert.equal(read.kept_until, addMonths(read.changed_at.slice(0, 10), keepingFacts.months.active))
  const seen = await at.ask(readInterpreter, { interpreter_id: never.interpreter_id }, worker)
  assert.equal(seen.kept_until, null, 'for whoever keeps the register')

  await forgetOn(read.kept_until)
  assert.ok(
    (await at.ask(listInterpreters, {}, worker)).interpreters.some(({ name }) => name === 'Canary Never Booked'),
  )
  await forgetOn(addDays(read.kept_until, 60))
  const { interpreters } = await at.ask(listInterpreters, {}, worker)
  assert.ok(!interpreters.some(({ name }) => name.startsWith('Canary')))
  const rows = await at.rows(
    'select interpreter_id, length(sealed) as bytes, province from interpreter where interpreter_id = any($1)',
    [[never.interpreter_id, booked.interpreter_id]],
  )
  assert.deepEqual(rows, [{ interpreter_id: booked.interpreter_id, bytes: 0, province: null }])
  const { bookings } = await at.ask(listBookings, { case_id }, worker)
  assert.deepEqual(
    bookings.map(({ interpreter_name, status }) => [interpreter_name, status]),
    [['', 'cancelled']],
  )
  await refuses(at.ask(readInterpreter, { interpreter_id: booked.interpreter_id }, coordinator), 'not_found')
  const again = aRegistered({ interpreter_id: booked.interpreter_id, version: 1 })
  await refuses(at.ask(keepInterpreter, again, coordinator), 'not_found')
})
