// The plan behind the gate: goals in her words, steps with owner and day, the review day, and the next due day of a file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as needsApi from '#assessments/assessment.api.ts'
import { takeNeeds } from '#assessments/assessment.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { isProblem } from '#kit/problem.ts'
import * as teamApi from '#team/team.api.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import * as actionApi from './action.api.ts'
import { readAsks } from './ask.ts'
import { phaseOf } from './cadence.rules.ts'
import { cadence } from './cadence-facts.ts'
import * as planApi from './plan.api.ts'
import { addAction, addGoal, changeAction, changeGoal, markAction, readPlan, setReview } from './plan.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(planApi, actionApi, await import('./ask.api.ts'), needsApi, teamApi)
  worker = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const inDays = (days: number) => addDays(today, days)

const aGoal = async (case_id: string, need = 'work', as = worker, words = 'A kitchen of my own') => {
  const goal_id = newId()
  await at.ask(addGoal, { case_id, goal_id, need, words }, as)
  return goal_id
}
const stepOf = (words = 'Write to the school') => ({ words, owner_kind: 'person' as const, owner_id: null })
const anAction = async (case_id: string, goal_id: string, days: number, as = worker) => {
  const action_id = newId()
  await at.ask(addAction, { case_id, action_id, goal_id, ...stepOf(), due_on: inDays(days) }, as)
  return action_id
}
/** A file that was just opened stands in its first contact. */
const usual = phaseOf(cadence, { stage: 'first_contact', stay: false, protocol_open: false }).within_days
const nextDue = async (case_id: string) =>
  (await at.rows('select next_due_on::text as day from case_file where case_id = $1', [case_id]))[0]?.day
const join = (case_id: string, who: Who, sections: ('work' | 'mind' | 'story' | 'money')[]) =>
  at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, worker)
const currentOf = async (refused: Promise<unknown>): Promise<Record<string, unknown>> => {
  try {
    await refused
  } catch (error) {
    assert.ok(isProblem(error) && error.kind === 'conflict' && error.key === 'stale', String(error))
    return error.details.current as Record<string, unknown>
  }
  throw new Error('a stale save went through')
}

test('a high need asks for a goal until she has one', async () => {
  const asked = (level: number) => ({ kind: 'needs', on: today, level, instrument: null, code: null })
  const { case_id } = await at.aFile()
  const answers = { levels: { work: 4, mind: 3, money: 1 }, priority: ['mind'] }
  await at.ask(takeNeeds, { case_id, assessment_id: newId(), answers }, worker)
  const before = await at.ask(readAsks, { case_id }, worker)
  assert.deepEqual(before.asks, [
    { need: 'mind', section: 'mind', sources: [asked(3)] },
    { need: 'work', section: 'work', sources: [asked(4)] },
  ])
  const goal_id = await aGoal(case_id)
  const after = await at.ask(readPlan, { case_id }, worker)
  assert.deepEqual(after.review, { review_on: null, reviewed_on: null, version: 0 })
  assert.deepEqual(
    (await at.ask(readAsks, { case_id }, worker)).asks.map(({ need }) => need),
    ['mind'],
  )
  assert.deepEqual(after.goals, [
    {
      goal_id,
      need: 'work',
      section: 'work',
      status: 'open',
      set_on: today,
      place: 0,
      waits_until: null,
      words: 'A kitchen of my own',
      language: null,
      translation: '',
      why: '',
      change: null,
      version: 1,
      actions: [],
    },
  ])
})

test('steps are planned, changed, done and taken back, and the next due day follows each time', async () => {
  const { case_id } = await at.aFile()
  assert.equal(await nextDue(case_id), null)
  const goal_id = await aGoal(case_id)
  assert.equal(await nextDue(case_id), inDays(usual), 'no day is agreed yet')
  const later = await anAction(case_id, goal_id, usual - 1)
  const sooner = await anAction(case_id, goal_id, 3)
  assert.equal(await nextDue(case_id), inDays(3))
  await at.ask(markAction, { case_id, action_id: sooner, version: 1, done: true }, worker)
  assert.equal(await nextDue(case_id), inDays(usual - 1))
  await at.ask(markAction, { case_id, action_id: sooner, version: 2, done: false }, worker)
  assert.equal(await nextDue(case_id), inDays(3))
  const change = { ...stepOf('Call the school'), owner_kind: 'staff' as const, owner_id: worker.staff_id }
  await at.ask(changeAction, { case_id, action_id: sooner, version: 3, ...change, due_on: inDays(30) }, worker)
  assert.equal(await nextDue(case_id), inDays(usual - 1))
  await at.ask(setReview, { case_id, version: 0, review_on: inDays(4) }, worker)
  assert.equal(await nextDue(case_id), inDays(4))
  await at.ask(setReview, { case_id, version: 1, review_on: inDays(90), reviewed: true }, worker)
  await at.ask(changeGoal, { case_id, goal_id, version: 1, words: 'Another wish', status: 'changed' }, worker)
  assert.equal(await nextDue(case_id), inDays(90), 'steps of a goal she left are not due')
  const plan = await at.ask(readPlan, { case_id }, worker)
  assert.deepEqual(plan.review, { review_on: inDays(90), reviewed_on: today, version: 2 })
  assert.equal(plan.next_due_on, inDays(90))
  assert.deepEqual(
    plan.goals[0]?.actions.map(({ action_id, words, owner_id, done_on }) => ({ action_id, words, owner_id, done_on })),
    [
      { action_id: later, words: 'Write to the school', owner_id: null, done_on: null },
      { action_id: sooner, words: 'Call the school', owner_id: worker.staff_id, done_on: null },
    ],
  )
  const kinds = await at.rows('select kind from timeline_entry where case_id = $1 order by at', [case_id])
  assert.deepEqual(
    kinds.slice(2).map(({ kind }) => kind),
    [
      'goal_set',
      'action_planned',
      'action_planned',
      'action_done',
      'action_done',
      'action_planned',
      'review_planned',
      'review_planned',
      'goal_changed',
    ],
  )
})

test('a job counsellor sees the goals of work, not of the mind; the next due day counts both', async () => {
  const { case_id } = await at.aFile()
  await join(case_id, at.staff.job_counsellor, ['work', 'money'])
  await join(case_id, at.staff.psychologist, ['mind', 'story'])
  const mind = await aGoal(case_id, 'mind', at.staff.psychologist, 'To sleep without the light')
  const secret = await anAction(case_id, mind, 2, at.staff.psychologist)
  const work = await aGoal(case_id, 'work', at.staff.job_counsellor)
  await anAction(case_id, work, 9, at.staff.job_counsellor)
  const plan = await at.ask(readPlan, { case_id }, at.staff.job_counsellor)
  assert.deepEqual(
    plan.goals.map(({ goal_id }) => goal_id),
    [work],
  )
  assert.deepEqual((await at.ask(readAsks, { case_id }, at.staff.job_counsellor)).asks, [])
  assert.equal(await nextDue(case_id), inDays(2))

  const mine = at.staff.job_counsellor
  const refused = { kind: 'not_found' }
  await assert.rejects(at.ask(markAction, { case_id, action_id: secret, version: 1, done: true }, mine), refused)
  const step = { ...stepOf(), due_on: inDays(1) }
  await assert.rejects(at.ask(changeAction, { case_id, action_id: secret, version: 1, ...step }, mine), refused)
  await assert.rejects(at.ask(addAction, { case_id, action_id: newId(), goal_id: mind, ...step }, mine), refused)
  const words = 'x'
  await assert.rejects(at.ask(changeGoal, { case_id, goal_id: mind, version: 1, words, status: 'left' }, mine), refused)
  await assert.rejects(at.ask(addGoal, { case_id, goal_id: newId(), need: 'mind', words }, mine), refused)
  await assert.rejects(at.ask(addGoal, { case_id, goal_id: newId(), need: 'mind', words }, worker), refused)
})

test('whoever is not on the file reads and writes nothing in its plan', async () => {
  const { case_id } = await at.aFile()
  const goal_id = await aGoal(case_id)
  const action_id = await anAction(case_id, goal_id, 1)
  const step = { ...stepOf(), due_on: inDays(1) }
  for (const who of [at.staff.second_worker, at.staff.partner_worker, at.staff.far_coordinator, nobody]) {
    const kind = who === nobody ? 'signed_out' : 'not_found'
    await assert.rejects(at.ask(readPlan, { case_id }, who), { kind })
    await assert.rejects(at.ask(readAsks, { case_id }, who), { kind })
    await assert.rejects(at.ask(setReview, { case_id, version: 0, review_on: today }, who), { kind })
    await assert.rejects(at.ask(addGoal, { case_id, goal_id: newId(), need: 'work', words: 'x' }, who), { kind })
    await assert.rejects(at.ask(changeGoal, { case_id, goal_id, version: 1, words: 'x', status: 'left' }, who), {
      kind,
    })
    await assert.rejects(at.ask(addAction, { case_id, action_id: newId(), goal_id, ...step }, who), { kind })
    await assert.rejects(at.ask(changeAction, { case_id, action_id, version: 1, ...step }, who), { kind })
    await assert.rejects(at.ask(markAction, { case_id, action_id, version: 1, done: true }, who), { kind })
  }
})

test('a director reads goals of open sections and may not agree a review', async () => {
  const { case_id } = await at.aFile()
  await aGoal(case_id, 'housing')
  await aGoal(case_id, 'work')
  const { goals } = await at.ask(readPlan, { case_id }, at.staff.director)
  assert.deepEqual(
    goals.map(({ need }) => need),
    ['housing'],
  )
  await assert.rejects(at.ask(setReview, { case_id, version: 0, review_on: today }, at.staff.director), {
    kind: 'refused',
  })
})

test('a stale save gets what stands now and changes nothing', async () => {
  const { case_id } = await at.aFile()
  const goal_id = await aGoal(case_id)
  const action_id = await anAction(case_id, goal_id, 5)
  const sent = { case_id, goal_id, version: 1, words: 'First', status: 'open' as const }
  await at.ask(changeGoal, sent, worker)
  const goal = await currentOf(at.ask(changeGoal, { ...sent, words: 'Second' }, worker))
  assert.equal(goal.words, 'First')
  assert.equal(goal.version, 2)

  const step = { case_id, action_id, version: 1, ...stepOf('Earlier'), due_on: inDays(5) }
  await at.ask(changeAction, step, worker)
  assert.equal((await currentOf(at.ask(changeAction, { ...step, words: 'Later' }, worker))).words, 'Earlier')
  const marked = await currentOf(at.ask(markAction, { case_id, action_id, version: 1, done: true }, worker))
  assert.equal(marked.done_on, null)

  await at.ask(setReview, { case_id, version: 0, review_on: inDays(8) }, worker)
  const review = await currentOf(at.ask(setReview, { case_id, version: 0, review_on: inDays(9) }, worker))
  assert.deepEqual(review, { review_on: inDays(8), reviewed_on: null, version: 1 })
  assert.equal(await nextDue(case_id), inDays(5))
})

test('what does not fit is refused: no words, an unknown need, a review in the past, an owner who cannot read it', async () => {
  const { case_id } = await at.aFile()
  await join(case_id, at.staff.job_counsellor, ['work'])
  const goal_id = await aGoal(case_id, 'housing')
  const send = async (endpoint: typeof addGoal | typeof addAction | typeof setReview, input: object) => {
    const { status, body } = await at.askHttp(endpoint, { case_id, ...input }, worker)
    return [status, body.key]
  }
  assert.deepEqual(await send(addGoal, { goal_id: newId(), need: 'work', words: '  \u202e ' }), [422, 'gate.invalid'])
  assert.deepEqual(await send(addGoal, { goal_id: newId(), need: 'wealth', words: 'x' }), [422, 'plan.unknown_need'])
  assert.deepEqual(await send(setReview, { version: 0, review_on: inDays(-1) }), [422, 'plan.review_in_the_past'])
  const step = { action_id: newId(), goal_id, words: 'x', owner_kind: 'staff', due_on: today }
  assert.deepEqual(await send(addAction, { ...step, owner_id: null }), [422, 'plan.owner_missing'])
  assert.deepEqual(await send(addAction, { ...step, owner_id: newId() }), [422, 'plan.owner_not_on_the_file'])
  assert.deepEqual(await send(addAction, { ...step, owner_id: at.staff.job_counsellor.staff_id }), [
    422,
    'plan.owner_does_not_see',
  ])
  assert.deepEqual(await send(addAction, { ...step, goal_id: newId(), owner_id: worker.staff_id }), [
    404,
    'plan.goal_not_found',
  ])
})

test('the same press twice is one goal, one step and one mark', async () => {
  const { case_id } = await at.aFile()
  const keys = [newId(), newId(), newId()]
  const goal = { case_id, goal_id: newId(), need: 'work', words: 'x' }
  const action_id = newId()
  const step = { case_id, action_id, goal_id: goal.goal_id, ...stepOf(), due_on: today }
  for (let press = 0; press < 2; press += 1) {
    assert.equal((await at.ask(addGoal, goal, worker, { key: keys[0]! })).version, 1)
    assert.equal((await at.ask(addAction, step, worker, { key: keys[1]! })).version, 1)
    const mark = { case_id, action_id, version: 1, done: true }
    assert.equal((await at.ask(markAction, mark, worker, { key: keys[2]! })).version, 2)
  }
  const { goals } = await at.ask(readPlan, { case_id }, worker)
  assert.equal(goals.length, 1)
  assert.equal(goals[0]?.actions.length, 1)
})

test('rows hold no word of hers', async () => {
  const canary = 'zarzamora-9137'
  const { case_id } = await at.aFile()
  const goal_id = await aGoal(case_id, 'work', worker, canary)
  const step = { case_id, action_id: newId(), goal_id, ...stepOf(canary), due_on: today }
  await at.ask(addAction, step, worker)
  for (const table of ['goal', 'plan_action', 'timeline_entry', 'journal', 'answered_request']) {
    const rows = await at.rows(`select t::text as row from ${table} t`)
    assert.ok(rows.length > 0)
    const hex = Buffer.from(canary).toString('hex')
    assert.ok(!rows.some(({ row }) => String(row).includes(canary) || String(row).includes(hex)), table)
  }
})

test('two colleagues who change different sections at once leave the right next due day', async () => {
  const { case_id } = await at.aFile()
  const first = await aGoal(case_id, 'work')
  const second = await aGoal(case_id, 'housing')
  await Promise.all(
    [first, second, first, second].map((goal_id, place) => anAction(case_id, goal_id, [9, 4, 7, 6][place]!)),
  )
  assert.equal(await nextDue(case_id), inDays(4))
})
