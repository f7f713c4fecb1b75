// A hand-over: nothing changes before it is accepted, then everything at once; and nobody else sees or answers it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFile } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { call, task } from '#test/conferences.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { checklistOf, faultsOfChecklist, mayKeepUntil, stillOpen, tellMatters } from './hand-over.rules.ts'
import {
  answerHandOver,
  confirmReading,
  listHandOvers,
  proposeHandOver,
  readHandOver,
  readOpenMatters,
  withdrawHandOver,
} from './hand-over.ts'
import { assignTeam, readTeam } from './team.ts'

/** Conferences are told later; a test may look ahead. */
const { callConference } = await import('#conferences/conference.ts')
const { markTask, setTask } = await import('#conferences/task.ts')

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('#cases/case.api.ts'),
    await import('./team.api.ts'),
    await import('./hand-over.api.ts'),
    await import('#conferences/conference.api.ts'),
    await import('#conferences/task.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const checklist = {
  open_tasks: 'told',
  deadlines: 'nothing',
  appointments: 'told',
  consents_ending: 'nothing',
  person_told: 'worried',
  meeting_together: 'planned',
}
const proposal = (case_id: string, to: Who, change = {}) => ({
  case_id,
  hand_over_id: newId(),
  to_staff_id: to.staff_id,
  keeps_until: null,
  checklist,
  words: 'She prefers mornings.',
  ...change,
})
const accept = (hand_over_id: string) => ({ hand_over_id, answer: 'accepted' as const, access_id: newId() })
const decline = (hand_over_id: string) => ({
  hand_over_id,
  answer: 'declined' as const,
  reason: 'too_much_now',
  access_id: newId(),
})
const standing = (case_id: string) =>
  at.rows(
    `select staff_id, function, until_at is not null as ends from case_access where case_id = $1 and ended_at is null order by function`,
    [case_id],
  )

test('proposed, read and accepted: the reference worker changes at once, and the former one sees nothing any more', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, coordinator } = at.staff
  await at.rows(`insert into plan (organisation_id, case_id, review_on) values ($1, $2, $3)`, [
    at.ours.organisation_id,
    case_id,
    addDays(today, 9),
  ])
  assert.deepEqual((await at.ask(readOpenMatters, { case_id }, reference_worker)).matters, [
    { kind: 'review', due_on: addDays(today, 9), code: null },
  ])
  const asked = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, asked, reference_worker)
  const { hand_over_id } = asked
  // Who is asked sees codes and days, and still not the file.
  await refuses(at.ask(openFile, { case_id }, second_worker), 'not_found')
  const { waiting } = await at.ask(listHandOvers, {}, second_worker)
  assert.deepEqual(
    waiting.map((each) => [each.hand_over_id, each.status, each.checklist.person_told]),
    [[hand_over_id, 'proposed', 'worried']],
  )
  const read = await at.ask(readHandOver, { hand_over_id }, second_worker)
  assert.equal(read.matters[0]?.kind, 'review')
  assert.ok(!JSON.stringify(read).includes('mornings'), 'what was said is for those who open the file')
  await at.ask(answerHandOver, accept(hand_over_id), second_worker)
  assert.deepEqual(await standing(case_id), [
    { staff_id: second_worker.staff_id, function: 'reference_worker', ends: false },
  ])
  await refuses(at.ask(openFile, { case_id }, reference_worker), 'not_found')
  const side = await at.ask(readTeam, { case_id }, second_worker)
  assert.equal(side.hand_over?.words, 'She prefers mornings.')
  assert.equal(side.hand_over?.contact_read_at, null)
  for (const what of ['contact', 'exclusions'] as const)
    await at.ask(confirmReading, { case_id, hand_over_id, what }, second_worker)
  await refuses(at.ask(confirmReading, { case_id, hand_over_id, what: 'contact' }, coordinator), 'not_found')
  const after = await at.ask(readTeam, { case_id }, second_worker)
  assert.ok(after.hand_over?.contact_read_at && after.hand_over.exclusions_read_at)
  const kinds = await at.rows('select kind from timeline_entry where case_id = $1 order by at', [case_id])
  for (const kind of ['hand_over_proposed', 'team_ended', 'team_assigned'])
    assert.ok(kinds.some((each) => each.kind === kind))
  const journal = await at.rows(`select case_id from journal where action = 'hand_over.answer' and subject_id = $1`, [
    hand_over_id,
  ])
  assert.ok(journal.length >= 2 && journal.every((each) => each.case_id === case_id))
})

test('what a conference asked for and papers that end are handed over too, as days and codes', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, coordinator } = at.staff
  const paper = (type: string, days: number, status = 'live') =>
    at.rows(
      `insert into document (organisation_id, case_id, document_id, section, type, held_by, seen, expires_on, status, sealed, added_by)
       values ($1, $2, gen_random_uuid(), 'law', $3, 'person', 'original', $4, $5, 'x', $6)`,
      [at.ours.organisation_id, case_id, type, addDays(today, days), status, reference_worker.staff_id],
    )
  await paper('passport', 20)
  await paper('tie', 200)
  await paper('nie', 10, 'replaced')
  const called = call(case_id)
  await at.ask(callConference, called, coordinator)
  const owner = { kind: 'staff' as const, staff_id: reference_worker.staff_id }
  const [asked, done] = [task(case_id, called.items[0]!.item_id, owner), task(case_id, called.items[0]!.item_id, owner)]
  for (const each of [asked, done]) await at.ask(setTask, each, reference_worker)
  await at.ask(markTask, { case_id, task_id: done.task_id, version: 1, status: 'done', answer: '' }, reference_worker)
  const proposed = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, proposed, reference_worker)
  const { matters } = await at.ask(readHandOver, { hand_over_id: proposed.hand_over_id }, second_worker)
  assert.deepEqual(matters, [
    { kind: 'conference_task', due_on: addDays(today, 7), code: null },
    { kind: 'document', due_on: addDays(today, 20), code: null },
  ])
})

test('the former reference worker stays until the day that was chosen, and no longer', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker } = at.staff
  const asked = proposal(case_id, second_worker, { keeps_until: addDays(today, 5) })
  await at.ask(proposeHandOver, asked, reference_worker)
  await at.ask(answerHandOver, accept(asked.hand_over_id), second_worker)
  assert.deepEqual(await standing(case_id), [
    { staff_id: second_worker.staff_id, function: 'reference_worker', ends: false },
    { staff_id: reference_worker.staff_id, function: 'team_member', ends: true },
  ])
  await at.ask(openFile, { case_id }, reference_worker)
  await at.rows(
    `update case_access set until_at = now() - interval '1 second' where case_id = $1 and until_at is not null`,
    [case_id],
  )
  await refuses(at.ask(openFile, { case_id }, reference_worker), 'not_found')
  for (const keeps_until of [addDays(today, -1), addDays(today, 60)])
    await refuses(
      at.ask(proposeHandOver, proposal(case_id, reference_worker, { keeps_until }), second_worker),
      'invalid',
      'hand_over.stay_too_long',
    )
})

test('a declined or withdrawn hand-over changes nothing', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, coordinator } = at.staff
  const was = await standing(case_id)
  const first = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, first, reference_worker)
  await refuses(at.ask(proposeHandOver, proposal(case_id, second_worker), coordinator), 'conflict')
  await at.ask(answerHandOver, decline(first.hand_over_id), second_worker)
  assert.deepEqual(await standing(case_id), was)
  await refuses(at.ask(answerHandOver, accept(first.hand_over_id), second_worker), 'conflict', 'hand_over.answered')
  await refuses(at.ask(openFile, { case_id }, second_worker), 'not_found')
  assert.deepEqual((await at.ask(readHandOver, { hand_over_id: first.hand_over_id }, second_worker)).matters, [])
  const second = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, second, coordinator)
  const { hand_over_id } = second
  await at.ask(withdrawHandOver, { case_id, hand_over_id }, reference_worker)
  await refuses(at.ask(answerHandOver, accept(hand_over_id), second_worker), 'conflict', 'hand_over.answered')
  await refuses(at.ask(withdrawHandOver, { case_id, hand_over_id }, coordinator), 'conflict', 'hand_over.answered')
  assert.deepEqual(await standing(case_id), was)
  const { asked } = await at.ask(listHandOvers, {}, coordinator)
  assert.equal(asked.find((each) => each.hand_over_id === hand_over_id)?.status, 'withdrawn')
})

test('what was asked of a file that changed hands meanwhile is void', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, coordinator } = at.staff
  const third = await at.join(at.ours, 'Tercera', ['reference_worker'])
  const asked = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, asked, reference_worker)
  const place = { case_id, access_id: newId(), staff_id: third.staff_id, sections: ['identity' as const] }
  await at.ask(assignTeam, { ...place, function: 'reference_worker' }, coordinator)
  await refuses(at.ask(answerHandOver, accept(asked.hand_over_id), second_worker), 'conflict', 'hand_over.changed')
  assert.deepEqual(
    (await standing(case_id)).map((each) => each.staff_id),
    [third.staff_id],
  )
})

test('accepted twice at once is accepted once', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, coordinator } = at.staff
  const asked = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, asked, reference_worker)
  const { hand_over_id } = asked
  const all = await Promise.allSettled([
    at.ask(answerHandOver, accept(hand_over_id), second_worker),
    at.ask(answerHandOver, accept(hand_over_id), second_worker),
    at.ask(withdrawHandOver, { case_id, hand_over_id }, coordinator),
  ])
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await standing(case_id)).filter((each) => each.function === 'reference_worker').length, 1)
})

test('nobody, a role that may not, another office and another house neither ask, see nor answer', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, psychologist, far_coordinator, partner_worker, trainer } = at.staff
  const asked = proposal(case_id, second_worker)
  const { hand_over_id } = asked
  for (const who of [second_worker, far_coordinator, partner_worker, trainer]) {
    await refuses(at.ask(proposeHandOver, asked, who), 'not_found')
    await refuses(at.ask(readOpenMatters, { case_id }, who), 'not_found')
  }
  await refuses(at.ask(proposeHandOver, asked, nobody), 'signed_out')
  await refuses(at.ask(readOpenMatters, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(proposeHandOver, proposal(case_id, partner_worker), reference_worker), 'not_found')
  await refuses(
    at.ask(proposeHandOver, proposal(case_id, psychologist), reference_worker),
    'refused',
    'team.not_a_reference_worker',
  )
  await refuses(at.ask(proposeHandOver, proposal(case_id, reference_worker), reference_worker), 'conflict')
  await at.ask(proposeHandOver, asked, reference_worker)
  const other = await at.join(at.ours, 'Otra', ['reference_worker'])
  for (const who of [other, reference_worker, far_coordinator]) {
    await refuses(at.ask(readHandOver, { hand_over_id }, who), 'not_found', 'hand_over.not_found')
    await refuses(at.ask(answerHandOver, accept(hand_over_id), who), 'not_found', 'hand_over.not_found')
    if (who !== reference_worker) await refuses(at.ask(withdrawHandOver, { case_id, hand_over_id }, who), 'not_found')
    await refuses(at.ask(confirmReading, { case_id, hand_over_id, what: 'contact' }, who), 'not_found')
  }
  for (const who of [psychologist, partner_worker]) {
    await refuses(at.ask(listHandOvers, {}, who), 'refused')
    await refuses(at.ask(readHandOver, { hand_over_id }, who), 'refused')
    await refuses(at.ask(answerHandOver, accept(hand_over_id), who), 'refused')
  }
  await refuses(at.ask(listHandOvers, {}, nobody), 'signed_out')
  await refuses(at.ask(readHandOver, { hand_over_id }, nobody), 'signed_out')
  await refuses(at.ask(answerHandOver, accept(hand_over_id), nobody), 'signed_out')
  await refuses(at.ask(withdrawHandOver, { case_id, hand_over_id }, nobody), 'signed_out')
  await refuses(at.ask(confirmReading, { case_id, hand_over_id, what: 'contact' }, nobody), 'signed_out')
  assert.deepEqual((await at.ask(listHandOvers, {}, other)).waiting, [])
  await at.ask(answerHandOver, decline(hand_over_id), second_worker)
})

test('a checklist with a gap, an unknown answer or a decline without its reason is refused', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker } = at.staff
  for (const change of [{ deadlines: 'perhaps' }, { more: 'told' }]) {
    const asked = proposal(case_id, second_worker, { checklist: { ...checklist, ...change } })
    await refuses(at.ask(proposeHandOver, asked, reference_worker), 'invalid', 'hand_over.checklist')
  }
  const { open_tasks: _, ...gap } = checklist
  await refuses(
    at.ask(proposeHandOver, proposal(case_id, second_worker, { checklist: gap }), reference_worker),
    'invalid',
  )
  const asked = proposal(case_id, second_worker)
  await at.ask(proposeHandOver, asked, reference_worker)
  const without = { ...decline(asked.hand_over_id), reason: null }
  assert.equal((await at.askHttp(answerHandOver, without, second_worker)).status, 422)
  const unknown = { ...decline(asked.hand_over_id), reason: 'no_reason_we_know' }
  await refuses(at.ask(answerHandOver, unknown, second_worker), 'invalid')
})

test('the rules: the checklist, the stay, and open matters told by when they are due', () => {
  const items = checklistOf([{ code: 'a', answers: ['yes', 'no'] } as never, { code: 'b', answers: ['yes'] } as never])
  assert.deepEqual(faultsOfChecklist(items, { a: 'yes', b: 'yes' }), [])
  assert.deepEqual(faultsOfChecklist(items, { a: 'maybe', c: 'yes' }), ['a', 'b', 'c'])
  assert.deepEqual(stillOpen({ a: 'told', b: 'not_yet', c: 'against' }), ['b', 'c'])
  assert.ok(mayKeepUntil('2026-11-22', null) && mayKeepUntil('2026-11-22', '2026-12-23'))
  assert.ok(!mayKeepUntil('2026-11-22', '2026-12-24') && !mayKeepUntil('2026-11-22', '2026-11-21'))
  const matter = (due_on: string | null) => ({ kind: 'action' as const, due_on, code: null })
  const told = tellMatters(['2026-11-21', '2026-11-22', '2026-12-06', '2026-12-07', null].map(matter), '2026-11-22')
  assert.deepEqual([told.overdue.length, told.soon.length, told.later.length, told.undated.length], [1, 2, 1, 1])
})
