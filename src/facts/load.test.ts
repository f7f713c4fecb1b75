import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { FactFile } from '#facts/facts.ts'
import { dataFolder, loadFacts } from '#facts/load.ts'
import { isProblem } from '#kit/problem.ts'

const facts = loadFacts()
const jsonOf = (file: string): unknown => JSON.parse(readFileSync(join(dataFolder, file), 'utf8'))

test('the facts load: 52 provinces, 249 countries, twelve needs', () => {
  assert.equal(facts.provinces.length, 52)
  assert.equal(facts.regions.length, 19)
  assert.equal(facts.codes.countries?.codes.length, 249)
  assert.equal(facts.needs.domains.length, 12)
  for (const { lat, lon, name } of facts.provinces) assert.ok(lat > 27 && lat < 44 && lon > -18.5 && lon < 4.5, name)
})

test('every file of codes, instruments and directory says its source, its validity and who reviewed it', () => {
  for (const folder of ['codes', 'instruments', 'directory'])
    for (const file of readdirSync(join(dataFolder, folder)).filter((name) => name.endsWith('.json')))
      assert.ok(FactFile.safeParse(jsonOf(`${folder}/${file}`)).success, `${folder}/${file}`)
})

const named = ['service_kinds', 'exploitation_types', 'organisation_profiles', 'confidence_levels', 'availability']
const alsoNamed = ['service_statuses', 'irregular_status', 'costs', 'genders', 'need_domains']

test('every code has a name in each language of the desk', () => {
  for (const language of ['en', 'es', 'it']) {
    const texts = {
      ...(jsonOf(`texts/${language}/codes.json`) as object),
      ...(jsonOf(`texts/${language}/need-domains.json`) as object),
      ...(jsonOf(`texts/${language}/needs.json`) as object),
    }
    for (const list of [...named, ...alsoNamed])
      for (const { code } of facts.codes[list]!.codes) assert.ok(`codes.${list}.${code}` in texts, `${list}.${code}`)
    for (const { question } of facts.needs.domains) assert.ok(question in texts, question)
    for (const { text } of facts.needs.levels) assert.ok(text in texts, text)
    const cldr = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' })
    for (const { code, named_here } of facts.codes.languages!.codes)
      assert.ok(named_here ? `codes.languages.${code}` in texts : cldr.of(code), `${language}: ${code}`)
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const { code } of facts.codes.countries!.codes) assert.ok(regions.of(code), code)
  }
})

test('a broken fact stops the house and names its file', () => {
  const breaks: [string, (text: string) => string][] = [
    ['codes/genders.json', (text) => text.replace('"source"', '"origin"')],
    ['codes/genders.json', (text) => text.replace('"man"', '"woman"')],
    ['codes/provinces_es.json', (text) => text.replace('"ES-PV"', '"ES-XX"')],
    ['instruments/needs.json', (text) => text.replace('"flat"', '"castle"')],
    ['directory/es.json', (text) => text.slice(0, -20)],
  ]
  for (const [file, change] of breaks) {
    const folder = mkdtempSync(join(tmpdir(), 'facts-'))
    try {
      for (const part of ['codes', 'instruments', 'directory'])
        cpSync(join(dataFolder, part), join(folder, part), { recursive: true })
      const path = join(folder, file)
      writeFileSync(path, change(readFileSync(path, 'utf8')))
      assert.throws(
        () => loadFacts(folder),
        (error) => isProblem(error) && error.kind === 'broken' && error.details.file === file,
        file,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
})
