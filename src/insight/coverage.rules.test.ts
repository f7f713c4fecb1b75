// Coverage counts institutions as they are and people never below five.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sectors } from '#institutions/sector.ts'
import { cellsBy, cellsOf, type KnownInstitution, peopleOf, refreshersOf, summed } from './coverage.rules.ts'

const one = (name: string, change: Partial<KnownInstitution> = {}): KnownInstitution => ({
  ...{ institution_id: name, name, sector: 'health', province: '28', refresher_months: 12, last_on: null },
  ...change,
})

test('an institution is trained once it was, fresh until its refresher is due, and announced before', () => {
  const all = [
    one('never'),
    one('fresh', { last_on: '2026-06-01' }),
    one('soon', { last_on: '2026-01-10' }),
    one('today', { last_on: '2025-11-22', sector: 'tourism' }),
    one('long ago', { last_on: '2024-01-31', province: null }),
  ]
  const cells = cellsOf(all, '2026-11-22')
  assert.deepEqual(summed(cells), { institutions: 5, trained: 4, fresh: 2 })
  assert.deepEqual([...cellsBy(cells, 'province')], [['28', { institutions: 4, trained: 3, fresh: 2 }]])
  assert.deepEqual(cellsBy(cells, 'sector').get('tourism'), { institutions: 1, trained: 1, fresh: 0 })
  assert.deepEqual(
    refreshersOf(all, '2026-11-22').map(({ name, due_on }) => `${name} ${due_on}`),
    ['long ago 2025-01-31', 'today 2026-11-22', 'soon 2027-01-10'],
  )
})

test('people are told in fives, and changing what is hidden changes nothing that is told', () => {
  const somewhere = fc.record({
    province: fc.constantFrom('08', '28', '41', null),
    sector: fc.constantFrom(...sectors),
    people: fc.integer({ min: 0, max: 30 }),
  })
  fc.assert(
    fc.property(fc.array(somewhere, { maxLength: 12 }), (rows) => {
      const told = peopleOf(rows)
      for (const cut of Object.values(told.by))
        for (const count of Object.values(cut)) assert.ok(count >= 5 && count % 5 === 0)
      assert.ok(told.people === null || told.people % 5 === 0)
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), (few, other) => {
      const rows = (people: number) => [
        { province: '28', sector: 'health', people: 20 },
        { province: '41', sector: 'police', people },
      ]
      assert.deepEqual(peopleOf(rows(few)), peopleOf(rows(other)))
    }),
  )
})
