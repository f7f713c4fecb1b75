// Places and who waits for them, in matching: a place somebody waits for is not offered as free, and whatever gets better
// at a place never makes a match worse or loses it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { directoryRecords } from '#directory/directory.rules.ts'
import { DirectoryFile, DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { AdmissionRules } from './admission.ts'
import { matchServices } from './match.rules.ts'
import { MatchNeed, MatchPerson, MatchUrgency, MatchWeights } from './match.ts'
import { type FreePlaces, freeByService, placesKept } from './places.rules.ts'

const facts = loadFacts()
const weights = MatchWeights.parse(facts.match_weights)
const rules = AdmissionRules.parse(facts.services['admission-rules'])
const { services: real } = directoryRecords(DirectoryFile.parse(facts.directory))
const service = DirectoryService.parse({ ...real[0]!, kinds: ['legal'], availability: 'unknown', capacity: [] })
const person = MatchPerson.parse({ languages: [], gender: 'woman', age: 30 })

const row = (unit: string, free: number, waiting: number, waited_days: number | null = null): FreePlaces => ({
  ...{ service_id: service.id, unit, free, waiting, waited_days },
})
const ask = (rows: FreePlaces[], urgency: MatchUrgency = 'can_wait') =>
  matchServices({
    ...{ need: MatchNeed.parse({ kinds: ['legal'], urgency }), person, services: [service], weights, rules },
    ...{ provinces: facts.provinces, today: '2026-11-22', free: freeByService(rows) },
  })
const said = (rows: FreePlaces[]) => {
  const { best, near_misses } = ask(rows)
  const [match] = [...best, ...near_misses]
  return [...match!.reasons, ...match!.obstacles]
    .filter(({ key }) => /free_|waited|full/.test(key))
    .map(({ key, values }) => [key, values])
}

test('free is what nobody waits for; the rest is a queue, and how long it took is said', () => {
  assert.deepEqual(said([row('bed', 4, 1)]), [['match.reason.free_places', { count: 3, units: ['bed'] }]])
  assert.deepEqual(said([row('bed', 2, 3, 20)]), [
    ['match.reason.waited', { days: 20 }],
    ['match.reason.free_but_awaited', { count: 2, units: ['bed'], waiting: 3 }],
  ])
  assert.deepEqual(said([row('bed', 0, 5, 12)]), [
    ['match.reason.waited', { days: 12 }],
    ['match.obstacle.full', { waiting: 5 }],
  ])
  assert.deepEqual(said([row('bed', 0, 0)]), [['match.obstacle.full', { waiting: 0 }]])
  // Each unit has its own queue: beds are awaited, the flat is not.
  assert.deepEqual(said([row('bed', 2, 6), row('flat', 1, 0)]), [
    ['match.reason.free_places', { count: 1, units: ['flat'] }],
  ])
  assert.equal(placesKept([row('bed', 3, 3)]).state, 'awaited')
})

const someRows = fc.uniqueArray(
  fc
    .record({
      unit: fc.constantFrom('bed', 'flat', 'room'),
      free: fc.nat(4),
      waiting: fc.nat(5),
      waited_days: fc.option(fc.nat(90)),
    })
    .map((drawn): FreePlaces => ({ service_id: service.id, ...drawn })),
  { selector: ({ unit }) => unit, minLength: 1, maxLength: 3 },
)

test('one more free place, or one who waits no longer, never lowers a match nor loses it', () => {
  fc.assert(
    fc.property(
      someRows,
      fc.nat(2),
      fc.boolean(),
      fc.constantFrom(...MatchUrgency.options),
      (rows, at, more, urgency) => {
        const better = rows.map((each, place) => {
          if (place !== at % rows.length) return each
          return more ? { ...each, free: each.free + 1 } : { ...each, waiting: Math.max(0, each.waiting - 1) }
        })
        const [before, after] = [ask(rows, urgency), ask(better, urgency)]
        assert.ok(after.best.length >= before.best.length)
        if (before.best[0] && after.best[0]) assert.ok(after.best[0].score >= before.best[0].score)
      },
    ),
    { numRuns: 300 },
  )
})

test('a place is never offered as free to her when as many wait for it as there are', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const offered = said(rows).some(([key]) => key === 'match.reason.free_places')
      assert.equal(
        offered,
        rows.some(({ free, waiting }) => free > waiting),
      )
      // Full keeps her out, and only then.
      assert.equal(
        ask(rows).best.length === 0,
        rows.every(({ free }) => free === 0),
      )
    }),
    { numRuns: 300 },
  )
})
