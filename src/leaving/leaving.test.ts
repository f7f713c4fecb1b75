// Closing with a reason, the exit interview, holding and asking for an erasure: by nobody, by a role that may not, by
// another house and by whoever may; and what two people at once come to.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFile } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import {
  askErasure,
  ClosureReason,
  closeFile,
  ErasureReason,
  HoldReason,
  liftHold,
  placeHold,
  readLeaving,
  reopenFile,
  stopErasure,
  writeInterview,
} from './leaving.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./leaving.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const today = new Date().toISOString().slice(0, 10)
const closing = (case_id: string, changes: object = {}) => ({
  case_id,
  version: 1,
  closure_id: newId(),
  reason: 'completed' as const,
  seen_open: 0,
  ...changes,
})
const aClosedFile = async (changes: object = {}) => {
  const { case_id } = await at.aFile()
  await at.ask(closeFile, closing(case_id, changes), at.staff.reference_worker)
  return case_id
}
const timeline = async (case_id: string) =>
  (await at.rows('select kind from timeline_entry where case_id = $1 order by at', [case_id])).map((row) => row.kind)

test('the codes are those of the facts', () => {
  const codes = (name: string) => at.house.facts.codes[name]?.codes.map((each) => each.code)
  assert.deepEqual(codes('closure_reasons'), ClosureReason.options)
  assert.deepEqual(codes('erasure_reasons'), ErasureReason.options)
  assert.deepEqual(codes('hold_reasons'), HoldReason.options)
})

test('a file closes with its reason, says until when it is kept, and may be taken up again', async () => {
  const { reference_worker, coordinator } = at.staff
  const case_id = await aClosedFile()
  const leaving = await at.ask(readLeaving, { case_id }, coordinator)
  assert.equal(leaving.status, 'closed')
  assert.equal(leaving.closures[0]?.reason, 'completed')
  assert.equal(leaving.state, 'kept')
  assert.equal(leaving.retention?.keep_until, leaving.closures[0]?.keep_until)
  assert.ok(leaving.retention!.erase_on > addDays(today, 1800))
  assert.equal(leaving.retention!.sections.find((each) => each.section === 'mind')?.ref, 'Ley 41/2002 art. 17.1')
  await refuses(
    at.ask(closeFile, closing(case_id, { version: 2 }), reference_worker),
    'conflict',
    'leaving.closed_before',
  )
  await at.ask(reopenFile, { case_id, version: 2 }, reference_worker)
  await refuses(at.ask(reopenFile, { case_id, version: 3 }, reference_worker), 'conflict', 'leaving.open_already')
  const again = await at.ask(readLeaving, { case_id }, coordinator)
  assert.deepEqual([again.status, again.closures[0]?.reopened_on, again.retention], ['open', today, null])
  assert.deepEqual((await timeline(case_id)).slice(2), ['file_closed', 'file_reopened'])
  await at.ask(closeFile, closing(case_id, { version: 3, reason: 'return' }), reference_worker)
  assert.equal((await at.ask(readLeaving, { case_id }, coordinator)).closures.length, 2)
})

test('a minor is kept until long after coming of age', async () => {
  const { case_id } = await at.aFile({ card: { birth_year: new Date().getUTCFullYear() - 15 } })
  await at.ask(closeFile, closing(case_id), at.staff.reference_worker)
  const { retention } = await at.ask(readLeaving, { case_id }, at.staff.coordinator)
  assert.ok(retention!.erase_on > addDays(today, 365 * 19))
})

test('lost contact says how many tries; consents end unless they are kept on purpose', async () => {
  const { reference_worker, partner_worker, other_partner_worker } = at.staff
  const { case_id } = await at.aFile()
  const kept = await at.aConsent(case_id, partner_worker, ['health'])
  const ended = await at.aConsent(case_id, other_partner_worker, ['home'])
  const lost = closing(case_id, { reason: 'lost_contact', keep_consents: [kept.consent_id] })
  await refuses(at.ask(closeFile, lost, reference_worker), 'invalid', 'leaving.tries_needed')
  await refuses(at.ask(closeFile, { ...lost, tries: 5 }, reference_worker), 'conflict', 'leaving.other_matters')
  const before = await at.ask(readLeaving, { case_id }, reference_worker)
  assert.deepEqual(
    before.open_matters.map((each) => each.kind),
    ['consent', 'consent'],
  )
  await at.ask(closeFile, { ...lost, tries: 5, seen_open: 2 }, reference_worker)
  const rows = await at.rows('select consent_id, withdrawn_at from consent where case_id = $1', [case_id])
  const of = (id: string) => rows.find((row) => row.consent_id === id)?.withdrawn_at
  assert.equal(of(kept.consent_id), null)
  assert.ok(of(ended.consent_id))
  const { closures } = await at.ask(readLeaving, { case_id }, reference_worker)
  assert.deepEqual([closures[0]?.tries, closures[0]?.left_open], [5, 1])
})

test('of two who close at once one does, and a stale version closes nothing', async () => {
  const { reference_worker, coordinator } = at.staff
  const { case_id } = await at.aFile()
  const both = await Promise.allSettled([
    at.ask(closeFile, closing(case_id), reference_worker),
    at.ask(closeFile, closing(case_id, { reason: 'other' }), coordinator),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await at.rows('select from closure where case_id = $1', [case_id])).length, 1)
  const other = await at.aFile()
  await refuses(at.ask(closeFile, closing(other.case_id, { version: 9 }), reference_worker), 'conflict', 'stale')
})

test('nobody, a role that may not and another house neither close nor read how a file ends', async () => {
  const { case_id } = await at.aFile()
  const { director, lawyer, partner_worker, far_coordinator } = at.staff
  const mine = closing(case_id)
  const interview = {
    case_id,
    interview_id: newId(),
    version: 0,
    held_on: today,
    answers: {},
    may_contact: 'no' as const,
    contact_after: '',
  }
  await refuses(at.ask(closeFile, mine, nobody), 'signed_out')
  await refuses(at.ask(reopenFile, { case_id, version: 1 }, nobody), 'signed_out')
  await refuses(at.ask(readLeaving, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(writeInterview, interview, nobody), 'signed_out')
  await refuses(at.ask(closeFile, mine, director), 'refused')
  await refuses(at.ask(reopenFile, { case_id, version: 1 }, director), 'refused')
  await refuses(at.ask(writeInterview, interview, director), 'refused')
  for (const who of [lawyer, partner_worker, far_coordinator]) {
    await refuses(at.ask(closeFile, mine, who), 'not_found', 'case.not_found')
    await refuses(at.ask(reopenFile, { case_id, version: 1 }, who), 'not_found', 'case.not_found')
    await refuses(at.ask(readLeaving, { case_id }, who), 'not_found', 'case.not_found')
    await refuses(at.ask(writeInterview, interview, who), 'not_found', 'case.not_found')
  }
  await at.aConsent(case_id, partner_worker, ['identity', 'story'])
  await at.db.owner.query(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, sections, basis, created_by)
     select organisation_id, case_id, gen_random_uuid(), 'consent', recipient_organisation_id, sections, consent_id, recorded_by from consent where case_id = $1`,
    [case_id],
  )
  assert.ok(await at.ask(readLeaving, { case_id }, at.staff.coordinator))
  await refuses(at.ask(readLeaving, { case_id }, partner_worker), 'not_found')
})

test('the exit interview is theirs: sealed, skippable, corrected without losing what a colleague wrote', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, director } = at.staff
  const interview = {
    case_id,
    interview_id: newId(),
    version: 0,
    held_on: today,
    answers: { what_helped: 'That somebody waited with me.', was_listened_to: 'mostly' },
    may_contact: 'yes' as const,
    contact_after: 'Only after six, through my sister.',
  }
  await at.ask(writeInterview, interview, reference_worker)
  const { interview: read } = await at.ask(readLeaving, { case_id }, coordinator)
  assert.deepEqual(read?.answers, interview.answers)
  assert.equal((await at.ask(readLeaving, { case_id }, director)).interview, null, 'the story is not the director’s')
  await refuses(
    at.ask(writeInterview, { ...interview, interview_id: newId(), version: 3 }, coordinator),
    'conflict',
    'stale',
  )
  await at.ask(writeInterview, { ...interview, version: 1, answers: {} }, coordinator)
  for (const answers of [{ unknown_one: 'x' }, { was_listened_to: 'perhaps' }])
    await refuses(
      at.ask(writeInterview, { ...interview, version: 2, answers }, coordinator),
      'invalid',
      'leaving.not_a_question',
    )
  const rows = await at.rows('select sealed from exit_interview where case_id = $1', [case_id])
  assert.ok(!(rows[0]!.sealed as Buffer).toString('latin1').includes('sister'))
})

test('a hold takes two people to lift, and a day that has come ends it', async () => {
  const case_id = await aClosedFile()
  const { director, coordinator, reference_worker, far_coordinator, partner_worker } = at.staff
  const hold = { case_id, hold_id: newId(), reason: 'proceedings' as const, words: 'Court of Nowhere, section 3.' }
  await refuses(at.ask(placeHold, hold, nobody), 'signed_out')
  await refuses(at.ask(placeHold, hold, reference_worker), 'refused')
  for (const who of [far_coordinator, partner_worker]) await refuses(at.ask(placeHold, hold, who), 'not_found')
  await refuses(at.ask(placeHold, { ...hold, until_on: today }, director), 'invalid', 'leaving.until_is_past')
  await at.ask(placeHold, hold, director)
  const { holds, state } = await at.ask(readLeaving, { case_id }, coordinator)
  assert.deepEqual([holds[0]?.words, holds[0]?.stands, state], [hold.words, true, 'on_hold'])
  const lifting = { case_id, hold_id: hold.hold_id }
  await refuses(at.ask(liftHold, lifting, nobody), 'signed_out')
  await refuses(at.ask(liftHold, lifting, reference_worker), 'refused')
  await refuses(at.ask(liftHold, lifting, far_coordinator), 'not_found')
  assert.equal((await at.ask(liftHold, lifting, director)).lifted, false)
  await refuses(at.ask(liftHold, lifting, director), 'refused', 'leaving.own')
  assert.equal((await at.ask(readLeaving, { case_id }, coordinator)).state, 'on_hold')
  assert.equal((await at.ask(liftHold, lifting, coordinator)).lifted, true)
  await refuses(at.ask(liftHold, lifting, director), 'conflict', 'leaving.lifted_before')
  assert.equal((await at.ask(readLeaving, { case_id }, coordinator)).state, 'kept')
  const second = { ...hold, hold_id: newId(), until_on: addDays(today, 1) }
  await at.ask(placeHold, second, coordinator)
  await at.rows('update legal_hold set until_on = current_date where hold_id = $1', [second.hold_id])
  assert.equal((await at.ask(readLeaving, { case_id }, coordinator)).state, 'kept')
  assert.deepEqual((await timeline(case_id)).slice(3), ['hold_placed', 'hold_lifted', 'hold_placed'])
})

const asking = (case_id: string, reason: 'person_asked' | 'duplicate' = 'duplicate') => ({
  case_id,
  request_id: newId(),
  reason,
  words: 'Their twin file stays.',
})

test('an erasure is asked for with a second factor, by who may, of a closed file no hold and no duty keeps', async () => {
  const { director, coordinator, reference_worker, far_coordinator, administrator, partner_worker } = at.staff
  const open = await at.aFile()
  await refuses(at.ask(askErasure, asking(open.case_id), director), 'conflict', 'leaving.still_open')
  const case_id = await aClosedFile()
  await refuses(at.ask(askErasure, asking(case_id), nobody), 'signed_out')
  await refuses(at.ask(askErasure, asking(case_id), reference_worker), 'refused')
  for (const who of [far_coordinator, administrator, partner_worker])
    await refuses(at.ask(askErasure, asking(case_id), who), 'not_found')
  const stale = await at.join(at.ours, 'Director without a factor', ['director'])
  await at.rows('update session set second_factor_at = null where session_id = $1', [stale.session_id])
  await refuses(at.ask(askErasure, asking(case_id), stale), 'refused', 'access.second_factor_needed')
  await refuses(at.ask(askErasure, asking(case_id, 'person_asked'), director), 'conflict', 'leaving.duty_runs')
  const mine = asking(case_id)
  await at.ask(askErasure, mine, coordinator)
  await refuses(at.ask(askErasure, asking(case_id), director), 'conflict', 'leaving.asked_before')
  const { request, would_go } = await at.ask(readLeaving, { case_id }, director)
  assert.deepEqual([request?.asked_by, request?.words, request?.expired], [coordinator.staff_id, mine.words, false])
  assert.ok(would_go.some((each) => each.what === 'case_key' && each.count === 1))
  assert.deepEqual((await at.ask(readLeaving, { case_id }, reference_worker)).would_go, [])
  const stopping = { case_id, request_id: mine.request_id }
  await refuses(at.ask(stopErasure, stopping, nobody), 'signed_out')
  await refuses(at.ask(stopErasure, stopping, reference_worker), 'refused')
  await refuses(at.ask(stopErasure, stopping, far_coordinator), 'not_found')
  await at.ask(stopErasure, stopping, director)
  await refuses(at.ask(stopErasure, stopping, director), 'conflict', 'leaving.stopped_before')
  await at.ask(placeHold, { case_id, hold_id: newId(), reason: 'court_order' }, coordinator)
  await refuses(at.ask(askErasure, asking(case_id), director), 'conflict', 'leaving.on_hold')
  assert.ok(await at.ask(openFile, { case_id }, reference_worker as Who))
})
