// A sum as somebody types it, in any of the ways it is written, and never another one in silence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { centsOf } from './sums.ts'

test('thousands are thousands and cents are cents, with a point or a comma', () => {
  for (const [typed, cents] of [
    ['1.200', 120_000],
    ['1,200', 120_000],
    ['1200,5', 120_050],
    ['1200.50', 120_050],
    [' 18.000,50 ', 1_800_050],
    ['18,000.50', 1_800_050],
    ['1 200 000', 120_000_000],
    ['12 €', 1_200],
    ['0', 0],
  ] as const)
    assert.equal(centsOf(typed), cents, typed)
})

test('what is no sum is not taken for one', () => {
  for (const typed of ['', ' ', 'mil', '€', '-5', '1.2.3', '12.3456', '1e3', '0x10', 'Infinity'])
    assert.equal(centsOf(typed), null, typed)
})
