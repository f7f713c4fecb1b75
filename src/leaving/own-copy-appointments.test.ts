// The person's copy lists her appointments; a secret place is not in it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { planAppointment } from '#agenda/appointment.ts'
import { addDays } from '#kit/day.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('#agenda/appointment.api.ts'), await import('./own-copy.api.ts'))
})
after(() => at.close())

test('when, what for and where, but for a secret place', async () => {
  const { case_id } = await at.aFile()
  const worker = at.staff.reference_worker
  const on = addDays(new Date().toISOString().slice(0, 10), 4)
  const plan = (hour: string, change: object) =>
    at.ask(
      planAppointment,
      {
        ...{ case_id, appointment_id: newId(), section: 'health', kind: 'health', mode: 'in_person' },
        ...{ when: { on, at: hour, minutes: 60 }, staff: [{ staff_id: worker.staff_id, part: 'leads' }], ...change },
      } as SentInputOf<typeof planAppointment>,
      worker,
    )
  await plan('10:00', { title: 'Dentista', place: { name: 'Clínica Jazmín' }, bring: 'La tarjeta' })
  await plan('12:00', { title: 'Visita', place: { name: 'Zqxsecret', address: 'Zqxstreet', secret: true } })
  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'es' }, worker)
  const part = copy.parts.find((each) => each.part === 'appointments')
  assert.deepEqual(
    part?.entries.map(({ on: day }) => day),
    [on, on],
  )
  assert.ok(part.entries[0]!.text.includes('Clínica Jazmín') && part.entries[0]!.text.includes('La tarjeta'))
  assert.ok(part.entries[1]!.text.includes('Visita') && !JSON.stringify(copy).includes('Zqx'))
})
