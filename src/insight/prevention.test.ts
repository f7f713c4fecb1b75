// The four levels come from what lies in the tables, only once nobody can answer any more, and only to those who answer for
// prevention.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addDays, addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readPreventionResults } from './prevention.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./prevention.api.ts'))
})
after(() => at.close())

const read = (who: Who) => at.ask(readPreventionResults, {}, who)
const hashOf = (of: string) => createHash('sha256').update(of).digest()

/** Held on a day; each of so many came, answered before and after, how it was, and three months later. */
const aTraining = async (held_on: string, people: number, institution_id: string | null = null) => {
  const { owner } = at.db
  const { organisation_id } = at.ours
  const [training_id, session_id] = [newId(), newId()]
  const code = hashOf(training_id).toString('hex').toUpperCase().slice(0, 8)
  await owner.query(
    `insert into training (organisation_id, training_id, curriculum_id, kind, sector, institution_id, mode, language, capacity, join_code, status,
       starts_at, ends_at, intake_version, sealed, planned_by)
     values ($1, $2, 'health-team', 'training', 'health', $3, 'place', 'es', 30, $4, 'held', $5, $6, 1, '', $7)`,
    [
      organisation_id,
      training_id,
      institution_id,
      code,
      `${held_on}T09:00Z`,
      `${held_on}T13:00Z`,
      at.staff.trainer.staff_id,
    ],
  )
  await owner.query(
    `insert into training_session (organisation_id, training_id, session_id, starts_at, ends_at, day_code, walk_ins)
     values ($1, $2, $3, $4, $5, '1234', '[{"group": "care", "count": 2}]')`,
    [organisation_id, training_id, session_id, `${held_on}T09:00Z`, `${held_on}T13:00Z`],
  )
  const answer = (hash: Buffer, moment: string, answers: object, right: number | null) =>
    owner.query(
      `insert into training_answer (organisation_id, training_id, answers_hash, moment, answers, score_right, score_of)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [organisation_id, training_id, hash, moment, JSON.stringify(answers), right, right === null ? null : 10],
    )
  for (let person = 0; person < people; person += 1) {
    const hash = hashOf(`${training_id} ${person}`)
    await owner.query(
      `insert into training_seat (organisation_id, training_id, seat_number, attendance_hash, role_group, came)
       values ($1, $2, $3, $4, 'care', $5)`,
      [organisation_id, training_id, person + 1, hashOf(`seat ${person}`), [session_id]],
    )
    await answer(hash, 'pre', {}, 5)
    await answer(hash, 'post', {}, person === 0 ? 5 : 9)
    await answer(hash, 'survey', { useful: ['4'], leave: ['signs'] }, null)
    await answer(hash, 'month3', { used: [person % 2 === 0 ? 'often' : 'no'], hindered: ['fear', 'no_time'] }, null)
  }
}

test('four levels of a training long ago, two of one last month, nothing of one with four people or of yesterday', async () => {
  const { director, coordinator, trainer } = at.staff
  const { owner } = at.db
  assert.deepEqual((await read(director)).groups, [])
  const institution_id = newId()
  await owner.query(
    `insert into institution (organisation_id, institution_id, code, name, sector, country, province, town, intake_version, sealed)
     values ($1, $2, 'AAAAAAAA', 'A clinic', 'health', 'ES', '50', '', 1, '')`,
    [at.ours.organisation_id, institution_id],
  )
  const longAgo = addMonths(today, -8)
  await aTraining(longAgo, 22, institution_id)
  const told = (await read(trainer)).groups
  assert.equal(told.length, 1)
  assert.deepEqual(told[0], {
    curriculum_id: 'health-team',
    kind: 'training',
    sector: 'health',
    year: Number(longAgo.slice(0, 4)),
    trainings: 1,
    people: 20,
    survey: [{ question: 'useful', people: 20, mean: 4 }],
    wishes: ['more_practice', 'more_time', 'signs', 'talking', 'whom_to_tell', 'heavy'].map((id) => ({
      id,
      people: id === 'signs' ? 15 : 0,
      of: 20,
    })),
    learned: { people: 20, before: 50, after: 88.2, reached: { id: 'reached', people: 15, of: 20 } },
    later: [{ moment: 'month3', prepared: null, used: { id: 'used', people: 10, of: 20 }, reported: null }],
    hindered: ['fear', 'unsure', 'no_time', 'not_supported', 'no_pathway', 'nothing'].map((id) => ({
      id,
      people: id === 'fear' || id === 'no_time' ? 15 : 0,
      of: 20,
    })),
  })
  // Six came, of whom four have a seat and answered.
  await aTraining(longAgo, 4)
  const [still] = (await read(coordinator)).groups
  assert.deepEqual({ ...still, trainings: 1 }, { ...told[0], people: 30 })
  // Yesterday's is still being answered: it came, and nothing of it is told.
  await aTraining(addDays(today, -1), 9)
  const groups = (await read(director)).groups
  assert.equal(
    groups.reduce((sum, { trainings }) => sum + trainings, 0),
    3,
  )
  assert.equal(
    groups.reduce((sum, { learned }) => sum + (learned?.people ?? 0), 0),
    20,
  )
})

test('reports are counted around the first training of their institution, in fives', async () => {
  const before = (await read(at.staff.director)).around
  const after = before.find(({ from_training }) => from_training === 1)!
  assert.deepEqual(after, { from_training: 1, institutions: 1, reports: 0, files: 0 })
  const first = addMonths(today, -8)
  const next = addMonths(first, 3)
  const quarter = `${next.slice(0, 4)}-Q${Math.ceil(Number(next.slice(5, 7)) / 3)}`
  await at.db.owner.query(
    `insert into institution_tally (organisation_id, institution_id, quarter, reports, files)
     select organisation_id, institution_id, $1, 7, 4 from institution where code = 'AAAAAAAA'`,
    [quarter],
  )
  const { around } = await read(at.staff.director)
  assert.deepEqual(
    around.find(({ from_training }) => from_training === 1),
    { ...after, reports: 5 },
  )
})

test('only those who answer for prevention, and only of their own organisation', async () => {
  const { reference_worker, intake, administrator, partner_worker } = at.staff
  for (const who of [reference_worker, intake, administrator, partner_worker])
    await assert.rejects(read(who), { kind: 'refused' })
  await assert.rejects(read(nobody), { kind: 'signed_out' })
})
