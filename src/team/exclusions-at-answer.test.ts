// What was written down while a colleague thought about an offer holds: they cannot accept before it was checked again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addExclusion, answerOverride, askOverride, changeExclusion, endExclusion } from '#people/exclusion.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { answerCover, askForCover, endCover } from './cover.ts'
import { answerHandOver, proposeHandOver, withdrawHandOver } from './hand-over.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('#people/exclusion.api.ts'),
    await import('./hand-over.api.ts'),
    await import('./cover.api.ts'),
  )
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${problem.key}`, `${kind} ${key}`, `${problem.cause}`)
    return true
  })
const checklist = {
  open_tasks: 'told',
  deadlines: 'nothing',
  appointments: 'told',
  consents_ending: 'nothing',
  person_told: 'agrees',
  meeting_together: 'planned',
}
const twoWorkers = async () => {
  const [from, to] = [
    await at.join(at.ours, 'Quien entrega', ['reference_worker']),
    await at.join(at.ours, 'Quien recibe', ['reference_worker']),
  ]
  const { case_id } = await at.aFile({ worker: from })
  return { from, to, case_id }
}
const exclude = async (case_id: string, name: string, by: Who, staff_id?: string) => {
  const what = staff_id
    ? { kind: 'staff' as const, staff_id, name }
    : { kind: 'person' as const, name, related_id: null }
  const added = {
    case_id,
    exclusion_id: newId(),
    what,
    since_on: today,
    reason: 'They know him.',
    said_by: 'the person',
  }
  await at.ask(addExclusion, added, by)
  return { ...added, version: 1 }
}
const propose = async (case_id: string, from: Who, to: Who) => {
  const asked = { case_id, hand_over_id: newId(), to_staff_id: to.staff_id, keeps_until: null, checklist, words: '' }
  await at.ask(proposeHandOver, asked, from)
  return asked.hand_over_id
}
const accept = (hand_over_id: string, who: Who) =>
  at.ask(answerHandOver, { hand_over_id, answer: 'accepted', access_id: newId() }, who)
const cover = async (absent: Who, stand_in: Who) => {
  const cover_id = newId()
  const asked = { cover_id, absent_id: absent.staff_id, stand_in_id: stand_in.staff_id, from_on: today }
  await at.ask(askForCover, { ...asked, until_on: addDays(today, 7) }, absent)
  return cover_id
}

test('an exclusion written after the proposal stops the acceptance; asked again it is decided anew', async () => {
  const { from, to, case_id } = await twoWorkers()
  const first = await propose(case_id, from, to)
  await exclude(case_id, 'Quien recibe', from, to.staff_id)
  await refuses(accept(first, to), 'refused', 'hand_over.to_check_again')
  const [still] = await at.rows('select status from hand_over where hand_over_id = $1', [first])
  assert.equal(still?.status, 'proposed', 'it waits as it was')
  await at.ask(withdrawHandOver, { case_id, hand_over_id: first }, from)
  await refuses(propose(case_id, from, to), 'refused', 'exclusion.excluded')
  // A second colleague approves this one assignment: asked again, it passes and is accepted.
  const wish = { case_id, override_id: newId(), reason: 'Nobody else speaks her language.' }
  await at.ask(askOverride, { ...wish, assignment: { kind: 'team_member', staff_id: to.staff_id } }, from)
  const { override_id } = wish
  await at.ask(answerOverride, { case_id, override_id, version: 1, answer: 'approved' }, at.staff.coordinator)
  const again = await propose(case_id, from, to)
  await accept(again, to)
})

test('a changed one stops it too, one that ended or was there before does not', async () => {
  const { from, to, case_id } = await twoWorkers()
  const { exclusion_id, what } = await exclude(case_id, 'Dragan Petrov', from)
  const ended = await exclude(case_id, 'Somebody Else', from)
  const first = await propose(case_id, from, to)
  const change = {
    case_id,
    exclusion_id,
    version: 1,
    what,
    until_on: null,
    reason: 'More is known.',
    said_by: 'the person',
  }
  await at.ask(changeExclusion, change, from)
  await refuses(accept(first, to), 'refused', 'hand_over.to_check_again')
  await at.ask(withdrawHandOver, { case_id, hand_over_id: first }, from)
  const second = await propose(case_id, from, to)
  await at.ask(endExclusion, { case_id, exclusion_id: ended.exclusion_id, version: 1 }, from)
  await accept(second, to)
})

test('a cover is agreed only when nothing changed in any of its files, and declined whatever changed', async () => {
  const { from, to } = await twoWorkers()
  const { case_id: other } = await at.aFile({ worker: from })
  const first = await cover(from, to)
  await exclude(other, 'Dragan Petrov', from)
  await refuses(at.ask(answerCover, { cover_id: first, answer: 'agreed' }, to), 'refused', 'cover.to_check_again')
  assert.deepEqual(await at.rows('select from case_access where basis = $1', [first]), [], 'none of its files opened')
  await at.ask(endCover, { cover_id: first }, from)
  const second = await cover(from, to)
  await at.ask(answerCover, { cover_id: second, answer: 'agreed' }, to)
  const third = await cover(from, at.staff.second_worker)
  await exclude(other, 'Another Name', from)
  await at.ask(answerCover, { cover_id: third, answer: 'declined' }, at.staff.second_worker)
})

test('an exclusion and an acceptance at once: it was there first, or it is too late for it to be checked', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { from, to, case_id } = await twoWorkers()
    const hand_over_id = await propose(case_id, from, to)
    const [answered, added] = await Promise.allSettled([
      accept(hand_over_id, to),
      exclude(case_id, 'Dragan Petrov', from),
    ])
    if (answered.status === 'rejected') {
      assert.equal((answered.reason as Problem).key, 'hand_over.to_check_again')
      assert.equal(added.status, 'fulfilled')
    }
  }
})
