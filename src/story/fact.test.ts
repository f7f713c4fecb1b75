// Coded facts: each optional, each in its own row, with its history; and the paper for somebody named.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { press } from '#kit/press/press.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type Who } from '#test/gate.ts'
import { type StoryHouse, storyHouse } from '#test/story.ts'
import * as model from './fact.ts'
import { giveSummary, printSummary } from './summary.ts'
import { changeRetelling, readTold, unmarkAsTold } from './telling.ts'

let at: StoryHouse
before(async () => {
  await press({ source: 'x', data: null }).catch(() => undefined)
  at = await storyHouse()
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aFact = (case_id: string, change: Record<string, unknown> = {}) => ({
  ...{
    case_id,
    fact_id: newId(),
    fact: 'duration',
    state: 'told' as const,
    source: 'told' as const,
    sureness: 'sure' as const,
  },
  value: { codes: ['weeks'] },
  ...change,
})
const facts = async (case_id: string, as: Who) =>
  (await at.ask(model.readStoryFacts, { case_id }, as)).facts.map(({ fact, state, value }) => [
    fact,
    state,
    value.codes.join(),
  ])

test('a fact is coded, corrected once and taken back; its history stays, and what it says lies sealed', async () => {
  const { reference_worker, lawyer, coordinator } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer)
  assert.deepEqual(await facts(case_id, lawyer), [])
  const first = aFact(case_id)
  await at.ask(model.keepStoryFact, first, reference_worker)
  await at.ask(model.keepStoryFact, aFact(case_id, { fact: 'sexual_kind', state: 'not_said', value: {} }), lawyer)
  await at.ask(model.keepStoryFact, aFact(case_id, { fact: 'debt_for', state: 'unknown', value: {} }), coordinator)
  const better = aFact(case_id, { replaces_id: first.fact_id, value: { codes: ['up_to_1_year'] }, source: 'paper' })
  await at.ask(model.keepStoryFact, better, lawyer)
  await refuses(
    at.ask(model.keepStoryFact, aFact(case_id, { replaces_id: first.fact_id }), coordinator),
    'conflict',
    'stale',
  )
  assert.deepEqual((await facts(case_id, coordinator)).sort(), [
    ['debt_for', 'unknown', ''],
    ['duration', 'told', 'up_to_1_year'],
    ['sexual_kind', 'not_said', ''],
  ])
  await at.ask(model.takeFactBack, { case_id, fact_id: newId(), replaces_id: better.fact_id }, reference_worker)
  assert.ok(!(await facts(case_id, lawyer)).some(([fact]) => fact === 'duration'))
  const { versions } = await at.ask(model.readFactHistory, { case_id, fact: 'duration' }, lawyer)
  assert.deepEqual(
    versions.map(({ taken_back, value }) => [taken_back, value.codes.join()]),
    [
      [true, ''],
      [false, 'up_to_1_year'],
      [false, 'weeks'],
    ],
  )
  await refuses(at.ask(model.takeFactBack, { case_id, fact_id: newId(), replaces_id: newId() }, lawyer), 'not_found')
  const other = aFact(case_id, { fact: 'debt_for', replaces_id: better.fact_id, value: { codes: ['oath'] } })
  await refuses(at.ask(model.keepStoryFact, other, lawyer), 'not_found')
  const rows = await at.rows('select sealed from story_fact where case_id = $1', [case_id])
  for (const { sealed } of rows) assert.ok(!(sealed as Buffer).toString('latin1').includes('duration'))
})

test('the four questions of facts', async () => {
  const { second_worker, partner_worker, far_coordinator, job_counsellor, director, psychologist } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, job_counsellor, psychologist)
  for (const who of [second_worker, partner_worker, far_coordinator]) {
    await refuses(at.ask(model.readStoryFacts, { case_id }, who), 'not_found')
    await refuses(at.ask(model.keepStoryFact, aFact(case_id), who), 'not_found')
    await refuses(at.ask(model.readAsHtcds, { case_id }, who), 'not_found')
  }
  for (const asking of [
    () => at.ask(model.readStoryFacts, { case_id }, nobody),
    () => at.ask(model.keepStoryFact, aFact(case_id), nobody),
    () => at.ask(model.readFactHistory, { case_id, fact: 'duration' }, nobody),
    () => at.ask(model.takeFactBack, { case_id, fact_id: newId(), replaces_id: newId() }, nobody),
    () => at.ask(model.readAsHtcds, { case_id }, nobody),
  ])
    await refuses(asking(), 'signed_out')
  await refuses(at.ask(model.keepStoryFact, aFact(case_id), job_counsellor), 'refused')
  await refuses(at.ask(model.readAsHtcds, { case_id }, job_counsellor), 'refused')
  await refuses(at.ask(model.keepStoryFact, aFact(case_id), director), 'refused')
  await at.ask(model.keepStoryFact, aFact(case_id), psychologist)
  for (const who of [job_counsellor, director]) assert.deepEqual(await facts(case_id, who), [])
  const { fields, not_in_standard } = await at.ask(model.readAsHtcds, { case_id }, psychologist)
  assert.deepEqual([fields, not_in_standard], [{}, ['duration.weeks']])
})

test('what a fact rests on decides who reads it, and is not taken away from under it', async () => {
  const { reference_worker, lawyer, psychologist } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer, psychologist)
  const { telling_id } = await at.tells(case_id, reference_worker, 'Weeks.', { retell: ['law'] })
  const fact = aFact(case_id, { telling_id })
  await refuses(at.ask(model.keepStoryFact, fact, psychologist), 'not_found')
  await refuses(at.ask(model.keepStoryFact, aFact(case_id, { telling_id, source: 'paper' }), lawyer), 'invalid')
  await at.ask(model.keepStoryFact, fact, lawyer)
  assert.equal((await facts(case_id, reference_worker)).length, 1)
  assert.deepEqual(await facts(case_id, psychologist), [])
  await refuses(
    at.ask(model.keepStoryFact, aFact(case_id, { replaces_id: fact.fact_id }), reference_worker),
    'invalid',
    'story.fact.rests_on_another',
  )
  await refuses(at.ask(model.keepStoryFact, aFact(case_id, { replaces_id: fact.fact_id }), psychologist), 'not_found')
  await refuses(
    at.ask(unmarkAsTold, { case_id, telling_id, version: 1 }, reference_worker),
    'conflict',
    'story.facts_rest_on_it',
  )
  await at.ask(changeRetelling, { ...at.says(case_id, telling_id, 1), retell: [] }, reference_worker)
  assert.deepEqual(await facts(case_id, lawyer), [], 'not even who wrote it down')
})

test('a paper holds what may be retold to whom it is for, and no more once that was taken back', async () => {
  const { reference_worker, lawyer, psychologist, job_counsellor } = at.staff
  const { case_id } = await at.aFile()
  await at.joins(case_id, lawyer, psychologist, job_counsellor)
  const open = await at.tells(case_id, reference_worker, 'नमस्ते। They kept my passport.', {
    topic: 'papers',
    retell: ['law'],
  })
  const closed = await at.tells(case_id, reference_worker, 'Only for you.', { topic: 'violence' })
  const give = (telling_ids: string[], change: Record<string, unknown> = {}) => ({
    ...{ case_id, given_id: newId(), profession: 'law' as const, recipient: 'Abogada Ruiz', telling_ids },
    ...change,
  })
  await refuses(at.ask(giveSummary, give([closed.telling_id]), reference_worker), 'refused', 'story.not_to_be_retold')
  await refuses(at.ask(giveSummary, give([closed.telling_id]), lawyer), 'refused', 'story.not_to_be_retold')
  await refuses(at.ask(giveSummary, give([newId()]), lawyer), 'not_found')
  const given = give([open.telling_id])
  await at.ask(giveSummary, given, lawyer)
  const paper = { case_id, given_id: given.given_id, language: 'es' as const }
  const made = await at.ask(printSummary, paper, lawyer)
  assert.equal(made.count, 1)
  assert.ok(Buffer.from(made.bytes, 'base64').toString('latin1').startsWith('%PDF'))
  const hers = give([open.telling_id, closed.telling_id], { profession: 'person', recipient: 'Maya' })
  await at.ask(giveSummary, hers, reference_worker)
  assert.equal((await at.ask(printSummary, { ...paper, given_id: hers.given_id }, reference_worker)).count, 2)
  assert.equal(
    (await at.ask(printSummary, { ...paper, given_id: hers.given_id }, lawyer)).count,
    1,
    'what this one may read',
  )
  const known = await at.ask(readTold, { case_id }, psychologist)
  assert.deepEqual(
    known.given.map(({ recipient, count }) => [recipient, count]),
    [
      ['Maya', 2],
      ['Abogada Ruiz', 1],
    ],
  )
  await at.ask(changeRetelling, { ...at.says(case_id, open.telling_id, 1), retell: [] }, psychologist)
  await refuses(at.ask(printSummary, paper, reference_worker), 'conflict', 'story.nothing_to_give')
  await refuses(at.ask(giveSummary, given, nobody), 'signed_out')
  for (const who of [at.staff.partner_worker, at.staff.far_coordinator]) {
    await refuses(at.ask(giveSummary, give([open.telling_id]), who), 'not_found')
    await refuses(at.ask(printSummary, paper, who), 'not_found')
  }
  await refuses(at.ask(giveSummary, give([open.telling_id]), job_counsellor), 'refused')
  await at.rows("update session set second_factor_at = now() - interval '1 hour' where staff_id = $1", [
    lawyer.staff_id,
  ])
  await refuses(at.ask(printSummary, paper, lawyer), 'refused', 'access.second_factor_needed')
})
