// Two places at once, the way between them counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { awayOf, clash, clashesOf, type Slot, spansOf } from './clash.rules.ts'

const base = Date.parse('2026-11-23T08:00:00Z')
const at = (minutes: number) => new Date(base + minutes * 60_000).toISOString()
const slot = (from: number, minutes: number, before = 0, after = 0): Slot => ({
  ...{ starts_at: at(from), ends_at: at(from + minutes), away_before: before, away_after: after },
})
const aSlot = fc
  .tuple(fc.nat(600), fc.integer({ min: 5, max: 120 }), fc.nat(90), fc.nat(90))
  .map(([from, minutes, before, after]) => slot(from, minutes, before, after))

test('one after the other is no clash, and the longer of the two ways has to fit between', () => {
  assert.equal(clash(slot(0, 60), slot(60, 60)), null)
  assert.equal(clash(slot(0, 61), slot(60, 60)), 'time')
  assert.equal(clash(slot(0, 60, 0, 30), slot(80, 60, 15)), 'travel')
  assert.equal(clash(slot(0, 60, 0, 30), slot(90, 60, 15)), null, 'nobody goes back and there again')
})

test('whoever clashes with one is clashed with by it', () => {
  fc.assert(fc.property(aSlot, aSlot, (one, other) => assert.equal(clash(one, other), clash(other, one))))
})

test('times that overlap always clash, whatever the way; far enough apart they never do', () => {
  fc.assert(
    fc.property(aSlot, aSlot, (one, other) => {
      const overlap = one.starts_at < other.ends_at && other.starts_at < one.ends_at
      if (overlap) assert.equal(clash(one, other), 'time')
      const apart = awayOf(one).until <= awayOf(other).from || awayOf(other).until <= awayOf(one).from
      if (apart) assert.equal(clash(one, other), null)
    }),
  )
})

test('what is in the way comes back with its whole time, and whose it is', () => {
  const taken = { ...slot(30, 60, 10, 20), whom: 'colleague' as const, staff_id: 'a', name: 'A' }
  assert.deepEqual(clashesOf({ ...slot(0, 60), on: '2026-11-23' }, [taken]), [
    {
      whom: 'colleague',
      staff_id: 'a',
      name: 'A',
      on: '2026-11-23',
      starts_at: at(20),
      ends_at: at(110),
      travel: false,
    },
  ])
})

test('minutes are read as moments', () => {
  assert.deepEqual(spansOf(at(0), '10/20 30/45'), [
    { starts_at: at(10), ends_at: at(20) },
    { starts_at: at(30), ends_at: at(45) },
  ])
})
