// What is given to whom by age, with every doubt on the careful side, and which answers belong to a form.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instrumentOf, instruments } from './instruments.store.ts'
import { ageNow, countsOf, notForAge, skippedOf, strangeAnswers } from './sitting.rules.ts'

const today = '2026-11-22'
const born = (birth_year: number | null, age_in_doubt = false) => ageNow({ birth_year, age_in_doubt }, today)
const form = (from: number | null, to: number | null = null) => ({ ages: { from, to, confidence: 'memory' as const } })

test('a year that allows 18, a doubt and no year at all are unsure; only a year beyond doubt is an age', () => {
  assert.deepEqual(born(2015), { as: 'minor', youngest: 10 })
  assert.deepEqual(born(2009), { as: 'minor', youngest: 16 })
  assert.equal(born(2008).as, 'unsure')
  assert.equal(born(2007).as, 'adult')
  assert.equal(born(1990, true).as, 'unsure')
  assert.equal(born(2015, true).as, 'unsure')
  assert.deepEqual(born(null), { as: 'unsure', youngest: null })
})

test('minors get what was made for minors, adults what is not for minors alone, and each refusal has its reason', () => {
  const [child, unsure, adult] = [born(2014), born(null), born(1990)]
  assert.deepEqual(
    [child, unsure, adult].map((age) => notForAge(form(18), age)),
    ['for_adults', 'age_unsure', null],
  )
  assert.deepEqual(
    [child, unsure, adult].map((age) => notForAge(form(null), age)),
    ['for_adults', 'age_unsure', null],
  )
  assert.deepEqual(
    [child, unsure, adult].map((age) => notForAge(form(12), age)),
    [null, null, null],
  )
  assert.deepEqual(
    [child, unsure, adult].map((age) => notForAge(form(8, 17), age)),
    [null, null, 'for_minors'],
  )
  assert.equal(notForAge(form(12), born(2016)), 'too_young')
})

test('nobody who may be a minor is ever given a form for adults', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: 1950, max: 2025 })),
      fc.boolean(),
      fc.constantFrom(...instruments()),
      (year, doubt, of) => {
        const mayBeMinor = year === null || doubt || 2026 - year - 1 < 18
        if (mayBeMinor && notForAge(of, born(year, doubt)) === null) assert.ok((of.ages.from ?? 18) < 18)
      },
    ),
  )
})

test('an answer belongs to its question, a day is a day, a skip is always allowed', () => {
  const phq = instrumentOf('phq-9')
  assert.deepEqual(strangeAnswers(phq, { interest: 'several_days', sleep: null }), [])
  assert.deepEqual(strangeAnswers(phq, { interest: 'yes', constructor: 'x', strange: null }), [
    'interest',
    'constructor',
    'strange',
  ])
  const dated = {
    ...phq,
    items: [
      { ...phq.items[0]!, answers: 'day' },
      { ...phq.items[1]!, answers: 'text' },
    ],
  }
  assert.deepEqual(strangeAnswers(dated, { interest: '2026-02-28', low_mood: 'Her own words' }), [])
  for (const wrong of ['2026-02-30', '28/02/2026', '', 'soon'])
    assert.deepEqual(strangeAnswers(dated, { interest: wrong }), ['interest'])
  assert.deepEqual(countsOf({ a: 'x', b: null, c: 'y' }), { answered: 2, skipped: 1 })
  assert.deepEqual(skippedOf({ a: 'x', b: null }), ['b'])
})
