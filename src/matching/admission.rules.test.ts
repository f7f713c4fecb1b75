// Who can get in, said a second time and in another way: a service she cannot enter is never offered as fitting, whatever
// was drawn; loosening what it asks never loses a match; and what nobody asked or stated keeps nobody out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { directoryRecords } from '#directory/directory.rules.ts'
import { Admission, DirectoryFile, DirectoryService, type Said } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { AdmissionRules } from './admission.ts'
import { localTime } from './hours.rules.ts'
import { matchServices } from './match.rules.ts'
import { type Match, MatchNeed, MatchPerson, MatchWeights } from './match.ts'
import { PersonBarriers, type Travel } from './person-barriers.ts'

const facts = loadFacts()
const weights = MatchWeights.parse(facts.match_weights)
const rules = AdmissionRules.parse(facts.services['admission-rules'])
const { services: real } = directoryRecords(DirectoryFile.parse(facts.directory))
const today = '2026-11-22'
const need = MatchNeed.parse({ kinds: ['legal', 'shelter_long', 'psychological'] })

/** Mostly unknown, so that what stands in the way is often one thing alone. */
const said = fc.constantFrom<Said>('yes', 'no', 'unknown', 'unknown')
const papers = ['passport', 'national_id', 'registration', 'health_card', 'residence_permit']
const referrers = ['social_services', 'health_services', 'police', 'anyone', 'accredited_organisation']
const anAdmission = fc
  .record({
    without_papers: said,
    with_criminal_record: said,
    with_substance_use: said,
    with_psychiatric_care: said,
    when_pregnant: said,
    with_disability: said,
    as_a_couple: said,
    with_debt: said,
    sons_up_to: fc.option(fc.integer({ min: 5, max: 18 }), { freq: 1 }),
    needs_referral: said,
    referral_by: fc.subarray(referrers),
    only_identified: said,
    needs_registration: said,
    documents: fc.oneof(fc.constant([]), fc.constant([]), fc.subarray(papers)),
  })
  .map((admission) => Admission.parse(admission))
const someBarriers = fc
  .record({
    referred_by: fc.option(fc.subarray(referrers)),
    identity_paper: said,
    criminal_record: said,
    identified: said,
    pregnant: said,
    disability: said,
    substance_use: said,
    psychiatric_care: said,
    registered: said,
    couple: said,
    needs_company: said,
    debt: said,
    sons_ages: fc.option(fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 3 })),
    travel: fc.constantFrom<Travel>('town', 'province', 'region', 'country', 'unknown'),
  })
  .map((barriers) => PersonBarriers.parse(barriers))
const aPerson = fc
  .record({
    gender: fc.constantFrom('woman', 'man', 'trans_woman', 'non_binary', 'unknown'),
    age: fc.option(fc.integer({ min: 12, max: 70 }), { freq: 6 }),
    irregular: fc.option(fc.boolean()),
    province: fc.option(fc.constantFrom('28', '08', '45', '35')),
    barriers: someBarriers,
  })
  .map((person) => MatchPerson.parse({ languages: ['es'], ...person }))

const provinces = facts.provinces.filter(({ code }) => ['28', '08', '45', '35', '17'].includes(code))
const anArea = fc.constantFrom(...provinces, null).map((province) => ({
  country: 'ES',
  ...(province && { province: province.code, region: province.region }),
}))
const aService = fc
  .record({
    base: fc.constantFrom(...real.slice(0, 40)),
    admission: anAdmission,
    areas: fc.array(anArea, { minLength: 1, maxLength: 2 }),
    status: fc.constantFrom('active', 'active', 'active', 'temporarily_closed'),
    availability: fc.constantFrom('open', 'open', 'full', 'unknown'),
    irregular_status: fc.constantFrom('accepted', 'not_accepted', 'unknown'),
    hidden_location: fc.boolean(),
    admits: fc.record({
      sex: fc.constantFrom('any', 'women', 'men', 'unknown'),
      minors: fc.constantFrom('admitted', 'only', 'not_admitted', 'unknown'),
      min_age: fc.option(fc.constantFrom(16, 18, 21)),
      max_age: fc.option(fc.constantFrom(25, 30, 65)),
    }),
  })
  .map(({ base, ...drawn }) =>
    DirectoryService.parse({ ...base, kinds: ['legal'], places: [], capacity: [], ...drawn }),
  )
const someServices = fc
  .array(aService, { minLength: 1, maxLength: 6 })
  .map((list) => [...new Map(list.map((service) => [service.id, service])).values()])

const ask = (person: MatchPerson, services: readonly DirectoryService[], more = {}) =>
  matchServices({ need, person, services, provinces: facts.provinces, weights, rules, today, ...more })

/** The second formulation: one refusal after another, without data, weights or sinks. */
const mayEnter = (service: DirectoryService, person: MatchPerson): boolean => {
  const { admission: asks, admits } = service
  const { barriers: her, age, gender } = person
  if (service.status !== 'active' || service.availability === 'full') return false
  if (!service.areas.some(({ country }) => country === person.country)) return false
  if (service.irregular_status === 'not_accepted' && person.irregular) return false
  const isMinor = age === null || age < 18
  if (admits.sex === 'men' && gender === 'woman') return false
  if (admits.sex === 'women' && gender === 'man' && !(isMinor && admits.minors === 'admitted')) return false
  if (age !== null && ((admits.min_age ?? 0) > age || (admits.max_age ?? 200) < age)) return false
  if (isMinor && (admits.minors === 'not_admitted' || (admits.min_age ?? 0) >= 18)) return false
  if (admits.minors === 'only' && !isMinor && admits.max_age === null) return false
  const refused: [boolean, boolean][] = [
    [asks.without_papers === 'no', her.identity_paper === 'no'],
    [asks.with_criminal_record === 'no', her.criminal_record === 'yes'],
    [asks.with_substance_use === 'no', her.substance_use === 'yes'],
    [asks.with_psychiatric_care === 'no', her.psychiatric_care === 'yes'],
    [asks.when_pregnant === 'no', her.pregnant === 'yes'],
    [asks.with_disability === 'no', her.disability === 'yes'],
    [asks.as_a_couple === 'no', her.couple === 'yes'],
    [asks.with_debt === 'no', her.debt === 'yes'],
    [asks.only_identified === 'yes', her.identified === 'no'],
    [asks.needs_registration === 'yes' || asks.documents.includes('registration'), her.registered === 'no'],
    [asks.documents.some((each) => each === 'passport' || each === 'national_id'), her.identity_paper === 'no'],
    [asks.sons_up_to !== null, (her.sons_ages ?? []).some((each) => each > (asks.sons_up_to ?? 99))],
  ]
  if (refused.some(([asked, so]) => asked && so)) return false
  if (asks.needs_referral !== 'yes' || asks.referral_by.length === 0 || her.referred_by === null) return true
  const open = ['anyone', 'accredited_organisation', ...her.referred_by]
  return asks.referral_by.some((each) => open.includes(each))
}

const ids = (list: readonly Match[]) => list.map(({ service_id }) => service_id)

test('a service she cannot enter is never among those that fit; one she can is not lost but for the way', () => {
  fc.assert(
    fc.property(aPerson, someServices, (person, services) => {
      const { best, near_misses } = ask(person, services)
      const byId = new Map(services.map((service) => [service.id, service]))
      for (const id of ids(best)) assert.ok(mayEnter(byId.get(id)!, person))
      for (const { service_id, obstacles } of near_misses)
        if (!obstacles.some(({ key }) => key === 'match.obstacle.too_far'))
          assert.ok(!mayEnter(byId.get(service_id)!, person))
    }),
    { numRuns: 200 },
  )
})

const looser: Record<string, (admission: Admission) => Partial<Admission>> = {
  ...Object.fromEntries(
    rules.rules.map(({ field, says }) => [
      field,
      (admission: Admission) => ({ [field]: admission[field] === says ? 'unknown' : says === 'no' ? 'yes' : 'no' }),
    ]),
  ),
  sons_up_to: ({ sons_up_to }) => ({ sons_up_to: sons_up_to === null ? null : sons_up_to + 3 }),
  needs_referral: () => ({ needs_referral: 'no' }),
  referral_by: ({ referral_by }) => ({ referral_by: [...referral_by, 'anyone'] }),
  documents: ({ documents }) => ({ documents: documents.slice(1) }),
}

test('loosening what a service asks never loses a match', () => {
  fc.assert(
    fc.property(aPerson, aService, fc.constantFrom(...Object.keys(looser)), (person, service, field) => {
      const before = ask(person, [service])
      const admission = { ...service.admission, ...looser[field]!(service.admission) }
      const after = ask(person, [{ ...service, admission }])
      assert.ok(after.best.length >= before.best.length, field)
    }),
    { numRuns: 150 },
  )
})

test('what nobody asked her, and what no service states, keeps her out of nothing', () => {
  fc.assert(
    fc.property(aPerson, someServices, (person, services) => {
      const unasked = { ...person, barriers: PersonBarriers.parse({}) }
      const silent = services.map((service) => ({ ...service, admission: Admission.parse({}) }))
      const free = new Set(ids(ask(unasked, silent).best))
      assert.deepEqual(new Set(ids(ask(unasked, services).best)), free)
      const near = { ...person, barriers: { ...person.barriers, travel: 'unknown' as const } }
      assert.deepEqual(new Set(ids(ask(near, silent).best)), free)
    }),
    { numRuns: 60 },
  )
})

test('the first ten of all are the first ten; the same order, the same words, the same totals', () => {
  fc.assert(
    fc.property(aPerson, someServices, fc.nat(4), fc.nat(4), (person, services, best, near_misses) => {
      const all = ask(person, services)
      const some = ask(person, services, { shown: { best, near_misses } })
      assert.deepEqual(some.best, all.best.slice(0, best))
      assert.deepEqual(some.near_misses, all.near_misses.slice(0, near_misses))
      assert.equal(some.best_total, all.best.length)
      assert.equal(some.misses_total, all.near_misses.length)
    }),
    { numRuns: 60 },
  )
})

test('whoever may not open a section is told that there is something, not what', () => {
  const told = JSON.stringify
  const secret = rules.rules.flatMap(({ fact, obstacle }) => [`"${fact}"`, `obstacle.${obstacle}"`])
  fc.assert(
    fc.property(aPerson, someServices, (person, services) => {
      const open = ask(person, services)
      const closed = ask(person, services, { open: new Set<string>() })
      assert.deepEqual(ids(closed.best), ids(open.best))
      assert.deepEqual(ids(closed.near_misses), ids(open.near_misses))
      for (const { score, reasons, obstacles } of [...closed.best, ...closed.near_misses]) {
        assert.equal(
          score,
          reasons.reduce((sum, { weight }) => sum + weight, 0),
        )
        for (const word of secret) {
          assert.ok(!told(obstacles).includes(word), word)
          const about = reasons.filter(({ key }) => key !== 'match.reason.barrier_unasked')
          assert.ok(!told(about).includes(word), word)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a near miss says what would make it fit, several for one', () => {
  const service = DirectoryService.parse({
    ...real[0]!,
    kinds: ['legal'],
    admission: { needs_registration: 'yes', needs_referral: 'yes', referral_by: ['health_services'] },
  })
  const person = MatchPerson.parse({
    languages: [],
    gender: 'woman',
    age: 30,
    barriers: { registered: 'no', referred_by: [] },
  })
  const [miss] = ask(person, [service]).near_misses
  assert.deepEqual(
    miss!.obstacles.map(({ fits_if }) => fits_if),
    [
      { key: 'match.fits_if.registered', values: {} },
      { key: 'match.fits_if.referred', values: { referrers: ['health_services'] } },
    ],
  )
})

test('open now, by the clock of the place; who needs it today is told so', () => {
  const schedules = [{ days: ['MO', 'TU'], opens_at: '09:00', closes_at: '14:00' }]
  const service = DirectoryService.parse({ ...real[0]!, kinds: ['legal'], schedules })
  const person = MatchPerson.parse({ languages: [], gender: 'woman', age: 30 })
  const at = (now: string, urgency: string) => {
    const more = { clock: localTime(now, 'Europe/Madrid'), need: MatchNeed.parse({ kinds: ['legal'], urgency }) }
    return ask(person, [service], more).best[0]!.reasons.map(({ key, values }) => ({ key, values }))
  }
  // 08:30 in London is half past nine in Madrid.
  const monday = at('2026-11-23T08:30:00Z', 'can_wait')
  assert.ok(monday.some(({ key, values }) => key === 'match.reason.open_now' && values.time === '14:00'))
  assert.ok(at('2026-11-23T08:30:00Z', 'today').some(({ key }) => key === 'match.reason.open_now_urgent'))
  const sunday = at('2026-11-22T10:00:00Z', 'today')
  assert.deepEqual(sunday.find(({ key }) => key === 'match.reason.opens_at')?.values, {
    known: 'yes',
    day: '2026-11-23',
    time: '09:00',
  })
})

test('places known now count before what the directory says of them', () => {
  const person = MatchPerson.parse({ languages: [], gender: 'woman', age: 30 })
  const service = DirectoryService.parse({ ...real[0]!, kinds: ['legal'], availability: 'full' })
  const free = (count: number) =>
    ask(person, [service], {
      free: new Map([
        [service.id, [{ service_id: service.id, unit: 'bed', free: count, waiting: 3, waited_days: null }]],
      ]),
    })
  assert.equal(ask(person, [service]).best.length, 0)
  assert.ok(
    free(5).best[0]!.reasons.some(({ key, values }) => key === 'match.reason.free_places' && values.count === 2),
  )
  assert.deepEqual(free(0).near_misses[0]!.obstacles[0]!.values, { waiting: 3 })
  const capacity = (updated_on: string) => ({
    ...service,
    capacity: [{ unit: 'bed', maximum: 4, available: 1, updated_on }],
  })
  assert.equal(ask(person, [capacity('2026-11-20')]).best.length, 1)
  assert.equal(ask(person, [capacity('2026-10-20')]).best.length, 0)
})
