// Files stay small enough to be read in one sitting by whoever must understand what happens to someone's data.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { list, type Source, sources } from './sources.ts'

const most = 400
const median = 100

/** Files that were longer than the rule when it was written: each may only shrink, and the list may only get shorter. */
const ratchet: Record<string, number> = {}

const lines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

const tooLong = (files: Source[]): string[] =>
  files
    .filter(({ path, text }) => lines(text) > (ratchet[path] ?? most))
    .map(
      ({ path, text }) => `${path}: ${lines(text)} lines, at most ${ratchet[path] ?? most}; split it by what it says`,
    )

const medianOf = (files: Source[]): number => {
  const sorted = files.map(({ text }) => lines(text)).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

const code = () => sources((path) => /\.(tsx?|css|sql)$/.test(path) && !/^db\/(types\.ts|schema\.sql)$/.test(path))

test('no file is too long', () => {
  const found = tooLong(code())
  assert.equal(found.length, 0, list(found))
})

test('half of the source files are under a hundred lines', () => {
  const found = medianOf(sources((path) => /^src\/.*\.tsx?$/.test(path) && !path.includes('.test.')))
  assert.ok(found < median, `the median is ${found} lines`)
})

test('the list of exceptions only shrinks', () => {
  const stale = Object.entries(ratchet).filter(([path, limit]) => {
    const file = code().find((each) => each.path === path)
    return !file || lines(file.text) <= most || lines(file.text) < limit
  })
  assert.equal(stale.length, 0, list(stale.map(([path]) => `${path}: lower or remove its entry`)))
})

test('a planted long file is found', () => {
  const planted = (count: number) => [{ path: 'src/kit/long.ts', text: 'x\n'.repeat(count) }]
  assert.equal(tooLong(planted(400)).length, 0)
  assert.equal(tooLong(planted(401)).length, 1)
  assert.equal(medianOf(planted(101)), 101)
})
