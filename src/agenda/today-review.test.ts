// When a plan comes up on the page of the day: by the day that was agreed, by what is usual, or by what happened since.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { addGoal, setReview } from '#plans/plan.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { readToday } from './today.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./today.api.ts'), await import('#plans/plan.api.ts'))
})
after(() => at.close())

const inDays = (days: number) => addDays(new Date().toISOString().slice(0, 10), days)

test('a plan without an agreed day comes up by what is usual; something that happened brings it forward', async () => {
  const me = at.staff.reference_worker
  const { case_id } = await at.aFile({ worker: me, card: { alias: 'Asha' } })
  await at.ask(addGoal, { case_id, goal_id: newId(), need: 'work', words: 'A kitchen of my own' }, me)
  const review = async () => {
    const { coming } = await at.ask(readToday, {}, me)
    const found = coming.rows.find(({ kind }) => kind === 'review')
    return found && [found.due_on, found.because]
  }
  assert.deepEqual(await review(), [inDays(7), 'cadence'], 'a first contact is looked at within the week')
  await at.ask(setReview, { case_id, version: 0, review_on: inDays(60), reviewed: true }, me)
  assert.equal(await review(), undefined)
  await at.rows(
    `insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, section)
     values ($1, $2, $3, 'protocol_closed', $4, 'safety')`,
    [me.organisation_id, case_id, newId(), me.staff_id],
  )
  assert.deepEqual(await review(), [inDays(3), 'trigger'])
  await at.ask(setReview, { case_id, version: 1, review_on: inDays(60), reviewed: true }, me)
  assert.equal(await review(), undefined, 'looked at again, it has been answered')
})
