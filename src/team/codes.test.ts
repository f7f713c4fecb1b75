// What the screens offer is what data/ lists.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { askedWays, askers, checklistCodes, declineCodes, reviewWords, weightFactors } from './codes.ts'
import { checklistOf } from './hand-over.rules.ts'
import { factorsOf, pointsOf } from './weight.rules.ts'

test('the codes on the screens of the team are those of the files of facts', () => {
  const { codes } = loadFacts()
  const listed = (name: string) => codes[name]!.codes.map(({ code }) => code).sort()
  assert.deepEqual([...declineCodes].sort(), listed('hand_over_declines'))
  assert.deepEqual([...askedWays].sort(), listed('asked_ways'))
  assert.deepEqual([...askers].sort(), listed('askers'))
  assert.deepEqual([...reviewWords].sort(), listed('review_words'))
  const items = checklistOf(codes.hand_over_checklist!.codes)
  assert.deepEqual(Object.fromEntries(items.map(({ code, answers }) => [code, answers])), checklistCodes)
  const points = pointsOf(codes.case_weights!.codes)
  assert.deepEqual(
    Object.fromEntries(factorsOf(points).map((code) => [code, points[code]])),
    Object.fromEntries(Object.entries(weightFactors).sort()) as never,
  )
})
