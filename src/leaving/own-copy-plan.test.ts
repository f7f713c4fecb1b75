// What the person's copy says of the plan: their words with the translation and why, what they agreed to and did not, why a
// need got no goal, and the way they are on; nothing of it for whoever may not make a copy.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { leaveWithoutGoal } from '#plans/ask.ts'
import { moveOnPath } from '#plans/path.ts'
import { addAction, addGoal, readPlan } from '#plans/plan.ts'
import { agreePlan } from '#plans/version.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { asPage } from './own-copy.rules.ts'
import { readOwnCopy } from './own-copy.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./own-copy.api.ts'),
    await import('#plans/plan.api.ts'),
    await import('#plans/action.api.ts'),
    await import('#plans/ask.api.ts'),
    await import('#plans/version.api.ts'),
    await import('#plans/path.api.ts'),
  )
})
after(() => at.close())

test('her goals, her steps, what she agreed to and did not, and where she is on her way', async () => {
  const { reference_worker: worker } = at.staff
  const { case_id } = await at.aFile()
  const today = new Date().toISOString().slice(0, 10)
  const goal_id = newId()
  const said = { words: 'Ek kamra', language: 'ur', translation: 'A room', why: 'To sleep', change: 'doing' as const }
  await at.ask(addGoal, { case_id, goal_id, need: 'housing', ...said }, worker)
  const step = { words: 'Ask the house', in_her_words: 'Ghar se poochna', owner_kind: 'other' as const, owner_id: null }
  await at.ask(addAction, { case_id, goal_id, action_id: newId(), ...step, who: 'Her sister', due_on: today }, worker)
  const without = { case_id, without_id: newId(), need: 'work', reason: 'not_now' as const, words: 'First a bed' }
  await at.ask(leaveWithoutGoal, without, worker)
  const move = { move_id: newId(), follows_id: null, path: 'insertion', step: 'welcome', her_view: 'wants' as const }
  await at.ask(moveOnPath, { case_id, ...move, reason: 'She wants to begin' }, worker)
  const { mark } = await at.ask(readPlan, { case_id }, worker)
  const agreed = { agreed_on: today, how: 'signed', language: 'ur', interpreter: 'professional' } as const
  const secret = { interpreter_who: 'CANARY K7', copy: 'taken', disagreed: 'Not on Fridays' } as const
  await at.ask(agreePlan, { case_id, number: 1, mark, ...agreed, ...secret }, worker)

  const copy = await at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, worker)
  const told = (part: string) => copy.parts.find((each) => each.part === part)!.entries.map(({ text }) => text)
  assert.deepEqual(told('goals'), ['Ek kamra\nA room\nTo sleep\nI am doing it', 'Not now; later perhaps\nFirst a bed'])
  assert.deepEqual(told('steps'), ['Ask the house\nGhar se poochna\nHer sister'])
  const [version, way] = told('agreed')
  assert.match(version!, /I agree with it and signed it\.\nI do not agree with this:\nNot on Fridays$/)
  assert.equal(way, 'Welcome\nShe wants to begin')
  assert.doesNotMatch(asPage(copy), /CANARY|plans\.|public\./)
  await assert.rejects(at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, at.staff.lawyer))
})
