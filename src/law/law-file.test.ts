// What happened in the eyes of the law, what follows from it, and what a correction changes; who may say and read it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { changeLawEvent, keepLawFile, readLaw, recordLawEvent, whatIf, withdrawLawEvent } from './law-file.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(await import('./law-file.api.ts'), await import('#team/team.api.ts'))
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const kept = (case_id: string, change: object = {}) => ({
  ...{ case_id, version: 0, jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} },
  ...change,
})
const refused = (case_id: string, change: object = {}) => ({
  ...{ case_id, event_id: newId(), code: 'rg_negative', jurisdiction: 'uk' as const, happened_on: addDays(today, -10) },
  ...change,
})
const read = (case_id: string, who = me) => at.ask(readLaw, { case_id }, who)
const itemOf = async (case_id: string, rule_id: string) =>
  (await read(case_id)).items.find((item) => item.rule_id === rule_id)

/** A file in which the United Kingdom said no ten days ago. */
const aRefusal = async (happened_on = addDays(today, -10)) => {
  const { case_id } = await at.aFile()
  await at.ask(keepLawFile, kept(case_id), me)
  const said = refused(case_id, { happened_on })
  const { changes } = await at.ask(recordLawEvent, said, me)
  return { case_id, said, changes }
}

test('nothing is reckoned before anybody said which law holds; where the office is, is proposed', async () => {
  const { case_id } = await at.aFile()
  const law = await read(case_id)
  assert.deepEqual([law.file.version, law.file.jurisdictions, law.file.province], [0, ['es'], '08'])
  assert.deepEqual([law.items, law.events, law.changes], [[], [], []])
  assert.deepEqual(law.may, { write: true })
  assert.ok(
    law.packs.some(({ id }) => id === 'eu'),
    'what stands above is told too',
  )
  await at.ask(recordLawEvent, { ...refused(case_id), jurisdiction: 'uk' }, me)
  assert.deepEqual((await read(case_id)).file.jurisdictions, ['es', 'uk'], 'an event brings its jurisdiction along')
})

test('an event gives a deadline with its owner, its steps and its source', async () => {
  const { case_id, changes } = await aRefusal()
  const item = await itemOf(case_id, 'UK-5b')
  const due_on = addMonths(addDays(today, -10), 1)
  assert.ok(item && item.due_on !== null && item.due_on <= addDays(due_on, 3), `${item?.due_on}`)
  assert.deepEqual([item.owner?.staff_id, item.by_default, item.reviewed], [me.staff_id, true, false])
  assert.ok(item.steps.length > 0 && item.deadline_id !== null)
  assert.ok(changes.some(({ rule_id, what }) => rule_id === 'UK-5b' && what === 'new'))
  const { rules, changes: told } = await read(case_id)
  assert.match(rules.find(({ id }) => id === 'UK-5b')!.source, /.{10}/)
  assert.equal(told[0]?.cause, 'event')
  const [row] = await at.rows(
    'select due_on::text, open, owner_id from law_deadline where case_id = $1 and rule_id = $2',
    [case_id, 'UK-5b'],
  )
  assert.deepEqual(row, { due_on: item.due_on, open: true, owner_id: me.staff_id })
})

test('a correction keeps what stood before and says what had been missed already', async () => {
  const { case_id, said } = await aRefusal()
  const before = await itemOf(case_id, 'UK-5b')
  const { changes, version } = await at.ask(
    changeLawEvent,
    { ...said, version: 1, happened_on: addDays(today, -90), number: 'RG/1', words: 'The letter lay unopened.' },
    me,
  )
  assert.equal(version, 2)
  const missed = changes.find(({ rule_id }) => rule_id === 'UK-5b')
  assert.deepEqual([missed?.what, missed?.due_before], ['missed_before', before?.due_on])
  const law = await read(case_id)
  const [event] = law.events
  assert.deepEqual([event?.happened_on, event?.number, event?.version], [addDays(today, -90), 'RG/1', 2])
  assert.deepEqual(
    event?.before.map(({ happened_on, number, version: was }) => [happened_on, number, was]),
    [[said.happened_on, '', 1]],
  )
  assert.equal((await itemOf(case_id, 'UK-5b'))?.alarm.stage, 'overdue')
  await refuses(at.ask(changeLawEvent, { ...said, version: 1 }, me), 'conflict', 'stale')
  const [sealed] = await at.rows('select t::text as row from law_event t where case_id = $1', [case_id])
  assert.ok(!String(sealed?.row).includes(Buffer.from('RG/1').toString('hex')))
})

test('an event that never happened takes its deadlines with it, and stays readable', async () => {
  const { case_id, said } = await aRefusal()
  await at.ask(withdrawLawEvent, { case_id, event_id: said.event_id, version: 1 }, me)
  const law = await read(case_id)
  assert.equal(law.events[0]?.status, 'withdrawn')
  assert.equal(await itemOf(case_id, 'UK-5b'), undefined)
  const rows = await at.rows('select gone, open from law_deadline where case_id = $1 and rule_id = $2', [
    case_id,
    'UK-5b',
  ])
  assert.deepEqual(rows, [{ gone: true, open: false }])
  await refuses(
    at.ask(withdrawLawEvent, { case_id, event_id: said.event_id, version: 2 }, me),
    'conflict',
    'law.event_withdrawn',
  )
  await refuses(at.ask(changeLawEvent, { ...said, version: 2 }, me), 'conflict', 'law.event_withdrawn')
  await refuses(
    at.ask(withdrawLawEvent, { case_id, event_id: newId(), version: 1 }, me),
    'not_found',
    'law.no_such_event',
  )
})

test('what if changes nothing', async () => {
  const { case_id, said } = await aRefusal()
  const lines = async () =>
    JSON.stringify([await read(case_id), await at.rows('select * from law_change where case_id = $1', [case_id])])
  const stood = await lines()
  const supposed = await at.ask(
    whatIf,
    {
      case_id,
      events: [{ event_id: newId(), code: 'rg_reconsideration_asked', jurisdiction: 'uk', happened_on: today }],
    },
    me,
  )
  assert.equal(supposed.items.find(({ rule_id }) => rule_id === 'UK-5b')?.state, 'met')
  assert.ok(supposed.changes.length > 0)
  const without = await at.ask(whatIf, { case_id, withdrawn: [said.event_id] }, me)
  assert.ok(!without.items.some(({ rule_id }) => rule_id === 'UK-5b'))
  const later = await at.ask(whatIf, { case_id, on: addDays(today, 60) }, me)
  assert.equal(later.items.find(({ rule_id }) => rule_id === 'UK-5b')?.state, 'overdue')
  assert.equal(await lines(), stood)
})

test('what the packs do not know, and what has not come, is refused', async () => {
  const { case_id } = await at.aFile()
  const file = await at.ask(keepLawFile, kept(case_id), me)
  assert.equal(file.version, 1)
  await refuses(at.ask(keepLawFile, kept(case_id), me), 'conflict', 'stale')
  for (const [change, key] of [
    [{ code: 'she_smiled' }, 'law.unknown_event'],
    [{ jurisdiction: 'it' }, 'law.other_jurisdiction'],
    [{ happened_on: addDays(today, 1) }, 'law.not_yet'],
    [{ document_id: newId() }, 'law.no_such_document'],
  ] as const)
    await refuses(at.ask(recordLawEvent, refused(case_id, change), me), 'invalid', key)
  for (const circumstances of [{ tall: true }, { minor: 'perhaps' }])
    await refuses(
      at.ask(keepLawFile, kept(case_id, { version: 1, circumstances }), me),
      'invalid',
      'law.unknown_circumstance',
    )
  const said = refused(case_id)
  await at.ask(recordLawEvent, said, me)
  await refuses(at.ask(recordLawEvent, said, me), 'conflict', 'law.event_already')
})

test('two who record at once are reckoned one after the other', async () => {
  const { case_id } = await at.aFile()
  await at.ask(keepLawFile, kept(case_id), me)
  await Promise.all(
    [1, 2, 3, 4].map((days) => at.ask(recordLawEvent, refused(case_id, { happened_on: addDays(today, -days) }), me)),
  )
  const rows = await at.rows('select open from law_deadline where case_id = $1 and rule_id = $2 and not gone', [
    case_id,
    'UK-5b',
  ])
  const shown = (await read(case_id)).items.filter(({ rule_id }) => rule_id === 'UK-5b')
  assert.equal(rows.length, shown.length)
  assert.ok(rows.length > 0)
})

test('nobody, a role without the law, a partner and another house neither say nor read it', async () => {
  const { case_id, said } = await aRefusal()
  const { psychologist, lawyer, director, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  const asks = [
    (who: Who) => at.ask(keepLawFile, kept(case_id, { version: 1 }), who),
    (who: Who) => at.ask(recordLawEvent, refused(case_id), who),
    (who: Who) => at.ask(changeLawEvent, { ...said, version: 1 }, who),
    (who: Who) => at.ask(withdrawLawEvent, { case_id, event_id: said.event_id, version: 1 }, who),
    (who: Who) => at.ask(whatIf, { case_id }, who),
    (who: Who) => read(case_id, who),
  ]
  for (const ask of asks) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  for (const ask of asks.slice(0, 4)) await refuses(ask(director), 'refused')
  assert.deepEqual((await read(case_id, director)).may, { write: false })
  const item = (await read(case_id, lawyer)).items.find(({ rule_id }) => rule_id === 'UK-5b')
  assert.deepEqual(
    [item?.owner?.staff_id, item?.deputy?.staff_id],
    [lawyer.staff_id, me.staff_id],
    'the lawyer of the team takes it, and the reference worker stands in',
  )
})
