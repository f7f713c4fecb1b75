// The hard gates, one by one and against a second formulation that was written without looking at the first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import dialectsData from '#data/interpreters/dialects.json' with { type: 'json' }
import { mustNotCome } from '#test/interpreting-oracle.ts'
import { type Candidate, confirmGates, type HerSide, offerGates, type Session } from './gates.rules.ts'
import { type Community, gateCodes, interpreterStatuses } from './interpreter.ts'
import { DialectFacts, dialects, GateFacts, gateFacts, KeepingFacts, keepingFacts } from './interpreting-facts.ts'
import { noRule } from './rules-of-hers.ts'
import { dialectCode, isSmall, tongueObstacle } from './tongue.rules.ts'

const today = '2026-11-22'
const place = (change: Partial<Community> = {}): Community => ({
  ...{ country: null, region: '', language: null, group: '', worship: '' },
  ...change,
})
const who = (change: Partial<Candidate> = {}, details: Partial<Candidate['details']> = {}): Candidate => ({
  ...{ interpreter_id: 'i1', status: 'active', gender: 'woman', modes: ['telephone', 'in_person'] },
  details: {
    names: ['Farhana Milly'],
    birth_year: 1985,
    agency: '',
    communities: [place({ country: 'BD', region: 'Rajshahi' })],
    ...details,
  },
  languages: [{ language: 'bn', dialect: 'sylheti', level: 'native', both_ways: true }],
  vetting: (['identity', 'background', 'confidentiality'] as const).map((step) => ({
    step,
    done_on: '2026-01-01',
    valid_until: null,
  })),
  ...change,
})
const her = (change: Partial<HerSide['rule']> = {}, rest: Partial<HerSide> = {}): HerSide => ({
  rule: { ...noRule, ...change },
  exclusions: [],
  named: [],
  ...rest,
})
const session: Session = { language: 'bn', dialect: 'sylheti', mode: 'telephone', on: '2026-12-01' }
const gates = (one: Candidate, hers = her(), at = session, conflict: 'none' | 'doubt' | null = 'none') =>
  confirmGates(one, hers, at, conflict, today)

test('each gate refuses by itself', () => {
  assert.deepEqual(gates(who()), [])
  assert.deepEqual(gates(who(), her(), session, null), ['conflict_not_asked'])
  assert.deepEqual(gates(who(), her(), session, 'doubt'), ['conflict_doubt'])
  assert.deepEqual(offerGates(who(), her(), session, null, today), [], 'it is asked with the offer')
  for (const status of interpreterStatuses)
    assert.equal(gates(who({ status })).includes('not_active'), status !== 'active')
  assert.deepEqual(gates(who(), her({ never_again: ['i1'] })), ['never_again'])
  assert.deepEqual(gates(who(), her({ never_people: ['Farhana'] })), ['excluded'], 'a first name may be hers')
  assert.deepEqual(gates(who(), her({}, { named: ['ফারহানা মিলি'] })), ['named_in_file'], 'in any script')
  assert.deepEqual(gates(who(), her({}, { named: ['the older brother', ''] })), [])
  assert.deepEqual(gates(who({}, { birth_year: null })), ['minor'], 'not known is a child')
  assert.deepEqual(gates(who({}, { birth_year: 2008 })), ['minor'])
  assert.deepEqual(gates(who({}, { birth_year: 2007 })), [])
  assert.deepEqual(gates(who(), her({ gender: 'man' })), ['gender'])
  assert.deepEqual(gates(who({ gender: 'not_said' }), her({ gender: 'woman' })), ['gender'])
  assert.deepEqual(gates(who({ modes: ['in_person'] })), ['mode'])
  assert.deepEqual(gates(who({ vetting: [] })).sort(), [
    'background_missing',
    'confidentiality_missing',
    'identity_missing',
  ])
  const ending = who().vetting.map((each) => ({ ...each, valid_until: '2026-11-30' }))
  assert.deepEqual(gates(who({ vetting: ending })), ['vetting_ends_before'], 'it holds today and not on the day')
  const exclusion = { exclusion_id: 'x', since_on: '2026-11-01', until_on: null }
  const agency = { ...exclusion, what: { kind: 'organisation' as const, name: 'Palabras SL', organisation_id: null } }
  assert.deepEqual(gates(who({}, { agency: 'Palabras, S.L.' }), her({}, { exclusions: [agency] })), ['excluded'])
})

test('a small community: in doubt it is the same, and where she was not asked, what is known to be the same refuses', () => {
  const hers = place({ country: 'BD', region: 'Sunamganj', language: 'syl' })
  const from = (...communities: Community[]) => who({}, { communities })
  const yes = her({ small_community: 'yes', community: hers })
  assert.deepEqual(gates(from(place({ country: 'BD', region: 'Rajshahi' })), yes), [], 'another town')
  assert.deepEqual(gates(from(place({ country: 'BD' })), yes), ['small_community'], 'the town is not known')
  assert.deepEqual(gates(from(), yes), ['small_community'], 'nothing is known')
  assert.deepEqual(gates(from(place({ country: 'BD', region: 'Sunamganj Sadar' })), yes), ['small_community'])
  const asked = her({ small_community: 'not_asked', community: hers })
  assert.deepEqual(gates(from(place({ country: 'BD' })), asked), [])
  assert.deepEqual(gates(from(place({ country: 'BD', region: 'sunamganj' })), asked), ['small_community'])
  assert.deepEqual(gates(from(place({ region: 'Sunamganj' })), her({ small_community: 'no', community: hers })), [])
  const mosque = place({ worship: 'Mezquita Baitul' })
  assert.deepEqual(gates(from(mosque), her({ community: place({ worship: 'Baitul' }) })), ['small_community'])
  assert.deepEqual(gates(from(mosque), her({ never_communities: [place({ worship: 'baitul' })] })), ['small_community'])
})

test('a dialect is a language of its own where it has a code, and never the language around it', () => {
  const speaks = (language: string, dialect: string | null, level: 'native' | 'basic' = 'native', both_ways = true) => [
    { language, dialect, level, both_ways },
  ]
  const sylheti = { language: 'bn', dialect: 'sylheti' }
  assert.equal(tongueObstacle(speaks('syl', null), sylheti), null)
  assert.equal(tongueObstacle(speaks('bn', 'sylheti'), { language: 'syl', dialect: null }), null)
  assert.equal(tongueObstacle(speaks('bn', null), sylheti), 'dialect')
  assert.equal(tongueObstacle(speaks('ne', 'doteli'), { language: 'ne', dialect: null }), null)
  assert.equal(tongueObstacle(speaks('ne', null), { language: 'ne', dialect: 'doteli' }), 'dialect')
  assert.equal(tongueObstacle(speaks('bn', 'sylheti', 'basic'), sylheti), 'language')
  assert.equal(tongueObstacle(speaks('bn', 'sylheti', 'native', false), sylheti), 'language')
  assert.equal(tongueObstacle(speaks('fr', null), sylheti), 'language')
  assert.equal(dialectCode('Sylheti '), 'sylheti')
  assert.equal(dialectCode('সিলেটি'), 'other', 'words we do not know are nobody’s')
  assert.equal(dialectCode(' '), null)
  assert.ok(isSmall(sylheti))
  assert.ok(!isSmall({ language: 'es', dialect: null }))
})

test('the facts are whole: a source for each gate, and dialects under languages we have', () => {
  DialectFacts.parse(dialectsData)
  GateFacts.parse(gateFacts)
  KeepingFacts.parse(keepingFacts)
  assert.deepEqual(gateFacts.gates.map(({ code }) => code).sort(), [...gateCodes].sort())
  assert.equal(new Set(dialects.map(({ code }) => code)).size, dialects.length)
})

const names = ['Farhana Milly', 'Gita Thapa', 'Karim Uddin', 'Rosa Blanco', 'Chen Jing']
const communities = fc.record({
  country: fc.constantFrom(null, 'BD', 'NP'),
  region: fc.constantFrom('', 'Sunamganj', 'Rajshahi'),
  language: fc.constantFrom(null, 'bn', 'ne'),
  group: fc.constantFrom('', 'Tharu'),
  worship: fc.constantFrom('', 'Baitul'),
})
const languages = fc.record({
  language: fc.constantFrom('bn', 'ne', 'syl'),
  dialect: fc.constantFrom(null, 'sylheti', 'doteli'),
  level: fc.constantFrom('native' as const, 'basic' as const),
  both_ways: fc.boolean(),
})
const days = fc.constantFrom('2026-11-01', '2026-11-30', '2026-12-01', '2027-01-01')
const candidates = fc.record({
  interpreter_id: fc.constantFrom('i1', 'i2'),
  status: fc.constantFrom('active' as const, 'active' as const, 'resting' as const),
  gender: fc.constantFrom('woman' as const, 'man' as const, 'not_said' as const),
  modes: fc.subarray(['telephone' as const, 'in_person' as const], { minLength: 1 }),
  details: fc.record({
    names: fc.subarray(names, { minLength: 1, maxLength: 1 }),
    birth_year: fc.constantFrom(null, 1985, 1990, 2007, 2008, 2010),
    agency: fc.constantFrom('', 'Palabras'),
    communities: fc.array(communities, { maxLength: 2 }),
  }),
  languages: fc.array(languages, { minLength: 1, maxLength: 2 }),
  vetting: fc
    .tuple(fc.subarray(['identity', 'background', 'confidentiality'] as const, { minLength: 2 }), fc.option(days))
    .map(([steps, valid_until]) => steps.map((step) => ({ step, done_on: '2026-01-01', valid_until }))),
})
const excluded = fc.oneof(
  fc.constantFrom(...names).map((name) => ({ kind: 'person' as const, name, related_id: null })),
  fc.constant({ kind: 'organisation' as const, name: 'Palabras', organisation_id: null }),
  communities
    .filter(({ country, region, language, group }) => Boolean(country || region || language || group))
    .map(({ worship: _, ...rest }) => ({ kind: 'community' as const, ...rest })),
)
const sides = fc.record({
  rule: fc.record({
    gender: fc.constantFrom('woman' as const, 'man' as const, 'any' as const, 'not_asked' as const),
    language: fc.constantFrom(null, 'bn', 'ne'),
    dialect: fc.constantFrom(null, null, 'sylheti', 'doteli'),
    small_community: fc.constantFrom('yes' as const, 'no' as const, 'not_asked' as const),
    community: fc.option(communities),
    never_people: fc.subarray(names, { maxLength: 1 }),
    never_communities: fc.array(communities, { maxLength: 1 }),
    liked: fc.constant<string[]>([]),
    never_again: fc.subarray(['i1', 'i3']),
    named_as: fc.constant(''),
  }),
  exclusions: fc.array(
    fc.record({ exclusion_id: fc.uuid(), since_on: days, until_on: fc.option(days), what: excluded }),
    { maxLength: 2 },
  ),
  named: fc.subarray(names, { maxLength: 2 }),
})
const sessions = fc.record({
  language: fc.constantFrom('bn', 'ne', 'syl'),
  dialect: fc.constantFrom(null, 'sylheti', 'doteli'),
  mode: fc.constantFrom('telephone' as const, 'in_person' as const),
  on: fc.constantFrom('2026-11-30', '2026-12-01'),
})

test('whoever looks a second time and otherwise finds the same, in whatever world', () => {
  const met = { may: 0, must_not: 0 }
  const conflicts = fc.constantFrom('none' as const, 'none' as const, 'doubt' as const, null)
  fc.assert(
    fc.property(candidates, sides, sessions, conflicts, fc.boolean(), (one, hers, at, conflict, confirmed) => {
      const found = (confirmed ? confirmGates : offerGates)(one, hers, at, conflict, today)
      assert.equal(found.length > 0, mustNotCome(one, hers, at, conflict, confirmed), found.join(' '))
      met[found.length > 0 ? 'must_not' : 'may'] += 1
    }),
    { numRuns: 5000 },
  )
  assert.ok(met.must_not > 100)
})
