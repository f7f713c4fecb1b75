// What asks for a goal, behind the gate: instruments ask beside what she named herself, a reason answers, and nothing is
// said about a section that is closed. And goals in her order, with steps a partner or somebody named takes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instrumentOf } from '#assessments/instruments.store.ts'
import { answerItems, beginSitting, finishSitting } from '#assessments/sitting.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { lookAtRisk } from '#safety/risk.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { leaveWithoutGoal, readAsks } from './ask.ts'
import { readPath } from './path.ts'
import { addAction, addGoal, changeAction, orderGoals, readPlan } from './plan.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(
    await import('./plan.api.ts'),
    await import('./action.api.ts'),
    await import('./ask.api.ts'),
    await import('#assessments/sitting.api.ts'),
    await import('#assessments/finish.api.ts'),
    await import('./path.api.ts'),
    await import('#safety/risk.api.ts'),
    await import('#team/team.api.ts'),
  )
  worker = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const join = (case_id: string, who: Who, sections: ('work' | 'mind' | 'home' | 'story')[]) =>
  at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, worker)

/** An instrument answered on paper: one answer for every item unless said otherwise. */
const given = async (
  case_id: string,
  instrument: 'phq-9' | 'self-sufficiency',
  answer: string,
  but: Record<string, string> = {},
) => {
  const as = instrument === 'phq-9' ? at.staff.psychologist : worker
  const sitting_id = newId()
  const giving = { given: 'paper', spoken: 'ne', worded: 'ne', beside: null, interpreter: 'professional' } as const
  await at.ask(beginSitting, { case_id, sitting_id, instrument, giving }, as)
  const items = instrumentOf(instrument).items.filter(({ answers }) => answers !== 'text' && answers !== 'day')
  const answers = Object.fromEntries(items.map(({ code }) => [code, but[code] ?? answer]))
  const { version } = await at.ask(answerItems, { case_id, sitting_id, version: 1, answers }, as)
  await at.ask(finishSitting, { case_id, sitting_id, version }, as)
}
const asksOf = async (case_id: string, as = worker) =>
  (await at.ask(readAsks, { case_id }, as)).asks.map(({ need, sources }) => [need, ...sources.map((each) => each.code)])

test('a positive reading and a level of daily life ask, to whoever opens their section; a reason answers', async () => {
  const { case_id } = await at.aFile()
  const { psychologist, job_counsellor } = at.staff
  await join(case_id, psychologist, ['mind', 'story'])
  await join(case_id, job_counsellor, ['work', 'home'])
  await given(case_id, 'phq-9', 'nearly_every_day', { difficulty: 'very_hard' })
  await given(case_id, 'self-sufficiency', 'safe', { housing: 'in_crisis', employment: 'vulnerable' })
  const asked = new Map((await asksOf(case_id)).map(([need, ...codes]) => [need, codes]))
  assert.deepEqual([...asked.keys()].sort(), ['housing', 'mind', 'work'])
  assert.deepEqual(asked.get('housing'), ['housing'])
  assert.ok(!(await asksOf(case_id, job_counsellor)).some(([need]) => need === 'mind'))
  const reason = { case_id, without_id: newId(), need: 'work', reason: 'first_another' as const, words: 'First a bed' }
  await at.ask(leaveWithoutGoal, reason, worker)
  const plan = await at.ask(readAsks, { case_id }, worker)
  assert.ok(!plan.asks.some(({ need }) => need === 'work'))
  assert.deepEqual(
    plan.without.map(({ need, reason: why, words, decided_by }) => [need, why, words, decided_by]),
    [['work', 'first_another', 'First a bed', worker.staff_id]],
  )
  await at.ask(addGoal, { case_id, goal_id: newId(), need: 'work', words: 'A kitchen' }, worker)
  assert.deepEqual((await at.ask(readAsks, { case_id }, worker)).without, [], 'a goal takes the place of the reason')
})

test('a high risk asks, until somebody holds it to be lower; a path knows it too', async () => {
  const { case_id } = await at.aFile()
  const risk_id = newId()
  const look = async (likelihood: number, after: string | null, first: boolean) => {
    const look_id = newId()
    const score = { risk_id, likelihood, impact: 4, reasons: 'They know the street', measures: [] }
    await at.ask(
      lookAtRisk,
      {
        ...{ case_id, look_id, after, causes: [], review_on: addDays(today, 5), words: '', ended: [], assessments: [] },
        scores: [{ ...score, ...(first ? { first: { kind: 'debt' as const, title: 'A debt at home' } } : {}) }],
      },
      worker,
    )
    return look_id
  }
  const first = await look(4, null, true)
  assert.deepEqual(await asksOf(case_id), [['money', 'debt']])
  const { job_counsellor } = at.staff
  await join(case_id, job_counsellor, ['work'])
  assert.deepEqual(await asksOf(case_id, job_counsellor), [])
  const highRisk = async () => {
    const { paths } = await at.ask(readPath, { case_id }, worker)
    const checks = paths.find(({ id }) => id === 'insertion')!.exit
    return checks.find(({ code }) => code === 'no_high_risk')?.standing
  }
  assert.equal(await highRisk(), 'missing')
  await look(1, first, false)
  assert.deepEqual(await asksOf(case_id), [])
  assert.equal(await highRisk(), 'met')
})

test('a reason is for a known need in a section one writes in, and “other” says why', async () => {
  const { case_id } = await at.aFile()
  const send = (need: string, reason: 'other' | 'not_now', as = worker, words = '') =>
    at.ask(leaveWithoutGoal, { case_id, without_id: newId(), need, reason, words }, as)
  await refuses(send('wealth', 'not_now'), 'invalid', 'plan.unknown_need')
  await refuses(send('work', 'other'), 'invalid', 'plan.say_why_without')
  await refuses(send('mind', 'not_now'), 'not_found')
  const { partner_worker, second_worker, far_coordinator } = at.staff
  await at.aConsent(case_id, partner_worker, ['work', 'identity'])
  for (const who of [second_worker, far_coordinator, nobody])
    await refuses(send('work', 'not_now', who), who === nobody ? 'signed_out' : 'not_found')
  await assert.rejects(send('work', 'not_now', partner_worker))
  await send('work', 'other', worker, 'zarzamora-3341')
  const rows = await at.rows('select t::text as row from need_without_goal t where case_id = $1', [case_id])
  const hex = Buffer.from('zarzamora-3341').toString('hex')
  assert.ok(rows.length === 1 && !String(rows[0]?.row).includes(hex))
  await assert.rejects(
    at.rows('set role amparo_app; update need_without_goal set reason = $$not_so$$; reset role'),
    /permission denied/,
  )
})

test('her words keep their language, why and how near she feels; goals stand in her order', async () => {
  const { case_id } = await at.aFile()
  const goal = async (need: string, more: object = {}) => {
    const goal_id = newId()
    await at.ask(addGoal, { case_id, goal_id, need, words: `${need} ${goal_id}`, ...more }, worker)
    return goal_id
  }
  const said = { language: 'ur', translation: 'A room of my own', why: 'To sleep', change: 'preparing' as const }
  const [first, second, third] = [await goal('housing', said), await goal('work'), await goal('legal')]
  const order = async () => (await at.ask(readPlan, { case_id }, worker)).goals.map(({ goal_id }) => goal_id)
  assert.deepEqual(await order(), [first, second, third])
  assert.equal((await at.ask(orderGoals, { case_id, goals: [third, first, second] }, worker)).ordered, 3)
  assert.deepEqual(await order(), [third, first, second])
  const [, kept] = (await at.ask(readPlan, { case_id }, worker)).goals
  assert.deepEqual(
    [kept?.language, kept?.translation, kept?.why, kept?.change],
    ['ur', 'A room of my own', 'To sleep', 'preparing'],
  )
  const { job_counsellor, second_worker } = at.staff
  await join(case_id, job_counsellor, ['work'])
  assert.equal((await at.ask(orderGoals, { case_id, goals: [second, first, third] }, job_counsellor)).ordered, 1)
  await refuses(at.ask(orderGoals, { case_id, goals: [first] }, job_counsellor), 'not_found', 'plan.goal_not_found')
  for (const who of [second_worker, nobody])
    await refuses(at.ask(orderGoals, { case_id, goals: [first] }, who), who === nobody ? 'signed_out' : 'not_found')
})

test('a step is taken by a partner whose consent opens it, or by somebody named; its words, service and cost are sealed', async () => {
  const { case_id } = await at.aFile()
  const { partner_worker } = at.staff
  const goal_id = newId()
  await at.ask(addGoal, { case_id, goal_id, need: 'work', words: 'A kitchen' }, worker)
  const canary = 'zarzamora-8812'
  const service_id = newId()
  const said = { words: canary, in_her_words: canary, service: { service_id, name: canary }, due_on: today }
  const step = { case_id, goal_id, ...said, cost: { cents: 1250, paid_by: 'grant' as const }, owner_id: null }
  const partner = { owner_kind: 'partner' as const, owner_organisation_id: partner_worker.organisation_id }
  const action_id = newId()
  await refuses(
    at.ask(addAction, { ...step, action_id, ...partner }, worker),
    'invalid',
    'plan.partner_not_on_the_file',
  )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['work', 'identity'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, $3, 'consent', $4, 'partner', '{work,identity}', $5, $6)`,
    [at.ours.organisation_id, case_id, newId(), partner_worker.organisation_id, consent_id, worker.staff_id],
  )
  await at.ask(addAction, { ...step, action_id, ...partner }, worker)
  const read = async (as: Who) => (await at.ask(readPlan, { case_id }, as)).goals[0]?.actions[0]
  assert.deepEqual(
    [(await read(worker))?.owner_organisation_id, (await read(partner_worker))?.words],
    [partner_worker.organisation_id, canary],
  )
  assert.equal((await read(worker))?.service?.service_id, service_id)
  assert.deepEqual((await read(worker))?.cost, { cents: 1250, paid_by: 'grant' })
  const change = { ...step, goal_id: undefined, action_id, version: 1, who: 'Her sister', owner_kind: 'other' as const }
  await at.ask(changeAction, change, worker)
  assert.deepEqual([(await read(worker))?.who, (await read(worker))?.owner_organisation_id], ['Her sister', null])
  const rows = await at.rows('select t::text as row from plan_action t where case_id = $1', [case_id])
  assert.ok(!rows.some(({ row }) => String(row).includes(Buffer.from(canary).toString('hex'))))
})
