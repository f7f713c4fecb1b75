// The guided checklists as data, and what they give a draft: fitting country, kind and day; nothing decided.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import types from '#data/codes/document_types.json' with { type: 'json' }
import { draftLines, gathered, guidesFor } from './guide.rules.ts'
import { guideFiles } from './guide.store.ts'
import { stepAnswers } from './guide.ts'
import { nonPunishment, type proceedingKinds } from './non-punishment.ts'

const all = guideFiles.flatMap(({ guides }) => guides)

test('each checklist is unreviewed, names papers the house knows, and belongs to a rule that is shown', () => {
  const known = new Set(types.codes.map(({ code }) => code))
  for (const { reviewed_by, country, guides } of guideFiles) {
    assert.equal(reviewed_by, null)
    assert.ok(nonPunishment.some(({ applies_in }) => applies_in?.length === 1 && applies_in[0] === country))
    for (const { code, steps } of guides) {
      assert.equal(new Set(steps.map((step) => step.code)).size, steps.length, code)
      assert.deepEqual(
        steps.flatMap(({ documents }) => documents).filter((each) => !known.has(each)),
        [],
      )
      assert.ok(steps.some((step) => step.code === 'agrees') && steps.at(-1)?.code === 'counsel', code)
    }
  }
})

test('a charge in Spain, England and Italy, a federal record in the United States, and nothing before the law held', () => {
  const fit = (jurisdiction: string, kind: (typeof proceedingKinds)[number], today = '2026-11-22') =>
    guidesFor(guideFiles, { kind, jurisdiction }, today).map(({ code }) => code)
  assert.deepEqual(fit('ES', 'charge'), ['es_177_bis_11'])
  assert.deepEqual(fit('GB', 'conviction'), ['uk_45', 'uk_45_child'])
  assert.deepEqual(fit('US', 'conviction'), ['us_3771a'])
  assert.deepEqual(fit('US', 'conviction', '2026-01-22'), [])
  assert.deepEqual(fit('IT', 'charge'), ['it_54'])
  assert.deepEqual(fit('ES', 'fine'), [])
  assert.deepEqual(fit('PT', 'charge'), [])
})

test('a child’s version asks for no compulsion, and an adult’s does', () => {
  const steps = (code: string) => all.find((each) => each.code === code)?.steps.map((step) => step.code) ?? []
  assert.ok(steps('uk_45').includes('compelled') && steps('uk_45').includes('not_schedule_4'))
  assert.ok(!steps('uk_45_child').includes('compelled') && steps('uk_45_child').includes('not_schedule_4'))
})

test('every step stands in the draft exactly once, on one side or the other', () => {
  const answered = fc.dictionary(
    fc.constantFrom(...new Set(all.flatMap(({ steps }) => steps.map(({ code }) => code)))),
    fc.record({ answer: fc.constantFrom(...stepAnswers), words: fc.string() }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...all), answered, (guide, steps) => {
      const { shown, missing } = draftLines(guide, steps, (code) => code)
      assert.equal(shown.length, gathered(guide, steps))
      assert.deepEqual(
        [...shown, ...missing].map((line) => line.split(':')[0]).sort(),
        guide.steps.map(({ code }) => code).sort(),
      )
    }),
  )
})
