// Whoever meets an error reads a sentence in her language, never a key: each problem the house can raise has its words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadTexts } from '#language/load-texts.ts'
import { problemKeys, wordless } from './problems.ts'
import { list, sources } from './sources.ts'

test('every problem has a sentence in English, Spanish and Italian', () => {
  const files = sources((path) => /^(src|db)\/.*\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
  const { uses, unreadable } = problemKeys(files)
  assert.ok(uses.length > 100, `only ${uses.length} problems were found`)
  assert.equal(unreadable.length, 0, `write the key where the problem is made:${list(unreadable)}`)
  const texts = Object.fromEntries(['en', 'es', 'it'].map((code) => [code, loadTexts(code)]))
  const found = [...new Set(wordless(uses, texts))]
  assert.equal(found.length, 0, list(found))
})

test('each planted fault is found', () => {
  const of = (text: string) => problemKeys([{ path: 'src/x.ts', text }])
  const texts = {
    en: { 'problem.a.b': 'A.', 'problem.p.short': 'P.', 'ui.problem.x': 'X.' },
    es: { 'problem.a.b': 'A.' },
  }
  const missing = (text: string) => wordless(of(text).uses, texts)
  assert.deepEqual(missing("new Problem('invalid', 'a.b')"), [])
  assert.match(missing("new Problem('invalid', 'a.c')").join(), /a\.c" has no text in en.*in es/)
  assert.match(missing("new Problem('invalid', x ? 'a.b' : 'a.d')").join(), /a\.d/)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is code to be read
  assert.deepEqual(missing('new Problem("invalid", `p.${fault}`)').length, 1)
  assert.match(missing("const closeObstacle = () => { return 'a.e' }").join(), /a\.e/)
  assert.match(missing("const queued = boundedQueue(1, 2, 'a.f')").join(), /a\.f/)
  assert.equal(missing("new Problem('broken', 'ui.problem.x')").length, 1)
  assert.equal(of("new Problem('invalid', somewhere)").unreadable.length, 1)
})
