// Which page comes next, whatever was answered, skipped or gone back to; and whom she can call, nearest help first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linesToCall, pageAfter, pageBefore } from './pages.rules.ts'

const items = ['a', 'b', 'c', 'd']

test('on to the next open question, back to those left open, and then the end', () => {
  assert.equal(pageAfter(items, {}, null), 'a')
  assert.equal(pageAfter(items, { a: 'x' }, 'a'), 'b')
  assert.equal(pageAfter(items, { a: 'x', b: null, d: 'x' }, 'd'), 'c')
  assert.equal(pageAfter(items, { a: 'x', b: null, c: 'x', d: 'x' }, 'b'), null)
  assert.deepEqual([pageBefore(items, 'a'), pageBefore(items, 'c'), pageBefore(items, null)], [null, 'b', 'd'])
})

test('whoever answers page by page is asked everything once and comes to the end', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 20 }),
      fc.infiniteStream(fc.boolean()),
      (asked, skips) => {
        const answers: Record<string, string | null> = Object.create(null)
        const seen: string[] = []
        for (let at = pageAfter(asked, answers, null); at !== null; at = pageAfter(asked, answers, at)) {
          seen.push(at)
          answers[at] = skips.next().value ? null : 'x'
        }
        assert.deepEqual(seen, asked)
      },
    ),
  )
})

test('emergency first, then who listens, of her country alone; lines for children for minors', () => {
  const line = (code: string, country: string, kind: string, first = false) => ({ code, country, kind, first })
  const lines = [
    line('w', 'ES', 'women'),
    line('k', 'ES', 'children'),
    line('c', 'ES', 'crisis'),
    line('e', 'ES', 'emergency', true),
    line('p', 'ES', 'police'),
    line('h', 'ES', 'help'),
    line('i', 'IT', 'emergency', true),
  ]
  const codes = (country: string | null, isMinor = false) =>
    linesToCall(lines, country, isMinor).map(({ code }) => code)
  assert.deepEqual(codes('ES'), ['e', 'c', 'w', 'h'])
  assert.deepEqual(codes('ES', true), ['e', 'c', 'k', 'w', 'h'])
  assert.deepEqual([codes('IT'), codes(null)], [['i'], []])
})
