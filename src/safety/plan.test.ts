// The safety plan through the gate: version after version in her words, and on paper in every language without a word
// of what it is about.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import type { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { keepSafetyPlan, planParts, printSafetyPlan, readSafetyPlan, type SafetyPlanWords } from './plan.ts'
import { isDrawable, planSheet, tellingWords } from './plan-card.rules.ts'
import { cardLanguages, planCardFacts } from './plan-card.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./plan.api.ts'))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const words: SafetyPlanWords = {
  signs: ['I do not sleep', 'CANARY I count doors'],
  helps: ['Walking by the sea'],
  people: [{ name: 'Tara', how: 'call at any hour' }],
  places: ['The library'],
  take: ['Medicine', 'The blue folder'],
  code_word: 'mango',
  code_means: 'come now',
  calls: [{ who: 'Tara', number: '600 111 222' }],
}
const aPlan = (case_id: string, change: object = {}) => ({
  ...{ case_id, plan_version: 0, language: 'ne', made: 'with_the_person' as const, review_on: addDays(today, 30) },
  ...words,
  ...change,
})

test('each version stays as it was written; a stale one finds the current', async () => {
  const { reference_worker, coordinator } = at.staff
  const { case_id } = await at.aFile()
  await at.ask(keepSafetyPlan, aPlan(case_id), reference_worker)
  await at.ask(keepSafetyPlan, aPlan(case_id, { plan_version: 1, helps: ['Music'] }), coordinator)
  await assert.rejects(
    at.ask(keepSafetyPlan, aPlan(case_id, { plan_version: 1 }), reference_worker),
    (problem: Problem) => {
      assert.equal(problem.key, 'stale')
      assert.deepEqual((problem.details.current as SafetyPlanWords).helps, ['Music'])
      return true
    },
  )
  await refuses(at.ask(keepSafetyPlan, aPlan(case_id, { plan_version: 7 }), reference_worker), 'conflict', 'stale')
  const { versions } = await at.ask(readSafetyPlan, { case_id }, reference_worker)
  assert.deepEqual(
    versions.map(({ plan_version, helps }) => [plan_version, helps]),
    [
      [2, ['Music']],
      [1, words.helps],
    ],
  )
  await refuses(
    at.ask(keepSafetyPlan, aPlan(case_id, { plan_version: 2, review_on: today }), reference_worker),
    'invalid',
    'safety.review_after_today',
  )
  const empty = { signs: [], helps: [], people: [], places: [], take: [], code_word: '', code_means: '', calls: [] }
  await refuses(
    at.ask(keepSafetyPlan, aPlan(case_id, { plan_version: 2, ...empty }), reference_worker),
    'invalid',
    'safety.plan_empty',
  )
  const [row] = await at.rows('select sealed from safety_plan limit 1')
  assert.ok(!(row!.sealed as Buffer).includes('CANARY'))
})

test('on paper in every language of the public door: a whole PDF, a name that says nothing, only what was chosen', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  const spoken = publicLanguages().map(({ code }) => code)
  assert.deepEqual([...cardLanguages].sort(), spoken.sort())
  // The two forms are laid out alike in every language of a script.
  const both = ['es', 'ar', 'ur', 'hi', 'bn', 'zh']
  let version = 0
  for (const language of cardLanguages) {
    const texts = planCardFacts.texts[language]!
    const own = { helps: [texts.helps], signs: [texts.signs], take: [texts.places] }
    await at.ask(keepSafetyPlan, aPlan(case_id, { plan_version: version, language, ...own }), reference_worker)
    version += 1
    for (const form of both.includes(language) ? (['card', 'phone'] as const) : (['card'] as const)) {
      const input = { case_id, plan_version: version, form, parts: planParts.join(','), sure: 'no' as const }
      const { name, bytes, telling } = await at.ask(printSafetyPlan, input as never, reference_worker)
      assert.match(name, /^(notes|page)-\d+\.pdf$/)
      assert.deepEqual(telling, [])
      const pdf = Buffer.from(bytes!, 'base64').toString('latin1')
      assert.match(pdf, /^%PDF-/)
      assert.ok(pdf.length > 3_000)
      assert.ok(!/Amparo|Casa Encina|traffic/i.test(pdf))
    }
  }
})

test('a word that would tell is pointed out and printed only when somebody is sure; so is the name of the house', async () => {
  const { reference_worker } = at.staff
  const { case_id } = await at.aFile()
  await at.ask(keepSafetyPlan, aPlan(case_id, { language: 'en', helps: ['The shelter Casa Encina'] }), reference_worker)
  const input = { case_id, plan_version: 1, form: 'card', parts: 'helps' }
  const asked = await at.ask(printSafetyPlan, { ...input, sure: 'no' } as never, reference_worker)
  assert.deepEqual([asked.bytes, asked.telling], [null, ['shelter', 'Casa Encina']])
  const printed = await at.ask(printSafetyPlan, { ...input, sure: 'yes' } as never, reference_worker)
  assert.ok(printed.bytes)
  await refuses(
    at.ask(printSafetyPlan, { ...input, plan_version: 9, sure: 'no' } as never, reference_worker),
    'not_found',
    'safety.plan_not_found',
  )
})

test('the sheet holds what was chosen and nothing that was not', () => {
  const sheet = planSheet(planCardFacts, 'ur', words, ['helps', 'calls'])
  assert.deepEqual([sheet.rtl, sheet.blocks.length], [true, 2])
  assert.ok(!JSON.stringify(sheet).includes('mango'))
  assert.equal(planSheet(planCardFacts, 'yo', words, ['helps']).language, 'en')
  assert.equal(isDrawable(sheet), true)
  assert.equal(isDrawable(planSheet(planCardFacts, 'en', { ...words, helps: ['ጤና'] }, ['helps'])), false)
  const told = (helps: string) => tellingWords(planCardFacts, { ...words, helps: [helps] }, ['helps'], ['Norte'])
  assert.deepEqual(told('Una víctima de trata'), ['víctima', 'trata'])
  assert.deepEqual(told('Tratamiento a las ocho'), [])
  assert.deepEqual(told('मानव तस्करी'), ['तस्करी'])
  assert.deepEqual(told('我住在庇护所'), ['我住在庇护所'])
  assert.deepEqual(told('voy a norte'), ['Norte'])
})

test('nobody without the section, of another house or signed out reads, writes or prints it', async () => {
  const { far_coordinator, partner_worker, lawyer } = at.staff
  const { case_id } = await at.aFile()
  const print = { case_id, plan_version: 1, form: 'card', parts: 'helps', sure: 'no' } as never
  for (const who of [far_coordinator, partner_worker, lawyer]) {
    await refuses(at.ask(readSafetyPlan, { case_id }, who), 'not_found')
    await refuses(at.ask(keepSafetyPlan, aPlan(case_id), who), 'not_found')
    await refuses(at.ask(printSafetyPlan, print, who), 'not_found')
  }
  await refuses(at.ask(readSafetyPlan, { case_id }, nobody), 'signed_out')
  await refuses(at.ask(printSafetyPlan, print, nobody), 'signed_out')
})
