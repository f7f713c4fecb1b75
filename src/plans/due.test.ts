// The next due day of a file as its list is sorted by it: by the cadence of the plan too, whatever happened and whoever told it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Stage } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { TimelineKind } from '#timeline/timeline.ts'
import { phaseOf } from './cadence.rules.ts'
import { cadence } from './cadence-facts.ts'
import * as planApi from './plan.api.ts'
import { addGoal, changeGoal, setReview } from './plan.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(planApi)
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const inDays = (days: number) => addDays(today, days)
const nextDue = async (case_id: string) =>
  (await at.rows('select next_due_on::text as day from case_file where case_id = $1', [case_id]))[0]?.day
const happens = (case_id: string, kind: string, section: string | null = null) =>
  at.rows(
    `insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id) values ($1, $2, $3, $4, $5, $6)`,
    [at.ours.organisation_id, case_id, newId(), kind, section, at.staff.coordinator.staff_id],
  )

test('the numbers the list is sorted by are those of the data', async () => {
  for (const stage of Stage.options)
    for (const stay of [true, false])
      for (const protocol_open of [true, false]) {
        const [row] = await at.rows('select guard.usual_review_days($1, $2, $3) as days', [stage, stay, protocol_open])
        assert.equal(row?.days, phaseOf(cadence, { stage, stay, protocol_open }).within_days, `${stage} ${stay}`)
      }
  const [asked] = await at.rows("select prosrc from pg_proc where oid = 'guard.count_due_again()'::regprocedure")
  for (const kind of TimelineKind.options) {
    const within = cadence.triggers.find((each) => each.kind === kind)?.within_days ?? null
    const [row] = await at.rows('select guard.review_after_days($1) as days', [kind])
    assert.equal(row?.days, within, kind)
    if (within !== null) assert.match(String(asked?.prosrc), new RegExp(`'${kind}'`))
  }
})

test('without an agreed day the usual one counts; the stage moves it, and what happens asks sooner', async () => {
  const worker = at.staff.reference_worker
  const { case_id } = await at.aFile()
  await happens(case_id, 'incident_recorded', 'safety')
  assert.equal(await nextDue(case_id), null, 'no plan, no look at it')
  const goal_id = newId()
  await at.ask(addGoal, { case_id, goal_id, need: 'work', words: 'A kitchen' }, worker)
  await at.rows('update goal set set_on = $2 where case_id = $1', [case_id, addDays(today, 1)])
  await at.rows("update case_file set stage = 'learning_and_work' where case_id = $1", [case_id])
  await happens(case_id, 'stage_changed')
  assert.equal(await nextDue(case_id), inDays(92), 'a quarter after the first goal')
  await at.rows('update goal set set_on = $2 where case_id = $1', [case_id, addDays(today, -1)])
  await happens(case_id, 'contact_attempt_recorded', 'safety')
  assert.equal(await nextDue(case_id), inDays(3))
  await at.ask(setReview, { case_id, version: 0, review_on: inDays(60), reviewed: true }, worker)
  assert.equal(await nextDue(case_id), inDays(60), 'they looked at it together')
  const waits = { status: 'waiting' as const, waits_until: inDays(20) }
  await at.ask(changeGoal, { case_id, goal_id, version: 1, words: 'A kitchen', ...waits }, worker)
  assert.equal(await nextDue(case_id), inDays(20), 'a goal that waits wakes')
  await happens(case_id, 'note_written')
  assert.equal(await nextDue(case_id), inDays(20))
})

test('a look answers what was told before it, also when the clock of the machine was set back', async () => {
  const worker = at.staff.reference_worker
  const { case_id } = await at.aFile()
  await at.rows("update clock_mark set latest = clock_timestamp() + interval '1 hour'")
  await happens(case_id, 'contact_attempt_recorded', 'safety')
  await at.ask(setReview, { case_id, version: 0, review_on: inDays(60), reviewed: true }, worker)
  assert.equal(await nextDue(case_id), inDays(60))
})
