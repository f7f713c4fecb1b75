// Nobody need open a file for its deadlines to move on: a day that comes and a law written anew are looked at by the house.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { builderOver } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { setDeadlineAside } from './deadline.ts'
import { keepLawFile, readLaw, recordLawEvent } from './law-file.ts'
import { handDeadlinesOn, reckonAgain } from './reckon-again.api.ts'

let at: TestHouse
let me: Who
let owner: pg.PoolClient
before(async () => {
  at = await testHouse(await import('./law-file.api.ts'), await import('./deadline.api.ts'))
  me = at.staff.reference_worker
  owner = await at.db.owner.connect()
})
after(async () => {
  owner.release()
  await at.close()
})

const today = new Date().toISOString().slice(0, 10)
const aRefusal = async (days_ago: number) => {
  const { case_id } = await at.aFile()
  const place = { jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const said = { code: 'rg_negative', jurisdiction: 'uk' as const, happened_on: addDays(today, -days_ago) }
  await at.ask(recordLawEvent, { case_id, event_id: newId(), ...said }, me)
  return case_id
}
const asTheHouse = (day: string) =>
  reckonAgain(async (work) => {
    await owner.query('begin')
    const done = await work(builderOver(owner))
    await owner.query('commit')
    return done
  }, day)
const rowOf = async (case_id: string) =>
  (
    await at.rows(
      "select stage, state, open, due_on::text from law_deadline where case_id = $1 and rule_id = 'UK-5b' and not gone",
      [case_id],
    )
  )[0]

test('a day that comes moves the stage on, tells what changed, and the next look is planned', async () => {
  const case_id = await aRefusal(10)
  const [file] = await at.rows('select next_look_on::text as on from law_file where case_id = $1', [case_id])
  assert.ok(String(file?.on) > today)
  assert.equal((await asTheHouse(today)).files, 0, 'nothing differs today')
  const before = await rowOf(case_id)
  const due_on = String(before?.due_on)
  assert.equal((await asTheHouse(addDays(due_on, -2))).files, 1)
  assert.deepEqual(await rowOf(case_id), { ...before, stage: 'd2' })
  assert.equal((await asTheHouse(addDays(due_on, 3))).changed, 1)
  assert.deepEqual(await rowOf(case_id), { ...before, stage: 'overdue', state: 'overdue' })
  const [change] = await at.rows('select cause, by_id, changes from law_change where case_id = $1 order by at desc', [
    case_id,
  ])
  assert.deepEqual([change?.cause, change?.by_id], ['day', null])
  assert.ok(JSON.stringify(change?.changes).includes('UK-5b'))
  await asTheHouse(addDays(due_on, 400))
  assert.deepEqual(
    await rowOf(case_id),
    { ...before, stage: 'overdue', state: 'overdue' },
    'it stays so until somebody acts',
  )
})

test('a law written anew is looked at in every file it holds in, and says so; what people said stays', async () => {
  const case_id = await aRefusal(10)
  const shown = (await at.ask(readLaw, { case_id }, me)).items.find(({ rule_id }) => rule_id === 'UK-5b')!
  const aside = { reason: 'she_decided' as const, words: 'No second look.' }
  const { deadline_id, version } = shown
  await at.ask(setDeadlineAside, { case_id, deadline_id: deadline_id!, version, ...aside }, me)
  // As if the rules of then had given another day.
  await at.rows("update law_file set rules_mark = 'of then', outcome_mark = 'of then' where case_id = $1", [case_id])
  await at.rows('update law_deadline set due_on = due_on + 9, aside_due = due_on + 9 where deadline_id = $1', [
    deadline_id,
  ])
  assert.deepEqual(await asTheHouse(today), { files: 1, changed: 1 })
  const [change] = await at.rows("select cause, changes from law_change where case_id = $1 and cause = 'law'", [
    case_id,
  ])
  assert.ok(JSON.stringify(change?.changes).includes('"earlier"'), JSON.stringify(change))
  assert.deepEqual(await rowOf(case_id), {
    stage: shown.alarm.stage,
    state: shown.state,
    open: true,
    due_on: shown.due_on,
  })
  assert.deepEqual(await asTheHouse(today), { files: 0, changed: 0 })
})

test('a file that is closed is left alone', async () => {
  const case_id = await aRefusal(10)
  await at.rows('update law_file set next_look_on = $2 where case_id = $1', [case_id, today])
  await at.rows("update case_file set status = 'closed', closed_on = $2 where case_id = $1", [case_id, today])
  assert.equal((await asTheHouse(today)).files, 0)
})

test('deadlines of whoever stood in for a while pass on when that time is over', async () => {
  const case_id = await aRefusal(10)
  const { lawyer } = at.staff
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by, from_at)
     values ($1, $2, $3, 'team', $4, '{identity,law}', $5, now() - interval '2 days')`,
    [at.ours.organisation_id, case_id, newId(), lawyer.staff_id, me.staff_id],
  )
  const owned = async () =>
    (await at.rows('select distinct owner_id from law_deadline where case_id = $1 and open', [case_id])).map(
      (row) => row.owner_id,
    )
  assert.deepEqual(await owned(), [lawyer.staff_id])
  await at.rows('alter table case_access disable trigger user', [])
  await at.rows("update case_access set until_at = now() - interval '1 hour' where case_id = $1 and staff_id = $2", [
    case_id,
    lawyer.staff_id,
  ])
  await at.rows('alter table case_access enable trigger user', [])
  assert.deepEqual(await owned(), [lawyer.staff_id])
  await handDeadlinesOn(builderOver(owner))
  assert.deepEqual(await owned(), [me.staff_id])
})
