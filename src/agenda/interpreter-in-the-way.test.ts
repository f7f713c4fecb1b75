// An appointment is not moved to where its interpreter has promised to be elsewhere, whoever wants it all the same.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { interpretingOf } from '#test/interpreting.ts'
import { changeAppointment, planAppointment } from './appointment.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./appointment.api.ts'),
    await import('#interpreters/register.api.ts'),
    await import('#interpreters/booking.api.ts'),
  )
})
after(() => at.close())

test('an interpreter’s clash is passed by nobody; once it is moved elsewhere the booking asks anew', async () => {
  const on = interpretingOf(at)
  const { reference_worker: worker, second_worker: other } = at.staff
  const { interpreter_id } = await on.anInterpreter()
  const day = addDays(new Date().toISOString().slice(0, 10), 9)
  const plan = async (who: typeof worker, time: string) => {
    const { case_id } = await at.aFile({ worker: who })
    const wish = {
      ...{
        case_id,
        appointment_id: newId(),
        section: 'identity' as const,
        kind: 'talk' as const,
        mode: 'telephone' as const,
      },
      ...{ when: { on: day, at: time, minutes: 60 }, staff: [{ staff_id: who.staff_id, part: 'leads' as const }] },
      interpreter_language: 'bn',
    }
    await at.ask(planAppointment, wish, who)
    const booking = await on.confirm(wish, interpreter_id, who)
    return { wish, booking }
  }
  const mine = await plan(worker, '10:00')
  await plan(other, '12:00')
  const move = (time: string) =>
    at.ask(
      changeAppointment,
      { ...mine.wish, version: 1, when: { ...mine.wish.when, at: time }, despite: true },
      worker,
    )
  await assert.rejects(move('12:30'), (problem: Problem) => {
    const [clash] = problem.details.clashes as { whom: string; staff_id: string | null; name: string | null }[]
    assert.deepEqual([problem.key, clash?.whom, clash?.name], ['agenda.clash', 'interpreter', null])
    return true
  })
  assert.deepEqual(await on.statusOf(mine.booking.booking_id), ['confirmed', null])
  await move('16:00')
  assert.deepEqual(await on.statusOf(mine.booking.booking_id), ['stopped', 'appointment_moved'])
})
