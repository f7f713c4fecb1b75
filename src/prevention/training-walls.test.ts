// The walls around trainings, seats and answers, tried past the server by everyone who might, and each of them taken down once to
// see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { trainingMutants } from '#test/access/training-mutants.ts'
import { holds, type Should, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const ids = { ours: newId(), theirs: newId(), planned: newId(), session: newId(), spare: newId(), request: newId() }
const codes = { ours: 'AAAA0001', theirs: 'BBBB0002', planned: 'CCCC0003' }
const house = [
  ...(['director', 'coordinator', 'trainer', 'intake', 'reference_worker', 'psychologist', 'administrator'] as const),
]
const people = [...house, ...(['partner_worker', 'partner_administrator', 'door'] as const)]
type Name = (typeof people)[number]

const hash = (letter: string) => `'\\x${letter.repeat(64)}'`
const training =
  'organisation_id, training_id, curriculum_id, kind, sector, mode, language, capacity, join_code, starts_at, ends_at, intake_version, sealed'
const planned = (of: string, id: string, code: string) =>
  `'${of}', ${id}, 'hotel-team', 'training', 'tourism', 'place', 'es', 2, '${code}', now(), now() + interval '1 hour', 1, '\\x00'`
const request = 'organisation_id, request_id, sector, how_many, language, mode, intake_version, sealed'
const asked = (of: string, id: string) => `'${of}', ${id}, 'health', 20, 'es', 'place', 1, '\\x00'`

before(async () => {
  at = await testHouse()
  const one = async (of: string, id: string, code: string, status: string, by: string, session: string) => {
    await at.rows(
      `insert into training (${training}, status, planned_by) values (${planned(of, `'${id}'`, code)}, '${status}', '${by}')`,
    )
    await at.rows(
      `insert into training_session values ('${of}', '${id}', '${session}', now(), now() + interval '1 hour', '1234')`,
    )
    await at.rows(
      `insert into training_seat values ('${of}', '${id}', 1, ${hash('a')}, 'care', '{${session}}'), ('${of}', '${id}', 2, ${hash('b')}, 'care', '{}')`,
    )
    await at.rows(`insert into training_answer values ('${of}', '${id}', ${hash('c')}, 'survey', '{"useful": ["5"]}')`)
  }
  const { trainer, partner_worker } = at.staff
  const { organisation_id } = at.ours
  await one(organisation_id, ids.ours, codes.ours, 'open', trainer.staff_id, ids.session)
  await one(at.partner.organisation_id, ids.theirs, codes.theirs, 'open', partner_worker.staff_id, newId())
  await at.rows(
    `insert into training (${training}, planned_by) values (${planned(organisation_id, `'${ids.planned}'`, codes.planned)}, '${trainer.staff_id}')`,
  )
  for (const place of [organisation_id, at.partner.organisation_id])
    await at.rows(`insert into training_request (${request}) values (${asked(place, `'${ids.request}'`)})`)
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const by = (value: Should, said: Partial<Record<Name, Should>> = {}, door: Should = null) =>
  ({ ...Object.fromEntries(people.map((name) => [name, value])), door, ...said }) as Record<Name, Should>
const ofHouse = (should: Should) => Object.fromEntries(house.map((name) => [name, should]))
const counting = (then: string) => ({ then })
const keepers = (should: Should) => ({ director: should, coordinator: should, trainer: should, intake: should })

const tried = (): Tried<Name>[] => {
  const { organisation_id } = at.ours
  const theirs = at.partner.organisation_id
  const made = (of: string, more = '', value = '') =>
    `insert into training (${training}${more}) values (${planned(of, 'gen_random_uuid()', 'DDDD0004')}${value})`
  const session = (of: string, id: string) =>
    `insert into training_session (organisation_id, training_id, session_id, starts_at, ends_at, day_code)
     values ('${of}', '${id}', gen_random_uuid(), now(), now() + interval '1 hour', '4321')`
  const seat = (more = '', value = '') =>
    `insert into training_seat (organisation_id, training_id, seat_number, attendance_hash, role_group${more}) values ('${organisation_id}', '${ids.ours}', 9, ${hash('d')}, 'care'${value})`
  const seatsNow = `select count(*)::int from training_seat where training_id = '${ids.ours}'`
  const certified = 'select count(*)::int from training_seat where certified'
  const cameNow = `select count(*)::int from training_seat where training_id = '${ids.ours}' and came <> '{}'`
  const certify = (letter: string) => `select guard.door_training_certify('${codes.ours}', ${hash(letter)})`
  return [
    // Whoever administers a partner reads the trainings that one would keep, and no other.
    { name: 'trainings', text: 'select from training', by: by(0, { ...ofHouse(2), partner_administrator: 1 }) },
    { name: 'sessions', text: 'select from training_session', by: by(0, { ...ofHouse(1), partner_administrator: 1 }) },
    { name: 'answers', text: 'select from training_answer', by: by(0, { ...ofHouse(1), partner_administrator: 1 }) },
    { name: 'seats', text: 'select from training_seat', by: by(0, keepers(2)) },
    { name: 'requests', text: 'select from training_request', by: by(0, keepers(1)) },
    {
      name: 'how many registered',
      text: `select (guard.training_seats('${ids.ours}'))`,
      by: by(['0'], ofHouse(['2'])),
    },
    {
      name: 'how many registered elsewhere',
      text: `select (guard.training_seats('${ids.theirs}'))`,
      by: by(['0'], { partner_administrator: ['2'] }),
    },
    { name: 'planned', text: made(organisation_id), by: by(null, keepers(1)) },
    { name: 'planned for another house', text: made(theirs), by: by(null) },
    {
      name: 'planned in the name of a colleague',
      text: made(organisation_id, ', planned_by', `, '${at.staff.lawyer.staff_id}'`),
      by: by(null),
    },
    { name: 'changed', text: 'update training set place = place', by: by(0, keepers(2)) },
    { name: 'its code changed', text: `update training set join_code = 'EEEE0005'`, by: by(null) },
    { name: 'taken away', text: 'delete from training', by: by(null) },
    { name: 'a session added', text: session(organisation_id, ids.planned), by: by(null, keepers(1)) },
    { name: 'a session added elsewhere', text: session(theirs, ids.theirs), by: by(null) },
    { name: 'a session moved', text: 'update training_session set ends_at = ends_at', by: by(0, keepers(1)) },
    { name: 'the code of the day changed', text: `update training_session set day_code = '0000'`, by: by(null) },
    { name: 'a session taken off', text: 'delete from training_session', by: by(0, keepers(1)) },
    { name: 'ticked', text: `update training_seat set came = '{}'`, by: by(0, keepers(2)) },
    {
      name: 'a seat found by another code',
      text: `update training_seat set attendance_hash = ${hash('e')}`,
      by: by(null),
    },
    { name: 'certified at the desk', text: 'update training_seat set certified = true', by: by(null) },
    { name: 'a seat made at the desk', text: seat(), by: by(null) },
    {
      name: 'an answer made at the desk',
      text: `insert into training_answer values ('${organisation_id}', '${ids.ours}', ${hash('f')}, 'survey', '{}')`,
      by: by(null),
    },
    { name: 'an answer changed', text: `update training_answer set answers = '{}'`, by: by(null) },
    {
      name: 'a request made at the desk',
      text: `insert into training_request (${request}) values (${asked(organisation_id, 'gen_random_uuid()')})`,
      by: by(null),
    },
    { name: 'a request answered', text: `update training_request set status = 'talking'`, by: by(0, keepers(1)) },
    { name: 'who asked changed', text: `update training_request set sealed = '\\x01'`, by: by(null) },
    { name: 'a code opens a training', text: `select from guard.door_training('${codes.ours}')`, by: by(null, {}, 1) },
    {
      name: 'a planned one is not there yet',
      text: `select from guard.door_training('${codes.planned}')`,
      by: by(null, {}, 0),
    },
    {
      name: 'no more register than there are places',
      text: `select guard.door_training_register('${codes.ours}', ${hash('d')}, 'care')`,
      ...counting(seatsNow),
      by: by(null, {}, 2),
    },
    {
      name: 'came by a wrong code of the day',
      text: `select guard.door_training_come('${codes.ours}', ${hash('b')}, '9999')`,
      ...counting(cameNow),
      by: by(null, {}, 1),
    },
    {
      name: 'came by the code of the day',
      text: `select guard.door_training_come('${codes.ours}', ${hash('b')}, '1234')`,
      ...counting(cameNow),
      by: by(null, {}, 2),
    },
    { name: 'certified after coming', text: certify('a'), ...counting(certified), by: by(null, {}, 1) },
    { name: 'certified without coming', text: certify('b'), ...counting(certified), by: by(null, {}, 0) },
    {
      name: 'certified twice',
      text: `select (select guard.door_training_certify('${codes.ours}', ${hash('a')})::text || guard.door_training_certify('${codes.ours}', ${hash('a')})::text)`,
      by: by(null, {}, ['truefalse']),
    },
  ]
}

test('trainings are kept by whoever may, seats and answers come through the door alone, and a hole anywhere would be noticed', () =>
  holds(owner, {
    mutants: trainingMutants,
    tries: () => triesOf(tried(), (name) => (name === 'door' ? 'door' : at.staff[name].token)),
  }))
