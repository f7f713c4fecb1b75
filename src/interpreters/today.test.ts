// What the page of the day says of interpreters: each appointment once, as its most pressing, and only to whom it is for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'
import { answerBooking, confirmBooking } from './booking.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('#agenda/today.api.ts'),
  )
  on = interpretingOf(at)
})
after(() => at.close())

test('nobody yet, asked, said yes, confirmed, stopped: each step stands on the page, and the last of them alone', async () => {
  const { reference_worker: worker, second_worker, administrator } = at.staff
  const told = async (who: Who) => {
    const { overdue, due_today, coming } = await at.ask(readToday, {}, who)
    const rows = [...overdue.rows, ...due_today.rows, ...coming.rows]
    return rows.filter(({ kind }) => kind.startsWith('interpreter_')).map(({ kind }) => kind)
  }
  const { interpreter_id } = await on.anInterpreter(aRegistered())
  const { case_id } = await at.aFile()
  const appointment = await on.anAppointment({ case_id, from: 48 })
  assert.deepEqual(await told(worker), ['interpreter_missing'])
  const booking = await on.offer(appointment, interpreter_id)
  assert.deepEqual(await told(worker), ['interpreter_asked'])
  const said = await at.ask(answerBooking, { ...booking, answer: 'yes', conflict: 'none' }, worker)
  assert.deepEqual(await told(worker), ['interpreter_to_confirm'])
  await at.ask(confirmBooking, { ...booking, version: said.version }, worker)
  assert.deepEqual(await told(worker), [])
  await at.rows("update appointment set ends_at = ends_at + interval '1 hour' where case_id = $1", [case_id])
  assert.deepEqual(await told(worker), ['interpreter_stopped'])
  for (const who of [second_worker, administrator]) assert.deepEqual(await told(who), [])
  await at.rows("update appointment set status = 'cancelled' where case_id = $1", [case_id])
  assert.deepEqual(await told(worker), [])
})
