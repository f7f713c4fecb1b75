// The reading of signs against its promises, and against the same rules written a second time in another form: patterns
// of strengths instead of sums, a table of conditions instead of functions, the lists as they lie in their files.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { dataFolder, loadFacts } from '#facts/load.ts'
import { readSigns } from './decide.rules.ts'
import { isPositive } from './noted.rules.ts'
import { type AgeGroup, ageGroups, type Direction, levels, type Reading } from './reading.ts'

const { indicators: lists } = loadFacts()
interface Raw {
  id: string
  for: string
  weighted: boolean
  several: { adult: number; minor: number } | null
  groups: { code: string; shows: string[] }[]
  indicators: {
    code?: string
    ref?: string
    group?: string
    strength?: string
    for?: string
    act?: true
    direction?: string
  }[]
}
const folder = join(dataFolder, 'indicators')
const raw: Raw[] = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
const pool = [...new Set(raw.flatMap((list) => list.indicators.map((each) => (each.code ?? each.ref)!)))]

const read = (signs: string[], age: AgeGroup): Reading => readSigns(lists, { signs, age })

/** A dimension is positive when its strengths, strongest first, reach one of these patterns place by place. */
const patterns = ['SW', 'MMW']
const worth = (strength: string): number => ['', 'W', 'M', 'S'].indexOf(strength)
const reaches = (strengths: string[]): boolean => {
  const strongestFirst = strengths.toSorted((a, b) => worth(b) - worth(a))
  return patterns.some((pattern) =>
    [...pattern].every((asked, place) => worth(strongestFirst[place] ?? '') >= worth(asked)),
  )
}

/** Everything that can be true of noted signs, as words. */
const truths = (codes: string[], age: AgeGroup): Set<string> => {
  const who = age === 'adult' ? 'adult' : 'minor'
  const noted = new Set(codes)
  const rows = raw.flatMap((list) =>
    list.indicators
      .filter((each) => noted.has((each.code ?? each.ref)!))
      .map((each) => ({ ...each, sign: (each.code ?? each.ref)!, of: each.for ?? list.for, list })),
  )
  const fits = (sign: string) =>
    rows.some((row) => row.sign === sign && row.code && (row.of === 'both' || row.of === who))
  const counted = rows.filter((row) => fits(row.sign) && (!row.list.weighted || row.of === who))
  const found = new Set<string>([who])
  for (const { code } of raw.flatMap((list) => list.groups)) {
    const here = counted.filter((row) => row.group === code)
    if (reaches(here.flatMap((row) => row.strength ?? []))) found.add(`${code}+`)
    const several = raw.find((list) => list.several && list.groups.some((group) => group.code === code))?.several
    if (several && new Set(here.map((row) => row.sign)).size >= several[who]) found.add(`${code}+`)
    if (here.length > 0) found.add(`${code}_noted`)
  }
  for (const row of counted) {
    if (row.act) found.add('act_shown')
    if (row.direction) found.add(`for_${row.direction}`)
  }
  const acts = new Set(
    raw.flatMap((list) => list.groups.filter(({ shows }) => shows.includes('act')).map(({ code }) => code)),
  )
  const means = new Set(
    raw.flatMap((list) => list.groups.filter(({ shows }) => shows.includes('means')).map(({ code }) => code)),
  )
  if (counted.some((row) => acts.has(row.group ?? ''))) found.add('act_shown')
  if (counted.some((row) => means.has(row.group ?? ''))) found.add('means_shown')
  return found
}

interface Row {
  gives: string
  all: string[]
  none?: string[]
}
/** Read from the top: what an earlier row has found a later one may ask for. */
const table: Row[] = [
  { gives: 'labour', all: ['exploitation+'] },
  { gives: 'labour', all: ['labour+'] },
  { gives: 'labour', all: ['for_forced_labour'] },
  ...['sexual+', 'domestic+', 'begging_crime+', 'for_sexual_exploitation', 'for_domestic_servitude'].map((each) => ({
    gives: 'other',
    all: [each],
  })),
  { gives: 'other', all: ['for_forced_begging_or_crime'] },
  { gives: 'other', all: ['for_trafficking'] },
  { gives: 'pressure', all: ['coercion+'] },
  { gives: 'pressure', all: ['means_noted'] },

  { gives: '=trafficking', all: ['general+'] },
  ...['coercive_recruitment+', 'recruitment_vulnerability+', 'vulnerability+', 'pressure'].map((each) => ({
    gives: '=trafficking',
    all: ['adult', 'labour', each],
  })),
  { gives: '=trafficking', all: ['adult', 'other', 'means_shown'] },
  { gives: '=trafficking', all: ['adult', 'act_noted', 'means_noted', 'purpose_noted'] },
  { gives: '=trafficking', all: ['adult', 'act_noted', 'deception_noted', 'purpose_noted'] },
  { gives: '=trafficking', all: ['minor', 'labour', 'act_shown'] },
  { gives: '=trafficking', all: ['minor', 'other', 'act_shown'] },
  { gives: '=forced_labour', all: ['labour', 'pressure'] },
  { gives: '=sexual_exploitation', all: ['sexual+'] },
  { gives: '=sexual_exploitation', all: ['for_sexual_exploitation'] },
  { gives: '=domestic_servitude', all: ['domestic+'] },
  { gives: '=domestic_servitude', all: ['for_domestic_servitude'] },
  { gives: '=forced_begging_or_crime', all: ['begging_crime+'] },
  { gives: '=forced_begging_or_crime', all: ['for_forced_begging_or_crime'] },
  ...['labour', 'other', 'children+', 'general+'].map((each) => ({ gives: '=child', all: ['minor', each] })),
  { gives: '=exploited_worker', all: ['adult', 'labour'], none: ['pressure', 'vulnerability+'] },
]

const second = (codes: string[], age: AgeGroup): string[] => {
  const known = truths(codes, age)
  for (const { gives, all, none = [] } of table)
    if (all.every((each) => known.has(each)) && !none.some((each) => known.has(each))) known.add(gives)
  return [...known]
    .filter((each) => each.startsWith('='))
    .map((each) => each.slice(1))
    .sort()
}

const age = fc.constantFrom(...ageGroups)
const ofOneList = fc
  .constantFrom(...raw)
  .chain(({ indicators }) => fc.subarray(indicators.map((each) => (each.code ?? each.ref)!)))
/** A handful from anywhere, or much of one list: both the edges and the thick of it are met. */
const signs = fc.oneof(
  fc.subarray(pool, { maxLength: 14 }),
  ofOneList,
  fc.tuple(ofOneList, ofOneList).map((two) => [...new Set(two.flat())]),
)
const runs = { numRuns: 1_500 }

test('a dimension is positive exactly when its strengths reach a pattern, for every count up to five', () => {
  for (let S = 0; S <= 5; S++)
    for (let M = 0; M <= 5; M++)
      for (let W = 0; W <= 5; W++) {
        const strengths = [...'S'.repeat(S), ...'M'.repeat(M), ...'W'.repeat(W)]
        assert.equal(isPositive({ S, M, W }), reaches(strengths), strengths.join(''))
      }
})

test('the rule equals its second formulation', () => {
  fc.assert(
    fc.property(signs, age, (signs, age) => {
      assert.deepEqual([...read(signs, age).consistent_with].sort(), second(signs, age))
    }),
    { numRuns: 4_000 },
  )
})

test('every combination of the six dimensions reads as the table says', () => {
  const dimension = (group: string) =>
    raw
      .find(({ id }) => id === 'ilo-child-labour')!
      .indicators.filter((each) => each.group === group)
      .map((each) => each.code!)
  const six = [
    'deceptive_recruitment',
    'coercive_recruitment',
    'recruitment_vulnerability',
    'exploitation',
    'coercion',
    'vulnerability',
  ]
  for (let mask = 0; mask < 64; mask++)
    for (const age of ageGroups) {
      const signs = six.flatMap((group, place) => (mask & (1 << place) ? dimension(group).slice(0, 4) : []))
      assert.deepEqual([...read(signs, age).consistent_with].sort(), second(signs, age), `${mask} ${age}`)
    }
})

const givesWay = (direction: Direction, after: Reading): boolean =>
  direction === 'exploited_worker' &&
  after.consistent_with.some((each) => each === 'trafficking' || each === 'forced_labour')

test('another sign never lowers the level, nor takes a direction or a step away', () => {
  fc.assert(
    fc.property(signs, fc.constantFrom(...pool), age, (signs, another, age) => {
      const before = read(signs, age)
      const after = read([...signs, another], age)
      assert.ok(levels.indexOf(after.level) >= levels.indexOf(before.level))
      for (const each of before.consistent_with)
        assert.ok(after.consistent_with.includes(each) || givesWay(each, after), each)
      for (const each of before.next) assert.ok(after.next.includes(each) || each === 'look_again', each)
    }),
    runs,
  )
})

test('order never matters, nor does saying a sign twice', () => {
  const shuffled = signs.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(
    fc.property(shuffled, age, ([signs, other], age) => {
      assert.deepEqual(read(other, age), read(signs, age))
      assert.deepEqual(read([...signs, ...other], age), read(signs, age))
    }),
    runs,
  )
})

test('a code no list knows changes nothing but what is said to be missing', () => {
  fc.assert(
    fc.property(signs, age, (signs, age) => {
      const { missing, ...reading } = read([...signs, 'sign_of_nothing', 'constructor', '__proto__'], age)
      const { missing: known, ...same } = read(signs, age)
      assert.deepEqual(reading, same)
      const unknown = { key: 'signs.missing.unknown', codes: ['__proto__', 'constructor', 'sign_of_nothing'] }
      assert.deepEqual(missing, [...known, unknown])
    }),
    runs,
  )
})

const meansOnly = new Set(
  ['coercion', 'vulnerability', 'means', 'deception'].flatMap((group) =>
    raw.flatMap((list) =>
      list.indicators.filter((each) => each.group === group && !each.act).map((each) => each.code!),
    ),
  ),
)

test('a minor never needs means: without every sign of them the reading points to trafficking all the same', () => {
  const purpose = fc.constantFrom(
    ['very_long_hours', 'low_pay'],
    ['purpose_begging'],
    ['cannot_refuse_sex', 'few_clothes'],
  )
  const act = fc.constantFrom('act_housed', 'travels_without_family', 'job_not_as_told')
  fc.assert(
    fc.property(
      signs,
      purpose,
      act,
      fc.constantFrom('minor' as const, 'unsure' as const),
      (others, purpose, act, age) => {
        const signs = [...others.filter((each) => !meansOnly.has(each)), ...purpose, act]
        const { consistent_with, next } = read(signs, age)
        assert.ok(consistent_with.includes('trafficking') && consistent_with.includes('child'))
        assert.ok(next.includes('child_protection'))
      },
    ),
    runs,
  )
})

test('doubt about the age reads as a minor, and says so', () => {
  fc.assert(
    fc.property(signs, (signs) => {
      const unsure = read(signs, 'unsure')
      const minor = read(signs, 'minor')
      assert.deepEqual(unsure.consistent_with, minor.consistent_with)
      assert.equal(unsure.level, minor.level)
      assert.ok(unsure.next.includes('age_unclear_as_minor') && !minor.next.includes('age_unclear_as_minor'))
    }),
    runs,
  )
})

test('help is always offered, and danger comes before everything', () => {
  fc.assert(
    fc.property(signs, age, (signs, age) => {
      assert.equal(read(signs, age).next.at(-1), 'offer_help_anyway')
      assert.equal(read([...signs, 'danger_now'], age).next[0], 'emergency')
    }),
    runs,
  )
})

const keys = (said: Reading['reasons']) => said.map(({ key }) => key)

test('lies and bad work without force: the labour route, and a specialised assessment beside it', () => {
  const { level, consistent_with, next, reasons, missing } = read(
    ['job_not_as_told', 'pay_not_as_told', 'very_long_hours', 'low_pay'],
    'adult',
  )
  assert.equal(level, 'consistent')
  assert.deepEqual(consistent_with, ['exploited_worker'])
  assert.ok(next.includes('labour_route') && next.includes('specialised_organisation'))
  assert.ok(keys(reasons).includes('signs.reason.deceived_worker'))
  assert.ok(keys(missing).includes('signs.missing.coercion'))
})

test('the stricter rule of surveys is said as a reason when it is met', () => {
  const screening = ['papers_kept', 'held_now', 'very_long_hours', 'low_pay']
  assert.deepEqual(read(screening, 'adult').consistent_with, ['trafficking', 'forced_labour'])
  assert.ok(!keys(read(screening, 'adult').reasons).includes('signs.reason.strict_survey'))
  const strict = read([...screening, 'job_not_as_told', 'pay_not_as_told'], 'adult')
  assert.ok(keys(strict.reasons).includes('signs.reason.strict_survey'))
})

test('one strong sign alone is noted and not more', () => {
  const { level, consistent_with, missing, next } = read(['papers_kept'], 'adult')
  assert.deepEqual([level, consistent_with], ['some', []])
  assert.ok(next.includes('look_again'))
  assert.ok(missing.find(({ key }) => key === 'signs.missing.one_more')!.codes.includes('debt_now'))
})

test('several signs of sexual exploitation say that they carry no weight', () => {
  const { consistent_with, reasons } = read(['ownership_marks', 'few_clothes', 'always_escorted'], 'adult')
  assert.deepEqual(consistent_with, ['sexual_exploitation'])
  assert.ok(keys(reasons).includes('signs.reason.unweighted'))
  assert.equal(read(['ownership_marks', 'few_clothes'], 'adult').level, 'some')
})

test('a sign about children beside an adult asks who is under 18', () => {
  const { missing, next } = read(['adult_found_child', 'begs_in_public'], 'adult')
  assert.ok(keys(missing).includes('signs.missing.child_beside') && next.includes('child_protection'))
})

test('nothing noted is not said to mean that all is well', () => {
  assert.deepEqual(read([], 'adult'), {
    level: 'nothing_noted',
    consistent_with: [],
    reasons: [{ key: 'signs.reason.nothing', codes: [] }],
    missing: [],
    next: ['look_again', 'offer_help_anyway'],
  })
})

test('every reason and every gap has its words', () => {
  const texts = JSON.parse(readFileSync(join(dataFolder, 'texts/en/public-signs.json'), 'utf8'))
  fc.assert(
    fc.property(signs, age, (signs, age) => {
      const { reasons, missing } = read([...signs, 'sign_of_nothing'], age)
      for (const { key } of [...reasons, ...missing]) assert.ok(key in texts, key)
    }),
    { numRuns: 3_000 },
  )
})
