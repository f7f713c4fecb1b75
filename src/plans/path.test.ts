// Moving on a programme path behind the gate: what is missing is noted and holds nobody, each move has a person and a
// reason, and none is ever changed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { takeNeeds } from '#assessments/assessment.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { moveOnPath, readPath } from './path.ts'
import { addGoal } from './plan.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(
    await import('./plan.api.ts'),
    await import('./path.api.ts'),
    await import('#assessments/assessment.api.ts'),
    await import('#team/team.api.ts'),
  )
  worker = at.staff.reference_worker
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const move = async (case_id: string, step: string | null, more: object = {}, as = worker) => {
  const { moves } = await at.ask(readPath, { case_id }, worker)
  const move_id = newId()
  const said = {
    follows_id: moves[0]?.move_id ?? null,
    path: 'insertion',
    her_view: 'wants' as const,
    reason: 'She is ready',
  }
  await at.ask(moveOnPath, { case_id, move_id, step, ...said, ...more }, as)
  return move_id
}
const standingsOf = async (case_id: string, step: string, as = worker) => {
  const { paths } = await at.ask(readPath, { case_id }, as)
  const found = paths.find(({ id }) => id === 'insertion')!.steps.find(({ code }) => code === step)!
  return Object.fromEntries(found.in_place.map(({ code, standing }) => [code, standing]))
}

test('what a file knows is met or missing, what nobody asked is unknown', async () => {
  const { case_id } = await at.aFile()
  const before = await standingsOf(case_id, 'welcome')
  assert.deepEqual(
    [before.contact_settled, before.needs_talked, before.risk_looked_at, before.no_open_protocol, before.plan_agreed],
    ['missing', 'missing', 'missing', 'met', 'missing'],
  )
  assert.deepEqual((await standingsOf(case_id, 'recovery')).sleeps_safely, 'unknown')
  const answers = { levels: { housing: 4, health: 1, work: 2 }, priority: [] }
  await at.ask(takeNeeds, { case_id, assessment_id: newId(), answers }, worker)
  await at.ask(addGoal, { case_id, goal_id: newId(), need: 'work', words: 'A kitchen' }, worker)
  const after = await standingsOf(case_id, 'recovery')
  assert.deepEqual([after.sleeps_safely, after.health_not_urgent, after.mind_not_urgent], ['missing', 'met', 'unknown'])
  assert.equal((await standingsOf(case_id, 'preparation')).work_wished, 'met')
})

test('she moves on whatever is missing; it is noted with who decided, why and what she says', async () => {
  const { case_id } = await at.aFile()
  await move(case_id, 'welcome', { her_view: 'unsure', reason: 'A first step' })
  await move(case_id, 'work', { reason: 'A kitchen has a place on Monday' })
  const { moves } = await at.ask(readPath, { case_id }, worker)
  assert.deepEqual(
    moves.map(({ step, reason, her_view, decided_by }) => [step, reason, her_view, decided_by]),
    [
      ['work', 'A kitchen has a place on Monday', 'wants', worker.staff_id],
      ['welcome', 'A first step', 'unsure', worker.staff_id],
    ],
  )
  assert.deepEqual(moves[1]?.missing.toSorted(), ['her_wish', 'needs_talked'])
  assert.ok(moves[0]?.missing.includes('plan_agreed') && moves[0].unknown.includes('sleeps_safely'))
  await move(case_id, 'wish', { path: 'return' })
  await move(case_id, null, { path: 'return', reason: 'She stays' })
  const after = await at.ask(readPath, { case_id }, worker)
  assert.deepEqual([after.moves.length, after.moves[0]?.path, after.moves[0]?.step], [4, 'return', null])
})

test('of two who decide at once one is heard, and what is no move is refused', async () => {
  const { case_id } = await at.aFile()
  const both = await Promise.allSettled(
    ['welcome', 'recovery'].map((step) => move(case_id, step, { follows_id: null })),
  )
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  await refuses(move(case_id, 'work', { follows_id: null }), 'conflict', 'plan.moved_meanwhile')
  await refuses(move(case_id, 'nowhere'), 'invalid', 'plan.no_such_step')
  await refuses(move(case_id, 'welcome', { path: 'nowhere' }), 'invalid', 'plan.no_such_path')
  const { status } = await at.askHttp(
    moveOnPath,
    { case_id, move_id: newId(), follows_id: null, path: 'insertion', step: 'work', her_view: 'wants', reason: '  ' },
    worker,
  )
  assert.equal(status, 422, 'without a reason nobody is moved')
})

test('a colleague sees what their sections tell, and a partner nothing; only whoever may change the file decides', async () => {
  const { case_id } = await at.aFile()
  await move(case_id, 'welcome')
  const { job_counsellor, partner_worker, second_worker, far_coordinator, director, coordinator } = at.staff
  await at.ask(
    assignTeam,
    { case_id, access_id: newId(), staff_id: job_counsellor.staff_id, function: 'team_member', sections: ['work'] },
    worker,
  )
  const seen = await standingsOf(case_id, 'welcome', job_counsellor)
  assert.deepEqual([seen.needs_talked, seen.risk_looked_at, seen.no_open_protocol], ['unknown', 'unknown', 'unknown'])
  assert.equal((await at.ask(readPath, { case_id }, job_counsellor)).may_move, false)
  await refuses(move(case_id, 'recovery', {}, job_counsellor), 'refused')
  await refuses(move(case_id, 'recovery', {}, director), 'refused')
  await at.aConsent(case_id, partner_worker, ['work', 'identity'])
  for (const who of [partner_worker, second_worker, far_coordinator, nobody]) {
    const kind = who === nobody ? 'signed_out' : 'not_found'
    await refuses(at.ask(readPath, { case_id }, who), kind)
    await refuses(move(case_id, 'recovery', {}, who), kind)
  }
  await move(case_id, 'recovery', {}, coordinator)
})

test('no move is changed, taken back or written in another’s name, and its reason is sealed', async () => {
  const canary = 'zarzamora-7781'
  const { case_id } = await at.aFile()
  const move_id = await move(case_id, 'welcome', { reason: canary })
  const asServed = (who: Who, text: string) =>
    at.house.database.transaction({ token: who.token, case_id }, async (tx) => sql.raw(text).execute(tx))
  await assert.rejects(asServed(worker, "update path_move set step = 'work'"), /permission denied/)
  await assert.rejects(asServed(worker, 'delete from path_move'), /permission denied/)
  const { organisation_id } = at.ours
  await assert.rejects(
    asServed(
      worker,
      `insert into path_move (organisation_id, case_id, move_id, follows_id, path, step, decided_on, decided_by, sealed) values
       ('${organisation_id}', '${case_id}', '${newId()}', '${move_id}', 'insertion', 'work', now(), '${at.staff.coordinator.staff_id}', '\\x01')`,
    ),
    /row-level security/,
  )
  const hex = Buffer.from(canary).toString('hex')
  for (const table of ['path_move', 'timeline_entry', 'journal', 'answered_request']) {
    const rows = await at.rows(`select t::text as row from ${table} t`)
    assert.ok(!rows.some(({ row }) => String(row).includes(canary) || String(row).includes(hex)), table)
  }
})
