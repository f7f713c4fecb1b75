// Coverage comes from trainings that were held and runs that were passed, for whoever answers for prevention.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addDays, addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { institutionsOf } from '#test/institutions.ts'
import { cellsBy, summed } from './coverage.rules.ts'
import { readCoverage } from './coverage.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./coverage.api.ts'), await import('#institutions/institution.api.ts'))
})
after(() => at.close())

const hash = (text: string) => createHash('sha256').update(text).digest()

const aTraining = async (institution_id: string, on: string, people: number, status = 'held') => {
  const { organisation_id } = at.ours
  const [training_id, session_id] = [newId(), newId()]
  const code = hash(training_id).toString('hex').toUpperCase().slice(0, 8)
  const when = [`${on}T09:00Z`, `${on}T13:00Z`]
  await at.rows(
    `insert into training (organisation_id, training_id, curriculum_id, kind, sector, institution_id, mode, language, capacity, join_code, status,
       starts_at, ends_at, intake_version, sealed, planned_by)
     values ($1, $2, 'health-team', 'training', 'health', $3, 'place', 'es', 30, $4, $5, $6, $7, 1, '', $8)`,
    [organisation_id, training_id, institution_id, code, status, ...when, at.staff.trainer.staff_id],
  )
  await at.rows(
    `insert into training_session (organisation_id, training_id, session_id, starts_at, ends_at, day_code, walk_ins)
     values ($1, $2, $3, $4, $5, '1234', '[{"group": "care", "count": 2}, {"group": "other", "count": 1}]')`,
    [organisation_id, training_id, session_id, ...when],
  )
  for (let seat = 1; seat <= people; seat++)
    await at.rows(
      `insert into training_seat (organisation_id, training_id, seat_number, attendance_hash, role_group, came) values ($1, $2, $3, $4, 'care', $5)`,
      [organisation_id, training_id, seat, hash(`${training_id} ${seat}`), seat === 1 ? [] : [session_id]],
    )
}

test('trained and fresh by province, people in fives, refreshers by day; planned trainings and resting institutions count nothing', async () => {
  const on = institutionsOf(at)
  const [clinic, hotel] = [
    await on.keep({ name: 'Clinic', sector: 'health', province: '28' }),
    await on.keep({ name: 'Hotel', province: '28' }),
  ]
  const rests = await on.keep({ name: 'Rests', province: '28', status: 'resting' })
  await aTraining(clinic.institution_id, addDays(today, -100), 10)
  await aTraining(rests.institution_id, addMonths(today, -30), 0)
  await aTraining(hotel.institution_id, addMonths(today, -25), 0)
  await aTraining(hotel.institution_id, addDays(today, -3), 9, 'planned')
  for (let n = 0; n < 6; n++)
    await at.rows(
      `insert into module_run (organisation_id, run_hash, module_id, module_version, language, institution_id, started_on, touched_on, finished_on, passed_on)
       values ($1, $2, 'hotel-tourism', 1, 'es', $3, $4, $4, $4, $4)`,
      [at.ours.organisation_id, hash(`run ${n}`), hotel.institution_id, today],
    )
  const told = await at.ask(readCoverage, {}, at.staff.director)
  assert.deepEqual(summed(told.cells), { institutions: 2, trained: 2, fresh: 1 })
  assert.deepEqual(cellsBy(told.cells, 'sector').get('health'), { institutions: 1, trained: 1, fresh: 1 })
  assert.deepEqual(
    told.refreshers.map(({ name }) => name),
    ['Hotel'],
  )
  assert.equal(told.people.people, 15)
  assert.deepEqual(told.alone, { people: 5, by: { province: { '28': 5 }, sector: { tourism: 5 } } })
})

test('whoever answers for prevention reads it, and nobody else', async () => {
  for (const who of [at.staff.coordinator, at.staff.trainer]) assert.ok((await at.ask(readCoverage, {}, who)).cells)
  for (const who of [at.staff.psychologist, at.staff.intake, at.staff.partner_worker])
    await assert.rejects(at.ask(readCoverage, {}, who), { kind: 'refused' })
  await assert.rejects(at.ask(readCoverage, {}, nobody), { kind: 'signed_out' })
})
