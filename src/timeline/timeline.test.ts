import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeStage } from '#cases/case.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { readTimeline } from './timeline.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./timeline.api.ts'), await import('#cases/case.api.ts'))
})
after(() => at.close())

test('what happened is read latest first, a page at a time, each entry once', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  for (let version = 1; version <= 25; version += 1) {
    const stage = version % 2 ? 'plan' : 'support'
    await at.ask(changeStage, { case_id, version, stage, status: 'open' }, reference_worker)
  }
  const first = await at.ask(readTimeline, { case_id }, reference_worker)
  assert.equal(first.entries.length, 20)
  const rest = await at.ask(readTimeline, { case_id, after: first.next! }, reference_worker)
  assert.equal(rest.next, null)
  const all = [...first.entries, ...rest.entries]
  assert.equal(new Set(all.map((each) => each.entry_id)).size, all.length)
  assert.deepEqual(
    all.map((each) => each.at),
    all.map((each) => each.at).toSorted((a, b) => b.localeCompare(a)),
  )
  assert.equal(all.filter((each) => each.kind === 'stage_changed').length, 25)
})

test('nobody, and nobody of another house, reads a timeline', async () => {
  const { case_id } = await at.aFile()
  for (const who of [at.staff.partner_worker, at.staff.far_coordinator])
    await assert.rejects(at.ask(readTimeline, { case_id }, who), { kind: 'not_found', key: 'case.not_found' })
  await assert.rejects(at.ask(readTimeline, { case_id }, nobody), { kind: 'signed_out' })
})
