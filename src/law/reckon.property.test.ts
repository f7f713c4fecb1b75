// What must hold of every file whatever happened in it: random happenings of random packs, reckoned by the rules as they lie in
// the house.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '#kit/day.ts'
import { calendars } from './calendars.ts'
import { changesBetween } from './changes.rules.ts'
import { toNumber, workingDays } from './days.rules.ts'
import { nextLookOn } from './next-look.rules.ts'
import { packs, packsFor } from './packs.ts'
import { reckon } from './reckon.rules.ts'
import type { Happening, Item, LawFacts } from './reckoning.ts'
import type { LawRule, Pack, PackId } from './rule.ts'
import { deadline, term, tried } from './worked/tried.ts'

const begin = '2026-01-01'
const idOf = (place: number): string => `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`
const at = fc.option(fc.constantFrom('00:00', '09:30', '14:00', '23:59'))

/** As often as rules speak of it: what many lean on is tried most. */
const codesOf = (ids: PackId[]): string[] =>
  packsFor(ids).flatMap(({ events, rules }) => {
    const recorded = new Set(events.flatMap(({ code, recorded }) => (recorded === 'yielded' ? [] : code)))
    const spokenOf = rules
      .filter(({ kind }) => kind === 'deadline' || kind === 'period')
      .flatMap(({ starts, closes, ends, suspended, restarted }) => [
        ...[...starts, ...closes, ...ends, ...restarted],
        ...suspended.flatMap(({ from, until }) => [...from, ...until]),
      ])
    return [...recorded, ...spokenOf.filter((code) => recorded.has(code))]
  })
const fieldsOf = (ids: PackId[]) => packsFor(ids).flatMap(({ circumstances }) => circumstances)

const jurisdictions = fc.constantFrom<PackId[]>(['es'], ['it'], ['uk'], ['us'], ['es', 'uk'])
const places: [string | null, string | null][] = [
  ...([
    [null, null],
    ['28', 'madrid'],
    ['08', 'barcelona'],
    ['GB-SCT', null],
    ['41', 'sevilla'],
  ] as [string | null, string | null][]),
]

const facts: fc.Arbitrary<LawFacts> = jurisdictions.chain((ids) =>
  fc
    .record({
      place: fc.constantFrom(...places),
      told: fc.array(
        fc.record({
          code: fc.constantFrom(...codesOf(ids)),
          after: fc.nat(500),
          at,
          matter: fc.option(fc.nat(1), { freq: 2 }),
          jurisdiction: fc.constantFrom(...ids),
        }),
        { maxLength: 14 },
      ),
      answers: fc.array(fc.nat(4), { minLength: fieldsOf(ids).length, maxLength: fieldsOf(ids).length }),
    })
    .map(({ place: [province, town], told, answers }) => ({
      ...{ jurisdictions: ids, province, town },
      circumstances: Object.fromEntries(
        fieldsOf(ids).flatMap(({ field, choices }, turn) => {
          const answer = answers[turn]!
          if (answer === 0) return []
          return [[field, choices ? choices[answer % choices.length]! : answer > 1]]
        }),
      ),
      happenings: told.map(
        ({ code, after, at, matter, jurisdiction }, turn): Happening => ({
          ...{ event_id: idOf(turn), code, jurisdiction, on: addDays(begin, after), at },
          matter_id: matter === null ? null : idOf(900 + matter),
        }),
      ),
    })),
)
const today = fc.nat(700).map((after) => addDays(begin, after))
const of = (file: LawFacts, on: Day): Item[] => reckon(packsFor(file.jurisdictions), file, calendars, on)

test('the same file comes out the same, in whatever order it was told', () => {
  fc.assert(
    fc.property(facts, today, (file, on) => {
      const items = of(file, on)
      assert.deepEqual(of({ ...file, happenings: file.happenings.toReversed() }, on), items)
      assert.equal(new Set(items.map(({ key }) => key)).size, items.length, 'each key once')
    }),
    { numRuns: 400 },
  )
})

test('what is supposed of nothing is what is, and a correction taken back is none', () => {
  fc.assert(
    fc.property(facts, today, fc.integer({ min: -90, max: 90 }), (file, on, moved) => {
      const items = of(file, on)
      assert.deepEqual(changesBetween(items, of({ ...file }, on), on), [])
      const unheard: Happening = {
        ...{ event_id: idOf(999), code: 'nobody_speaks_of_it', jurisdiction: 'es', on, at: null, matter_id: null },
      }
      fc.pre(file.happenings.length > 0)
      const [first, ...rest] = file.happenings
      const corrected = { ...file, happenings: [{ ...first!, on: addDays(first!.on, moved) }, ...rest] }
      const there = changesBetween(items, of(corrected, on), on)
      const back = changesBetween(of(corrected, on), of(file, on), on)
      assert.deepEqual(new Set(there.map(({ key }) => key)), new Set(back.map(({ key }) => key)))
      if (moved === 0) assert.deepEqual(there, [])
      const more = of({ ...file, happenings: [...file.happenings, unheard] }, on)
      const dated = ({ rule_id, state, due_on }: Item) => `${rule_id} ${state} ${due_on}`
      // It may only be the first that was ever told of the file, from which on its standing rules are shown.
      if (file.happenings.some((each) => each.on <= on && each.jurisdiction === 'es'))
        assert.deepEqual(more.map(dated), items.map(dated))
    }),
    { numRuns: 300 },
  )
})

test('the earliest way of reading rings, and nothing ends on a free day where its rule moves it', () => {
  fc.assert(
    fc.property(facts, today, (file, on) => {
      for (const item of of(file, on)) {
        const days = item.readings.map(({ due_on }) => due_on)
        assert.equal(item.due_on, days.toSorted()[0] ?? null)
        const rule = packs[item.pack].rules.find(
          ({ id, valid_from }) => id === item.rule_id && valid_from === item.rule_from,
        )!
        const terms = [rule, ...rule.alternatives].flatMap(({ readings }) => readings)
        if (terms.some((reading) => reading.term.roll === 'stays')) continue
        const own = rule && packs[item.pack].calendar
        const calendar = own ?? packsFor(file.jurisdictions).find((pack) => pack.calendar)?.calendar
        const place = workingDays(calendars[calendar ?? ''] ?? null, file.province, file.town)
        for (const day of days) assert.ok(place.isWorking(toNumber(day)), `${item.rule_id} ends on ${day}`)
      }
    }),
    { numRuns: 400 },
  )
})

test('a rule begins in force and nothing is over before it began', () => {
  fc.assert(
    fc.property(facts, today, (file, on) => {
      for (const item of of(file, on)) {
        assert.ok(item.rule_from <= item.starts_on)
        if (item.state === 'coming') assert.ok(item.starts_on > on)
        else assert.ok(item.starts_on <= on, `${item.rule_id} ${item.state}`)
        if (item.state === 'overdue') assert.ok(item.due_on! < on && !item.closed_by)
        if (item.state === 'running') assert.ok(item.due_on === null || item.due_on >= on || item.readings.length > 0)
        if (item.silence) assert.ok(item.silence.on > item.readings.at(-1)!.due_on)
        if (item.state === 'suspended') assert.equal(item.due_on, null)
      }
    }),
    { numRuns: 400 },
  )
})

const said = (items: Item[]): string => JSON.stringify(items)

test('nothing comes out otherwise before the day on which to look next', () => {
  fc.assert(
    fc.property(facts, today, (file, on) => {
      const items = of(file, on)
      const next = nextLookOn(items, on, file.happenings)
      const until = next ?? addDays(on, 400)
      for (let day = addDays(on, 1), step = 1; day < until; step *= 2, day = addDays(day, step))
        assert.equal(said(of(file, day)), said(items), `${day} before ${next}`)
      if (next) assert.equal(said(of(file, addDays(next, -1))), said(items), `the day before ${next}`)
    }),
    { numRuns: 400 },
  )
})

const one = (rules: LawRule[]): Pack[] => [{ ...packs.es, rules }]
const told = (code: string, on: Day, place = 1): Happening => ({
  ...{ event_id: idOf(place), code, jurisdiction: 'es', on, at: null, matter_id: null },
})
const file = (...happenings: Happening[]): LawFacts => ({
  ...{ jurisdictions: ['es'], province: '28', town: 'madrid', circumstances: {}, happenings },
})

test('a new version of a law counts from its day on and changes nothing that began before', () => {
  const [old, young] = [term(10, 'day', 'calendar'), term(30, 'day', 'calendar')]
  fc.assert(
    fc.property(fc.nat(900), fc.nat(900), (began, changed) => {
      const from = addDays('2025-01-01', changed)
      const start = addDays('2025-01-01', began)
      const versions = one([
        deadline('ES-901', old, { valid_until: addDays(from, -1) }),
        deadline('ES-901', young, { valid_from: from }),
      ])
      const before = one([deadline('ES-901', old)])
      const events = file(told('aid_applied', start))
      const items = reckon(versions, events, calendars, start)
      assert.equal(items.length, 1)
      assert.equal(items[0]!.rule_from, start < from ? '2000-01-01' : from)
      if (start < from) assert.equal(items[0]!.due_on, reckon(before, events, calendars, start)[0]!.due_on)
    }),
  )
})

test('a clock that stood still runs on by exactly what it stood', () => {
  const rule = tried('ES-901', {
    readings: [{ code: 'only', term: term(30, 'day', 'calendar', { roll: 'stays' }) }],
    suspended: [{ from: ['criminal_case_opened'], until: ['criminal_case_final'] }],
  })
  fc.assert(
    fc.property(fc.nat(30), fc.nat(400), (into, length) => {
      const from = addDays('2026-03-02', into)
      const until = addDays(from, length)
      const start = told('aid_applied', '2026-03-02')
      const paused = file(start, told('criminal_case_opened', from, 2), told('criminal_case_final', until, 3))
      const [plain] = reckon(one([rule]), file(start), calendars, until)
      const [stood] = reckon(one([rule]), paused, calendars, until)
      assert.equal(stood!.due_on, addDays(plain!.due_on!, length))
      if (length > 0) {
        const [still] = reckon(one([rule]), paused, calendars, addDays(until, -1))
        assert.equal(still!.state, 'suspended')
      }
    }),
  )
})

test('rules that make each other happen without end come to an end', () => {
  const ring = one([
    tried('ES-901', {
      kind: 'right',
      starts: ['aid_applied'],
      yields: [{ at: 'start', event: 'aid_decided' }],
      closes: [],
    }),
    tried('ES-902', {
      kind: 'right',
      starts: ['aid_decided'],
      yields: [{ at: 'start', event: 'aid_applied' }],
      closes: [],
    }),
  ])
  assert.ok(reckon(ring, file(told('aid_applied', '2026-03-02')), calendars, '2026-03-02').length < 30)
})
