// Breaking the glass: one file, one hour, colleagues told, and never reviewed by the one who broke it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readToday } from '#agenda/today.ts'
import { newId } from '#kit/id.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { breakGlass, listBrokenGlass, reviewBreakGlass } from './break-glass.ts'
import { openFile } from './case.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./case.api.ts'),
    await import('#notes/note.api.ts'),
    await import('./break-glass.api.ts'),
    await import('#agenda/today.api.ts'),
  )
})
after(() => at.close())

const opened = (case_id: string, by: Who, words = '') => {
  const break_glass_id = newId()
  return at
    .ask(breakGlass, { case_id, break_glass_id, reason: 'danger', words }, by)
    .then((reply) => ({ ...reply, break_glass_id }))
}
const later = (break_glass_id: string, hours: number) =>
  at.db.owner.query(
    `with b as (update break_glass set opened_at = opened_at - $2 * interval '1 hour', until_at = until_at - $2 * interval '1 hour'
       where break_glass_id = $1)
     update case_access set until_at = until_at - $2 * interval '1 hour' where basis = $1`,
    [break_glass_id, hours],
  )

test('someone not on the file opens it for an hour, reads and writes nothing in it', async () => {
  const { case_id } = await at.aFile()
  const { psychologist } = at.staff
  await assert.rejects(at.ask(openFile, { case_id }, psychologist), { kind: 'not_found' })
  const { until_at, break_glass_id } = await opened(case_id, psychologist, 'She has not been seen since noon.')
  const left = Date.parse(until_at) - Date.now()
  assert.ok(left > 59 * 60_000 && left <= 60 * 60_000)
  const file = await at.ask(openFile, { case_id }, psychologist)
  assert.match(file.because, /^break_glass:/)
  await at.ask(readNotes, { case_id }, psychologist)
  await assert.rejects(
    at.ask(addNote, { case_id, note_id: newId(), section: 'mind', text: 'x' }, psychologist),
    (error: { kind: string }) => error.kind === 'refused' || error.kind === 'not_found',
  )
  await assert.rejects(opened(case_id, psychologist), { kind: 'conflict', key: 'break_glass.already_open' })
  await later(break_glass_id, 1.1)
  await assert.rejects(at.ask(openFile, { case_id }, psychologist), { kind: 'not_found' })
})

test('colleagues are told and review it; the one who broke it does not; what was not right ends at once', async () => {
  const { case_id } = await at.aFile()
  const { lawyer, coordinator, far_coordinator, director } = at.staff
  const { break_glass_id } = await opened(case_id, lawyer, 'A hearing was called for today.')
  const seen = async (by: Who) =>
    (await at.ask(listBrokenGlass, {}, by)).broken.find((one) => one.break_glass_id === break_glass_id)
  assert.equal((await seen(coordinator))?.words, 'A hearing was called for today.')
  assert.equal((await seen(director))?.reason, 'danger')
  assert.equal(await seen(far_coordinator), undefined)
  const judge = (by: Who) => at.ask(reviewBreakGlass, { break_glass_id, verdict: 'not_justified' }, by)
  await assert.rejects(judge(far_coordinator), { key: 'break_glass.not_found' })
  await assert.rejects(judge(lawyer), { kind: 'refused' })
  const waiting = async (by: Who) => (await at.ask(readToday, {}, by)).to_review
  const { count } = (await waiting(coordinator))!
  assert.equal(await waiting(lawyer), null)
  await judge(coordinator)
  assert.equal((await waiting(coordinator))?.count, count - 1)
  await assert.rejects(at.ask(openFile, { case_id }, lawyer), { kind: 'not_found' })
  await assert.rejects(judge(director), { key: 'break_glass.reviewed' })
  assert.equal((await seen(director))?.verdict, 'not_justified')
})

test('a coordinator who broke the glass leaves the review to another', async () => {
  const { case_id } = await at.aFile()
  const { break_glass_id } = await opened(case_id, at.staff.coordinator)
  const verdict = 'justified' as const
  await assert.rejects(at.ask(reviewBreakGlass, { break_glass_id, verdict }, at.staff.coordinator), {
    key: 'break_glass.own',
  })
  await at.ask(reviewBreakGlass, { break_glass_id, verdict }, at.staff.director)
})

test('the next one is refused while an earlier one has waited more than 72 hours for its review', async () => {
  const [first, second] = [await at.aFile(), await at.aFile()]
  const { far_coordinator, director } = at.staff
  const { break_glass_id } = await opened(first.case_id, far_coordinator)
  await later(break_glass_id, 73)
  await assert.rejects(opened(second.case_id, far_coordinator), { key: 'break_glass.review_first' })
  await at.ask(reviewBreakGlass, { break_glass_id, verdict: 'justified' }, director)
  await opened(second.case_id, far_coordinator)
})

test('only with a second factor just shown, only in one’s own organisation, only for those who may', async () => {
  const { case_id } = await at.aFile()
  await assert.rejects(opened(case_id, at.staff.trainer), { kind: 'not_found' })
  await assert.rejects(opened(case_id, at.staff.partner_worker), { kind: 'not_found' })
  const { second_worker } = at.staff
  await at.db.owner.query("update session set second_factor_at = now() - interval '1 hour' where session_id = $1", [
    second_worker.session_id,
  ])
  await assert.rejects(opened(case_id, second_worker), { kind: 'refused', key: 'access.second_factor_needed' })
})

test('two at the same moment make one opening', async () => {
  const { case_id } = await at.aFile()
  const both = await Promise.allSettled([
    opened(case_id, at.staff.psychologist),
    opened(case_id, at.staff.psychologist),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})
