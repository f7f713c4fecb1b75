// The house is for whoever inherits it: nothing in it points at the place where it happened to be written, and no
// folder is called after nothing in particular.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { list, paths, type Source, sources } from './sources.ts'

// Written so that this file does not find itself.
const placesOfWork = new RegExp(String.raw`(?<![\w.-])/(?:${['work', 'root', 'home', 'Users'].join('|')})/[\w.-]`, 'g')
const emptyNames = /(^|\/)(utils?|common|helpers?|shared|libs?|misc|stuff)(\/|$|\.\w+$)/

export const strayWords = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(placesOfWork)].map((match) => `${path}: names "${match[0]}", a place on someone's machine`),
  )

export const emptyFolders = (all: string[]): string[] =>
  all.filter((path) => emptyNames.test(path)).map((path) => `${path}: say what is in it`)

test('no file names a place on the machine it was written on', () => {
  const text = /\.(ts|tsx|js|json|sql|css|html|md|yml|yaml|sh|txt)$|^\.ci\/|^[^/.]+$/
  const found = strayWords(sources((path) => text.test(path) && path !== 'package-lock.json'))
  assert.equal(found.length, 0, list(found))
})

test('every folder and file is called after what is in it', () => {
  const found = emptyFolders(paths())
  assert.equal(found.length, 0, list(found))
})

test('planted ones are found', () => {
  const text = ['see ', 'work', 'main', 'README.md'].join('/')
  assert.equal(strayWords([{ path: 'docs/a.md', text }]).length, 1)
  assert.equal(strayWords([{ path: 'docs/a.md', text: 'import from #home/offer.ts, src/home/offer.ts' }]).length, 0)
  assert.equal(emptyFolders(['src/helpers/a.ts', 'src/kit/utils.ts', 'src/web/lib/b.ts']).length, 3)
  assert.equal(emptyFolders(['src/language/texts.ts', 'src/learning/library.ts']).length, 0)
})
