// Every reason, obstacle and rejection is a sentence in each language of the desk, with the values the rules give.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dataFolder, loadFacts } from '#facts/load.ts'

const texts = (language: string, file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(dataFolder, `texts/${language}/${file}.json`), 'utf8'))
const sourceOf = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const found = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map((match) => match[1]!)

test('reasons, obstacles and rejections have their words, and no word is left over', () => {
  const weights = Object.keys(loadFacts().match_weights).filter((name) => name !== 'per_100_km')
  const obstacles = found(sourceOf('match_obstacles.rules.ts'), /'(only_[a-z]+|[a-z_]+)'(?=[,)\]: ])/g)
  const needed = new Set([...weights, 'distance'].map((name) => `match.reason.${name}`))
  for (const language of ['en', 'es', 'it']) {
    const match = texts(language, 'match')
    for (const key of needed) assert.ok(key in match, `${language}: ${key}`)
    for (const key of Object.keys(match)) {
      if (key.startsWith('match.reason.')) assert.ok(needed.has(key), key)
      else assert.ok(obstacles.includes(key.replace('match.obstacle.', '')), key)
    }
    const rejected = texts(language, 'hsds')
    const rules = ['hsds.rules.ts', 'hsds_parts.rules.ts', 'hsds_field.rules.ts'].map(sourceOf).join('\n')
    for (const key of Object.keys(rejected)) assert.ok(rules.includes(`'${key.replace('hsds.rejected.', '')}'`), key)
    for (const reason of found(rules, /(?:reasonKey|refuse)\('([a-z_]+)'/g))
      assert.ok(`hsds.rejected.${reason}` in rejected, reason)
  }
})
