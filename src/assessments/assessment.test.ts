// A talk about needs: kept sealed, compared with the one before, and open only to whoever opens her story.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import * as teamApi from '#team/team.api.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import * as api from './assessment.api.ts'
import { readNeeds, takeNeeds } from './assessment.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(api, teamApi)
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const aTalk = (levels: Record<string, number | null>, priority: string[] = []) => ({
  assessment_id: newId(),
  answers: { levels, priority },
})

test('a talk is kept and read beside the one before; what was skipped is compared with nothing', async () => {
  const { case_id } = await at.aFile()
  const worker = at.staff.reference_worker
  const first = { case_id, ...aTalk({ housing: 4, mind: 3, work: 1 }), taken_on: addDays(today, -30) }
  assert.deepEqual(await at.ask(takeNeeds, first, worker), { assessment_id: first.assessment_id, version: 1 })
  const alone = await at.ask(readNeeds, { case_id }, worker)
  assert.equal(alone.latest?.answers.levels.housing, 4)
  assert.equal(alone.latest?.answers.levels.money, null)
  assert.equal(alone.before, null)
  assert.deepEqual(alone.changes, [])

  const second = { case_id, ...aTalk({ housing: 2, mind: null, work: 3 }, ['work', 'housing']) }
  await at.ask(takeNeeds, second, worker)
  const both = await at.ask(readNeeds, { case_id }, worker)
  assert.equal(both.latest?.assessment_id, second.assessment_id)
  assert.equal(both.latest?.taken_on, today)
  assert.deepEqual(both.latest?.answers.priority, ['work', 'housing'])
  assert.equal(both.before?.assessment_id, first.assessment_id)
  const changeOf = (domain: string) => both.changes.find((each) => each.domain === domain)?.change
  assert.equal(changeOf('housing'), 'eased')
  assert.equal(changeOf('work'), 'grew')
  assert.equal(changeOf('mind'), 'not_comparable')
  assert.equal(both.history.length, 2)
})

test('two talks on one day stand in the order they were kept', async () => {
  const { case_id } = await at.aFile()
  const ids: string[] = []
  for (let count = 0; count < 4; count += 1) {
    const talk = aTalk({ work: count })
    ids.unshift(talk.assessment_id)
    await at.ask(takeNeeds, { case_id, ...talk }, at.staff.reference_worker)
  }
  const { history } = await at.ask(readNeeds, { case_id }, at.staff.reference_worker)
  assert.deepEqual(
    history.map(({ assessment_id }) => assessment_id),
    ids,
  )
})

test('whoever does not open her story sees no needs and keeps none', async () => {
  const { case_id } = await at.aFile()
  await at.ask(takeNeeds, { case_id, ...aTalk({ mind: 4 }) }, at.staff.reference_worker)
  await at.ask(
    assignTeam,
    {
      case_id,
      access_id: newId(),
      staff_id: at.staff.job_counsellor.staff_id,
      function: 'team_member',
      sections: ['work', 'money'],
    },
    at.staff.reference_worker,
  )
  await assert.rejects(at.ask(readNeeds, { case_id }, at.staff.job_counsellor), { kind: 'not_found' })
  await assert.rejects(at.ask(takeNeeds, { case_id, ...aTalk({}) }, at.staff.job_counsellor), { kind: 'not_found' })
  await assert.rejects(at.ask(readNeeds, { case_id }, at.staff.second_worker), { kind: 'not_found' })
  await assert.rejects(at.ask(takeNeeds, { case_id, ...aTalk({}) }, at.staff.partner_worker), { kind: 'not_found' })
  await assert.rejects(at.ask(readNeeds, { case_id }, nobody), { kind: 'signed_out' })
})

test('an unknown part of life, a level off the scale, a part ranked twice or a talk of tomorrow is refused', async () => {
  const { case_id } = await at.aFile()
  const send = async (input: Record<string, unknown>) =>
    (await at.askHttp(takeNeeds, { case_id, ...input }, at.staff.reference_worker)).status
  const assessment_id = newId()
  assert.equal(await send({ assessment_id, answers: { levels: { wealth: 3 } } }), 422)
  assert.equal(await send({ assessment_id, answers: { levels: { work: 5 } } }), 422)
  assert.equal(await send({ assessment_id, answers: { levels: {}, priority: ['work', 'work'] } }), 422)
  assert.equal(await send({ assessment_id, answers: { levels: {} }, taken_on: addDays(today, 1) }), 422)
  assert.equal(await send({ assessment_id: 'x', answers: { levels: {} } }), 422)
  assert.equal((await at.ask(readNeeds, { case_id }, at.staff.reference_worker)).history.length, 0)
})

test('the same talk sent twice is one, with one entry in the timeline', async () => {
  const { case_id } = await at.aFile()
  const talk = { case_id, ...aTalk({ work: 2 }) }
  const key = newId()
  const once = await at.ask(takeNeeds, talk, at.staff.reference_worker, { key })
  assert.deepEqual(await at.ask(takeNeeds, talk, at.staff.reference_worker, { key }), once)
  assert.equal((await at.rows('select 1 from assessment where case_id = $1', [case_id])).length, 1)
  const entries = await at.rows("select section from timeline_entry where case_id = $1 and kind = 'needs_assessed'", [
    case_id,
  ])
  assert.deepEqual(entries, [{ section: 'story' }])
})

test('the row tells nobody what she answered', async () => {
  const { case_id } = await at.aFile()
  await at.ask(takeNeeds, { case_id, ...aTalk({ children: 4 }, ['children']) }, at.staff.reference_worker)
  const rows = await at.rows('select t::text as row from assessment t')
  const hex = Buffer.from('children').toString('hex')
  assert.ok(rows.length > 0)
  assert.ok(!rows.some(({ row }) => String(row).includes('children') || String(row).includes(hex)))
})
