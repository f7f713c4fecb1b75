// A fact without its source cannot be trusted or corrected: every file of facts parses, and says where it is from.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { list, type Source, sources } from './sources.ts'

const unsourced = (value: unknown): boolean => {
  if (value === null || typeof value !== 'object') return true
  const { source } = value as { source?: unknown }
  if (typeof source === 'string') return source.trim().length === 0
  return source === null || typeof source !== 'object'
}

export const faultyFacts = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    try {
      const value: unknown = JSON.parse(text)
      // A list of facts cites for each of them; a file that is one fact, or a table of one origin, cites once.
      const bare = Array.isArray(value) ? value.some(unsourced) || value.length === 0 : unsourced(value)
      return bare ? [`${path}: has no "source"`] : []
    } catch (error) {
      return [`${path}: ${(error as Error).message}`]
    }
  })

/** Words in one language are texts wherever they lie: they follow the fact whose words they are. */
const isText = (path: string): boolean =>
  /^data\/(texts\/|instruments\/care\/[^/]+\/v\d+\.[a-z]{2}\.json$)/.test(path) ||
  /^data\/(modules|prevention\/(tests|kits))\/[^/]+\/(messages\/)?[a-z]{2}\.json$/.test(path)

test('every file of facts parses and cites its source', () => {
  const found = faultyFacts(sources((path) => /^data\/.*\.json$/.test(path) && !isText(path)))
  assert.equal(found.length, 0, list(found))
})

test('facts are JSON and nothing else', () => {
  const strays = sources((path) => path.startsWith('data/') && !/\.(json|md|wasm|woff2)$/.test(path))
  assert.deepEqual(
    strays.map(({ path }) => path),
    [],
  )
})

test('planted faults are found', () => {
  const found = (text: string) => faultyFacts([{ path: 'data/codes/a.json', text }]).length
  assert.equal(found('{ "codes": [] }'), 1)
  assert.equal(found('{ "source": " " }'), 1)
  assert.equal(found('[{ "source": "ILO 2012" }, {}]'), 1)
  assert.equal(found('{ "source": "ILO 2012", }'), 1)
  assert.equal(found('{ "source": "ILO 2012" }'), 0)
  assert.equal(found('{ "source": { "title": "ILO 2012", "url": "https://www.ilo.org" } }'), 0)
})
