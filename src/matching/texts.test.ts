// Every reason, obstacle and what would make it fit is a sentence in each language of the desk.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dataFolder, loadFacts } from '#facts/load.ts'
import { AdmissionRules } from './admission.ts'
import { weightNames } from './match.ts'

const texts = (language: string, file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(dataFolder, `texts/${language}/${file}.json`), 'utf8'))
const sourceOf = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const found = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map((match) => match[1]!)

const rules = AdmissionRules.parse(loadFacts().services['admission-rules'])
const rooms = ['obstacles', 'places', 'barriers', 'sink']
const sources = rooms.map((name) => sourceOf(`${name}.rules.ts`)).join('\n')

test('reasons, obstacles and what would make it fit have their words, and no word is left over', () => {
  const stops = found(sources, /\.stop\(\s*'([a-z_]+)'/g).concat(
    found(sources, /\.stop\([^']*\?\s*'([a-z_]+)'/g),
    found(sources, /\.stop\([^']*'[a-z_]+' : '([a-z_]+)'/g),
  )
  const needed = new Set([
    ...weightNames.filter((name) => name !== 'per_100_km').map((name) => `match.reason.${name}`),
    ...['match.reason.distance', 'match.reason.in_her_file', 'match.obstacle.in_her_file', 'match.fits_if.ask_worker'],
    ...[...stops, ...rules.rules.map(({ obstacle }) => obstacle)].map((name) => `match.obstacle.${name}`),
    ...[...Object.values(rules.mended_by), ...rules.rules.map(({ fits_if }) => fits_if), 'opens_again'].map(
      (name) => `match.fits_if.${name}`,
    ),
    ...[...rules.rules.map(({ fact }) => fact), 'sons_ages'].map((name) => `match.fact.${name}`),
  ])
  for (const language of ['en', 'es', 'it']) {
    const match = texts(language, 'match')
    for (const key of needed) assert.ok(key in match, `${language}: ${key}`)
    for (const key of Object.keys(match)) assert.ok(needed.has(key), `${language}: ${key} is never said`)
  }
})
