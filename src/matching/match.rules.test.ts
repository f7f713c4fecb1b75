import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directoryRecords } from '#directory/directory.rules.ts'
import { DirectoryFile, DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { workOf } from '#test/waits.ts'
import { AdmissionRules } from './admission.ts'
import { matchServices } from './match.rules.ts'
import { type Match, MatchNeed, MatchPerson, MatchResult, MatchWeights } from './match.ts'

const facts = loadFacts()
const weights = MatchWeights.parse(facts.match_weights)
const rules = AdmissionRules.parse(facts.services['admission-rules'])
const { services } = directoryRecords(DirectoryFile.parse(facts.directory))
const byId = new Map(services.map((service) => [service.id, service]))
const of = (match: Match) => byId.get(match.service_id)!

const ask = (kinds: string[], person: object, from = services, today = '2026-11-21') =>
  matchServices({
    need: MatchNeed.parse({ kinds }),
    person: MatchPerson.parse({ languages: [], gender: 'woman', ...person }),
    services: from,
    provinces: facts.provinces,
    weights,
    rules,
    today,
  })
const keys = (match: Match | undefined) =>
  (match?.reasons ?? []).map((reason) => reason.key.replace('match.reason.', ''))
const obstacles = (match: Match | undefined) =>
  (match?.obstacles ?? []).map((each) => each.key.replace('match.obstacle.', ''))
const shelter = ['shelter_emergency', 'shelter_long', 'flat']

test('a Nepali woman without papers in Madrid who needs a shelter', () => {
  const person = { languages: ['ne', 'hi'], age: 27, irregular: true, province: '28', exploitation: 'labour' }
  const { best, near_misses } = ask(shelter, person)
  assert.ok(best.length >= 20, String(best.length))
  const first = of(best[0]!)
  assert.ok(
    first.areas.some((area) => area.country === 'ES' && (!area.region || area.region === 'ES-MD')),
    first.name,
  )
  assert.ok(keys(best[0]).includes('irregular_accepted') || keys(best[0]).includes('irregular_ask'))
  for (const match of best) {
    assert.ok(of(match).kinds.some((kind) => shelter.includes(kind)))
    if (of(match).languages.includes('ne')) continue
    assert.ok(!keys(match).includes('language_common') || of(match).languages.includes('hi'))
  }
  const abroad = near_misses.filter((match) => of(match).languages.includes('ne'))
  assert.ok(abroad.length > 0)
  for (const match of abroad) assert.ok(obstacles(match).includes('other_country'))
  for (const match of near_misses) {
    if (of(match).admits.minors === 'only') assert.ok(obstacles(match).includes('only_minors'))
  }
})

test('a Romanian man exploited at work in Almería who needs a lawyer', () => {
  const person = {
    gender: 'man',
    languages: ['ro', 'es'],
    age: 41,
    irregular: false,
    province: '04',
    exploitation: 'labour',
  }
  const { best, near_misses } = ask(['legal'], person)
  assert.ok(best.length >= 10)
  assert.ok(keys(best[0]).includes('language_common'))
  const reached = ['in_province', 'in_region', 'national']
  assert.ok(keys(best[0]).some((key) => reached.includes(key)))
  const refused = near_misses.filter((match) => of(match).admits.sex === 'women')
  assert.ok(refused.length > 0)
  for (const match of refused) assert.ok(obstacles(match).includes('only_women'))
  for (const match of best) assert.notEqual(of(match).admits.sex, 'women')
})

test('a girl of 15: adults-only services are misses, those that admit minors come first', () => {
  const { best, near_misses } = ask([...shelter, 'psychological'], { languages: ['es'], age: 15, province: '28' })
  assert.ok(keys(best[0]).includes('minors_stated'))
  assert.ok(near_misses.some((match) => obstacles(match).includes('only_adults')))
  for (const match of best) assert.ok((of(match).admits.min_age ?? 0) <= 15)
})

test('an age in doubt counts as under 18', () => {
  const adultsOnly = (matches: Match[]) => matches.filter((match) => of(match).admits.minors === 'not_admitted')
  const everything = facts.codes.service_kinds!.codes.map((kind) => kind.code)
  for (const doubt of [{}, { birth_year: 2008 }]) {
    const { best, near_misses } = ask(everything, { languages: ['es'], province: '28', ...doubt })
    assert.deepEqual(adultsOnly(best), [])
    assert.ok(adultsOnly(near_misses).length > 0)
    for (const match of adultsOnly(near_misses)) assert.ok(obstacles(match).includes('age_unknown'))
    assert.ok(best.some((match) => of(match).admits.minors === 'only'))
  }
  const grown = ask(everything, { languages: ['es'], birth_year: 2007, province: '28' })
  assert.ok(adultsOnly(grown.best).length > 0)
})

test('a mother with her child: shelters that take both before those that do not say', () => {
  const person = { languages: ['es'], age: 30, province: '28' }
  const { best } = ask(shelter, { ...person, has_children_with_her: true })
  assert.ok(keys(best[0]).includes('children_stated'))
  assert.ok(best.some((match) => keys(match).includes('children_ask')))
  assert.ok(!ask(shelter, person).best.some((match) => keys(match).includes('children_ask')))
})

test('a return to Bangladesh finds who works there, and says why not the others', () => {
  const kinds = ['reintegration', 'repatriation', 'voluntary_return']
  const { best, near_misses } = ask(kinds, { languages: ['bn'], age: 24, country: 'BD' })
  assert.ok(best.length > 0)
  for (const match of best) assert.ok(of(match).areas.some((area) => area.country === 'BD'))
  assert.ok(keys(best[0]).some((key) => key.startsWith('language_')))
  for (const match of near_misses) assert.ok(obstacles(match).length > 0)
})

test('a trans woman and a non-binary person are not refused where nothing is stated', () => {
  for (const gender of ['trans_woman', 'trans_man', 'non_binary', 'unknown']) {
    const { best, near_misses } = ask(shelter, { gender, age: 25, languages: ['es'], province: '28' })
    assert.ok(best.length > 10)
    assert.ok(!near_misses.some((match) => obstacles(match).some((key) => key.startsWith('only_w'))), gender)
  }
  const { best } = ask(shelter, { gender: 'trans_woman', age: 25, languages: ['es'], province: '28' })
  assert.ok(best.some((match) => keys(match).includes('trans_stated')))
})

const one = (change: object): DirectoryService =>
  DirectoryService.parse({ ...structuredClone(services[0]!), kinds: ['legal'], ...change })

test('closed, full and papers asked for are said as such', () => {
  const cases: [object, string][] = [
    [{ status: 'defunct' }, 'closed'],
    [{ status: 'inactive' }, 'closed'],
    [{ status: 'temporarily_closed' }, 'closed'],
    [{ availability: 'full' }, 'full'],
    [{ irregular_status: 'not_accepted' }, 'irregular_not_accepted'],
    [{ areas: [{ country: 'IT' }] }, 'other_country'],
    [{ admits: { sex: 'men' } }, 'only_men'],
    [{ admits: { max_age: 26 } }, 'too_old'],
    [{ admits: { min_age: 40 } }, 'too_young'],
    [{ admits: { minors: 'only' } }, 'only_minors'],
  ]
  for (const [change, expected] of cases) {
    const { best, near_misses } = ask(['legal'], { age: 27, irregular: true, province: '28' }, [one(change)])
    assert.equal(best.length, 0)
    assert.deepEqual(obstacles(near_misses[0]), [expected])
  }
})

test('places, waiting and age of the information move a service up or down', () => {
  const score = (change: object, today?: string) => ask(['legal'], { age: 27 }, [one(change)], today).best[0]!.score
  assert.ok(score({ availability: 'open' }) > score({}))
  assert.ok(score({ availability: 'waiting_list' }) < score({}))
  assert.ok(score({ confidence: 'checked' }) > score({ confidence: 'secondary' }))
  assert.ok(score({ confidence: 'memory' }) < score({ confidence: 'secondary' }))
  assert.ok(score({}, '2027-02-20') < score({}, '2027-02-19'))
  assert.ok(score({ source_date: '2012' }) < score({ source_date: '2025' }))
  assert.ok(score({ cost: 'free' }) > score({ cost: 'paid' }))
})

test('distance: nearer provinces first, and a shelter tells none finer than its region', () => {
  const away = (province: string, region: string) => one({ areas: [{ country: 'ES', region, province }] })
  const far = (service: DirectoryService) => ask(['legal'], { age: 27, province: '28' }, [service]).best[0]!
  const [toledo, barcelona] = [far(away('45', 'ES-CM')), far(away('08', 'ES-CT'))]
  assert.ok(toledo.distance_km! > 40 && toledo.distance_km! < 120, String(toledo.distance_km))
  assert.ok(barcelona.distance_km! > 400 && barcelona.distance_km! < 600, String(barcelona.distance_km))
  assert.ok(toledo.score > barcelona.score)
  assert.equal(far(away('28', 'ES-MD')).distance_km, 0)
  const hidden = ask(shelter, { age: 27, province: '18', languages: ['es'] })
  for (const match of [...hidden.best, ...hidden.near_misses]) {
    if (keys(match).includes('in_region')) assert.equal(match.distance_km, null)
  }
})

test('the whole directory is ranked well within 50 ms, and the answer fits its schema', () => {
  const kinds = facts.codes.service_kinds!.codes.map((kind) => kind.code)
  const person = { languages: ['ne', 'hi', 'en'], age: 27, irregular: true, province: '28', exploitation: 'labour' }
  const result = ask(kinds, person)
  assert.equal(result.best.length + result.near_misses.length, services.length)
  MatchResult.parse(result)
  // The best of many: the rule's own work, not what else the machine had to do.
  const best = Math.min(...Array.from({ length: 15 }, () => workOf(() => ask(kinds, person))))
  assert.ok(best < 50, `${best} ms`)
})
