// Risk through the gate: looked at, looked at again, what makes it time, and who may not see or write it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { recordAttempt } from './incident.ts'
import { lookAtRisk, readRisk, tellRiskTrigger } from './risk.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./risk.api.ts'),
    await import('./incident.api.ts'),
    await import('#agenda/today.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aScore = (risk_id: string, likelihood: number, impact: number, first = false) => ({
  ...{ risk_id, likelihood, impact, reasons: 'CANARY He knows the street.' },
  measures: [{ what: 'Another way home', who: 'the person', until: null }],
  first: first ? { kind: 'found' as const, title: 'CANARY He finds the flat' } : null,
})
const aLook = (case_id: string, change: object = {}) => ({
  ...{ case_id, look_id: newId(), after: null as string | null, causes: [] as [] },
  ...{ review_on: addDays(today, 14), words: 'x', scores: [] as ReturnType<typeof aScore>[] },
  ...change,
})
const triggersOf = async (case_id: string) =>
  (await at.ask(readRisk, { case_id }, at.staff.reference_worker)).due.map(({ trigger }) => trigger)
const tasksOf = async (case_id: string) => {
  const { overdue, due_today, coming } = await at.ask(readToday, {}, at.staff.reference_worker)
  return [...overdue.rows, ...due_today.rows, ...coming.rows].filter(
    (task) => task.case_id === case_id && task.kind === 'risk',
  )
}

test('a risk is judged, judged again, its history stands, and it comes up on its day', async () => {
  const { reference_worker, lawyer } = at.staff
  const { case_id } = await at.aFile()
  const risk_id = newId()
  const first = aLook(case_id, { scores: [aScore(risk_id, 4, 5, true)], review_on: addDays(today, 3) })
  await at.ask(lookAtRisk, first, reference_worker)
  assert.equal((await tasksOf(case_id))[0]?.due_on, addDays(today, 3))
  const second = aLook(case_id, { after: first.look_id, scores: [aScore(risk_id, 2, 5)], causes: ['move'] })
  await at.ask(lookAtRisk, second, reference_worker)
  const { risks, looks, review_on, reviewed } = await at.ask(readRisk, { case_id }, reference_worker)
  assert.deepEqual([looks.length, review_on, reviewed], [2, addDays(today, 14), false])
  assert.equal(risks[0]?.title, 'CANARY He finds the flat')
  assert.deepEqual(
    risks[0]?.scores.map(({ level, moved }) => [level, moved]),
    [
      ['high', 'down'],
      ['very_high', 'first'],
    ],
  )
  assert.deepEqual(await tasksOf(case_id), [])
  await assert.rejects(at.ask(lookAtRisk, aLook(case_id), reference_worker), (problem: Problem) => {
    assert.equal(problem.key, 'stale')
    assert.equal((problem.details.current as { looks: unknown[] }).looks.length, 2)
    return true
  })
  const over = aLook(case_id, { after: second.look_id, ended: [risk_id], words: 'They moved away.' })
  await at.ask(lookAtRisk, over, reference_worker)
  assert.ok((await at.ask(readRisk, { case_id }, reference_worker)).risks[0]?.ended_at)
  for (const row of await at.rows('select sealed::text from risk union all select sealed::text from risk_score'))
    assert.ok(!String(row.sealed).includes(Buffer.from('CANARY').toString('hex')))
  await refuses(at.ask(readRisk, { case_id }, lawyer), 'not_found')
})

test('what happens makes it time to look: told for a day, shown by the file, and answered by the next look', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const tell = (trigger: 'hearing' | 'release' | 'contact_attempt', on_day: string) =>
    at.ask(tellRiskTrigger, { case_id, trigger_id: newId(), trigger, on_day, words: 'w' }, reference_worker)
  await tell('release', today)
  await tell('hearing', addDays(today, 40))
  await refuses(tell('contact_attempt', today), 'invalid', 'safety.trigger_not_told')
  assert.deepEqual(await triggersOf(case_id), ['release', 'hearing'])
  assert.equal((await tasksOf(case_id)).length, 1)
  const look = aLook(case_id)
  await at.ask(lookAtRisk, look, reference_worker)
  assert.deepEqual(await triggersOf(case_id), ['hearing'], 'what lies ahead still lies ahead')
  await at.ask(
    recordAttempt,
    {
      case_id,
      attempt_id: newId(),
      attempted_on: today,
      channel: 'message',
      who: 'he',
      said: '',
      done: '',
      protocol: null,
    },
    reference_worker,
  )
  assert.deepEqual((await triggersOf(case_id)).sort(), ['contact_attempt', 'hearing'])
  assert.equal((await tasksOf(case_id))[0]?.due_on, today)
  await at.ask(lookAtRisk, aLook(case_id, { after: look.look_id }), reference_worker)
  assert.deepEqual(await triggersOf(case_id), ['hearing'])
  // A stay begins after a look: a reason by itself, without anybody telling it.
  await at.rows(
    `insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, codes, section) values ($1, $2, $3, 'stay_began', $4, '{}', 'home')`,
    [at.ours.organisation_id, case_id, newId(), reference_worker.staff_id],
  )
  assert.ok((await triggersOf(case_id)).includes('move'))
})

test('the year somebody turns eighteen stands in the calendar from the first look on', async () => {
  const { reference_worker } = at.staff
  const year = Number(today.slice(0, 4))
  const { case_id } = await at.aFile({ card: { birth_year: year - 17 } })
  await at.ask(lookAtRisk, aLook(case_id), reference_worker)
  const { due } = await at.ask(readRisk, { case_id }, reference_worker)
  assert.deepEqual(
    due.map(({ trigger, on_day, ahead }) => [trigger, on_day, ahead]),
    [['birthday_18', `${year + 1}-01-01`, true]],
  )
  const grown = await at.aFile({ card: { birth_year: 1990 } })
  assert.deepEqual(await triggersOf(grown.case_id), [])
})

test('nobody without the section, of another house or signed out reads or writes it', async () => {
  const { trainer, far_coordinator, partner_worker, director } = at.staff
  const { case_id } = await at.aFile()
  for (const who of [far_coordinator, partner_worker, trainer]) {
    await refuses(at.ask(readRisk, { case_id }, who), 'not_found')
    await assert.rejects(at.ask(lookAtRisk, aLook(case_id), who))
  }
  await refuses(at.ask(readRisk, { case_id }, nobody), 'signed_out')
  await refuses(
    at.ask(tellRiskTrigger, { case_id, trigger_id: newId(), trigger: 'move', on_day: today }, nobody),
    'signed_out',
  )
  await at.ask(readRisk, { case_id }, director)
  await assert.rejects(at.ask(lookAtRisk, aLook(case_id), director), 'the direction reads and does not write')
})

test('two who look at once: the second is told that somebody looked', async () => {
  const { reference_worker, coordinator } = at.staff
  const { case_id } = await at.aFile()
  const both = await Promise.allSettled([
    at.ask(lookAtRisk, aLook(case_id), reference_worker),
    at.ask(lookAtRisk, aLook(case_id), coordinator),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})
