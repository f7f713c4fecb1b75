// Opening, listing and keeping a file, asked through the gate: by nobody, by a role that may not, by another
// organisation and by whoever may; and what the journal says of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sections } from '#access/access.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { noContact } from '#people/safe-contact.ts'
import { assignTeam } from '#team/team.ts'
import { aCard, nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { changeCard, changeSafeContact, changeStage, createFile, listColleagues, listFiles, openFile } from './case.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./case.api.ts'), await import('#team/team.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const journalOf = (case_id: string, action: string) =>
  at.rows('select * from journal where case_id = $1 and action = $2 order by at', [case_id, action])
const kindsOf = async (case_id: string) =>
  (await at.rows('select kind from timeline_entry where case_id = $1 order by at, entry_id', [case_id])).map(
    (row) => row.kind,
  )

test('whoever stands on a file opens it, and the journal says who and on what basis', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const file = await at.ask(openFile, { case_id }, reference_worker)
  assert.equal(file.card.alias, 'Maya')
  assert.equal(file.safe_contact, null, 'the default is no message at all')
  assert.deepEqual(file.timeline.map((each) => each.kind).sort(), ['file_opened', 'team_assigned'])
  const [entry] = await journalOf(case_id, 'case.open')
  assert.equal(entry?.actor_id, reference_worker.staff_id)
  assert.equal(entry?.basis, `team:${file.team[0]?.access_id}`)
  assert.deepEqual([...(entry!.sections as string[])].sort(), [...sections].sort())
})

test('absent, foreign and not yours look the same', async () => {
  const { case_id } = await at.aFile()
  await refuses(at.ask(openFile, { case_id }, nobody), 'signed_out')
  const { administrator, intake, second_worker, far_coordinator, partner_worker, partner_administrator } = at.staff
  for (const who of [administrator, intake, second_worker, far_coordinator, partner_worker, partner_administrator])
    await refuses(at.ask(openFile, { case_id }, who), 'not_found', 'case.not_found')
  await refuses(at.ask(openFile, { case_id: newId() }, at.staff.director), 'not_found', 'case.not_found')
  assert.equal((await journalOf(case_id, 'case.open')).length, 0)
})

test('each role opens the sections of its work', async () => {
  const { case_id } = await at.aFile()
  const opened = async (who: Who) => (await at.ask(openFile, { case_id }, who)).sections
  assert.deepEqual((await opened(at.staff.director)).sort(), ['home', 'identity', 'law', 'safety'])
  assert.ok(!(await opened(at.staff.coordinator)).includes('mind'))
  await at.ask(
    assignTeam,
    {
      case_id,
      access_id: newId(),
      staff_id: at.staff.trainer.staff_id,
      function: 'team_member',
      sections: [...sections],
    },
    at.staff.reference_worker,
  )
  assert.deepEqual((await opened(at.staff.trainer)).sort(), ['identity', 'learning'])
})

test('a list holds what one may open, page by page, each file once', async () => {
  const mine = await at.join(at.ours, 'Ana', ['reference_worker'])
  for (let count = 0; count < 27; count += 1) await at.aFile({ worker: mine, card: { alias: `أمل ${count}` } })
  for (const sort of ['last_activity', 'opened'] as const) {
    const first = await at.ask(listFiles, { sort }, mine)
    assert.equal(first.rows.length, 25)
    assert.equal(first.rows[0]?.reference_worker, 'Ana')
    const second = await at.ask(listFiles, { sort, after: first.next! }, mine)
    assert.equal(second.next, null)
    const all = [...first.rows, ...second.rows]
    assert.equal(new Set(all.map((row) => row.case_id)).size, 27)
  }
  assert.deepEqual((await at.ask(listFiles, { sort: 'due' }, mine)).rows, [])
  assert.equal((await at.ask(listFiles, { stage: 'plan' }, mine)).rows.length, 0)
  assert.equal((await at.ask(listFiles, { mine: 'true' }, at.staff.coordinator)).rows.length, 0)
  assert.equal((await at.ask(listFiles, {}, at.staff.far_coordinator)).rows.length, 0)
  assert.equal((await at.ask(listFiles, {}, at.staff.partner_worker)).rows.length, 0)
  await refuses(at.ask(listFiles, {}, nobody), 'signed_out')
  await refuses(at.ask(listFiles, {}, at.staff.administrator), 'refused')
  for (const after of ['x', `someday~${newId()}`, '2026-01-01~x', `\u0000~${newId()}`])
    assert.equal((await at.askHttp(listFiles, { after }, mine)).status, 422, after)
})

test('only those who may create open a file, and only in their own house', async () => {
  const input = () => ({ new_case_id: newId(), card: aCard(), reference_worker_id: at.staff.reference_worker.staff_id })
  await refuses(at.ask(createFile, input(), nobody), 'signed_out')
  for (const who of [at.staff.director, at.staff.lawyer, at.staff.administrator, at.staff.partner_worker])
    await refuses(at.ask(createFile, input(), who), 'refused', 'access.refused')
  const theirs = { ...input(), reference_worker_id: at.staff.partner_worker.staff_id }
  await refuses(at.ask(createFile, theirs, at.staff.coordinator), 'not_found')
  await refuses(
    at.ask(createFile, { ...input(), office_id: newId() }, at.staff.coordinator),
    'invalid',
    'gate.unknown_reference',
  )
  await refuses(at.ask(createFile, { ...input(), report_id: newId() }, at.staff.coordinator), 'not_found')
  assert.equal((await at.rows('select from case_file where case_id = $1', [theirs.new_case_id])).length, 0)
  const good = input()
  assert.deepEqual(await at.ask(createFile, good, at.staff.intake), { case_id: good.new_case_id, version: 1 })
  // Intake opened it and stands outside it from then on.
  await refuses(at.ask(openFile, { case_id: good.new_case_id }, at.staff.intake), 'not_found')
  const [entry] = await journalOf(good.new_case_id, 'case.create')
  assert.equal(entry?.actor_id, at.staff.intake.staff_id)
})

test('a stale card gets the current one back and loses neither', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer, partner_worker } = at.staff
  const mine = { case_id, version: 1, card: aCard({ alias: 'Maya R.' }) }
  await at.ask(changeCard, { case_id, version: 1, card: aCard({ languages: ['ne', 'es'] }) }, coordinator)
  await assert.rejects(at.ask(changeCard, mine, reference_worker), (problem: Problem) => {
    const { current } = problem.details as { current: { version: number; card: { languages: string[] } } }
    assert.equal(problem.key, 'stale')
    assert.equal(current.version, 2)
    assert.deepEqual(current.card.languages, ['ne', 'es'])
    return true
  })
  assert.deepEqual(await at.ask(changeCard, { ...mine, version: 2 }, reference_worker), { case_id, version: 3 })
  await refuses(at.ask(changeCard, { ...mine, version: 3 }, lawyer), 'not_found')
  await refuses(at.ask(changeCard, { ...mine, version: 3 }, partner_worker), 'not_found')
  await refuses(at.ask(changeCard, { ...mine, version: 3 }, nobody), 'signed_out')
  await refuses(at.ask(changeCard, { ...mine, version: 3 }, at.staff.director), 'refused')
})

test('a file moves along, and does not close without a reason', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  await at.ask(changeStage, { case_id, version: 1, stage: 'plan', status: 'open' }, reference_worker)
  const closing = at.ask(changeStage, { case_id, version: 2, stage: 'follow_up', status: 'closed' }, reference_worker)
  await refuses(closing, 'invalid', 'case.close_with_reason')
  assert.equal((await at.ask(openFile, { case_id }, reference_worker)).closed_on, null)
  assert.deepEqual((await kindsOf(case_id)).slice(2), ['stage_changed'])
  const stale = at.ask(changeStage, { case_id, version: 1, stage: 'plan', status: 'open' }, reference_worker)
  await refuses(stale, 'conflict', 'stale')
  const again = { case_id, version: 2, stage: 'plan', status: 'open' } as const
  await refuses(at.ask(changeStage, again, nobody), 'signed_out')
  await refuses(at.ask(changeStage, again, at.staff.director), 'refused')
  await refuses(at.ask(changeStage, again, at.staff.partner_worker), 'not_found')
})

test('the rule of contact is written once and changed by whoever saw it', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const channels = [{ channel: 'call' as const, where: '+34 600 000 000', from_hour: 10, to_hour: 12, who_else: '' }]
  const rule = { case_id, version: 0, safe_contact: { ...noContact, channels } }
  assert.equal((await at.ask(changeSafeContact, rule, reference_worker)).version, 1)
  const second = at.ask(changeSafeContact, { ...rule, safe_contact: noContact }, coordinator)
  await refuses(second, 'conflict', 'stale')
  const file = await at.ask(openFile, { case_id }, coordinator)
  // What was left out means what it meant before it could be said: allowed, on every day.
  const kept = channels.map((way) => ({ ...way, allowed: true, days: [1, 2, 3, 4, 5, 6, 7] }))
  assert.deepEqual(file.safe_contact?.channels, kept)
  assert.equal(
    (await at.ask(changeSafeContact, { ...rule, version: 1, safe_contact: noContact }, coordinator)).version,
    2,
  )
  await refuses(at.ask(changeSafeContact, { ...rule, version: 2 }, nobody), 'signed_out')
  await refuses(at.ask(changeSafeContact, { ...rule, version: 2 }, at.staff.director), 'refused')
  await refuses(at.ask(changeSafeContact, { ...rule, version: 2 }, at.staff.partner_worker), 'not_found')
})

test('colleagues are those of one’s own house', async () => {
  const { colleagues } = await at.ask(listColleagues, {}, at.staff.partner_worker)
  assert.equal(colleagues.length, 2)
  await refuses(at.ask(listColleagues, {}, nobody), 'signed_out')
})
