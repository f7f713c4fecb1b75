// A waiting list has its rule; by hand somebody goes elsewhere on it, with a reason, and the rule stays in sight.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { placesOf, refuses } from '#test/places.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { handOrder } from './fit.rules.ts'
import { moveWaiting, waitForPlace } from './stay.ts'
import { readUnit, Urgency } from './unit.ts'

const moment = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, '0')}T10:00:00Z`)
const aRow = fc.record({
  waiting_id: fc.uuid(),
  urgency: fc.constantFrom(...Urgency.options),
  since: moment,
  hand_place: fc.option(fc.integer({ min: 1, max: 12 })),
  moved_at: moment,
})
const rowsOf = fc.uniqueArray(aRow, { selector: ({ waiting_id }) => waiting_id, maxLength: 10 })

test('everybody stands on it once, whoever was not moved keeps the rule’s order, and whoever was moved last has the turn', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const order = handOrder(rows)
      assert.deepEqual(
        order.map(({ waiting_id }) => waiting_id).sort(),
        rows.map(({ waiting_id }) => waiting_id).sort(),
      )
      const still = order.filter(({ hand_place }) => hand_place === null).map(({ by_rule }) => by_rule)
      assert.deepEqual(
        still,
        [...still].sort((a, b) => a - b),
      )
      const [last] = rows.filter(({ hand_place }) => hand_place !== null)
      if (last && rows.filter(({ hand_place }) => hand_place !== null).length === 1)
        assert.equal(
          order.findIndex(({ waiting_id }) => waiting_id === last.waiting_id),
          Math.min(last.hand_place! - 1, rows.length - 1),
        )
    }),
  )
  const ruled = handOrder([
    { waiting_id: 'b', urgency: 'can_wait', since: '2026-01-01', hand_place: null, moved_at: null },
    { waiting_id: 'a', urgency: 'today', since: '2026-01-02', hand_place: null, moved_at: null },
  ])
  assert.deepEqual(
    ruled.map(({ waiting_id, by_rule }) => [waiting_id, by_rule]),
    [
      ['a', 1],
      ['b', 2],
    ],
  )
})

let at: TestHouse
let on: ReturnType<typeof placesOf>
before(async () => {
  at = await testHouse(
    await import('./unit.api.ts'),
    await import('./stay.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
  on = placesOf(at)
})
after(() => at.close())

test('moved with a reason, told in her story and the journal, and put back where the rule has her', async () => {
  const { unit_id } = await on.aUnit({ beds: 1 })
  const files: string[] = []
  for (const urgency of ['today', 'this_week', 'can_wait'] as const) {
    const { case_id } = await at.aFile()
    const waiting_id = newId()
    await at.ask(waitForPlace, { unit_id, waiting_id, of_case_id: case_id, urgency }, at.staff.reference_worker)
    files.push(case_id)
  }
  const list = async () => (await at.ask(readUnit, { unit_id }, at.staff.coordinator)).waiting
  const turns = async () => (await list()).map(({ whose, by_rule }) => [files.indexOf(whose!.case_id), by_rule])
  const last = (await list())[2]!
  const move = (turn: number | null, version: number, who: Who = at.staff.coordinator, reason = 'nowhere_to_sleep') =>
    at.ask(moveWaiting, { unit_id, waiting_id: last.waiting_id, version, turn, reason }, who)
  await refuses(move(1, 1, nobody), 'signed_out')
  await refuses(move(1, 1, at.staff.director), 'refused')
  await refuses(move(1, 1, at.staff.partner_worker), 'not_found')
  await refuses(move(1, 1, at.staff.coordinator, 'because'), 'invalid', 'place.unknown_code')
  await move(1, 1)
  assert.deepEqual(await turns(), [
    [2, 3],
    [0, 1],
    [1, 2],
  ])
  const [moved] = await list()
  assert.deepEqual([moved!.moved!.reason, moved!.moved!.by_name], ['nowhere_to_sleep', 'Colega coordinator'])
  await refuses(move(2, 1), 'conflict', 'stale')
  const { entries } = await at.ask(readTimeline, { case_id: files[2]! }, at.staff.coordinator)
  assert.deepEqual(entries.find(({ kind }) => kind === 'waiting_moved')?.codes, { waiting_move: 'nowhere_to_sleep' })
  const [told] = await at.rows(
    "select reason from journal where action = 'places.keep' and subject_id = $1 and reason is not null",
    [last.waiting_id],
  )
  assert.equal(told!.reason, 'nowhere_to_sleep')
  await move(null, 2, at.staff.coordinator, 'mistake_mended')
  assert.deepEqual(await turns(), [
    [0, 1],
    [1, 2],
    [2, 3],
  ])
})
