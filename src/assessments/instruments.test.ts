// The forms that are shipped: all of them, in every language, agreeing with themselves, and never changed once published.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isProblem } from '#kit/problem.ts'
import { instrumentIds, wordedIn } from './instrument.ts'
import { faultsOfInstrument, faultsOfWording } from './instrument-faults.ts'
import { careFolder, changeRules, instrumentOf, instruments, shelf, shelfIn, wordingOf } from './instruments.store.ts'

test('every instrument is here and agrees with itself, and has all its words in every language', () => {
  assert.deepEqual(
    instruments().map(({ id }) => id),
    [...instrumentIds],
  )
  const faults = instrumentIds.flatMap((id) =>
    shelf
      .versionsOf(id)
      .flatMap((version) => [
        ...faultsOfInstrument(instrumentOf(id, version)).map((fault) => `${id}/v${version}: ${fault}`),
        ...wordedIn.flatMap((language) =>
          faultsOfWording(instrumentOf(id, version), wordingOf(id, version, language)).map(
            (fault) => `${id}/v${version}.${language}: ${fault}`,
          ),
        ),
      ]),
  )
  assert.deepEqual(faults, [])
  shelf.check()
})

test('no language lends its sentences to another, and none repeats an item', () => {
  for (const { id, version, items } of instruments()) {
    const told = wordedIn.map((language) => wordingOf(id, version, language).items)
    for (const { code } of items) {
      const sentences = told.map((words) => words[code]!)
      assert.equal(new Set(sentences).size, sentences.length, `${id} ${code}: two languages say the same`)
    }
    for (const words of told) assert.equal(new Set(Object.values(words)).size, items.length, `${id}: an item twice`)
  }
})

test('every version there is was published as it is; whoever changes one writes the next', () => {
  const [here, published] = [shelf.hashes(), shelf.published().published]
  const differing = [...new Set([...Object.keys(here), ...Object.keys(published)])]
  assert.deepEqual(
    differing.filter((name) => here[name] !== published[name]),
    [],
    'npm run amparo -- instruments says what is new and what was changed',
  )
})

const chosen = (rules: object): string =>
  JSON.stringify({
    source: 'Invented for a test.',
    valid_from: '2026-11-22',
    valid_until: null,
    reviewed_by: null,
    chosen: rules,
  })

const broken = (change: (folder: string) => void): string => {
  const folder = mkdtempSync(join(tmpdir(), 'care-'))
  try {
    for (const file of ['phq-2', 'phq-9', 'published.json'])
      cpSync(join(careFolder, file), join(folder, file), { recursive: true })
    const lock = JSON.parse(readFileSync(join(folder, 'published.json'), 'utf8')) as { published: object }
    lock.published = Object.fromEntries(Object.entries(lock.published).filter(([name]) => name.startsWith('phq-')))
    writeFileSync(join(folder, 'published.json'), JSON.stringify(lock))
    writeFileSync(join(folder, 'change-rules.json'), chosen({ 'phq-9': { total: 'meaningful' } }))
    change(folder)
    try {
      shelfIn(folder).check()
    } catch (error) {
      assert.ok(isProblem(error) && error.key === 'facts.broken', String(error))
      return `${String(error.details.file)}: ${String(error.details.message)}`
    }
    return 'nothing is wrong'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const rewrite = (name: string, change: (text: string) => string) => (folder: string) => {
  const path = join(folder, `${name}.json`)
  const text = readFileSync(path, 'utf8')
  assert.notEqual(change(text), text, 'the change changes something')
  writeFileSync(path, change(text))
}

test('a file that does not parse, does not agree or was changed after it was published stops the house by name', () => {
  assert.equal(
    broken(() => {}),
    'nothing is wrong',
  )
  const planted: [string, (text: string) => string, RegExp][] = [
    ['phq-9/v1', (text) => text.slice(0, -20), /^phq-9\/v1: /],
    ['phq-9/v1', (text) => text.replace('"shape"', '"form"'), /^phq-9\/v1: /],
    ['phq-9/v1', (text) => text.replace('"version": 1', '"version": 2'), /^phq-9\/v1: calls itself phq-9 2/],
    ['phq-9/v1', (text) => text.replace('"code": "sleep"', '"code": "rest"'), /^phq-9\/v1: /],
    ['phq-9/v1.ne', (text) => text.replace('"sleep"', '"rest"'), /^phq-9\/v1.ne: no words for the item sleep/],
    ['phq-2/v1.ur', (text) => text.replace('"language": "ur"', '"language": "hi"'), /^phq-2\/v1.ur: is in hi/],
    [
      'phq-9/v1',
      (text) => text.replace('"minutes": 4', '"minutes": 5'),
      /^phq-9\/v1: was published and may not change/,
    ],
    ['phq-2/v1.es', (text) => text.replace(/("title": ".)/, '$1.'), /^phq-2\/v1.es: was published and may not change/],
    ['published', (text) => text.replace('phq-2/v1.es', 'phq-2/v9.es'), /^phq-2\/v9.es: was published/],
    ['change-rules', () => chosen({ 'phq-9': { total: 'huge' } }), /^change-rules: phq-9 has no rule of change huge/],
    ['change-rules', () => chosen({ 'phq-9': { sum: 'reliable' } }), /^change-rules: phq-9 has no rule/],
    ['change-rules', () => chosen({ mood: { total: 'reliable' } }), /^change-rules: mood has no rule/],
  ]
  for (const [name, change, wanted] of planted) assert.match(broken(rewrite(name, change)), wanted)
})

test('a signature and another order of lines are no change; a new language or version may be added', () => {
  const same = [
    rewrite('phq-9/v1', (text) => text.replace('"reviewed_by": null', '"reviewed_by": "Dr Invented"')),
    rewrite('phq-9/v1', (text) => JSON.stringify(JSON.parse(text))),
    rewrite('published', (text) => text.replace(/"phq-2\/v1\.es":"[0-9a-f]+",?/, '')),
  ]
  for (const change of same) assert.equal(broken(change), 'nothing is wrong')
})

test('an old version stays readable beside the latest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'care-'))
  try {
    cpSync(join(careFolder, 'phq-2'), join(folder, 'phq-2'), { recursive: true })
    const text = readFileSync(join(folder, 'phq-2/v1.json'), 'utf8')
    writeFileSync(
      join(folder, 'phq-2/v2.json'),
      text.replace('"version": 1', '"version": 2').replace('PHQ-2', 'PHQ-2b'),
    )
    const two = shelfIn(folder)
    assert.deepEqual(two.versionsOf('phq-2'), [1, 2])
    assert.deepEqual([two.instrumentOf('phq-2').version, two.instrumentOf('phq-2', 1).version], [2, 1])
    assert.deepEqual(
      two.instruments().map(({ name }) => name),
      ['PHQ-2b'],
    )
    assert.equal(two.findInstrument('phq-2', 3), undefined)
    assert.equal(two.findInstrument('phq-9'), undefined)
    assert.throws(() => two.instrumentOf('phq-2', 3), { key: 'facts.broken' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a version that only opens the protocol otherwise speaks in the words of the one before, and locks none of its own', () => {
  const [first, second] = [1, 2].map((version) => instrumentOf('self-sufficiency', version))
  assert.deepEqual([first?.continues, second?.continues], [undefined, 1])
  for (const language of wordedIn)
    assert.equal(wordingOf('self-sufficiency', 2, language), wordingOf('self-sufficiency', 1, language))
  const locked = Object.keys(shelf.published().published).filter((name) => name.startsWith('self-sufficiency/v2'))
  assert.deepEqual(locked, ['self-sufficiency/v2'])
})

test('the rule of change this house goes by is one of the instrument', () => {
  assert.deepEqual(changeRules('pcl-5'), { total: 'meaningful' })
  assert.deepEqual(changeRules('gad-7'), {})
})
