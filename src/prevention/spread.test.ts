// What is taught cannot be passed by guessing how it was written: right answers and good choices stand anywhere and are
// not told by their length; and whatever a curriculum points to is there.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { itemFaults, structureFaults, textFaults } from '#modules/check.rules.ts'
import { ModuleHead, ModuleTexts, type QuizItem, type SituationUnit } from '#modules/module.ts'
import { CurriculaFile, TestBank } from '#prevention/curriculum.ts'

const data = join(import.meta.dirname, '../../data')
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(data, ...path), 'utf8'))
const foldersOf = (path: string) => (existsSync(join(data, path)) ? readdirSync(join(data, path)) : [])
const desk = ['en', 'es', 'it'] as const

const modules = foldersOf('modules').map((id) => ({
  head: ModuleHead.parse(read('modules', id, 'module.json')),
  texts: Object.fromEntries(
    desk.map((language) => [language, ModuleTexts.parse(read('modules', id, `${language}.json`))]),
  ),
}))
const banks = foldersOf('prevention/tests').map((id) => ({
  id,
  bank: TestBank.parse(read('prevention/tests', id, 'test.json')),
  texts: Object.fromEntries(
    desk.map((language) => [language, ModuleTexts.parse(read('prevention/tests', id, `${language}.json`))]),
  ),
}))

/** How often the one right answer stands first, second and so on. */
const spread = (items: readonly QuizItem[]): number[] => {
  const asked = items.filter(({ many }) => !many)
  const most = Math.max(...asked.map(({ options }) => options.length))
  return Array.from({ length: most }, (_, at) => asked.filter(({ options }) => options[at]?.right).length)
}
/** In how many questions the right answer is told by its being the longest. */
const toldByLength = (items: readonly QuizItem[], textOf: (item: QuizItem, option: string) => string): number =>
  items.filter((item) => {
    const longest = item.options.toSorted((a, b) => textOf(item, b.id).length - textOf(item, a.id).length)[0]
    return !item.many && longest?.right
  }).length

const evenlySpread = (name: string, items: readonly QuizItem[]) => {
  const counts = spread(items)
  assert.ok(Math.max(...counts) - Math.min(...counts) <= 2, `${name}: the right answers stand at ${counts.join(', ')}`)
}

test('every built-in module is whole, in its structure and in each language', () => {
  for (const { head, texts } of modules) {
    assert.deepEqual(structureFaults(head), [], head.id)
    for (const language of desk) assert.deepEqual(textFaults(head, texts[language] ?? {}), [], `${head.id} ${language}`)
  }
})

test('right answers stand first, second and third about equally often, and are seldom the longest', () => {
  for (const { head, texts } of modules)
    for (const unit of head.units)
      if (unit.kind === 'quiz') {
        evenlySpread(head.id, unit.items)
        for (const language of desk) {
          const textOf = (item: QuizItem, option: string) => texts[language]?.[`${unit.id}.${item.id}.${option}`] ?? ''
          const told = toldByLength(unit.items, textOf)
          assert.ok(told * 2 <= unit.items.length, `${head.id} ${language}: ${told} told by length`)
        }
      }
  for (const { id, bank, texts } of banks) {
    evenlySpread(id, bank.items)
    for (const language of desk) {
      const told = toldByLength(bank.items, (item, option) => texts[language]?.[`${item.id}.${option}`] ?? '')
      assert.ok(told * 2 <= bank.items.length, `${id} ${language}: ${told} told by length`)
    }
  }
})

test('a situation has two moments at least, and its good choice is neither always first nor always longest', () => {
  for (const { head, texts } of modules) {
    const situations = head.units.filter((unit): unit is SituationUnit => unit.kind === 'situation')
    assert.ok(situations.length >= 6, `${head.id}: ${situations.length} situations`)
    for (const { id, nodes } of situations) assert.ok(nodes.length >= 2, `${head.id}.${id}`)
    const moments = situations.flatMap(({ id, nodes }) => nodes.map((node) => ({ at: `${id}.${node.id}`, ...node })))
    const first = moments.filter(({ choices }) => choices[0]?.judgement === 'good').length
    assert.ok(first * 2 <= moments.length, `${head.id}: ${first} of ${moments.length} good choices stand first`)
    for (const language of desk) {
      const says = (at: string, choice: string) => texts[language]?.[`${at}.${choice}.says`] ?? ''
      const longest = moments.filter(
        ({ at, choices }) =>
          choices.toSorted((a, b) => says(at, b.id).length - says(at, a.id).length)[0]?.judgement === 'good',
      ).length
      assert.ok(longest * 2 <= moments.length, `${head.id} ${language}: ${longest} good choices are the longest`)
    }
  }
})

test('every question asked before and after has its answer, its source and its words', () => {
  for (const { id, bank, texts } of banks) {
    assert.equal(bank.id, id)
    const known = new Set(bank.sources.map((source) => source.id))
    for (const item of bank.items) {
      assert.deepEqual(itemFaults(id, item), [])
      assert.ok(item.sources.length > 0 && item.sources.every((source) => known.has(source)), `${id}.${item.id}`)
    }
    const wanted = bank.items.flatMap(({ id: item, options }) =>
      ['asks', 'why', ...options.map((option) => option.id)].map((key) => `${item}.${key}`),
    )
    for (const language of desk)
      assert.deepEqual(Object.keys(texts[language] ?? {}).sort(), wanted.sort(), `${id} ${language}`)
  }
})

test('a curriculum lasts as long as its blocks, and what it points to is there', () => {
  const { curricula, sources } = CurriculaFile.parse(read('prevention/curricula.json'))
  const known = new Set(sources.map(({ id }) => id))
  const words = desk.map((language) => ModuleTexts.parse(read('texts', language, 'curricula.json')))
  const spoken = (key: string) => words.every((of) => of[key]?.trim())
  for (const { id, blocks, hours, outcomes, materials, ...rest } of curricula) {
    assert.equal(
      blocks.reduce((sum, { minutes }) => sum + minutes, 0),
      hours * 60,
      id,
    )
    assert.ok(
      blocks.flatMap((block) => block.sources).every((source) => known.has(source)),
      id,
    )
    if (rest.test !== null) assert.ok(foldersOf('prevention/tests').includes(rest.test), `${id}: ${rest.test}`)
    if (rest.module !== null) assert.ok(foldersOf('modules').includes(rest.module), `${id}: ${rest.module}`)
    if (rest.kit !== null) assert.ok(foldersOf('prevention/kits').includes(rest.kit), `${id}: ${rest.kit}`)
    const keys = [
      ...[
        'title',
        'about',
        ...blocks.map((block) => `block.${block.id}`),
        ...outcomes.map((one) => `outcome.${one}`),
      ].map((key) => `curriculum.${id}.${key}`),
      ...materials.map((material) => `curriculum.material.${material}`),
    ]
    for (const key of keys) assert.ok(spoken(key), key)
  }
})
