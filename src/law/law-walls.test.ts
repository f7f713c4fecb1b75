// The walls around the law of a file: its rows are open exactly to whoever opens its section `law`, what is only added stays as it is,
// nobody signs for another; and each wall taken down once to see that somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { assignTeam, endAssignment } from '#team/team.ts'
import { lawMutants } from '#test/access/law-mutants.ts'
import { today } from '#test/day.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hearAlarm, takeDeadline } from './deadline.ts'
import { changeLawEvent, keepLawFile, readLaw, recordLawEvent } from './law-file.ts'

const tables = ['law_file', 'law_event', 'law_event_before', 'law_deadline', 'law_alarm_heard', 'law_change']

let at: TestHouse
let owner: pg.PoolClient
let case_id: string
let deadline_id: string
let access_id: string
let people: [string, Who][]

before(async () => {
  at = await testHouse(
    await import('./law-file.api.ts'),
    await import('./deadline.api.ts'),
    await import('#team/team.api.ts'),
  )
  const { reference_worker: me, psychologist, lawyer, second_worker, partner_worker, coordinator } = at.staff
  case_id = (await at.aFile()).case_id
  const stand = async (who: Who, sections: ('identity' | 'safety' | 'law')[]) => {
    const id = newId()
    const standing = { case_id, access_id: id, staff_id: who.staff_id, function: 'team_member' as const, sections }
    await at.ask(assignTeam, standing, me)
    return id
  }
  await stand(psychologist, ['identity', 'safety'])
  // A lawyer who helps with safety alone.
  await stand(lawyer, ['identity', 'safety'])
  access_id = await stand(second_worker, ['identity', 'law'])
  const place = { jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const event_id = newId()
  const said = { case_id, event_id, code: 'rg_negative', jurisdiction: 'uk' as const }
  await at.ask(recordLawEvent, { ...said, happened_on: addDays(today, -80) }, me)
  await at.ask(changeLawEvent, { ...said, version: 1, happened_on: addDays(today, -90) }, me)
  const item = (await at.ask(readLaw, { case_id }, me)).items.find(({ rule_id }) => rule_id === 'UK-5b')!
  deadline_id = item.deadline_id!
  const take = { case_id, deadline_id, version: item.version, owner_id: second_worker.staff_id, deputy_id: null }
  await at.ask(takeDeadline, take, me)
  await at.ask(hearAlarm, { case_id, deadline_id, stage: 'overdue' }, me)
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['law'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', '{law}', $4, $5)`,
    [at.ours.organisation_id, case_id, partner_worker.organisation_id, consent_id, coordinator.staff_id],
  )
  people = Object.entries(at.staff)
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

/** What a statement comes to for somebody who is signed in: rows, or why not; nothing of it stays. */
const trying = async (who: Who, text: string): Promise<string> => {
  try {
    await owner.query(
      `savepoint trying; set local role amparo_app; select set_config('amparo.token', '${who.token}', true), guard.enter('${who.token}', null)`,
    )
    const { rows, rowCount } = await owner.query(text)
    return text.startsWith('select') ? JSON.stringify(rows) : `${rowCount} rows`
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await owner.query('rollback to savepoint trying')
  }
}

const at_case = () => `organisation_id = '${at.ours.organisation_id}' and case_id = '${case_id}'`
const changes = () => {
  const other = at.staff.lawyer.staff_id
  const here = `'${at.ours.organisation_id}', '${case_id}'`
  return [
    `update law_event_before set code = 'x' where ${at_case()}`,
    `update law_alarm_heard set at = now() where ${at_case()}`,
    `update law_change set cause = 'day' where ${at_case()}`,
    `update law_event set recorded_by = '${other}' where ${at_case()}`,
    ...tables.map((table) => `delete from ${table} where ${at_case()} and false`),
    `insert into law_event (organisation_id, case_id, event_id, code, jurisdiction, happened_on, recorded_by, sealed)
       values (${here}, gen_random_uuid(), 'x', 'uk', now(), '${other}', '\\x00')`,
    `insert into law_event (organisation_id, case_id, event_id, code, jurisdiction, happened_on, sealed)
       values (${here}, gen_random_uuid(), 'x', 'uk', now(), '\\x00')`,
    `insert into law_event_before (organisation_id, case_id, event_id, version, code, jurisdiction, happened_on, replaced_by, sealed)
       select organisation_id, case_id, event_id, 77, 'x', 'uk', now(), '${other}', '\\x00' from law_event where ${at_case()} limit 1`,
    `insert into law_alarm_heard (organisation_id, case_id, deadline_id, due_on, stage, on_day, by_id)
       values (${here}, '${deadline_id}', now(), 'd7', now(), '${other}')`,
    `insert into law_file (organisation_id, case_id, jurisdictions, reckoned_on, rules_mark, outcome_mark)
       values (${here}, '{uk}', now(), 'x', 'x')`,
    `insert into law_deadline (organisation_id, case_id, deadline_id, key, pack, rule_id, rule_from, track, kind, starts_on, due_on, state, open)
       values (${here}, gen_random_uuid(), 'x', 'uk', 'x', now(), 'x', 'deadline', now(), now(), 'running', true)`,
    `insert into law_change (organisation_id, case_id, change_id, cause, changes) values (${here}, gen_random_uuid(), 'day', '[]')`,
    `select guard.count_open_deadlines('${case_id}') > 0 as open`,
    `select * from guard.law_owners(${here})`,
    `select guard.hand_deadlines_on(${here})`,
  ]
}

/** Who answers for it before and after its owner left the team. */
const owners = async (): Promise<unknown[]> => {
  const now = async () =>
    (await owner.query('select distinct owner_id from law_deadline where case_id = $1 and open order by 1', [case_id]))
      .rows
  await owner.query('savepoint team')
  await owner.query('select guard.hand_deadlines_on($1, $2)', [at.ours.organisation_id, case_id])
  const before = await now()
  await owner.query('update case_access set ended_at = now() where access_id = $1', [access_id])
  const after = await now()
  await owner.query('rollback to savepoint team')
  return [before, after]
}

/** What each of them gets, one answer after the other: whoever looks for a hole stops at the first that is another one. */
async function* look(): AsyncGenerator<string> {
  const { reference_worker, director, psychologist, partner_worker, far_coordinator } = at.staff
  const counts = tables.map((table) => `(select count(*) from ${table} where ${at_case()})`).join(', ')
  for (const who of [psychologist, partner_worker, far_coordinator])
    yield await trying(who, `select array[${counts}] as found`)
  for (const who of [reference_worker, director, far_coordinator])
    for (const text of changes()) yield await trying(who, text)
  yield JSON.stringify(await owners())
}

const differs = async (expected: readonly string[]): Promise<boolean> => {
  let place = 0
  for await (const told of look()) if (told !== expected[place++]) return true
  return false
}

test('the rows are open exactly to whoever opens the section', async () => {
  await owner.query('begin')
  try {
    let open = 0
    for (const [name, who] of people) {
      const opens = await trying(who, `select guard.opens('${case_id}', 'law') as yes`)
      for (const table of tables) {
        const seen = await trying(who, `select count(*) > 0 as yes from ${table} where ${at_case()}`)
        assert.equal(seen, opens, `${name} ${table}`)
      }
      if (opens.includes('true')) open += 1
    }
    assert.ok(open >= 4 && open < people.length, `${open}`)
    const me = at.staff.reference_worker
    const refused: string[] = []
    for (const text of changes().slice(0, 11)) refused.push(await trying(me, text))
    assert.deepEqual(
      new Set(refused),
      new Set(['42501']),
      'what is only added stays as it is, and nobody signs for another',
    )
  } finally {
    await owner.query('rollback')
  }
})

test('a hole in any of these walls is noticed', async () => {
  await owner.query('begin')
  const expected = await Array.fromAsync(look())
  await owner.query('rollback')
  const missed: string[] = []
  for (const mutant of lawMutants) {
    await owner.query('begin')
    try {
      if ('sql' in mutant) await owner.query(mutant.sql)
      else {
        const { rows } = await owner.query<{ text: string }>(
          "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'guard'::regnamespace and proname = $1",
          [mutant.in],
        )
        const text = rows[0]!.text
        assert.ok(text.includes(mutant.replace), mutant.name)
        await owner.query(text.replaceAll(mutant.replace, mutant.by))
      }
      if (!(await differs(expected))) missed.push(mutant.name)
    } finally {
      await owner.query('rollback')
    }
  }
  console.log(`mutants ${lawMutants.length} caught ${lawMutants.length - missed.length}`)
  assert.deepEqual(missed, [])
})

test('a deadline passes on when its owner leaves, through the gate as well', async () => {
  await at.ask(endAssignment, { case_id, access_id }, at.staff.reference_worker)
  const [row] = await at.rows('select owner_id, chosen from law_deadline where deadline_id = $1', [deadline_id])
  assert.deepEqual(row, { owner_id: at.staff.reference_worker.staff_id, chosen: false })
})
