// Incidents followed until somebody ends them, attempts to reach the person, and the protocol either may open.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { protocolsOf } from '#test/protocols.ts'
import { changeIncident, followIncident, readIncidents, recordAttempt, recordIncident } from './incident.ts'

let at: TestHouse
let on: ReturnType<typeof protocolsOf>
before(async () => {
  at = await testHouse(
    await import('./incident.api.ts'),
    await import('./protocol.api.ts'),
    await import('#agenda/today.api.ts'),
  )
  on = protocolsOf(at)
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const words = {
  ...{ kind: 'followed' as const, place: 'street' as const, what: 'CANARY A car waited.', people: 'a man' },
  ...{ injuries: '', measures: 'Walked with a colleague.' },
  reported: [{ to: 'police' as const, on_day: today, note: 'A-1' }],
}
const anIncident = (case_id: string, change: object = {}) => ({
  ...{ case_id, incident_id: newId(), happened_on: today, follow_up_on: addDays(today, 7), ...words },
  ...change,
})

test('an incident stays open until somebody says what became of it, and comes up on its day', async () => {
  const { reference_worker, coordinator } = at.staff
  const { case_id } = await at.aFile()
  const one = anIncident(case_id, { follow_up_on: today })
  const { protocol_id } = await at.ask(recordIncident, one, reference_worker)
  assert.equal(protocol_id, null)
  await refuses(at.ask(recordIncident, one, reference_worker), 'conflict', 'safety.incident_already')
  const { incident_id } = one
  const due = (await at.ask(readToday, {}, reference_worker)).due_today.rows
  assert.ok(due.some(({ kind, id }) => kind === 'incident' && id === incident_id))
  await at.ask(changeIncident, { case_id, incident_id, version: 1, ...words, injuries: 'a bruise' }, coordinator)
  const follow = { case_id, incident_id, line_id: newId(), words: 'Nobody came back.' }
  const stale = at.ask(followIncident, { ...follow, version: 1, follow_up_on: null }, reference_worker)
  await assert.rejects(stale, (problem: Problem) => {
    assert.equal(problem.key, 'stale')
    assert.equal((problem.details.current as { injuries: string }).injuries, 'a bruise')
    return true
  })
  await at.ask(followIncident, { ...follow, version: 2, follow_up_on: addDays(today, 2) }, reference_worker)
  await at.ask(followIncident, { ...follow, line_id: newId(), version: 3, follow_up_on: null }, reference_worker)
  const { incidents } = await at.ask(readIncidents, { case_id }, reference_worker)
  assert.ok(incidents[0]?.ended_at)
  assert.equal(incidents[0]?.lines.length, 2)
  const more = { ...follow, line_id: newId(), version: 4, follow_up_on: null }
  const change = { case_id, incident_id, version: 4, ...words }
  await refuses(at.ask(followIncident, more, reference_worker), 'conflict', 'safety.incident_ended')
  await refuses(at.ask(changeIncident, change, reference_worker), 'conflict', 'safety.incident_ended')
})

test('days ahead, unknown incidents and papers of another file are refused', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const record = (change: object) => at.ask(recordIncident, anIncident(case_id, change), reference_worker)
  await refuses(record({ happened_on: addDays(today, 1) }), 'invalid', 'safety.not_yet')
  await refuses(record({ follow_up_on: addDays(today, -1) }), 'invalid', 'safety.follow_up_from_today')
  await refuses(record({ stay_entry_id: newId() }), 'invalid', 'gate.unknown_reference')
  const attempt = {
    case_id,
    attempt_id: newId(),
    attempted_on: today,
    channel: 'call' as const,
    who: 'he',
    said: '',
    done: '',
  }
  await refuses(
    at.ask(recordAttempt, { ...attempt, document_id: newId() }, reference_worker),
    'invalid',
    'gate.unknown_reference',
  )
  const lost = { case_id, incident_id: newId(), version: 1, line_id: newId(), words: 'x', follow_up_on: null }
  await refuses(at.ask(followIncident, lost, reference_worker), 'not_found', 'safety.incident_not_found')
})

test('what frightens opens the protocol in the same transaction, and the same record told twice opens one', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const { protocol_id } = await at.ask(recordIncident, anIncident(case_id, { protocol: 'danger' }), reference_worker)
  const opened = await on.read(protocol_id!, reference_worker)
  assert.deepEqual([opened.cause, opened.kind, opened.lines[0]?.words], ['incident', 'danger', words.what])
  const attempt = await at.ask(
    recordAttempt,
    {
      case_id,
      attempt_id: newId(),
      attempted_on: today,
      channel: 'message',
      who: 'CANARY he',
      said: 'Come back.',
      done: '',
      protocol: 'danger',
    },
    reference_worker,
  )
  assert.equal(attempt.protocol_id, protocol_id, 'one of its kind that is open is joined')
  const { attempts } = await at.ask(readIncidents, { case_id }, reference_worker)
  assert.deepEqual([attempts[0]?.who, attempts[0]?.said], ['CANARY he', 'Come back.'])
  // A refused record opens none.
  const before = await at.rows('select count(*) from protocol')
  await refuses(
    at.ask(
      recordIncident,
      anIncident(case_id, { protocol: 'child', happened_on: addDays(today, 1) }),
      reference_worker,
    ),
    'invalid',
  )
  assert.deepEqual(await at.rows('select count(*) from protocol'), before)
})

test('nobody without the section, of another house or signed out reads or writes them', async () => {
  const { far_coordinator, partner_worker, lawyer, director } = at.staff
  const { case_id } = await at.aFile()
  for (const who of [far_coordinator, partner_worker, lawyer]) {
    await refuses(at.ask(readIncidents, { case_id }, who), 'not_found')
    await refuses(at.ask(recordIncident, anIncident(case_id), who), 'not_found')
  }
  await refuses(at.ask(readIncidents, { case_id }, nobody), 'signed_out')
  await at.ask(readIncidents, { case_id }, director)
  await assert.rejects(at.ask(recordIncident, anIncident(case_id), director))
})
