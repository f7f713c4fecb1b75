// What must hold for any person and any need, over the real directory and over services with every field drawn.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { directoryRecords } from '#directory/directory.rules.ts'
import { DirectoryFile, type DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { AdmissionRules } from './admission.ts'
import { matchServices } from './match.rules.ts'
import { MatchNeed, MatchPerson, MatchWeights } from './match.ts'

const facts = loadFacts()
const weights = MatchWeights.parse(facts.match_weights)
const rules = AdmissionRules.parse(facts.services['admission-rules'])
const { services: real } = directoryRecords(DirectoryFile.parse(facts.directory))
const kinds = facts.codes.service_kinds!.codes.map((kind) => kind.code)
const languages = ['es', 'en', 'ne', 'hi', 'bn', 'ur', 'ro', 'fr', 'ca', 'ar']

const aPerson = fc
  .record({
    languages: fc.uniqueArray(fc.constantFrom(...languages), { maxLength: 4 }),
    gender: fc.constantFrom('woman', 'man', 'trans_woman', 'trans_man', 'non_binary', 'unknown'),
    age: fc.option(fc.integer({ min: 0, max: 90 })),
    birth_year: fc.option(fc.integer({ min: 1940, max: 2020 })),
    irregular: fc.option(fc.boolean()),
    has_children_with_her: fc.boolean(),
    country: fc.constantFrom('ES', 'ES', 'ES', 'BD', 'NP', 'FR'),
    province: fc.option(fc.constantFrom(...facts.provinces.map((province) => province.code), '99')),
    exploitation: fc.option(fc.constantFrom('sexual', 'labour', 'begging')),
  })
  .map((person) => MatchPerson.parse(person))
const aNeed = fc
  .uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 })
  .map((asked) => MatchNeed.parse({ kinds: asked }))

/** Real services with the fields the directory leaves open filled in. */
const someServices = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(...real),
        fc.record({
          availability: fc.constantFrom('open', 'waiting_list', 'full', 'unknown'),
          status: fc.constantFrom('active', 'active', 'active', 'defunct'),
          irregular_status: fc.constantFrom('accepted', 'not_accepted', 'unknown'),
          cost: fc.constantFrom('free', 'paid', 'unknown'),
          languages: fc.subarray(languages),
          interpretation: fc.option(fc.constant('telephone')),
        }),
      )
      .map(([service, change]) => ({ ...service, ...change }) as DirectoryService),
    { maxLength: 30 },
  )
  .map((list) => [...new Map(list.map((service) => [service.id, service])).values()])

const ask = (need: MatchNeed, person: MatchPerson, services: readonly DirectoryService[]) =>
  matchServices({ need, person, services, provinces: facts.provinces, weights, rules, today: '2026-11-21' })

test('one more language never lowers the score of any service', () => {
  fc.assert(
    fc.property(aNeed, aPerson, fc.constantFrom(...languages), someServices, (need, person, language, services) => {
      const before = ask(need, person, services)
      const after = ask(need, { ...person, languages: [...new Set([...person.languages, language])] }, services)
      const scores = new Map([...before.best, ...before.near_misses].map((match) => [match.service_id, match.score]))
      for (const match of [...after.best, ...after.near_misses]) assert.ok(match.score >= scores.get(match.service_id)!)
      assert.equal(after.best.length, before.best.length)
    }),
  )
})

test('the order of the directory changes nothing', () => {
  const shuffled = fc.shuffledSubarray(real, { minLength: real.length })
  fc.assert(
    fc.property(aNeed, aPerson, shuffled, (need, person, services) => {
      assert.deepEqual(ask(need, person, services), ask(need, person, real))
    }),
    { numRuns: 40 },
  )
})

test('nothing with an obstacle is among the best; every service asked for is in exactly one list', () => {
  fc.assert(
    fc.property(aNeed, aPerson, someServices, (need, person, services) => {
      const { best, near_misses } = ask(need, person, services)
      for (const match of best) assert.equal(match.obstacles.length, 0)
      for (const match of near_misses) assert.ok(match.obstacles.length > 0)
      const byId = new Map(services.map((service) => [service.id, service]))
      for (const { service_id } of best) {
        const service = byId.get(service_id)!
        assert.equal(service.status, 'active')
        assert.notEqual(service.availability, 'full')
        assert.ok(service.areas.some((area) => area.country === person.country))
        if (person.irregular) assert.notEqual(service.irregular_status, 'not_accepted')
      }
      const asked = services.filter((service) => service.kinds.some((kind) => need.kinds.includes(kind)))
      const found = [...best, ...near_misses].map((match) => match.service_id)
      assert.deepEqual([...found].sort(), asked.map((service) => service.id).sort())
    }),
  )
})

test('a score is the sum of its reasons, and the best come first', () => {
  fc.assert(
    fc.property(aNeed, aPerson, (need, person) => {
      const { best } = ask(need, person, real)
      for (const { score, reasons } of best)
        assert.equal(
          score,
          reasons.reduce((sum, reason) => sum + reason.weight, 0),
        )
      for (const [index, match] of best.slice(1).entries()) assert.ok(best[index]!.score >= match.score)
    }),
    { numRuns: 40 },
  )
})
