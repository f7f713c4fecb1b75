// A training from the request to its costs, at the desk and through the door: who may do what, what lies sealed, and that nobody
// with the tables can join who came with what they answered.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { codeHash } from '#institutions/short-code.api.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { newLinkCode } from '#links/secret.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { institutionsOf } from '#test/institutions.ts'
import { aTraining, sessionFrom, trainingsOf } from '#test/trainings.ts'
import { sealTo } from '#vault/sealed-box.ts'
import * as attendance from './attendance.ts'
import { bankOf } from './curricula.store.ts'
import * as door from './door.store.ts'
import type { AskedMoment, MomentAnswers } from './questions.ts'
import { placeOf } from './request.store.ts'
import * as requests from './request.ts'
import * as model from './training.ts'

let at: TestHouse
let on: ReturnType<typeof trainingsOf>
let public_door: Database
before(async () => {
  at = await testHouse(
    await import('./training.api.ts'),
    await import('./attendance.api.ts'),
    await import('./request.api.ts'),
    await import('#institutions/institution.api.ts'),
  )
  on = trainingsOf(at)
  public_door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await public_door.close()
  await at.close()
})

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const through = <T>(work: (tx: Parameters<typeof door.findHost>[0]) => Promise<T>): Promise<T> =>
  public_door.transaction({ token: '' }, work)

const key = 'a house of its own'
const byKey = (bytes: Buffer) => createHmac('sha256', key).update(bytes).digest()
const hashes = (code = newLinkCode()) => ({
  attendance: codeHash(byKey, 'attendance', code),
  answers: codeHash(byKey, 'answers', code),
})

test('an institution asks, the desk answers and plans: who asked is sealed, and only those who train read it', async () => {
  const { code, institution_id } = await institutionsOf(at).keep()
  const host = (await through(door.findHost))!
  assert.equal(host.organisation_id, at.ours.organisation_id)
  const request_id = newId()
  const contact = {
    institution: 'CANARY-Hotel',
    name: 'CANARY-Rosa',
    role: '',
    telephone: '956 000 111',
    email: '',
    when: '',
    words: '',
  }
  const asked: door.AskedTraining = {
    ...{
      request_id,
      organisation_id: host.organisation_id,
      sector: 'tourism',
      province: '11',
      curriculum_id: 'hotel-team',
    },
    ...{ how_many: 20, language: 'es', mode: 'place', institution_code: code, intake_version: host.intake_version },
    sealed: sealTo(host.public_key, placeOf.contact(request_id), Buffer.from(JSON.stringify(contact))),
  }
  assert.equal(await through((tx) => door.askForTraining(tx, asked)), true)
  assert.equal(await through((tx) => door.askForTraining(tx, { ...asked, how_many: 99 })), true)
  const elsewhere = { ...asked, request_id: newId(), organisation_id: at.partner.organisation_id }
  assert.equal(await through((tx) => door.askForTraining(tx, elsewhere)), false, 'only the house itself is asked')

  const { requests: listed } = await at.ask(requests.listRequests, {}, at.staff.intake)
  assert.deepEqual(
    listed.map(({ how_many, status, institution_id: of, contact: who }) => [how_many, status, of, who]),
    [[20, 'new', institution_id, contact]],
  )
  assert.deepEqual(await at.ask(requests.readRequest, { request_id }, at.staff.trainer), listed[0])
  for (const who of [at.staff.lawyer, at.staff.administrator, at.staff.partner_worker]) {
    await refuses(at.ask(requests.listRequests, {}, who), 'refused')
    await refuses(at.ask(requests.readRequest, { request_id }, who), 'refused')
  }
  await refuses(at.ask(requests.listRequests, {}, nobody), 'signed_out')
  await refuses(at.ask(requests.readRequest, { request_id }, nobody), 'signed_out')
  await refuses(at.ask(requests.readRequest, { request_id: newId() }, at.staff.trainer), 'not_found')
  const kept = { request_id, version: 1, status: 'talking' as const, institution_id, note: 'CANARY-they rang' }
  await at.ask(requests.keepRequest, kept, at.staff.trainer)
  await refuses(at.ask(requests.keepRequest, kept, at.staff.trainer), 'conflict', 'stale')
  await refuses(at.ask(requests.keepRequest, { ...kept, request_id: newId() }, at.staff.trainer), 'not_found')
  await refuses(
    at.ask(requests.keepRequest, { ...kept, version: 2, institution_id: newId() }, at.staff.trainer),
    'invalid',
  )
  const { training_id } = await on.plan({ request_id, institution_id })
  const [after] = (await at.ask(requests.listRequests, { status: 'planned' }, at.staff.trainer)).requests
  assert.deepEqual([after!.note, after!.training_ids], [kept.note, [training_id]])
  const dump = await at.rows(
    'select r::text from training_request r union all select t::text from training t union all select j::text from journal j',
  )
  assert.doesNotMatch(JSON.stringify(dump), /CANARY|956 000/)
})

test('a training is planned, changed, opened, held, paid and closed, and by those who prepare trainings alone', async () => {
  const { trainer, psychologist, partner_worker } = at.staff
  const plan = { ...aTraining(), trainer_ids: [trainer.staff_id] }
  const { training_id } = await at.ask(model.keepTraining, plan, trainer)
  await refuses(at.ask(model.keepTraining, plan, trainer), 'conflict', 'stale')
  for (const who of [psychologist, partner_worker])
    await refuses(at.ask(model.keepTraining, aTraining(), who), 'refused')
  await refuses(at.ask(model.keepTraining, aTraining(), nobody), 'signed_out')
  const read = await at.ask(model.readTraining, { training_id }, psychologist)
  assert.deepEqual([read.outside_trainers, read.notes, read.seats], [plan.outside_trainers, plan.notes, 0])
  assert.deepEqual(read.may_become, [], 'who only reads moves nothing')
  assert.deepEqual(read.trainers, [{ staff_id: trainer.staff_id, name: 'Colega trainer' }])
  await refuses(at.ask(model.readTraining, { training_id }, partner_worker), 'refused')
  await refuses(at.ask(model.readTraining, { training_id: newId() }, trainer), 'not_found')

  const wrong = (changes: object, key: string) =>
    refuses(at.ask(model.keepTraining, { ...plan, version: 1, ...changes }, trainer), 'invalid', key)
  await wrong({ curriculum_id: 'unheard-of' }, 'prevention.curriculum_unknown')
  await wrong({ trainer_ids: [partner_worker.staff_id] }, 'gate.not_allowed_value')
  await wrong({ sessions: [sessionFrom(5), sessionFrom(6)] }, 'prevention.sessions_meet')
  await wrong({ sessions: [sessionFrom(5, -1)] }, 'prevention.session_times')

  await refuses(on.move(training_id, 1, 'held'), 'refused', 'prevention.not_now')
  await refuses(at.ask(model.moveTraining, { training_id, version: 1, status: 'open' }, psychologist), 'refused')
  await on.move(training_id, 1, 'open')
  const begun = [{ ...plan.sessions[0]!, ...sessionFrom(-30), session_id: plan.sessions[0]!.session_id }]
  await at.ask(model.keepTraining, { ...plan, version: 2, capacity: 2, sessions: begun }, trainer)
  const today = await at.ask(model.readPreventionToday, {}, trainer)
  assert.deepEqual(
    today.to_finish.map((each) => each.training_id),
    [training_id],
  )
  await refuses(at.ask(model.readPreventionToday, {}, psychologist), 'refused')
  await on.move(training_id, 3, 'held')
  await refuses(at.ask(model.keepTraining, { ...plan, version: 4 }, trainer), 'refused', 'prevention.not_now')
  const costs = [{ item_id: newId(), kind: 'room' as const, cents: 12_050, words: 'Library' }]
  await at.ask(model.keepCosts, { training_id, version: 4, currency: 'EUR', grant_line: 'A.2', costs }, trainer)
  const year = Number(begun[0]!.starts_at.slice(0, 4))
  assert.deepEqual((await at.ask(model.readCosts, { year }, trainer)).lines, [
    { grant_line: 'A.2', currency: 'EUR', trainings: 1, cents: 12_050, kinds: [{ kind: 'room', cents: 12_050 }] },
  ])
  await refuses(at.ask(model.readCosts, { year }, psychologist), 'refused')
  await on.move(training_id, 5, 'closed')
  await refuses(
    at.ask(model.keepCosts, { training_id, version: 6, currency: 'EUR', grant_line: '', costs: [] }, trainer),
    'refused',
  )
})

test('lists and the calendar show what is there, page by key and belong to the house', async () => {
  const mine = await on.plan({ sessions: [sessionFrom(24)] })
  const other = await on.plan({ sessions: [sessionFrom(30)], trainer_ids: [] })
  const { trainings, next } = await at.ask(model.listTrainings, {}, at.staff.lawyer)
  const place = (id: string) => trainings.findIndex(({ training_id }) => training_id === id)
  assert.ok(place(other.training_id) < place(mine.training_id) && next === null)
  const own = await at.ask(model.listTrainings, { mine: 'yes', sector: 'social' }, at.staff.trainer)
  assert.ok(!own.trainings.some(({ training_id }) => training_id === other.training_id))
  const { sessions } = await at.ask(model.listSessions, { from: on.today, until: on.soon }, at.staff.trainer)
  assert.ok(sessions.some(({ training }) => training.training_id === mine.training_id))
  await refuses(at.ask(model.listSessions, { from: on.today, until: '2999-01-01' }, at.staff.trainer), 'invalid')
  await refuses(at.ask(model.listTrainings, {}, at.staff.partner_worker), 'refused')
  const { curricula } = await at.ask(model.readCurricula, {}, at.staff.lawyer)
  assert.ok(curricula.every(({ test, test_items }) => (test === null) === (test_items === 0)))
})

test('people register by code alone, come, answer and give a seat back; the last place is given once', async () => {
  const { training_id, join_code, sessions } = await on.open({ capacity: 3, sessions: [sessionFrom(-0.5)] })
  const people = [hashes(), hashes(), hashes(), hashes()]
  const seats = await Promise.all(
    people.map((each) => through((tx) => door.register(tx, join_code, each.attendance, 'social'))),
  )
  assert.deepEqual(seats.filter((seat) => seat !== null).sort(), [1, 2, 3])
  const [first, second, third] = people.filter((_, place) => seats[place] !== null)
  const again = await through((tx) => door.register(tx, join_code, first!.attendance, 'social'))
  assert.equal(again, seats[people.indexOf(first!)], 'the same code has the same seat')
  assert.equal((await through((tx) => door.findTrainingByCode(tx, join_code)))!.is_full, true)
  assert.equal(await through((tx) => door.leave(tx, join_code, third!.attendance)), true)
  assert.equal(await through((tx) => door.findSeat(tx, join_code, third!.attendance)), undefined)

  const read = await at.ask(attendance.readAttendance, { training_id }, at.staff.trainer)
  await refuses(at.ask(attendance.readAttendance, { training_id }, at.staff.lawyer), 'refused')
  const { day_code, session_id } = read.sessions[0]!
  const wrong = day_code === '0000' ? '0001' : '0000'
  assert.equal(await through((tx) => door.come(tx, join_code, first!.attendance, wrong)), false)
  assert.equal(await through((tx) => door.come(tx, join_code, first!.attendance, day_code)), true)
  assert.equal(await through((tx) => door.come(tx, join_code, first!.attendance, day_code)), true)
  const number = (await through((tx) => door.findSeat(tx, join_code, second!.attendance)))!.seat_number
  const mark = { training_id, session_id, seat_number: number, came: true }
  await at.ask(attendance.markAttendance, mark, at.staff.trainer)
  for (const who of [at.staff.lawyer, at.staff.partner_worker])
    await refuses(at.ask(attendance.markAttendance, mark, who), 'refused')
  await refuses(at.ask(attendance.markAttendance, { ...mark, seat_number: 77 }, at.staff.trainer), 'not_found')
  await refuses(at.ask(attendance.markAttendance, { ...mark, session_id: newId() }, at.staff.trainer), 'not_found')
  await at.ask(
    attendance.countWalkIns,
    { training_id, session_id, walk_ins: [{ group: 'care', count: 4 }] },
    at.staff.trainer,
  )
  await refuses(at.ask(attendance.countWalkIns, { training_id, session_id, walk_ins: [] }, at.staff.lawyer), 'refused')
  const ticked = await at.ask(attendance.readAttendance, { training_id }, at.staff.trainer)
  assert.deepEqual(
    ticked.seats.map(({ came }) => came),
    [[session_id], [session_id]],
  )
  assert.deepEqual(ticked.sessions[0]!.walk_ins, [{ group: 'care', count: 4 }])
  assert.equal(await through((tx) => door.leave(tx, join_code, first!.attendance)), false, 'who came keeps the seat')

  assert.equal(await through((tx) => door.takeCertificate(tx, join_code, first!.attendance)), true)
  assert.equal(await through((tx) => door.takeCertificate(tx, join_code, first!.attendance)), false, 'one for each')
  assert.equal(sessions.length, 1)
  const planned = await on.plan()
  const { join_code: closed } = await at.ask(model.readTraining, planned, at.staff.trainer)
  assert.equal(
    await through((tx) => door.findTrainingByCode(tx, closed)),
    undefined,
    'nobody reads what is only planned',
  )
})

test('what was answered first stays, is told of five and more once it is closed, and leads to no seat', async () => {
  const { training_id, join_code } = await on.open({ sessions: [sessionFrom(-90)] })
  const items = bankOf('general')!.items
  const right = (count: number) =>
    Object.fromEntries(
      items.slice(0, count).map(({ id, options }) => [id, options.flatMap((each) => (each.right ? [each.id] : []))]),
    )
  const give = async (person: ReturnType<typeof hashes>, before: number, after: number) => {
    const given: [AskedMoment, MomentAnswers][] = [
      ['pre', right(before)],
      ['post', right(after)],
      ['survey', { useful: ['5'] }],
    ]
    for (const [moment, answers] of given) {
      const score = moment === 'survey' ? null : { right: moment === 'pre' ? before : after, of: items.length }
      assert.equal(
        await through((tx) => door.keepAnswers(tx, join_code, person.answers, { moment, answers, score })),
        true,
      )
    }
  }
  const people = Array.from({ length: 5 }, () => hashes())
  for (const person of people.slice(0, 4)) await give(person, 4, 8)
  const four = await at.ask(attendance.readTrainingNumbers, { training_id }, at.staff.lawyer)
  assert.deepEqual(
    [four.tests, four.asked, four.moments.map(({ answers }) => answers)],
    [null, [], [null, null, null, null, null]],
  )
  await give(people[4]!, 4, 8)
  await give(people[4]!, 0, 0)
  const { tests, asked } = await at.ask(attendance.readTrainingNumbers, { training_id }, at.staff.lawyer)
  const percent = (count: number) => Math.floor((100 * count) / items.length)
  assert.deepEqual(
    [tests!.people, tests!.before_percent, tests!.after_percent, tests!.reached_80, tests!.items],
    [5, percent(4), percent(8), null, []],
  )
  assert.deepEqual(asked, [{ moment: 'survey', question: 'useful', answers: 5, mean: 5, options: [] }])
  await refuses(at.ask(attendance.readTrainingNumbers, { training_id }, at.staff.partner_worker), 'refused')
  const answered = await through((tx) => door.findAnswered(tx, join_code, people[4]!.answers))
  assert.equal(answered.find(({ moment }) => moment === 'post')!.score_right, 8)
  assert.deepEqual(await through((tx) => door.findAnswered(tx, join_code, people[4]!.attendance)), [])

  const open = await on.open({ sessions: [sessionFrom(-1)] })
  for (const person of people)
    await through((tx) =>
      door.keepAnswers(tx, open.join_code, person.answers, {
        moment: 'survey',
        answers: { useful: ['1'] },
        score: null,
      }),
    )
  const early = await at.ask(attendance.readTrainingNumbers, { training_id: open.training_id }, at.staff.trainer)
  assert.deepEqual(early.asked, [], 'nothing is told while somebody may still answer')
  const joined = await at.rows(
    'select 1 from training_seat s join training_answer a on a.answers_hash = s.attendance_hash',
  )
  assert.equal(joined.length, 0)
})
