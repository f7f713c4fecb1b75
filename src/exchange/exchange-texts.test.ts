// Every reason why a record does not come in is a sentence in each language of the desk.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dataFolder } from '#facts/load.ts'

const texts = (language: string, file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(dataFolder, `texts/${language}/${file}.json`), 'utf8'))
const sourceOf = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const found = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map((match) => match[1]!)

test('a rejected record of a foreign directory says why in each language', () => {
  for (const language of ['en', 'es', 'it']) {
    const rejected = texts(language, 'hsds')
    const source = readdirSync(import.meta.dirname)
      .filter((file) => /^(hsds|foreign|exchange).*\.ts$/.test(file) && !file.endsWith('.test.ts'))
      .map(sourceOf)
      .join('\n')
    for (const key of Object.keys(rejected).filter((each) => each.startsWith('hsds.rejected.')))
      assert.ok(source.includes(`'${key.replace('hsds.rejected.', '')}'`), key)
    for (const reason of found(source, /(?:reasonKey|refuse)\('([a-z_]+)'/g))
      assert.ok(`hsds.rejected.${reason}` in rejected, reason)
  }
})
