// Health records, hours that count and injuries through the gate: kept whole in their history, tied and not doubled, and on
// the page of the day until somebody answers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addAlert, endAlert, readAlerts } from '#notes/alert.ts'
import { allergy, asTherapist, careRooms, event, hoursAgo, medication, record, today } from '#test/care.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readCare } from './care.ts'
import { keepRecord, readRecordVersions } from './record.ts'
import { answerWindow, keepEvent, windows } from './window.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    ...(await careRooms()),
    await import('#notes/alert.api.ts'),
    await import('#agenda/today.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const read = (case_id: string, who = me) => at.ask(readCare, { case_id }, who)

test('a medicine is written down, changed and ended, and every earlier state stays', async () => {
  const { case_id } = await at.aFile()
  const first = record(case_id, medication)
  await at.ask(keepRecord, first, me)
  const more = { ...medication, dose: '100 mg, mornings' }
  await at.ask(keepRecord, { ...first, version: 1, says: more }, at.staff.coordinator)
  await refuses(at.ask(keepRecord, { ...first, version: 1 }, me), 'conflict', 'stale')
  await refuses(at.ask(keepRecord, { ...first, record_id: first.record_id, version: 0 }, me), 'conflict', 'stale')
  await at.ask(keepRecord, { ...first, version: 2, says: more, status: 'ended' }, me)
  const [now] = (await read(case_id)).records
  assert.deepEqual([now?.status, now?.says, now?.version], ['ended', more, 3])
  const { versions } = await at.ask(readRecordVersions, { case_id, record_id: first.record_id }, me)
  assert.deepEqual(
    versions.map(({ version, status, says, written_by }) => [version, status, says, written_by]),
    [
      [1, 'live', medication, me.staff_id],
      [2, 'live', more, at.staff.coordinator.staff_id],
    ],
  )
  const [row] = await at.rows('select h::text as row from health_record h where case_id = $1', [case_id])
  assert.ok(!/medication|Sertraline/.test(String(row?.row)), 'what kind of record it is lies sealed')
  // No earlier state is written or changed by the server itself.
  const client = await at.db.owner.connect()
  try {
    for (const statement of [
      "update care_version set sealed = ''",
      `insert into care_version select * from care_version limit 1`,
      'delete from care_version',
    ]) {
      await client.query('begin')
      await client.query('set local role amparo_app')
      await client.query('select guard.enter($1, $2)', [me.token, case_id])
      await assert.rejects(client.query(statement), /permission denied/)
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})

test('an allergy on top of the file is written once: tied to what stands there, or put there', async () => {
  const { case_id } = await at.aFile()
  const alert_id = newId()
  await at.ask(addAlert, { case_id, alert_id, section: 'health', kind: 'allergy', words: 'Latex' }, me)
  assert.deepEqual((await read(case_id)).loose_alerts, [{ alert_id, words: 'Latex' }])
  const latex = { ...allergy, to: '' } as typeof allergy
  await refuses(at.ask(keepRecord, record(case_id, allergy, { alert_id }), me), 'invalid', 'care.said_twice')
  await at.ask(keepRecord, record(case_id, latex, { alert_id }), me)
  const stuck = record(case_id, allergy, { stick: true })
  await at.ask(keepRecord, stuck, me)
  const care = await read(case_id)
  assert.deepEqual(care.loose_alerts, [])
  assert.deepEqual(
    care.records.map(({ alert_words, says }) => [alert_words, says.kind === 'allergy' && says.to]).sort(),
    [
      ['Latex', ''],
      ['Penicillin', ''],
    ],
  )
  const { alerts } = await at.ask(readAlerts, { case_id }, me)
  assert.deepEqual(alerts.map(({ words }) => words).sort(), ['Latex', 'Penicillin'])
  // Ended on top, the record still says what it is.
  await at.ask(endAlert, { case_id, alert_id }, me)
  assert.ok((await read(case_id)).records.some(({ alert_words }) => alert_words === 'Latex'))
  await refuses(at.ask(keepRecord, record(case_id, latex, { alert_id: newId() }), me), 'not_found', 'alert.not_found')
})

test('what is kept for the mind alone stays there', async () => {
  const { case_id } = await at.aFile()
  const { psychologist, coordinator } = at.staff
  await asTherapist(at, case_id, psychologist)
  const apart = record(case_id, medication, { section: 'mind' })
  await at.ask(keepRecord, apart, psychologist)
  await refuses(at.ask(keepRecord, record(case_id, medication, { section: 'mind' }), me), 'not_found')
  assert.deepEqual((await read(case_id, coordinator)).records, [])
  assert.equal((await read(case_id)).records.length, 1)
  await refuses(at.ask(keepRecord, { ...apart, version: 1, section: 'health' }, psychologist), 'conflict', 'stale')
})

test('hours run from the event, stand on the page of the day, and leave it with the last answer', async () => {
  const worker = await at.join(at.ours, 'Rosa', ['reference_worker'])
  const { case_id } = await at.aFile({ worker })
  const happened = event(case_id)
  await at.ask(keepEvent, happened, worker)
  const ours = async (who: Who) => {
    const day = await at.ask(readToday, {}, who)
    return [day.overdue, day.due_today].flatMap(({ rows }) => rows).filter(({ kind }) => kind === 'care_hours')
  }
  const [task] = await ours(worker)
  assert.deepEqual([task?.case_id, task?.id, task?.words], [case_id, happened.event_id, null])
  assert.deepEqual(await ours(me), [])
  const [told] = (await read(case_id, worker)).events
  const pep = told?.windows.find(({ code }) => code === 'pep_hiv')
  assert.equal(pep?.state, 'running')
  assert.ok(Math.abs(pep!.left.from - 42 * 60) <= 1 && Math.abs(pep!.left.to - 46 * 60) <= 1)
  const answer = (version: number, code: string, said: string) =>
    at.ask(
      answerWindow,
      { case_id, event_id: happened.event_id, version, code, answer: said as 'done', words: 'La Paz' },
      worker,
    )
  await refuses(answer(1, 'pep_hiv', 'too_late'), 'invalid', 'care.not_too_late')
  await refuses(answer(1, 'tetanus', 'done'), 'invalid', 'care.no_such_window')
  let version = 1
  const codes = told!.windows.map(({ code }) => code)
  for (const code of codes) await answer(version++, code, code === 'pep_hiv' ? 'on_the_way' : 'done')
  assert.equal((await ours(worker)).length, 1, 'what is only on the way is not answered')
  await refuses(answer(1, 'pep_hiv', 'done'), 'conflict', 'stale')
  await answer(version, 'pep_hiv', 'done')
  assert.deepEqual(await ours(worker), [])
  const [row] = await at.rows('select e::text as row, next_closes_at from care_event e where case_id = $1', [case_id])
  assert.equal(row?.next_closes_at, null)
  assert.ok(!/sexual|pep|flat/.test(String(row?.row)))
})

test('hours that nobody answered stay on the page of the day, however long ago', async () => {
  const worker = await at.join(at.ours, 'Elena', ['reference_worker'])
  const { case_id } = await at.aFile({ worker })
  const old = event(case_id, { from: hoursAgo(24 * 60), to: hoursAgo(24 * 60), kinds: ['wound'] })
  await at.ask(keepEvent, old, worker)
  const { overdue } = await at.ask(readToday, {}, worker)
  assert.deepEqual(
    overdue.rows.map(({ id }) => id),
    [old.event_id],
  )
  assert.ok(overdue.rows[0]!.due_on < addDays(today, -50))
  // Told more exactly, the same event counts anew and keeps what was answered.
  const tetanus = {
    case_id,
    event_id: old.event_id,
    version: 1,
    code: 'tetanus',
    answer: 'too_late' as const,
    words: '',
  }
  await at.ask(answerWindow, tetanus, worker)
  await at.ask(keepEvent, { ...old, version: 2, from: hoursAgo(3), to: hoursAgo(2) }, worker)
  const [told] = (await read(case_id, worker)).events
  assert.deepEqual(
    told?.windows.map(({ code, state, answered }) => [code, state, answered?.answer ?? null]),
    [
      ['wound_care', 'soonest', null],
      ['tetanus', 'soonest', 'too_late'],
    ],
  )
  await refuses(at.ask(keepEvent, { ...old, version: 3, from: hoursAgo(1), to: hoursAgo(2) }, worker), 'invalid')
  await refuses(at.ask(keepEvent, event(case_id, { from: hoursAgo(-2), to: hoursAgo(-3) }), worker), 'invalid')
  assert.ok(windows.windows.length > 5)
})
