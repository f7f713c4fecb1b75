// The copy says what she asked for and what she said of whoever came, never who it was; and all of it goes with the file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBooking, rateBooking, sendBookingLink } from '#interpreters/booking.ts'
import { noRule, writeInterpretingRule } from '#interpreters/rules-of-hers.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aNewLink, aRegistered, interpretingOf } from '#test/interpreting.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
before(async () => {
  at = await testHouse(
    await import('#interpreters/register.api.ts'),
    await import('#interpreters/booking.api.ts'),
    await import('#interpreters/rules-of-hers.api.ts'),
    await import('./own-copy.api.ts'),
  )
  on = interpretingOf(at)
})
after(() => at.close())

test('in the copy stand her wishes and words; with the file everything goes, the interpreter stays', async () => {
  const { reference_worker: worker } = at.staff
  const { interpreter_id } = await on.anInterpreter(aRegistered({}, { names: ['Canary Rahnuma'] }))
  const { case_id } = await at.aFile()
  const rule = { ...noRule, gender: 'woman' as const, named_as: 'Sol', never_people: ['Canary Karim'] }
  await at.ask(writeInterpretingRule, { case_id, version: 0, rule }, worker)
  const booking = await on.confirm(await on.anAppointment({ case_id, section: 'health' }), interpreter_id)
  const { version } = await at.ask(sendBookingLink, { ...booking, link: aNewLink() }, worker)
  await on.earlier(booking.booking_id, 80)
  const closed = await at.ask(closeBooking, { ...booking, version, came: true, minutes: 50, travel_km: null }, worker)
  const feedback = { understood: 'yes', felt_safe: 'yes', again: 'yes', words: 'I said everything.' } as const
  await at.ask(rateBooking, { ...booking, version: closed.version, feedback }, worker)
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, worker)
  const part = copy.parts.find((each) => each.part === 'interpreting')
  assert.equal(part?.entries.length, 2)
  const text = JSON.stringify(part)
  for (const said of [/A woman/, /Sol/, /I said everything\./, /Bangla/]) assert.match(text, said)
  assert.doesNotMatch(text, /Canary/)
  await at.rows('select guard.rows_go($1, $2)', [at.ours.organisation_id, case_id])
  for (const table of ['interpreter_booking', 'interpreting_rule', 'single_use_link'])
    assert.deepEqual(await at.rows(`select 1 from ${table} where case_id = $1`, [case_id]), [], table)
  assert.equal((await at.rows('select 1 from interpreter where interpreter_id = $1', [interpreter_id])).length, 1)
})
