// What the person's copy says of their safety: the plan as they said it, what happened without the names of others, and
// nothing of what frightened in the mind. And that a file does not close over an open protocol, and takes all of it along.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { recordAttempt, recordIncident } from '#safety/incident.ts'
import { keepSafetyPlan } from '#safety/plan.ts'
import { lookAtRisk } from '#safety/risk.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { protocolsOf } from '#test/protocols.ts'
import { approveErasure, askErasure, closeFile } from './leaving.ts'
import { asPage } from './own-copy.rules.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./own-copy.api.ts'),
    await import('./leaving.api.ts'),
    await import('#safety/incident.api.ts'),
    await import('#safety/plan.api.ts'),
    await import('#safety/risk.api.ts'),
    await import('#safety/protocol.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)

test('her plan with the names she gave, what happened without those of others, and no fright of the mind', async () => {
  const { reference_worker, lawyer } = at.staff
  const { case_id } = await at.aFile()
  const on = protocolsOf(at)
  const plan = { signs: ['I count doors'], helps: [], places: [], take: [], code_word: 'mango', code_means: 'come' }
  const people = [{ name: 'Colega lawyer', how: 'call' }]
  const kept = { plan_version: 0, language: 'ne', made: 'told' as const, review_on: addDays(today, 9) }
  await at.ask(keepSafetyPlan, { case_id, ...kept, ...plan, people, calls: [] }, reference_worker)
  const incident = {
    ...{ case_id, incident_id: newId(), happened_on: today, follow_up_on: today, kind: 'followed' as const },
    ...{ place: 'street' as const, what: 'Colega lawyer saw the car.', people: 'Bogdan', injuries: '', measures: '' },
  }
  await at.ask(recordIncident, { ...incident, reported: [] }, reference_worker)
  const attempt = { attempt_id: newId(), attempted_on: today, channel: 'call' as const, who: 'Bogdan', said: 'Come.' }
  await at.ask(recordAttempt, { case_id, ...attempt, done: '', protocol: 'danger' }, reference_worker)
  await on.tell(case_id, 'self_harm', reference_worker, 'CANARY of the mind')
  const score = { risk_id: newId(), likelihood: 4, impact: 5, reasons: 'The street is known.', measures: [] }
  const look = { look_id: newId(), after: null, causes: [], review_on: addDays(today, 7), words: '' }
  const scores = [{ ...score, first: { kind: 'found' as const, title: 'Being found' } }]
  await at.ask(lookAtRisk, { case_id, ...look, scores }, reference_worker)

  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, reference_worker)
  const told = (part: string) => copy.parts.find((each) => each.part === part)!.entries
  assert.deepEqual(
    told('safety_plan').map(({ label, text }) => [label, text]),
    [
      ['Signs that it gets worse', 'I count doors'],
      ['People who are safe', 'Colega lawyer: call'],
      ['Our word', 'mango: come'],
    ],
  )
  const safety = told('safety').map(({ text }) => text)
  assert.equal(safety[0], '[lawyer] saw the car.')
  assert.equal(safety[1], 'A call\nCome.')
  assert.match(safety[2]!, /^Very high \(likelihood 4 of 5, impact 5 of 5\)\nThe street is known\.$/)
  assert.deepEqual(safety.slice(3), ['Danger from others'])
  assert.doesNotMatch(asPage(copy), /CANARY|Bogdan|safety\.|dying/)
  await assert.rejects(at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, lawyer))
})

test('a file is not closed over an open protocol; erased, it takes every row of its safety along', async () => {
  const { reference_worker, coordinator, director } = at.staff
  const { case_id } = await at.aFile()
  const on = protocolsOf(at)
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  const risk = { risk_id: newId(), likelihood: 1, impact: 1, reasons: 'r', measures: [] }
  const look = { look_id: newId(), after: null, causes: [], review_on: addDays(today, 7), words: '' }
  const scores = [{ ...risk, first: { kind: 'found' as const, title: 't' } }]
  await at.ask(lookAtRisk, { case_id, ...look, scores }, reference_worker)
  const [file] = await at.rows('select version from case_file where case_id = $1', [case_id])
  const closing = { case_id, version: Number(file?.version), reason: 'opened_by_mistake' as const, seen_open: 0 }
  await assert.rejects(at.ask(closeFile, { ...closing, closure_id: newId() }, reference_worker), {
    kind: 'conflict',
    key: 'safety.protocol_open',
  })
  await on.take(protocol_id, reference_worker)
  await on.answerAll(protocol_id, reference_worker)
  await on.close(protocol_id, reference_worker)
  await on.close(protocol_id, coordinator, 'agree')
  await at.ask(closeFile, { ...closing, closure_id: newId() }, reference_worker)
  const asked = { case_id, request_id: newId(), reason: 'opened_by_mistake' as const, words: '' }
  await at.ask(askErasure, asked, coordinator)
  await at.ask(approveErasure, { case_id, request_id: asked.request_id, erasure_id: newId() }, director)
  for (const table of [
    'protocol',
    'protocol_step',
    'protocol_told',
    'protocol_line',
    'risk',
    'risk_look',
    'risk_score',
  ])
    assert.deepEqual(await at.rows(`select 1 from ${table} where case_id = $1`, [case_id]), [], table)
})
