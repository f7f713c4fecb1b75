// Standing in: asked, agreed, exactly as long as was agreed, and over by itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFile } from '#cases/case.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { coverFits, phaseOf } from './cover.rules.ts'
import { answerCover, askForCover, endCover, listCovers } from './cover.ts'
import { assignTeam, readTeam } from './team.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('#cases/case.api.ts'),
    await import('./team.api.ts'),
    await import('./cover.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aCover = (absent: Who, stand_in: Who, change = {}) => ({
  cover_id: newId(),
  absent_id: absent.staff_id,
  stand_in_id: stand_in.staff_id,
  from_on: today,
  until_on: addDays(today, 7),
  ...change,
})
const twoWorkers = async () => {
  const absent = await at.join(at.ours, 'Ausente', ['reference_worker'])
  const stand_in = await at.join(at.ours, 'Suplente', ['reference_worker'])
  const files = [await at.aFile({ worker: absent }), await at.aFile({ worker: absent })]
  return { absent, stand_in, one: files[0]!.case_id, other: files[1]!.case_id }
}

test('a colleague who agreed opens all files of the absent one, and after the last day none', async () => {
  const { absent, stand_in, one, other } = await twoWorkers()
  const asked = aCover(absent, stand_in)
  await at.ask(askForCover, asked, absent)
  await refuses(at.ask(openFile, { case_id: one }, stand_in), 'not_found')
  assert.deepEqual(
    (await at.ask(listCovers, {}, stand_in)).covers.map((each) => [each.cover_id, each.files, each.status]),
    [[asked.cover_id, 2, 'asked']],
  )
  await at.ask(answerCover, { cover_id: asked.cover_id, answer: 'agreed' }, stand_in)
  for (const case_id of [one, other]) {
    const { team } = await at.ask(readTeam, { case_id }, stand_in)
    const cover = team.find((each) => each.function === 'cover')
    assert.equal(cover?.staff_id, stand_in.staff_id)
    assert.equal(cover?.until_at?.slice(0, 10), addDays(today, 8))
    assert.equal(team.filter((each) => each.function === 'reference_worker').length, 1, 'who is away stays who it is')
  }
  // Nobody ends it: the day passes.
  await at.rows(`update case_access set until_at = now() - interval '1 second' where basis = $1`, [asked.cover_id])
  for (const case_id of [one, other]) await refuses(at.ask(openFile, { case_id }, stand_in), 'not_found')
  await at.ask(openFile, { case_id: one }, absent)
})

test('a cover of chosen files opens those; one that begins later opens nothing yet', async () => {
  const { absent, stand_in, one, other } = await twoWorkers()
  const chosen = aCover(absent, stand_in, { case_ids: [one] })
  await at.ask(askForCover, chosen, at.staff.coordinator)
  await at.ask(answerCover, { cover_id: chosen.cover_id, answer: 'agreed' }, stand_in)
  await at.ask(openFile, { case_id: one }, stand_in)
  await refuses(at.ask(openFile, { case_id: other }, stand_in), 'not_found')
  const later = aCover(absent, stand_in, { from_on: addDays(today, 3), case_ids: [other] })
  await at.ask(askForCover, later, absent)
  await at.ask(answerCover, { cover_id: later.cover_id, answer: 'agreed' }, stand_in)
  await refuses(at.ask(openFile, { case_id: other }, stand_in), 'not_found')
})

test('declined it opens nothing; ended before its day it is over at once', async () => {
  const { absent, stand_in, one } = await twoWorkers()
  const no = aCover(absent, stand_in)
  await at.ask(askForCover, no, absent)
  await at.ask(answerCover, { cover_id: no.cover_id, answer: 'declined' }, stand_in)
  await refuses(at.ask(openFile, { case_id: one }, stand_in), 'not_found')
  await refuses(
    at.ask(answerCover, { cover_id: no.cover_id, answer: 'agreed' }, stand_in),
    'conflict',
    'cover.answered',
  )
  const yes = aCover(absent, stand_in)
  await at.ask(askForCover, yes, absent)
  await at.ask(answerCover, { cover_id: yes.cover_id, answer: 'agreed' }, stand_in)
  await at.ask(openFile, { case_id: one }, stand_in)
  await at.ask(endCover, { cover_id: yes.cover_id }, absent)
  await refuses(at.ask(openFile, { case_id: one }, stand_in), 'not_found')
  await refuses(at.ask(endCover, { cover_id: yes.cover_id }, absent), 'conflict', 'cover.answered')
})

test('whoever stands in gives themselves no longer place than the cover lasts', async () => {
  const { absent, stand_in, one } = await twoWorkers()
  const asked = aCover(absent, stand_in)
  await at.ask(askForCover, asked, absent)
  await at.ask(answerCover, { cover_id: asked.cover_id, answer: 'agreed' }, stand_in)
  const place = {
    case_id: one,
    staff_id: stand_in.staff_id,
    function: 'team_member' as const,
    sections: ['home' as const],
  }
  await refuses(at.ask(assignTeam, { ...place, access_id: newId() }, stand_in), 'not_found')
  await refuses(
    at.ask(assignTeam, { ...place, access_id: newId(), until_on: addDays(today, 30) }, stand_in),
    'not_found',
  )
  await at.ask(assignTeam, { ...place, access_id: newId() }, absent)
})

test('nobody, another role, another office and another house neither ask, see, answer nor end', async () => {
  const { absent, stand_in } = await twoWorkers()
  const { coordinator, far_coordinator, psychologist, partner_worker } = at.staff
  const asked = aCover(absent, stand_in)
  for (const who of [psychologist, partner_worker]) {
    await refuses(at.ask(askForCover, asked, who), 'refused')
    await refuses(at.ask(listCovers, {}, who), 'refused')
    await refuses(at.ask(answerCover, { cover_id: asked.cover_id, answer: 'agreed' }, who), 'refused')
    await refuses(at.ask(endCover, { cover_id: asked.cover_id }, who), 'refused')
  }
  // Of files one may not see one knows none.
  await refuses(at.ask(askForCover, asked, far_coordinator), 'invalid', 'cover.no_files')
  await refuses(at.ask(askForCover, asked, stand_in), 'invalid', 'cover.no_files')
  await refuses(at.ask(askForCover, aCover(absent, partner_worker), absent), 'not_found')
  await refuses(at.ask(askForCover, aCover(absent, psychologist), absent), 'refused', 'team.not_a_reference_worker')
  await at.ask(askForCover, asked, coordinator)
  const { cover_id } = asked
  const other = await at.join(at.ours, 'Otra', ['reference_worker'])
  for (const who of [other, far_coordinator]) {
    assert.ok(!(await at.ask(listCovers, {}, who)).covers.some((each) => each.cover_id === cover_id))
    await refuses(at.ask(answerCover, { cover_id, answer: 'agreed' }, who), 'not_found', 'cover.not_found')
    await refuses(at.ask(endCover, { cover_id }, who), 'not_found', 'cover.not_found')
  }
  await refuses(at.ask(answerCover, { cover_id, answer: 'agreed' }, absent), 'not_found', 'cover.not_found')
  await refuses(at.ask(askForCover, asked, nobody), 'signed_out')
  await refuses(at.ask(listCovers, {}, nobody), 'signed_out')
  await refuses(at.ask(answerCover, { cover_id, answer: 'agreed' }, nobody), 'signed_out')
  await refuses(at.ask(endCover, { cover_id }, nobody), 'signed_out')
  const wrong = aCover(absent, stand_in, { until_on: addDays(today, -1) })
  assert.equal((await at.askHttp(askForCover, wrong, absent)).status, 422)
  await refuses(at.ask(askForCover, aCover(absent, stand_in, { until_on: addDays(today, 200) }), absent), 'invalid')
})

test('the rules: how long a cover lasts and where it stands', () => {
  assert.ok(coverFits('2026-11-22', { from_on: '2026-11-01', until_on: '2026-11-22' }))
  assert.ok(!coverFits('2026-11-22', { from_on: '2026-11-01', until_on: '2026-11-21' }))
  assert.ok(!coverFits('2026-11-22', { from_on: '2026-11-22', until_on: '2027-06-22' }))
  const phase = (status: 'asked' | 'agreed' | 'ended', from_on: string, until_on: string) =>
    phaseOf('2026-11-22', { status, from_on, until_on })
  assert.equal(phase('asked', '2026-11-22', '2026-11-30'), 'asked')
  assert.equal(phase('agreed', '2026-11-23', '2026-11-30'), 'to_come')
  assert.equal(phase('agreed', '2026-11-22', '2026-11-22'), 'running')
  assert.equal(phase('agreed', '2026-11-01', '2026-11-21'), 'over')
  assert.equal(phase('ended', '2026-11-22', '2026-11-30'), 'over')
})
