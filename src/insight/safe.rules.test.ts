// No number under the floor leaves, and no total gives a hidden one away: tried on every world that agrees with what was
// published, as somebody who knows the rule would.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SafeTable } from './gap.ts'
import { type Cut, safeTable } from './safe.rules.ts'

const cutOf = (counts: number[]): Cut => ({
  codes: counts.length,
  adds_up: true,
  counts: Object.fromEntries(counts.map((count, place) => [`c${place}`, count])),
})
const sum = (counts: number[]) => counts.reduce((all, each) => all + each, 0)

/** Every way to fill the cells of a cut as published, so that they add up to `total`. */
const fillings = (published: Record<string, number>, codes: string[], floor: number, total: number): number[][] => {
  const from = ([code, ...rest]: string[], left: number): number[][] => {
    if (code === undefined) return left === 0 ? [[]] : []
    const least = published[code] ?? 0
    return Array.from({ length: floor }, (_, more) => least + more)
      .filter((value) => value <= left)
      .flatMap((value) => from(rest, left - value).map((others) => [value, ...others]))
  }
  return from(codes, total)
}

/** What a hidden cell may be in any world that agrees with all that was published. */
const possible = ({ people, by }: SafeTable, sizes: Record<string, number>, floor: number) => {
  const names = Object.keys(sizes)
  const codesOf = (name: string) => Array.from({ length: sizes[name]! }, (_, place) => `c${place}`)
  const values = new Map<string, Set<number>>()
  for (let total = people ?? 0; total < (people ?? 0) + floor; total += 1) {
    const ways = names.map((name) => fillings(by[name]!, codesOf(name), floor, total))
    if (ways.some((each) => each.length === 0)) continue
    for (const [index, name] of names.entries())
      for (const [place, code] of codesOf(name).entries())
        if (by[name]![code] === undefined)
          for (const way of ways[index]!)
            values.set(`${name} ${code}`, (values.get(`${name} ${code}`) ?? new Set()).add(way[place]!))
  }
  return values
}

/** The people of a first cut, dealt out again over a second. */
const world = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 2, maxLength: 3 }),
    fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([first, cuts]) => {
    const total = sum(first)
    const at = cuts
      .slice(0, 2)
      .map((share) => Math.round((share / 100) * total))
      .sort((a, b) => a - b) as [number, number]
    return { first, second: [at[0], at[1] - at[0], total - at[1]] }
  })

test('every hidden number may be anything under the floor, for whoever knows the rule and all that was published', () => {
  const floor = 3
  fc.assert(
    fc.property(world, ({ first, second }) => {
      const told = safeTable(sum(first), { first: cutOf(first), second: cutOf(second) }, floor)
      for (const [cell, values] of possible(told, { first: first.length, second: 3 }, floor))
        assert.equal(values.size, floor, `${cell} can only be ${[...values]} in ${JSON.stringify(told)}`)
    }),
    { numRuns: 400 },
  )
})

test('what leaves is at least the floor, in its steps, and never more than the truth', () => {
  const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 400 }))
  fc.assert(
    fc.property(counts, counts, fc.integer({ min: 2, max: 20 }), (one, loose, floor) => {
      const total = sum(Object.values(one))
      const cuts = {
        one: { codes: 5, adds_up: true, counts: one },
        loose: { codes: 5, adds_up: false, counts: loose },
      }
      const { people, by } = safeTable(total, cuts, floor)
      for (const [name, { counts: truth }] of Object.entries(cuts))
        for (const [code, told] of Object.entries(by[name]!)) {
          assert.ok(told >= floor && told % floor === 0 && told <= truth[code]!)
          assert.ok(told <= (people ?? 0), 'a part never says more than the whole')
        }
      assert.ok(people === null || (people >= floor && people % floor === 0 && people <= total))
    }),
    { numRuns: 200 },
  )
})

test('planted: rounding alone gives nine people away, the rule does not', () => {
  const provinces = { codes: 10, adds_up: true, counts: Object.fromEntries(Array.from('abcdefghij', (c) => [c, 9])) }
  const sexes = { codes: 2, adds_up: true, counts: { women: 90 } }
  // Ninety women, and ten provinces that show nobody: each must have exactly nine.
  const { people, by } = safeTable(90, { provinces, sexes }, 10)
  assert.deepEqual([people, by.sexes], [80, { women: 80 }])
  assert.deepEqual(safeTable(9, { sexes }, 10), { people: null, by: { sexes: {} } })
})
