// Supervision notes are read by the two they are between, whoever else may open the file; and who asked about a person
// is read by those who open section safety.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { listAskedAbout, recordAskedAbout } from './asked-about.ts'
import { readSupervision, writeSupervision } from './supervision.ts'
import { assignTeam } from './team.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./team.api.ts'),
    await import('./supervision.api.ts'),
    await import('./asked-about.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(problem.kind, kind, `${problem.key} ${problem.cause}`)
    return true
  })
const place = (case_id: string, who: Who) => ({
  case_id,
  access_id: newId(),
  staff_id: who.staff_id,
  function: 'team_member' as const,
  sections: ['identity' as const, 'mind' as const],
})

test('a supervisor and a worker write to each other, and nobody else reads it', async () => {
  const { case_id } = await at.aFile()
  const { coordinator, reference_worker, director, psychologist, partner_worker, far_coordinator } = at.staff
  const say = (to: Who, text: string) => ({ case_id, note_id: newId(), with_id: to.staff_id, text })
  await at.ask(writeSupervision, say(reference_worker, 'How do you keep your distance?'), coordinator)
  await at.ask(writeSupervision, say(coordinator, 'I would like to talk about the last visit.'), reference_worker)
  const asSeen = async (who: Who) => (await at.ask(readSupervision, { case_id }, who)).notes.map(({ text }) => text)
  const both = ['I would like to talk about the last visit.', 'How do you keep your distance?']
  assert.deepEqual(await asSeen(coordinator), both)
  assert.deepEqual(await asSeen(reference_worker), both)
  await at.ask(assignTeam, place(case_id, psychologist), reference_worker)
  assert.deepEqual(await asSeen(psychologist), [])
  assert.deepEqual(await asSeen(director), [])
  for (const who of [partner_worker, far_coordinator]) {
    await refuses(at.ask(readSupervision, { case_id }, who), 'not_found')
    await refuses(at.ask(writeSupervision, say(coordinator, 'x'), who), 'not_found')
  }
  await refuses(at.ask(readSupervision, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(writeSupervision, say(coordinator, 'x'), nobody), 'signed_out')
  // Two colleagues on the file are not supervisor and worker, nor is anyone with themselves.
  await refuses(at.ask(writeSupervision, say(psychologist, 'x'), reference_worker), 'not_found')
  await refuses(at.ask(writeSupervision, say(reference_worker, 'x'), reference_worker), 'not_found')
  await refuses(at.ask(writeSupervision, say(at.staff.second_worker, 'x'), coordinator), 'not_found')
})

test('that somebody asked about the person stands in section safety, sealed, and on the timeline', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, psychologist, director, second_worker, partner_worker } = at.staff
  const asked = (change = {}) => ({
    case_id,
    event_id: newId(),
    asked_on: today,
    way: 'phone',
    asker: 'relative',
    who: 'A man who said he was her uncle',
    words: 'Wanted to know which city.',
    ...change,
  })
  const first = asked()
  await at.ask(recordAskedAbout, first, reference_worker)
  const { events, next } = await at.ask(listAskedAbout, { case_id }, coordinator)
  assert.deepEqual(
    events.map(({ event_id, who, told_by }) => [event_id, who, told_by]),
    [[first.event_id, first.who, reference_worker.staff_id]],
  )
  assert.equal(next, null)
  const [entry] = await at.rows(`select section from timeline_entry where case_id = $1 and kind = 'asked_about'`, [
    case_id,
  ])
  assert.equal(entry?.section, 'safety')
  const [row] = await at.rows('select sealed from asked_about where case_id = $1', [case_id])
  assert.ok(!(row!.sealed as Buffer).toString('latin1').includes('uncle'))
  await at.ask(assignTeam, place(case_id, psychologist), reference_worker)
  await refuses(at.ask(listAskedAbout, { case_id }, psychologist), 'not_found')
  await refuses(at.ask(recordAskedAbout, asked(), psychologist), 'not_found')
  await refuses(at.ask(recordAskedAbout, asked(), director), 'refused')
  for (const who of [second_worker, partner_worker]) {
    await refuses(at.ask(listAskedAbout, { case_id }, who), 'not_found')
    await refuses(at.ask(recordAskedAbout, asked(), who), 'not_found')
  }
  await refuses(at.ask(listAskedAbout, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(recordAskedAbout, asked(), nobody), 'signed_out')
  for (const change of [{ way: 'pigeon' }, { asker: 'nobody_we_list' }, { asked_on: '2999-01-01' }])
    await refuses(at.ask(recordAskedAbout, asked(change), reference_worker), 'invalid')
})
