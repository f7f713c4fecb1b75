// Groups: made, led, joined and left; leaders know people by the names they chose, colleagues their own clients' part, and
// nobody who takes part learns of anybody else. Whom somebody must not meet refuses, never saying who.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { readOwnCopy } from '#leaving/own-copy.ts'
import { addExclusion, type ExcludedWhat } from '#people/exclusion.ts'
import { careRooms, group, today } from '#test/care.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { readCare } from './care.ts'
import {
  joinGroup,
  keepGroup,
  keepGroupSession,
  leaveGroup,
  listGroups,
  markGroupAttendance,
  readGroup,
} from './group.ts'

let at: TestHouse
let me: Who
let leader: Who
before(async () => {
  at = await testHouse(
    ...(await careRooms()),
    await import('#people/exclusion.api.ts'),
    await import('#leaving/own-copy.api.ts'),
  )
  me = at.staff.reference_worker
  leader = at.staff.trainer
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aGroup = async (change: object = {}) => {
  const wish = group([leader], change)
  await at.ask(keepGroup, wish, at.staff.coordinator)
  return wish
}
const join = async (group_id: string, alias: string, called: string, worker = me) => {
  const { case_id } = await at.aFile({ card: { alias }, worker })
  const member_id = newId()
  await at.ask(joinGroup, { case_id, group_id, member_id, joined_on: addDays(today, -20), called }, worker)
  return { case_id, member_id }
}
const day = (group_id: string, change: object = {}) => ({
  ...{ group_id, session_id: newId(), version: 0, on_day: addDays(today, -1), minutes: 90, status: 'held' as const },
  ...change,
})

test('a group is made and changed by those who may, and its list says nothing of who takes part', async () => {
  const wish = await aGroup()
  const { group_id } = wish
  await join(group_id, 'Maya', 'Luna')
  const { groups, may_make } = await at.ask(listGroups, {}, me)
  const listed = groups.find((each) => each.group_id === group_id)
  assert.deepEqual(
    [listed?.name, listed?.leaders.map(({ staff_id }) => staff_id), listed?.leads, listed?.manages, may_make],
    ['Tuesday circle', [leader.staff_id], false, false, false],
  )
  assert.ok(!JSON.stringify(groups).includes('Luna'))
  const change = { ...wish, version: 1, name: 'Thursday circle', leaders: [me.staff_id] }
  await at.ask(keepGroup, change, at.staff.coordinator)
  await refuses(at.ask(keepGroup, change, at.staff.coordinator), 'conflict', 'stale')
  await refuses(at.ask(readGroup, { group_id }, leader), 'not_found', 'care.group_not_found')
  assert.equal((await at.ask(readGroup, { group_id }, me)).group.name, 'Thursday circle')
  await refuses(at.ask(keepGroup, group([leader], { ends_on: addDays(today, -90) }), at.staff.coordinator), 'invalid')
  await refuses(
    at.ask(keepGroup, group([at.staff.partner_worker]), at.staff.coordinator),
    'invalid',
    'care.leader_not_found',
  )
})

test('nobody, a role without it, a partner and another house neither make, lead nor read groups', async () => {
  const { group_id } = await aGroup()
  const { case_id, member_id } = await join(group_id, 'Maya', 'Luna')
  const session = day(group_id)
  await at.ask(keepGroupSession, session, leader)
  const { session_id } = session
  const { intake, administrator, partner_worker, far_coordinator, coordinator } = at.staff
  const inHouse: [unknown, object][] = [
    [listGroups, {}],
    [keepGroup, group([leader])],
    [readGroup, { group_id }],
    [keepGroupSession, day(group_id)],
    [markGroupAttendance, { group_id, session_id, member_id, version: 0, attendance: 'came' }],
  ]
  const ask = (endpoint: unknown, input: object, who: Who) => at.ask(endpoint as typeof readGroup, input as never, who)
  for (const [endpoint, input] of inHouse) {
    await refuses(ask(endpoint, input, nobody), 'signed_out')
    for (const who of [intake, administrator, partner_worker]) await refuses(ask(endpoint, input, who), 'refused')
  }
  // Whoever does not lead finds no such group, be they coordination.
  for (const who of [me, coordinator, far_coordinator]) {
    await refuses(ask(readGroup, { group_id }, who), 'not_found', 'care.group_not_found')
    await refuses(ask(keepGroupSession, day(group_id), who), 'not_found', 'care.group_not_found')
    await refuses(ask(...(inHouse[4] as [unknown, object]), who), 'not_found', 'care.group_not_found')
  }
  const onFile: [unknown, object][] = [
    [joinGroup, { case_id, group_id, member_id: newId(), joined_on: today, called: 'Sol' }],
    [leaveGroup, { case_id, member_id, version: 1, left_on: today, outcome: 'helped', words: '' }],
  ]
  for (const [endpoint, input] of onFile) {
    await refuses(ask(endpoint, input, nobody), 'signed_out')
    for (const who of [intake, partner_worker, far_coordinator, leader])
      await refuses(ask(endpoint, input, who), 'not_found', 'case.not_found')
  }
  // Another office changes no group of this one.
  await refuses(at.ask(keepGroup, { ...group([leader]), group_id, version: 1 }, far_coordinator), 'conflict')
})

test('those who lead see people by the names they chose and mark who came; the file tells each their own', async () => {
  const { group_id } = await aGroup()
  const one = await join(group_id, 'Maya', 'Luna')
  const two = await join(group_id, 'Asha', 'Sol')
  const session = day(group_id)
  await at.ask(keepGroupSession, session, leader)
  const mark = (member_id: string, attendance: 'came' | 'excused', version = 0) =>
    at.ask(markGroupAttendance, { group_id, session_id: session.session_id, member_id, version, attendance }, leader)
  await mark(one.member_id, 'came')
  await mark(two.member_id, 'excused')
  await refuses(mark(one.member_id, 'excused'), 'conflict', 'stale')
  await mark(two.member_id, 'came', 1)
  await refuses(mark(newId(), 'came'), 'not_found', 'care.group_not_found')
  const read = await at.ask(readGroup, { group_id }, leader)
  assert.deepEqual(
    read.members.map(({ called, attended }) => [called, attended.map(({ attendance }) => attendance)]).sort(),
    [
      ['Luna', ['came']],
      ['Sol', ['came']],
    ],
  )
  for (const secret of [one.case_id, two.case_id, 'Maya', 'Asha'])
    assert.ok(!JSON.stringify(read).includes(secret), 'nothing leads from the group to a file')
  const mine = (await at.ask(readCare, { case_id: one.case_id }, me)).groups
  assert.deepEqual(
    mine.map(({ member_id, called, came, marked }) => [member_id, called, came, marked]),
    [[one.member_id, 'Luna', 1, 1]],
  )
  const leave = { case_id: one.case_id, member_id: one.member_id, version: 1, left_on: today, outcome: 'helped_some' }
  await refuses(at.ask(leaveGroup, { ...leave, words: '', left_on: addDays(today, -30) }, me), 'invalid')
  await at.ask(leaveGroup, { ...leave, words: '«I laughed again.»' }, me)
  await refuses(at.ask(leaveGroup, { ...leave, words: '' }, me), 'conflict', 'stale')
  const [left] = (await at.ask(readCare, { case_id: one.case_id }, me)).groups
  assert.deepEqual([left?.outcome, left?.words, left?.left_on], ['helped_some', '«I laughed again.»', today])
  const again = { case_id: one.case_id, group_id, member_id: newId(), joined_on: today, called: 'Luna' }
  await at.ask(joinGroup, again, me)
})

test('a group has so many places and an end, and nobody is in it twice', async () => {
  const { group_id } = await aGroup({ most: 2 })
  const one = await join(group_id, 'Maya', 'Luna')
  const again = { case_id: one.case_id, group_id, member_id: newId(), joined_on: today, called: 'Luna' }
  await refuses(at.ask(joinGroup, again, me), 'conflict', 'care.takes_part_already')
  await join(group_id, 'Asha', 'Sol')
  await refuses(join(group_id, 'Lena', 'Mar'), 'conflict', 'care.group_full')
  const over = await aGroup({ starts_on: addDays(today, -60), ends_on: addDays(today, -1) })
  await refuses(join(over.group_id, 'Lena', 'Mar'), 'conflict', 'care.group_over')
  // A section the worker does not write is not joined by them.
  const mind = await aGroup({ purpose: 'understanding_trauma' })
  await refuses(join(mind.group_id, 'Lena', 'Mar'), 'not_found', 'case.section_not_found')
})

test('whom somebody must not meet refuses both ways, never saying who, and nothing lets it pass', async () => {
  const exclude = (case_id: string, what: ExcludedWhat) =>
    at.ask(
      addExclusion,
      { case_id, exclusion_id: newId(), what, since_on: today, reason: 'She was there.', said_by: '', until_on: null },
      me,
    )
  const person = (name: string) => ({ kind: 'person' as const, name, related_id: null })
  const { group_id } = await aGroup({ most: 9 })
  const there = await join(group_id, 'Blessing', 'Mar')
  const newcomer = async (alias: string, what?: ExcludedWhat) => {
    const { case_id } = await at.aFile({ card: { alias } })
    if (what) await exclude(case_id, what)
    return { case_id, group_id, member_id: newId(), joined_on: today, called: 'Sol' }
  }
  const refused = async (input: Awaited<ReturnType<typeof newcomer>>, key: string) => {
    const { status, body } = await at.askHttp(joinGroup, input, me)
    assert.equal(status, 403)
    assert.ok(!/Blessing|Mar|Grace|Colega/.test(JSON.stringify(body)), 'never who')
    await refuses(at.ask(joinGroup, input, me), 'refused', key)
  }
  await refused(await newcomer('Asha', person('Blessing')), 'care.must_not_meet')
  await exclude(there.case_id, person('Grace'))
  await refused(await newcomer('Grace'), 'care.must_not_meet')
  await refused(
    await newcomer('Asha', { kind: 'staff', staff_id: leader.staff_id, name: 'Colega trainer' }),
    'care.must_not_meet',
  )
  await refused(await newcomer('Asha', { kind: 'place', name: 'Room 2', town: '' }), 'care.must_not_come_here')
  await at.ask(joinGroup, await newcomer('Lena', person('Somebody Else')), me)
  // Whoever left is no longer met there.
  await at.ask(
    leaveGroup,
    { case_id: there.case_id, member_id: there.member_id, version: 1, left_on: today, outcome: 'not_said', words: '' },
    me,
  )
  await at.ask(joinGroup, await newcomer('Ines', person('Blessing')), me)
})

test('two who must not meet and join at once: one of them is told no', async () => {
  const { group_id } = await aGroup({ most: 9 })
  const [one, two] = await Promise.all([
    at.aFile({ card: { alias: 'Destiny' } }),
    at.aFile({ card: { alias: 'Maya' } }),
  ])
  const what = { kind: 'person' as const, name: 'Destiny', related_id: null }
  await at.ask(
    addExclusion,
    { case_id: two.case_id, exclusion_id: newId(), what, since_on: today, reason: 'x', said_by: '', until_on: null },
    me,
  )
  const joins = await Promise.allSettled(
    [one, two].map(({ case_id }) =>
      at.ask(joinGroup, { case_id, group_id, member_id: newId(), joined_on: today, called: 'Sol' }, me),
    ),
  )
  assert.deepEqual(joins.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('taken over, the connection of a colleague or a leader reads and writes no more of other people’s taking part', async () => {
  const { group_id } = await aGroup()
  const other = await at.join(at.ours, 'Another worker', ['reference_worker'])
  const { case_id, member_id } = await join(group_id, 'Maya', 'Luna', other)
  const run = (who: Who, statement: string, hint?: string) =>
    at.house.database
      .transaction({ token: who.token, ...(hint && { case_id: hint }) }, async (tx) => {
        const { sql } = await import('kysely')
        const { rows, numAffectedRows } = await sql.raw(statement).execute(tx)
        return rows.length + Number(numAffectedRows ?? 0)
      })
      .catch((error: { code: string }) => error.code)
  for (const who of [me, leader, at.staff.lawyer])
    for (const hint of [undefined, case_id]) {
      assert.equal(await run(who, `select from group_member where group_id = '${group_id}'`, hint), 0)
      assert.equal(await run(who, `select from group_attendance where group_id = '${group_id}'`, hint), 0)
      assert.equal(
        await run(who, `select where guard.leave_group('${member_id}', 1, current_date, 'helped', '') = 'done'`, hint),
        0,
      )
      assert.equal(await run(who, `update group_member set left_on = current_date`, hint), '42501')
      assert.equal(await run(who, `select from guard.group_company('${group_id}', '${case_id}')`, hint), 0)
    }
  assert.equal(await run(me, `select from guard.led_members('${group_id}')`), 0)
  assert.notEqual(await run(leader, `select from guard.led_members('${group_id}')`), 0)
  assert.equal(
    await run(me, `select where guard.mark_attendance('${member_id}', gen_random_uuid(), 'came', 0) = 'done'`),
    0,
  )
})

test('the copy for a person shows their own part and nobody else’s', async () => {
  const { group_id } = await aGroup()
  const one = await join(group_id, 'Maya', 'Luna')
  await join(group_id, 'Asha', 'Estrella')
  const copy = await at.ask(readOwnCopy, { case_id: one.case_id, copy_id: newId(), language: 'en' }, me)
  const text = JSON.stringify(copy)
  assert.ok(text.includes('Tuesday circle'))
  for (const secret of ['Estrella', 'Asha']) assert.ok(!text.includes(secret))
})
