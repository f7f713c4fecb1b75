// A file changes houses with what is planned: the appointments she lets go along are theirs, led by whoever leads the file; at the
// first house they are called off with whoever was to interpret, who stands among what somebody still has to tell.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listAppointments } from '#agenda/appointment.ts'
import { listReferrals } from '#referrals/referral.ts'
import { readCameAlong, undoTakeOver } from '#referrals/transfer.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { interpretingOf } from '#test/interpreting.ts'
import { type TransferHands, transferHands, transferModules } from '#test/transfers.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
let hands: TransferHands
before(async () => {
  at = await testHouse(
    await import('#agenda/appointment.api.ts'),
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    ...(await transferModules()),
  )
  hands = await transferHands(at)
  on = interpretingOf(at)
})
after(() => at.close())

const shown = async (case_id: string, who: Who) =>
  (await at.ask(listAppointments, { case_id }, who)).appointments.map(({ section, status, staff }) => [
    section,
    status,
    staff.map(({ staff_id }) => staff_id),
  ])

const planned = async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  const goes = await on.anAppointment({ case_id, section: 'identity', from: 72 })
  const stays = await on.anAppointment({ case_id, section: 'health', from: 90 })
  const was = await on.anAppointment({ case_id, section: 'identity', from: -5 })
  for (const { appointment_id } of [goes, stays, was])
    await at.rows(
      `insert into appointment_staff (organisation_id, case_id, appointment_id, staff_id, section, part, busy_from, busy_until, live)
       select organisation_id, case_id, appointment_id, $2, section, 'leads', starts_at, ends_at, true from appointment where appointment_id = $1`,
      [appointment_id, hands.worker.staff_id],
    )
  const { interpreter_id } = await on.anInterpreter()
  const { booking_id } = await on.confirm(goes, interpreter_id)
  await at.rows('update appointment set reminder_wanted = true where appointment_id = $1', [goes.appointment_id])
  await at.rows(
    `insert into appointment_reminder (organisation_id, case_id, reminder_id, appointment_id, section, about)
     select organisation_id, case_id, gen_random_uuid(), appointment_id, section, 'new' from appointment where appointment_id = $1`,
    [goes.appointment_id],
  )
  return { case_id, referral_id, booking_id, goes: goes.appointment_id }
}

const busy = async (appointment_id: string) =>
  (await at.rows('select live from appointment_staff where appointment_id = $1', [appointment_id])).map(
    ({ live }) => live,
  )
const reminders = async (case_id: string) =>
  (await at.rows('select status from appointment_reminder where case_id = $1', [case_id])).map(({ status }) => status)

test('what is planned goes along without anybody of the first house, and there nobody waits for it', async () => {
  const { case_id, referral_id, booking_id, goes } = await planned()
  const { new_case_id } = await hands.take(referral_id)
  assert.deepEqual(await shown(new_case_id, hands.leader), [['identity', 'planned', [hands.leader.staff_id]]])
  const { came } = await at.ask(readCameAlong, { case_id: new_case_id }, hands.leader)
  assert.equal(came!.came.appointment, 1)
  assert.deepEqual(await reminders(new_case_id), ['waits'])

  assert.deepEqual(await on.statusOf(booking_id), ['stopped', 'appointment_cancelled'])
  assert.deepEqual([await busy(goes), await reminders(case_id)], [[false], ['dropped']])
  const { appointments } = await at.ask(listAppointments, { case_id }, at.staff.coordinator)
  assert.deepEqual(
    appointments.map(({ section, status }) => [section, status]),
    [
      ['identity', 'planned'],
      ['identity', 'cancelled'],
      ['health', 'planned'],
    ],
  )
  const { referrals } = await at.ask(listReferrals, { case_id }, at.staff.coordinator)
  const { matters } = referrals.find((each) => each.referral_id === referral_id)!.handed_over!
  assert.deepEqual(
    // Both were noted in the same moment: in which order they are told is nothing to hold to.
    matters.flatMap(({ kind }) => (kind === 'appointment' || kind === 'interpreter' ? [kind] : [])).sort(),
    ['appointment', 'interpreter'],
  )
})

test('undone, it is planned again with the same colleagues; whoever was to interpret is asked anew', async () => {
  const { case_id, referral_id, booking_id, goes } = await planned()
  const { new_case_id } = await hands.take(referral_id)
  await at.ask(undoTakeOver, { referral_id, version: 2 }, hands.partner)
  for (const table of ['appointment', 'appointment_staff', 'appointment_reminder'])
    assert.equal((await at.rows(`select from ${table} where case_id = $1`, [new_case_id])).length, 0)
  assert.deepEqual(await shown(case_id, hands.worker), [
    ['identity', 'planned', [hands.worker.staff_id]],
    ['identity', 'planned', [hands.worker.staff_id]],
    ['health', 'planned', [hands.worker.staff_id]],
  ])
  assert.deepEqual([await busy(goes), await reminders(case_id)], [[true], ['waits']])
  assert.deepEqual(await on.statusOf(booking_id), ['stopped', 'appointment_cancelled'])
})
