// Whom a deadline rings at which stage; and that nothing overdue is ever silent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '#kit/day.ts'
import { firstRing, heardNow, isOpen, type Ringing, stageOn, whoIsRung } from './alarm.rules.ts'
import { itemStates } from './reckoning.ts'

const due = '2026-12-18'
const aDeadline = (change: Partial<Ringing> = {}): Ringing => ({
  ...{ kind: 'deadline', state: 'running', starts_on: '2026-10-01', due_on: due, warn_days: [30, 15, 7, 2, 0] },
  ...change,
})
/** Monday to Friday. */
const weekdays = (day: Day) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
const at = (left: number, change: Partial<Ringing> = {}) => stageOn(aDeadline(change), addDays(due, -left), weekdays)
const owner_id = 'owner'
const deputy_id = 'deputy'
const both = { owner_id, deputy_id }

test('it rings 30, 15, 7 and 2 days before, on the day, and every day after', () => {
  const seen = [31, 30, 16, 15, 8, 7, 3, 2, 1, 0, -1, -40].map((left) => at(left).stage)
  assert.deepEqual(seen, [
    ...[null, 'd30', 'd30', 'd15', 'd15', 'd7', 'd7', 'd2', 'd2', 'd0'],
    ...['overdue', 'overdue'],
  ])
  assert.equal(at(31).next_on, addDays(due, -30))
  assert.equal(at(16).next_on, addDays(due, -15))
  assert.equal(at(0).next_on, addDays(due, 1))
  assert.equal(at(-3).next_on, addDays(due, 4))
  assert.equal(firstRing(aDeadline()), addDays(due, -30))
})

test('the days of its rule decide: a short term rings late, and on its day whatever the rule says', () => {
  const short = { warn_days: [2], starts_on: addDays(due, -5) }
  assert.deepEqual(
    [5, 3, 2, 0, -1].map((left) => at(left, short).stage),
    [null, null, 'd2', 'd0', 'overdue'],
  )
  assert.equal(at(5, short).next_on, addDays(due, -2))
  assert.deepEqual(
    [60, 45].map((left) => at(left, { warn_days: [60] }).stage),
    ['d30', 'd30'],
  )
  assert.equal(at(10, { warn_days: [10, 5] }).stage, 'd15')
  assert.equal(at(10, { starts_on: addDays(due, -10) }).since, addDays(due, -10), 'not before it began')
})

test('a period that ends rings only where its rule asks for it, and is never overdue', () => {
  const period = { kind: 'period', state: 'stands' } as const
  assert.equal(at(0, { ...period, warn_days: [] }).stage, null)
  assert.equal(at(12, { ...period, warn_days: [15] }).stage, 'd15')
  assert.equal(at(-1, { ...period, warn_days: [15] }).stage, null)
})

test('a clock that stands still does not ring', () => {
  assert.equal(at(1, { state: 'suspended' }).stage, null)
})

test('the deputy is rung from seven days on, or when the owner was silent for a working day', () => {
  const far = at(30)
  assert.deepEqual(whoIsRung(far, both, [], far.since!), ['owner'])
  // 18 November 2026 is a Wednesday: the deputy is rung on Thursday.
  assert.deepEqual([far.since, far.deputy_on], ['2026-11-18', '2026-11-19'])
  assert.deepEqual(whoIsRung(far, both, [], far.deputy_on!), ['owner', 'deputy'])
  assert.deepEqual(whoIsRung(far, both, [owner_id], far.deputy_on!), [])
  // 20 November 2026 is a Friday, 21 a Saturday.
  assert.equal(at(28, { warn_days: [28] }).deputy_on, '2026-11-23')
  assert.equal(at(27, { warn_days: [27] }).deputy_on, '2026-11-24')
  assert.deepEqual(whoIsRung(at(7), both, [], addDays(due, -7)), ['owner', 'deputy'])
  assert.deepEqual(whoIsRung(at(7), both, [owner_id], addDays(due, -7)), ['deputy'])
})

test('coordinator and legal team are rung from two days on, and at once where nobody owns it', () => {
  for (const left of [2, 1, 0, -1, -100]) {
    const who = whoIsRung(at(left), both, [], addDays(due, -left))
    assert.deepEqual(who, ['owner', 'deputy', 'team'])
    assert.deepEqual(whoIsRung(at(left), both, [owner_id, deputy_id], addDays(due, -left)), ['team'])
  }
  assert.deepEqual(whoIsRung(at(30), { owner_id: null, deputy_id: null }, [], addDays(due, -30)), ['team'])
})

test('an acknowledgement counts for its stage and its last day; of what is overdue for that day alone', () => {
  const heard = { staff_id: owner_id, stage: 'd7' as const, due_on: due, on_day: '2026-12-11' }
  assert.equal(heardNow([heard], 'd7', due, '2026-12-13').length, 1)
  assert.equal(heardNow([heard], 'd2', due, '2026-12-16').length, 0)
  assert.equal(heardNow([heard], 'd7', '2026-12-19', '2026-12-13').length, 0)
  const past = { ...heard, stage: 'overdue' as const, on_day: '2026-12-20' }
  assert.equal(heardNow([past], 'overdue', due, '2026-12-20').length, 1)
  assert.equal(heardNow([past], 'overdue', due, '2026-12-21').length, 0)
})

test('property: a deadline that is past and not met is open and rings the team every day, whoever acknowledged it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 }),
      fc.subarray([owner_id, deputy_id, 'somebody']),
      fc.constantFrom(...itemStates),
      (past, warn_days, heardBy, state) => {
        const open = isOpen({ kind: 'deadline', state, due_on: due, filed_on: null, aside_due: null, today: due })
        if (['running', 'due', 'overdue'].includes(state)) {
          const now = stageOn(aDeadline({ warn_days, state }), addDays(due, past), weekdays)
          assert.equal(open, true)
          assert.equal(now.stage, 'overdue')
          assert.ok(whoIsRung(now, both, heardBy, addDays(due, past)).includes('team'))
        }
        assert.equal(
          isOpen({ kind: 'deadline', state, due_on: due, filed_on: due, aside_due: null, today: due }),
          false,
        )
      },
    ),
  )
})

test('set aside holds for the day it was said of; another last day is open again', () => {
  const standing = { kind: 'deadline', state: 'running', due_on: due, filed_on: null, today: due } as const
  assert.equal(isOpen({ ...standing, aside_due: due }), false)
  assert.equal(isOpen({ ...standing, aside_due: addDays(due, -1) }), true)
  const period = { ...standing, kind: 'period', state: 'stands', aside_due: null } as const
  assert.equal(isOpen(period), true)
  assert.equal(isOpen({ ...period, today: addDays(due, 1) }), false, 'what holds at least so long is nobody’s to do')
})
