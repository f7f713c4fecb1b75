// The functions of the guard asked directly, past every check of the server: another office, another house, a partner, the door.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { type Appointment, planAppointment } from './appointment.ts'

let at: TestHouse
let case_id: string
let appointment_id: string
before(async () => {
  at = await testHouse(await import('./appointment.api.ts'))
  case_id = (await at.aFile()).case_id
  appointment_id = newId()
  const { reference_worker } = at.staff
  await at.ask(
    planAppointment,
    {
      ...{ case_id, appointment_id, section: 'health', kind: 'health', mode: 'in_person', reminder_wanted: true },
      when: { on: addDays(today, 4), at: '10:00', minutes: 60 },
      staff: [{ staff_id: reference_worker.staff_id, part: 'leads' }],
      series: { series_id: newId(), unit: 'day', every: 1, count: 1 },
    },
    reference_worker,
  )
})
after(() => at.close())

const as = <Row>(who: Who, ask: (tx: Tx) => Promise<Row>): Promise<Row> =>
  at.house.database.transaction({ token: who.token }, ask)
const staff = () => [at.staff.reference_worker.staff_id]
const tables = ['appointment', 'appointment_staff', 'appointment_series', 'appointment_reminder'] as const

test('hours of the own house alone, and of a file to whoever sees it', async () => {
  const { reference_worker, far_coordinator, partner_worker, partner_administrator, lawyer } = at.staff
  const count = async (who: Who) =>
    as(who, async (tx) => {
      const asked = [
        sql`select * from guard.taken_of(${staff()}::uuid[], now(), now() + interval '9 days')`,
        sql`select * from guard.free_busy(${staff()}::uuid[], now(), now() + interval '9 days')`,
        sql`select * from guard.taken_of_file(${case_id}, now(), now() + interval '9 days')`,
      ]
      const found: number[] = []
      for (const each of asked) found.push((await each.execute(tx)).rows.length)
      return found
    })
  assert.deepEqual(await count(reference_worker), [1, 1, 1])
  for (const who of [far_coordinator, lawyer]) assert.deepEqual(await count(who), [1, 1, 0])
  for (const who of [partner_worker, partner_administrator, nobody]) assert.deepEqual(await count(who), [0, 0, 0])
})

test('rows to whoever opens the section; nobody writes who goes along past the guard', async () => {
  const { reference_worker, far_coordinator, partner_worker, lawyer, coordinator } = at.staff
  const rows = (who: Who) =>
    as(who, async (tx) => {
      const found: number[] = []
      for (const table of tables) found.push((await tx.selectFrom(table).select('case_id').execute()).length)
      return found
    })
  for (const who of [reference_worker, coordinator]) assert.deepEqual(await rows(who), [1, 1, 1, 1])
  for (const who of [far_coordinator, partner_worker, lawyer, nobody]) assert.deepEqual(await rows(who), [0, 0, 0, 0])
  const write = (who: Who, people: string[]) =>
    as(who, async (tx) => {
      const parts = people.map((): Appointment['staff'][number]['part'] => 'leads')
      const { rows: said } = await sql<{ done: boolean }>`
        select guard.staff_of_appointment(${appointment_id}, ${people}::uuid[], ${parts}::text[]) as done`.execute(tx)
      return said[0]!.done
    })
  for (const who of [far_coordinator, partner_worker, lawyer, nobody]) assert.equal(await write(who, staff()), false)
  assert.equal(await write(reference_worker, [partner_worker.staff_id]), false, 'nobody of another house goes along')
  const { organisation_id } = at.ours
  const row = { organisation_id, case_id, appointment_id, section: 'health', part: 'leads', live: true }
  const hours = { busy_from: '2026-01-01T00:00:00Z', busy_until: '2026-01-01T01:00:00Z' }
  await assert.rejects(
    as(reference_worker, (tx) =>
      tx
        .insertInto('appointment_staff')
        .values({ ...row, ...hours, staff_id: lawyer.staff_id })
        .execute(),
    ),
  )
  await assert.rejects(as(reference_worker, (tx) => tx.deleteFrom('appointment').execute()))
})

test('whoever hands the file over hears on which days appointments are to come, and of what not', async () => {
  const matters = await as(at.staff.coordinator, async (tx) => {
    const asked = sql<{ kind: string; due_on: string; code: string | null }>`
      select kind, due_on, code from guard.open_matters(${case_id}) where kind = 'appointment'`
    return (await asked.execute(tx)).rows
  })
  const on = addDays(today, 4)
  assert.deepEqual(matters, [{ kind: 'appointment', due_on: on, code: null }])
})
