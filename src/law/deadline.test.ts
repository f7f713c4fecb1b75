// Answering for a deadline, from its first ring to its proof; and the wall on which nothing overdue is missing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam, endAssignment } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { closeDeadline, type FileDeadline, hearAlarm, setDeadlineAside, takeDeadline } from './deadline.ts'
import { keepLawFile, readLaw, recordLawEvent, withdrawLawEvent } from './law-file.ts'
import { readWall } from './wall.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./law-file.api.ts'),
    await import('./deadline.api.ts'),
    await import('./wall.api.ts'),
    await import('#team/team.api.ts'),
    await import('#agenda/today.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const items = async (case_id: string, who = me) => (await at.ask(readLaw, { case_id }, who)).items
/** One month to ask for another look at a refusal. */
const theDeadline = async (
  case_id: string,
  who = me,
): Promise<FileDeadline & { deadline_id: string; due_on: string }> => {
  const found = (await items(case_id, who)).find(({ rule_id }) => rule_id === 'UK-5b')
  assert.ok(found?.deadline_id && found.due_on)
  return found as FileDeadline & { deadline_id: string; due_on: string }
}
const aRefusal = async (days_ago: number) => {
  const { case_id } = await at.aFile()
  const place = { jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} }
  await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
  const said = { code: 'rg_negative', jurisdiction: 'uk' as const, happened_on: addDays(today, -days_ago) }
  await at.ask(recordLawEvent, { case_id, event_id: newId(), ...said }, me)
  return { case_id, ...(await theDeadline(case_id)) }
}
const stand = async (case_id: string, who: Who, sections: ('identity' | 'safety' | 'law')[] = ['identity', 'law']) => {
  const access_id = newId()
  const assigned = { case_id, access_id, staff_id: who.staff_id, function: 'team_member' as const, sections }
  await at.ask(assignTeam, assigned, me)
  return access_id
}
const wall = (who = me, change: object = {}) => at.ask(readWall, { whose: 'mine', ...change }, who)
const onWall = async (case_id: string, who = me, change: object = {}) =>
  (await wall(who, change)).rows.find((row) => row.case_id === case_id && row.rule_id === 'UK-5b')

test('it closes with proof alone, and the event that meets it is written in the same stroke', async () => {
  const { case_id, deadline_id, version } = await aRefusal(10)
  const close = { case_id, deadline_id, version, event_id: newId(), on: addDays(today, -1) }
  await refuses(at.ask(closeDeadline, close, me), 'invalid', 'law.proof_needed')
  await refuses(at.ask(closeDeadline, { ...close, number: 'R/7', on: addDays(today, 1) }, me), 'invalid', 'law.not_yet')
  await refuses(
    at.ask(closeDeadline, { ...close, number: 'R/7', on: addDays(today, -30) }, me),
    'invalid',
    'law.before_it_began',
  )
  await refuses(
    at.ask(closeDeadline, { ...close, number: 'R/7', code: 'cg_positive' }, me),
    'invalid',
    'law.does_not_meet_it',
  )
  await refuses(at.ask(closeDeadline, { ...close, document_id: newId() }, me), 'invalid', 'law.no_such_document')
  await refuses(at.ask(closeDeadline, { ...close, number: 'R/7', version: version + 9 }, me), 'conflict', 'stale')
  assert.ok(await onWall(case_id), 'nothing of that closed it')
  const closed = await at.ask(closeDeadline, { ...close, number: 'R/7' }, me)
  assert.ok(closed.changes.some(({ rule_id, state_now }) => rule_id === 'UK-5b' && state_now === 'met'))
  const now = await theDeadline(case_id)
  assert.deepEqual([now.state, now.filed?.number, now.filed?.on, now.alarm.stage], ['met', 'R/7', close.on, null])
  const { events } = await at.ask(readLaw, { case_id }, me)
  assert.deepEqual(
    events.map(({ code, number }) => [code, number]),
    [
      ['rg_negative', ''],
      ['rg_reconsideration_asked', 'R/7'],
    ],
  )
  assert.equal(await onWall(case_id), undefined)
  await refuses(
    at.ask(closeDeadline, { ...close, event_id: newId(), version: closed.version, number: 'R/8' }, me),
    'conflict',
    'law.closed_already',
  )
  // A proof that rested on what never happened is none: it is open again.
  await at.ask(withdrawLawEvent, { case_id, event_id: close.event_id, version: 1 }, me)
  const again = await theDeadline(case_id)
  assert.deepEqual([again.filed, await onWall(case_id).then(Boolean)], [null, true])
})

test('set aside needs a reason and holds for that last day alone', async () => {
  const { case_id, deadline_id, version } = await aRefusal(10)
  const aside = { case_id, deadline_id, version, reason: 'she_decided' as const, words: null }
  await refuses(at.ask(setDeadlineAside, aside, me), 'invalid', 'law.reason_needed')
  const set = await at.ask(setDeadlineAside, { ...aside, words: 'Maya wants no second look.' }, me)
  const shown = await theDeadline(case_id)
  assert.deepEqual(
    [shown.set_aside?.reason, shown.set_aside?.words, shown.alarm.stage],
    ['she_decided', 'Maya wants no second look.', null],
  )
  assert.equal(await onWall(case_id), undefined)
  const [row] = await at.rows('select t::text as row from law_deadline t where deadline_id = $1', [deadline_id])
  assert.ok(!String(row?.row).includes(Buffer.from('second look').toString('hex')))
  // The letter came later than was thought: another last day, and it rings again.
  const law = await at.ask(readLaw, { case_id }, me)
  const { code, jurisdiction, event_id } = law.events[0]!
  const { changeLawEvent } = await import('./law-file.ts')
  await at.ask(
    changeLawEvent,
    { case_id, event_id, code, jurisdiction, version: 1, happened_on: addDays(today, -5) },
    me,
  )
  assert.equal((await theDeadline(case_id)).set_aside, null)
  assert.ok(await onWall(case_id))
  assert.ok(set.version > version)
  const now = await theDeadline(case_id)
  await at.ask(setDeadlineAside, { ...aside, version: now.version, words: 'Still.' }, me)
  const then = await theDeadline(case_id)
  await at.ask(setDeadlineAside, { ...aside, version: then.version, reason: null }, me)
  assert.ok(await onWall(case_id), 'taken back')
})

test('who answers for it: the team that opens the law and nobody else; whoever leaves gives it back', async () => {
  const { case_id, deadline_id } = await aRefusal(10)
  const { lawyer, coordinator, psychologist, second_worker } = at.staff
  const access_id = await stand(case_id, lawyer)
  await stand(case_id, psychologist, ['identity', 'safety'])
  const first = await theDeadline(case_id)
  assert.deepEqual(
    [first.owner?.staff_id, first.deputy?.staff_id, first.by_default],
    [lawyer.staff_id, me.staff_id, true],
  )
  const take = { case_id, deadline_id, version: first.version, owner_id: me.staff_id, deputy_id: lawyer.staff_id }
  for (const other of [psychologist, second_worker, coordinator])
    await refuses(at.ask(takeDeadline, { ...take, owner_id: other.staff_id }, me), 'invalid', 'law.not_on_the_team')
  await refuses(at.ask(takeDeadline, { ...take, deputy_id: me.staff_id }, me), 'invalid', 'law.same_person')
  await at.ask(takeDeadline, { ...take, owner_id: lawyer.staff_id, deputy_id: null }, lawyer)
  const taken = await theDeadline(case_id)
  assert.deepEqual([taken.owner?.staff_id, taken.deputy, taken.by_default], [lawyer.staff_id, null, false])
  assert.ok(await onWall(case_id, lawyer))
  await at.ask(endAssignment, { case_id, access_id }, me)
  const back = await theDeadline(case_id)
  assert.deepEqual([back.owner?.staff_id, back.by_default], [me.staff_id, true])
  assert.equal(await onWall(case_id, lawyer), undefined)
})

test('an alarm is heard at its own stage, by whoever hears it; overdue stays on the wall until proof or a reason', async () => {
  const { case_id, deadline_id, alarm } = await aRefusal(90)
  assert.deepEqual([alarm.stage, alarm.rings], ['overdue', ['owner', 'team']])
  await refuses(at.ask(hearAlarm, { case_id, deadline_id, stage: 'd7' }, me), 'conflict', 'law.other_stage')
  await refuses(
    at.ask(hearAlarm, { case_id, deadline_id: newId(), stage: 'd7' }, me),
    'not_found',
    'law.no_such_deadline',
  )
  await at.ask(hearAlarm, { case_id, deadline_id, stage: 'overdue' }, me)
  await at.ask(hearAlarm, { case_id, deadline_id, stage: 'overdue' }, me)
  const heard = await theDeadline(case_id)
  assert.deepEqual([heard.alarm.rings, heard.alarm.heard.map(({ staff_id }) => staff_id)], [['team'], [me.staff_id]])
  assert.deepEqual([(await onWall(case_id))?.stage, (await onWall(case_id))?.heard], ['overdue', true])
  await at.rows('update law_alarm_heard set on_day = on_day - 1 where case_id = $1', [case_id])
  assert.deepEqual((await theDeadline(case_id)).alarm.rings, ['owner', 'team'], 'the next day it rings again')
  assert.equal((await onWall(case_id))?.heard, false)
})

test('the wall is paged by key, counted, and shows what the reach opens', async () => {
  const own = await Promise.all([1, 2, 3, 12, 90].map((days) => aRefusal(days)))
  const { coordinator, far_coordinator, lawyer, psychologist, partner_worker, director, job_counsellor } = at.staff
  const mine = await wall()
  const days = mine.rows.map(({ due_on }) => due_on)
  assert.deepEqual(days, [...days].sort())
  for (const { case_id } of own) assert.ok(mine.rows.some((row) => row.case_id === case_id))
  assert.ok(mine.counts.overdue >= 1 && mine.rows[0]!.due_on < today, 'what is overdue stands first')
  assert.ok((await wall(me, { until: today })).rows.every(({ due_on }) => due_on <= today))
  assert.deepEqual((await wall(me, { track: 'asylum' })).rows, [])
  const office = await wall(coordinator, { whose: 'office' })
  for (const { case_id } of own) assert.ok(office.rows.some((row) => row.case_id === case_id))
  assert.equal((await wall(coordinator)).rows.length, 0, 'she owns none')
  assert.equal(
    (await wall(far_coordinator, { whose: 'all' })).rows.some(({ case_id }) => case_id === own[0]!.case_id),
    false,
  )
  assert.equal(
    (await wall(lawyer, { whose: 'all' })).rows.some(({ case_id }) => case_id === own[0]!.case_id),
    false,
  )
  for (const who of [psychologist, partner_worker, director, job_counsellor]) await refuses(wall(who), 'refused')
  await refuses(wall(nobody), 'signed_out')
  await refuses(wall(me, { after: 'x' }), 'invalid')
  const [first] = mine.rows
  const rest = await wall(me, { after: `${first!.due_on}~${first!.deadline_id}` })
  assert.deepEqual(rest.rows[0]?.deadline_id, mine.rows[1]?.deadline_id)
})

test('nobody, a role without the law, a partner and another house answer for nothing', async () => {
  const { case_id, deadline_id, version } = await aRefusal(90)
  const { psychologist, director, partner_worker, far_coordinator } = at.staff
  await stand(case_id, psychologist, ['identity', 'safety'])
  const which = { case_id, deadline_id, version }
  const asks = [
    (who: Who) => at.ask(takeDeadline, { ...which, owner_id: me.staff_id, deputy_id: null }, who),
    (who: Who) => at.ask(hearAlarm, { case_id, deadline_id, stage: 'overdue' }, who),
    (who: Who) => at.ask(closeDeadline, { ...which, event_id: newId(), on: today, number: 'R/9' }, who),
    (who: Who) => at.ask(setDeadlineAside, { ...which, reason: 'other', words: 'No.' }, who),
  ]
  for (const ask of asks) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
    await refuses(ask(director), 'refused')
  }
  assert.ok(await onWall(case_id))
})

/** What the page of the day says of this file to somebody. */
const todayOf = async (case_id: string, who: Who) => {
  const day = await at.ask(readToday, {}, who)
  return [day.overdue, day.due_today, day.coming]
    .flatMap(({ rows }) => rows)
    .filter((row) => row.case_id === case_id && row.kind.startsWith('deadline'))
    .map(({ kind, rule_id }) => `${kind} ${rule_id}`)
}

test('the page of the day: mine while it rings, everybody who answers for the law when it is past, until proof', async () => {
  const { case_id, deadline_id, version } = await aRefusal(90)
  const { coordinator, lawyer, second_worker, far_coordinator, psychologist } = at.staff
  const said = 'deadline_overdue UK-5b'
  for (const who of [me, coordinator]) assert.ok((await todayOf(case_id, who)).includes(said))
  for (const who of [lawyer, second_worker, far_coordinator, psychologist])
    assert.deepEqual(await todayOf(case_id, who), [])
  await stand(case_id, lawyer)
  for (const who of [me, lawyer])
    assert.ok((await todayOf(case_id, who)).includes(said), 'she owns it now, and I stand in')
  for (const who of [me, lawyer, coordinator]) {
    await at.ask(hearAlarm, { case_id, deadline_id, stage: 'overdue' }, who)
    assert.ok((await todayOf(case_id, who)).includes(said), 'acknowledged, and still there')
  }
  const now = await theDeadline(case_id)
  assert.ok(now.version >= version)
  await at.ask(
    closeDeadline,
    { case_id, deadline_id, version: now.version, event_id: newId(), on: today, number: 'R/1' },
    me,
  )
  for (const who of [me, lawyer, coordinator]) assert.ok(!(await todayOf(case_id, who)).includes(said))
})

test('one that is far away leaves the page of its owner when it is acknowledged, and comes back with its next stage', async () => {
  const { case_id, deadline_id, alarm } = await aRefusal(5)
  assert.equal(alarm.stage, 'd30')
  const there = async (who: Who) => (await todayOf(case_id, who)).includes('deadline UK-5b')
  assert.deepEqual([await there(me), await there(at.staff.coordinator)], [true, false])
  await at.ask(hearAlarm, { case_id, deadline_id, stage: 'd30' }, me)
  assert.equal(await there(me), false)
  await at.rows("update law_deadline set stage = 'd15' where deadline_id = $1", [deadline_id])
  assert.equal(await there(me), true)
})
