// Conferences from the outside: who may do nothing, direct statements, withdrawals while a part is read, hostile words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { withdrawConsent } from '#consents/consent.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { agency, type ConferenceHouse, call, conferenceHouse, item, task } from '#test/conferences.ts'
import { nobody, type Who } from '#test/gate.ts'
import { someoneWaits } from '#test/waits.ts'
import { listMyHeads } from './conference.store.ts'
import * as model from './conference.ts'
import { markTask, setTask } from './task.ts'

const { addItem, callConference, changeConference, endConference, readMyConferences, writeMinutes } = model
let at: ConferenceHouse['at']
let me: ConferenceHouse['me']
let letIn: ConferenceHouse['letIn']
let aConference: ConferenceHouse['aConference']
let list: ConferenceHouse['list']
before(async () => {
  ;({ at, me, letIn, aConference, list } = await conferenceHouse())
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('nobody, a role without it, a partner and another house call nothing and write nothing', async () => {
  const { case_id, conference_id, items, called } = await aConference()
  const { director, partner_worker, far_coordinator, trainer } = at.staff
  const { items: _, ...head } = called
  const { item_id } = items.home
  const writes: [unknown, object][] = [
    [callConference, call(case_id)],
    [changeConference, { ...head, version: 1 }],
    [endConference, { case_id, conference_id, version: 1, status: 'held' }],
    [addItem, { case_id, conference_id, ...item('home') }],
    [writeMinutes, { case_id, item_id, version: 1, minutes: 'x', decision: '' }],
    [setTask, task(case_id, item_id, { kind: 'staff', staff_id: me.staff_id })],
    [markTask, { case_id, task_id: newId(), version: 1, status: 'done', answer: '' }],
  ]
  for (const [endpoint, input] of writes) {
    const ask = (who: Who) => at.ask(endpoint as typeof addItem, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(director), 'refused')
    await refuses(ask(partner_worker), 'refused')
    for (const who of [trainer, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  await refuses(list(case_id, nobody), 'signed_out')
  await refuses(list(case_id, far_coordinator), 'not_found', 'case.not_found')
  await refuses(at.ask(readMyConferences, {}, nobody), 'signed_out')
  for (const who of [me, director]) await refuses(at.ask(readMyConferences, {}, who), 'refused')
  // Through the address of another file neither an item nor a task is found.
  const other = await at.aFile()
  const moved = { case_id: other.case_id, item_id, version: 1, minutes: 'x', decision: '' }
  await refuses(at.ask(writeMinutes, moved, me), 'not_found', 'conference.item_not_found')
  const mind = call(case_id, { items: [item('mind')] })
  await refuses(at.ask(callConference, mind, at.staff.coordinator), 'not_found', 'case.section_not_found')
})

/** Direct statements as a server taken over would send them. */
const attack = (who: Who, statement: string, case_id?: string) =>
  at.house.database
    .transaction({ token: who.token, ...(case_id && { case_id }) }, (tx) => sql.raw(statement).execute(tx))
    .then(
      ({ rows, numAffectedRows }) => rows.length + Number(numAffectedRows ?? 0),
      (error: { code: string }) => error.code,
    )

test('taken over, the connection of a partner or a colleague still sees and writes no more', async () => {
  const { case_id, conference_id, items, shelter, clinic } = await aConference()
  const { partner_worker, other_partner_worker, far_coordinator } = at.staff
  const given = task(case_id, items.home.item_id, agency(shelter))
  await at.ask(setTask, given, me)
  const { task_id } = given
  for (const hint of [undefined, case_id]) {
    const nothing: [Who, string][] = [
      [partner_worker, `select from conference where conference_id = '${conference_id}'`],
      [partner_worker, `select from conference_agency where conference_id = '${conference_id}'`],
      [
        partner_worker,
        `select from conference_item where conference_id = '${conference_id}' and section not in ('home', 'safety')`,
      ],
      [
        other_partner_worker,
        `select from conference_item where conference_id = '${conference_id}' and section <> 'health'`,
      ],
      [other_partner_worker, `select from conference_task where task_id = '${task_id}'`],
      [partner_worker, `update conference_task set status = 'done' where task_id = '${task_id}'`],
      [partner_worker, `update conference_item set place = 9 where conference_id = '${conference_id}'`],
      [
        other_partner_worker,
        `select where guard.answer_conference_task('${task_id}', 1, 'done', null, gen_random_uuid()) = 'done'`,
      ],
      [me, `select where guard.answer_conference_task('${task_id}', 1, 'done', null, gen_random_uuid()) = 'done'`],
      [partner_worker, `select where guard.uninvite('${conference_id}', '${clinic.organisation_id}')`],
      [far_coordinator, `select where guard.uninvite('${conference_id}', '${clinic.organisation_id}')`],
      [far_coordinator, `select from conference_item where conference_id = '${conference_id}'`],
      [me, 'select from guard.my_conferences()'],
    ]
    for (const [who, statement] of nothing) assert.equal(await attack(who, statement, hint), 0, statement)
    const refused: [Who, string][] = [
      [me, `update conference_task set status = 'done' where task_id = '${task_id}'`],
      [me, `update conference_task set owner_organisation_id = null where task_id = '${task_id}'`],
      [me, `update conference_item set section = 'home' where conference_id = '${conference_id}'`],
      [me, `update conference_agency set consent_id = '${clinic.consent_id}' where conference_id = '${conference_id}'`],
      [
        partner_worker,
        `insert into conference_agency (organisation_id, case_id, conference_id, agency_organisation_id, consent_id, named)
        values ('${at.ours.organisation_id}', '${case_id}', '${conference_id}', '${partner_worker.organisation_id}', '${shelter.consent_id}', true)`,
      ],
    ]
    for (const [who, statement] of refused) assert.equal(await attack(who, statement, hint), '42501', statement)
  }
  const [row] = await at.rows('select status, version from conference_task where task_id = $1', [task_id])
  assert.deepEqual(row, { status: 'open', version: 1 })
})

test('while a part is read the withdrawal waits, and what is read after it is nothing', async () => {
  const { case_id, shelter, conference_id } = await aConference()
  const { partner_worker } = at.staff
  for (const context of [{ token: partner_worker.token }, { token: partner_worker.token, case_id }]) {
    const events: string[] = []
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const open = Promise.withResolvers<void>()
    const again = await letIn(case_id, partner_worker, ['home'])
    const { items: _, ...head } = call(case_id)
    const version = Number(
      (await at.rows('select version from conference where conference_id = $1', [conference_id]))[0]?.version,
    )
    await at.ask(changeConference, { ...head, conference_id, version, agencies: [again] }, me)
    const reading = at.house.database.transaction(context, async (tx) => {
      const heads = await listMyHeads(tx)
      assert.ok(heads.some((each) => each.conference_id === conference_id))
      open.resolve()
      await gate
      events.push('read')
    })
    await Promise.race([open.promise, reading])
    const withdrawn = at
      .ask(withdrawConsent, { case_id, consent_id: again.consent_id }, me)
      .then(() => events.push('withdrawn'))
    await Promise.race([someoneWaits(at.rows), withdrawn])
    assert.deepEqual(events, [])
    go()
    await Promise.all([reading, withdrawn])
    assert.deepEqual(events, ['read', 'withdrawn'])
    const after = await at.ask(readMyConferences, {}, partner_worker)
    assert.ok(!after.conferences.some((each) => each.conference_id === conference_id))
  }
  assert.ok(shelter)
})

test('hostile words are kept as words, and what does not fit is refused by field', async () => {
  const { case_id } = await at.aFile()
  const hostile = `'; drop table conference; --<script>alert(1)</script>\u202Etxt.exe\u0000 امل {{7*7}}`
  await at.ask(callConference, call(case_id, { said: hostile }), me)
  assert.equal(
    (await list(case_id, me))[0]?.said,
    "'; drop table conference; --<script>alert(1)</script>txt.exe امل {{7*7}}",
  )
  const bad: [string, object][] = [
    ['items', { items: [] }],
    ['items.0.section', { items: [{ ...item('home'), section: 'gossip' }] }],
    ['meets_at', { meets_at: 'soon' }],
    ['place', { place: ' ' }],
    ['agencies.0.consent_id', { agencies: [{ organisation_id: newId(), consent_id: 'x', named: true }] }],
  ]
  for (const [path, change] of bad) {
    const { status, body } = await at.askHttp(callConference, { ...call(case_id), ...change } as never, me)
    assert.deepEqual([status, body.details.fields[0].path], [422, path])
  }
  assert.deepEqual(at.broken, [])
})
