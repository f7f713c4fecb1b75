// A same-day protocol from the word that frightens to the second person who agrees that it is over: who is told and when,
// who has it, what the duty sees without a place on the file, and that nothing closes over an open step.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { changeStage, openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addNote } from '#notes/note.ts'
import { addExclusion } from '#people/exclusion.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { protocolsOf } from '#test/protocols.ts'
import { readTimeline } from '#timeline/timeline.ts'
import {
  answerProtocolStep,
  closeProtocol,
  handOnProtocol,
  listMyProtocols,
  listProtocolsOfFile,
  noteProtocol,
  overseeProtocols,
  readProtocol,
  takeProtocol,
  tellProtocol,
} from './protocol.ts'

const { assignTeam } = await import('#team/team.ts')

let at: TestHouse
let on: ReturnType<typeof protocolsOf>
before(async () => {
  at = await testHouse(
    await import('./protocol.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#notes/note.api.ts'),
    await import('#timeline/timeline.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#team/team.api.ts'),
    await import('#agenda/today.api.ts'),
  )
  on = protocolsOf(at)
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

/** A file with a psychologist on its team. */
const aFile = async () => {
  const file = await at.aFile()
  await at.ask(
    assignTeam,
    {
      ...file,
      access_id: newId(),
      staff_id: at.staff.psychologist.staff_id,
      function: 'team_member',
      sections: ['identity', 'safety', 'health', 'mind'],
    },
    at.staff.coordinator,
  )
  return file
}

test('told: the team, the coordinators and the duty at once; the deputy and the direction once nobody looked', async () => {
  const { reference_worker, psychologist, coordinator, director, lawyer, second_worker, trainer } = at.staff
  await on.onDuty(lawyer, second_worker)
  const { case_id } = await aFile()
  const { protocol_id, opened } = await on.tell(case_id, 'self_harm', reference_worker)
  assert.equal(opened, true)
  const { told, look_by, opened_at, late } = await on.read(protocol_id, reference_worker)
  const asOf = (as: string) => told.filter((each) => each.as === as).map(({ staff_id }) => staff_id)
  assert.deepEqual(asOf('reference_worker'), [reference_worker.staff_id])
  assert.deepEqual(asOf('psychologist'), [psychologist.staff_id])
  assert.deepEqual(asOf('coordinator'), [coordinator.staff_id], 'of this office alone')
  assert.deepEqual(asOf('duty'), [lawyer.staff_id])
  assert.deepEqual(asOf('deputy'), [second_worker.staff_id])
  assert.equal(told.find(({ as }) => as === 'duty')?.telephone, '+34 600 000 001')
  assert.ok(told.find(({ as }) => as === 'director')!.from_at > opened_at)
  assert.equal(late, 'no')
  assert.equal(Date.parse(look_by) - Date.parse(opened_at) < 3_700_000, true)
  const why = async (who: typeof lawyer) =>
    (await on.mine(who)).find((each) => each.protocol_id === protocol_id)?.why ?? null
  for (const who of [reference_worker, psychologist, coordinator, lawyer]) assert.equal(await why(who), 'take')
  for (const who of [second_worker, director, trainer]) assert.equal(await why(who), null)
  assert.ok(((await at.ask(readToday, {}, lawyer)).protocols?.count ?? 0) >= 1)
  await on.later(protocol_id, 61)
  for (const who of [second_worker, director]) assert.equal(await why(who), 'take')
  assert.equal((await on.read(protocol_id, reference_worker)).late, 'look')
  // Once somebody has it, it stands with nobody else, until the talk is overdue.
  await on.take(protocol_id, psychologist)
  assert.equal(await why(psychologist), 'mine')
  for (const who of [reference_worker, lawyer, second_worker, director]) assert.equal(await why(who), null)
  await on.later(protocol_id, 60 * 24)
  for (const who of [coordinator, director]) assert.equal(await why(who), 'late')
  assert.equal(await why(lawyer), null)
})

test('the duty without a place on the file sees who, what kind and whom to call; taking it opens two sections, and closing ends that', async () => {
  const { reference_worker, coordinator, psychologist, lawyer, trainer } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'self_harm', reference_worker, 'CANARY She wrote goodbye.')
  await refuses(at.ask(openFile, { case_id }, lawyer), 'not_found')
  const little = await on.read(protocol_id, lawyer)
  assert.deepEqual([little.alias, little.kind, little.sees, little.stands], ['Maya', 'self_harm', false, 'told'])
  assert.ok(!JSON.stringify(little).includes('CANARY'))
  assert.deepEqual([little.instrument, little.item], [null, null])
  assert.ok(little.told.some(({ staff_id }) => staff_id === reference_worker.staff_id))
  await refuses(on.step(protocol_id, lawyer, 'look'), 'refused', 'safety.take_first')
  await refuses(
    at.ask(noteProtocol, { protocol_id, line_id: newId(), words: 'x' }, lawyer),
    'refused',
    'safety.take_first',
  )

  await on.take(protocol_id, lawyer)
  const whole = await on.read(protocol_id, lawyer)
  assert.equal(whole.lines[0]?.words, 'CANARY She wrote goodbye.')
  const file = await at.ask(openFile, { case_id }, lawyer)
  assert.deepEqual(file.sections, ['safety'], 'narrowed to what the role may see')
  assert.equal(file.because, `team:${protocol_id}`)
  assert.equal(file.team.find((each) => each.function === 'duty')?.staff_id, lawyer.staff_id)
  await refuses(at.ask(addNote, { case_id, note_id: newId(), section: 'story', text: 'x' }, lawyer), 'not_found')
  const [access] = await at.rows('select until_at - from_at as lasts, sections from case_access where basis = $1', [
    protocol_id,
  ])
  assert.deepEqual(access?.sections, ['mind', 'safety'])
  assert.match(JSON.stringify(access?.lasts), /"hours":12|12:00:00/)
  const journal = await at.rows(
    "select action, reason from journal where actor_id = $1 and case_id = $2 and action like 'protocol.%' order by at",
    [lawyer.staff_id, case_id],
  )
  assert.ok(journal.some(({ action, reason }) => action === 'protocol.take' && reason === 'taken'))
  assert.ok(journal.some(({ action }) => action === 'protocol.look'))

  await on.answerAll(protocol_id, lawyer)
  await on.close(protocol_id, lawyer)
  await on.close(protocol_id, psychologist, 'agree')
  await refuses(at.ask(openFile, { case_id }, lawyer), 'not_found')
  for (const who of [lawyer, trainer]) await refuses(on.read(protocol_id, who), 'not_found')
  const kinds = (await at.ask(readTimeline, { case_id }, reference_worker)).entries.map(({ kind }) => kind)
  for (const kind of ['protocol_opened', 'protocol_taken', 'protocol_closed'] as const) assert.ok(kinds.includes(kind))
  assert.ok(
    !(await at.ask(readTimeline, { case_id }, coordinator)).entries.some(({ kind }) => kind.startsWith('protocol_')),
    'the story tells it in the section it is about',
  )
})

test('the narrow opening ends by its clock, and when another takes the protocol', async () => {
  const { reference_worker, psychologist, lawyer } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  await on.take(protocol_id, lawyer)
  await at.ask(openFile, { case_id }, lawyer)
  await on.later(protocol_id, 13 * 60)
  await refuses(at.ask(openFile, { case_id }, lawyer), 'not_found')
  assert.equal((await on.read(protocol_id, lawyer)).stands, 'taker', 'and it still stands with whoever has it')
  await on.take(protocol_id, lawyer)
  await at.ask(openFile, { case_id }, lawyer)
  await on.take(protocol_id, psychologist)
  await refuses(at.ask(openFile, { case_id }, lawyer), 'not_found')
  const lines = (await on.read(protocol_id, psychologist)).lines.map(({ what, by_name }) => `${what} ${by_name}`)
  assert.deepEqual(lines.slice(1), ['taken Colega lawyer', 'taken Colega lawyer', 'taken Colega psychologist'])
})

test('handed on, it stays with whoever has it until the colleague takes it', async () => {
  const { reference_worker, psychologist, second_worker, trainer, partner_worker } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  await refuses(on.handOn(protocol_id, reference_worker, psychologist), 'refused', 'safety.take_first')
  await on.take(protocol_id, reference_worker)
  for (const to of [reference_worker, trainer, partner_worker])
    await refuses(on.handOn(protocol_id, reference_worker, to), 'invalid', 'safety.nobody_to_hand_to')
  await on.handOn(protocol_id, reference_worker, second_worker)
  const found = await on.read(protocol_id, reference_worker)
  assert.deepEqual([found.taken_by, found.handed_to], [reference_worker.staff_id, second_worker.staff_id])
  assert.equal((await on.mine(second_worker)).find((each) => each.protocol_id === protocol_id)?.why, 'handed')
  await on.take(protocol_id, second_worker)
  const after = await on.read(protocol_id, second_worker)
  assert.deepEqual([after.taken_by, after.handed_to], [second_worker.staff_id, null])
})

test('it closes with every step answered and by two; not needed wants a reason; a file does not close over it', async () => {
  const { reference_worker, psychologist, coordinator } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  await refuses(on.close(protocol_id, reference_worker), 'invalid', 'safety.steps_open')
  await on.take(protocol_id, reference_worker)
  await refuses(on.step(protocol_id, reference_worker, 'look', 'not_needed', ''), 'invalid', 'safety.not_needed_why')
  await refuses(on.step(protocol_id, reference_worker, 'moon'), 'not_found', 'safety.step_not_found')
  await on.step(protocol_id, reference_worker, 'look', 'not_needed', 'Seen together.')
  await refuses(on.close(protocol_id, reference_worker), 'invalid', 'safety.steps_open')
  const close = { case_id, stage: 'follow_up', status: 'closed' } as const
  const { version } = await at.ask(openFile, { case_id }, reference_worker)
  await assert.rejects(
    at.ask(changeStage, { ...close, version }, reference_worker),
    (problem: Problem) =>
      ['safety.protocol_open', 'leaving.close_with_reason'].includes(problem.key) || problem.kind !== 'broken',
  )
  await assert.rejects(at.rows("update case_file set status = 'closed' where case_id = $1", [case_id]), {
    code: 'AM411',
  })
  await on.answerAll(protocol_id, reference_worker)
  await refuses(on.close(protocol_id, reference_worker, 'ask', ''), 'invalid', 'safety.close_words_needed')
  await refuses(on.close(protocol_id, psychologist, 'agree'), 'invalid', 'safety.close_not_asked')
  assert.equal((await on.close(protocol_id, reference_worker)).closed, false)
  await refuses(on.close(protocol_id, reference_worker, 'agree'), 'refused', 'safety.close_needs_another')
  assert.equal((await on.mine(psychologist)).find((each) => each.protocol_id === protocol_id)?.why, 'agree')
  await on.close(protocol_id, psychologist, 'refuse', 'Who looks tomorrow?')
  // A step opened again takes the asking back.
  await on.close(protocol_id, reference_worker)
  await on.step(protocol_id, reference_worker, 'next_look', 'open', '')
  await refuses(on.close(protocol_id, psychologist, 'agree'), 'invalid', 'safety.steps_open')
  await on.step(protocol_id, reference_worker, 'next_look')
  await refuses(on.close(protocol_id, psychologist, 'agree'), 'invalid', 'safety.close_not_asked')
  await on.close(protocol_id, reference_worker)
  assert.equal((await on.close(protocol_id, coordinator, 'agree')).closed, true)
  await refuses(on.take(protocol_id, psychologist), 'conflict', 'safety.protocol_closed')
  await refuses(on.step(protocol_id, reference_worker, 'look'), 'conflict', 'safety.protocol_closed')
  await assert.rejects(
    at.rows("update protocol_step set state = 'open', answered_by = null, answered_at = null where protocol_id = $1", [
      protocol_id,
    ]),
    { code: 'AM411' },
  )
  await assert.rejects(at.rows('update protocol set taken_by = opened_by where protocol_id = $1', [protocol_id]), {
    code: 'AM411',
  })
})

test('where the data lets one alone close, it is never whoever opened it', async () => {
  const { reference_worker, psychologist } = at.staff
  const { case_id } = await aFile()
  const one = await on.tell(case_id, 'health', reference_worker)
  await on.take(one.protocol_id, reference_worker)
  await on.answerAll(one.protocol_id, reference_worker)
  assert.equal((await on.close(one.protocol_id, reference_worker)).closed, false)
  assert.equal((await on.close(one.protocol_id, psychologist, 'agree')).closed, true)
  const two = await on.tell(case_id, 'health', reference_worker)
  await on.take(two.protocol_id, psychologist)
  await on.answerAll(two.protocol_id, psychologist)
  assert.equal((await on.close(two.protocol_id, psychologist)).closed, true)
})

test('a second fright of its kind joins and asks everything anew; the same one told twice is one', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  await on.take(protocol_id, reference_worker)
  await on.answerAll(protocol_id, reference_worker)
  await on.close(protocol_id, reference_worker)
  const again = { case_id, protocol_id, kind: 'danger' as const, words: 'the same request' }
  assert.deepEqual(await at.ask(tellProtocol, again, reference_worker), { protocol_id, opened: false })
  assert.equal((await on.read(protocol_id, reference_worker)).steps_open, 0)
  const second = await on.tell(case_id, 'danger', reference_worker, 'Another message came.')
  assert.deepEqual(second, { protocol_id, opened: false })
  const found = await on.read(protocol_id, reference_worker)
  assert.equal(found.steps_open, found.steps)
  assert.equal(found.close_asked_by, null)
  assert.deepEqual(
    found.lines.filter(({ what }) => what === 'again').map(({ words }) => words),
    ['Another message came.'],
  )
  const { protocols } = await at.ask(listProtocolsOfFile, { case_id }, reference_worker)
  assert.equal(protocols.length, 1)
})

test('whoever the person must not meet is neither told nor let in', async () => {
  const { reference_worker, lawyer } = at.staff
  const { case_id } = await aFile()
  const what = { kind: 'staff' as const, staff_id: lawyer.staff_id, name: 'Colega lawyer' }
  const today = new Date().toISOString().slice(0, 10)
  const exclusion = { case_id, exclusion_id: newId(), what, since_on: today, reason: 'x', said_by: 'the person' }
  await at.ask(addExclusion, exclusion, reference_worker)
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  assert.ok(!(await on.read(protocol_id, reference_worker)).told.some(({ staff_id }) => staff_id === lawyer.staff_id))
  await refuses(on.read(protocol_id, lawyer), 'not_found')
  assert.ok(!(await on.mine(lawyer)).some((each) => each.protocol_id === protocol_id))
  // Somebody excluded after it was opened: the taking is refused whole, and nothing of it stays.
  const other = await aFile()
  const open = await on.tell(other.case_id, 'danger', reference_worker)
  await at.ask(addExclusion, { ...exclusion, case_id: other.case_id, exclusion_id: newId() }, reference_worker)
  await refuses(on.take(open.protocol_id, lawyer), 'refused', 'exclusion.excluded')
  assert.equal((await on.read(open.protocol_id, reference_worker)).taken_by, null)
  await refuses(at.ask(openFile, { case_id: other.case_id }, lawyer), 'not_found')
})

test('whoever may write anything in the file opens one; strangers, partners and the signed out do not', async () => {
  const { trainer, far_coordinator, partner_worker, intake, job_counsellor } = at.staff
  const { case_id } = await aFile()
  await at.ask(
    assignTeam,
    {
      case_id,
      access_id: newId(),
      staff_id: trainer.staff_id,
      function: 'team_member',
      sections: ['identity', 'learning'],
    },
    at.staff.coordinator,
  )
  const { protocol_id } = await on.tell(case_id, 'child', trainer, 'A girl in class told me.')
  const seen = await on.read(protocol_id, trainer)
  assert.deepEqual([seen.stands, seen.may.take, seen.lines[0]?.words], ['opener', false, 'A girl in class told me.'])
  assert.equal((await on.mine(trainer))[0]?.why, 'opened')
  const act = { protocol_id, version: seen.version, line_id: newId() }
  await refuses(at.ask(takeProtocol, act, trainer), 'refused')
  for (const who of [far_coordinator, partner_worker, intake, job_counsellor]) {
    await refuses(on.tell(case_id, 'danger', who), 'not_found')
    await assert.rejects(at.ask(readProtocol, { protocol_id }, who))
  }
  await refuses(at.ask(takeProtocol, act, far_coordinator), 'not_found')
  await refuses(at.ask(closeProtocol, { ...act, answer: 'agree' }, far_coordinator), 'not_found')
  await refuses(at.ask(answerProtocolStep, { ...act, step: 'look', state: 'done' }, far_coordinator), 'not_found')
  await refuses(at.ask(handOnProtocol, { ...act, to: far_coordinator.staff_id }, far_coordinator), 'not_found')
  for (const [endpoint, input] of [
    [tellProtocol, { case_id, protocol_id: newId(), kind: 'danger', words: 'x' }],
    [readProtocol, { protocol_id }],
    [listMyProtocols, {}],
    [overseeProtocols, {}],
    [listProtocolsOfFile, { case_id }],
    [takeProtocol, act],
    [answerProtocolStep, { ...act, step: 'look', state: 'done' }],
    [handOnProtocol, { ...act, to: far_coordinator.staff_id }],
  ] as const)
    await refuses(at.ask(endpoint as never, input as never, nobody), 'signed_out')
})

test('whoever answers for an office sees its open protocols; a stale act gets what stands now', async () => {
  const { coordinator, far_coordinator, director, reference_worker, psychologist } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'health', reference_worker)
  const seen = async (who: typeof coordinator) =>
    (await at.ask(overseeProtocols, {}, who)).protocols.some((each) => each.protocol_id === protocol_id)
  assert.deepEqual([await seen(coordinator), await seen(director), await seen(far_coordinator)], [true, true, false])
  await refuses(at.ask(overseeProtocols, {}, reference_worker), 'refused')
  const { version } = await on.read(protocol_id, reference_worker)
  const act = { protocol_id, version, line_id: newId() }
  await on.take(protocol_id, psychologist)
  await assert.rejects(at.ask(takeProtocol, act, reference_worker), (problem: Problem) => {
    assert.equal(problem.key, 'stale')
    assert.equal((problem.details.current as { taken_by: string }).taken_by, psychologist.staff_id)
    return true
  })
})

test('two who take it at once: one has it, the other is told', async () => {
  const { reference_worker, psychologist } = at.staff
  const { case_id } = await aFile()
  const { protocol_id } = await on.tell(case_id, 'danger', reference_worker)
  // Both looked at it before either took it: whoever looks afterwards may take it over from the other.
  const { version } = await on.read(protocol_id, reference_worker)
  const take = (who: Who) => at.ask(takeProtocol, { protocol_id, version, line_id: newId() }, who)
  const both = await Promise.allSettled([take(reference_worker), take(psychologist)])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})
