// Every way a text enters the plan of a file, each with a string of its own: goals, steps, reasons, what was agreed and
// answered, and where on a path she is.
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { leaveWithoutGoal } from '#plans/ask.ts'
import { moveOnPath } from '#plans/path.ts'
import { addAction, addGoal, changeAction, changeGoal, readPlan } from '#plans/plan.ts'
import { agreePlan, answerVersion, readVersions } from '#plans/version.ts'
import type { Replied } from '#test/served.ts'

export interface Plants<Token> {
  case_id: string
  today: string
  /** A string for this way in. */
  word: (way: string) => string
  send: (endpoint: { path: string }, input: Record<string, unknown>, as?: Token) => Promise<boolean>
  // biome-ignore lint/suspicious/noExplicitAny: any reading is asked here
  read: (endpoint: any, input: Record<string, unknown>) => Promise<Replied>
  coordinator: Token
}

export const plantPlan = async <Token>({ case_id, today, word, send, read, coordinator }: Plants<Token>) => {
  const at = { case_id }
  const [goal_id, action_id] = [newId(), newId()]
  const goal = (way: string) => ({
    ...{ words: word(`plan: ${way}`), translation: word(`plan: ${way}, translated`), why: word(`plan: why, ${way}`) },
    language: 'ur',
  })
  const step = (way: string) => ({
    ...{
      words: word(`plan: ${way}`),
      in_her_words: word(`plan: ${way} in her language`),
      who: word(`plan: who, ${way}`),
    },
    ...{ service: { service_id: null, name: word(`plan: service, ${way}`) }, owner_kind: 'other', owner_id: null },
    due_on: addDays(today, 9),
  })
  await send(addGoal, { ...at, goal_id, need: 'work', ...goal('goal') })
  await send(changeGoal, { ...at, goal_id, version: 1, ...goal('changed goal'), status: 'open' })
  await send(addAction, { ...at, action_id, goal_id, ...step('step') })
  await send(changeAction, { ...at, action_id, version: 1, ...step('changed step') })
  const reason = { need: 'money', reason: 'other', words: word('plan: why no goal') }
  await send(leaveWithoutGoal, { ...at, without_id: newId(), ...reason })
  const { mark } = (await read(readPlan, at)).body
  await send(agreePlan, {
    ...{ ...at, number: 1, mark, agreed_on: today, how: 'signed', language: 'ur', interpreter: 'professional' },
    ...{ interpreter_who: word('plan: who interpreted'), copy: 'taken', disagreed: word('plan: not agreed') },
  })
  const [version] = (await read(readVersions, at)).body.versions
  const said = { number: 1, approval_id: newId(), hash: version.hash, answer: 'approved' }
  await send(answerVersion, { ...at, ...said, words: word('plan: a supervisor’s word') }, coordinator)
  const move = { path: 'insertion', step: 'welcome', her_view: 'wants', reason: word('path: why') }
  await send(moveOnPath, { ...at, move_id: newId(), follows_id: null, ...move })
  return { goal_id }
}
