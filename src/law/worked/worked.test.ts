// Every case worked out by hand comes out of the engine as it stands on paper; the table is printed by `npm test`, and houses
// that count otherwise are noticed.
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { addDays, type Day } from '#kit/day.ts'
import { calendars } from '../calendars.ts'
import { toDay, toNumber, workingDays } from '../days.rules.ts'
import { packs, packsFor } from '../packs.ts'
import { type Calendars, reckon } from '../reckon.rules.ts'
import type { Item, LawFacts } from '../reckoning.ts'
import type { LawRule, Pack, Term } from '../rule.ts'
import { type Expected, factsOf, itemFor, type WorkedCase } from './case.ts'

const files = globSync('*.cases.ts', { cwd: import.meta.dirname }).sort()
const sheets = await Promise.all(
  files.map(async (file) => ({
    file,
    cases: ((await import(join(import.meta.dirname, file))) as { cases: WorkedCase[] }).cases,
  })),
)

/** The house as it is, or weakened on purpose to see whether the cases notice. */
interface House {
  calendars: Calendars
  rule: (rule: LawRule) => LawRule
  facts: (facts: LawFacts) => LawFacts
  today: (today: Day) => Day
}
const asItIs: House = { calendars, rule: (rule) => rule, facts: (facts) => facts, today: (today) => today }

const packsOf = ({ jurisdictions, rules }: WorkedCase): Pack[] =>
  rules ? [{ ...packs[jurisdictions[0]], rules }] : packsFor(jurisdictions)

/** A pack is laid out once: what is weakened once stays the same one for all cases. */
const weakened = new WeakMap<House['rule'], Map<Pack, Pack>>()
const weakenedPack = (pack: Pack, rule: House['rule']): Pack => {
  const known = weakened.get(rule) ?? new Map<Pack, Pack>()
  weakened.set(rule, known)
  const weak = known.get(pack) ?? { ...pack, rules: pack.rules.map(rule) }
  known.set(pack, weak)
  return weak
}

const itemsOf = (worked: WorkedCase, { calendars, rule, facts, today }: House): Item[] => {
  const packs = packsOf(worked).map((pack) => (rule === asItIs.rule ? pack : weakenedPack(pack, rule)))
  return reckon(packs, facts(factsOf(worked)), calendars, today(worked.today))
}

const everyWorkingDay = (worked: WorkedCase, counted: string[]): void => {
  const calendar = calendars[packs[worked.jurisdictions[0]].calendar ?? ''] ?? null
  const days = workingDays(calendar, worked.province ?? null, worked.town ?? null)
  const all: string[] = []
  for (let day = toNumber(counted[0]!); day <= toNumber(counted.at(-1)!); day += 1)
    if (days.isWorking(day)) all.push(toDay(day))
  assert.deepEqual(all, counted, 'the working days from the first to the last')
}

const checkItem = (items: Item[], expected: Expected): void => {
  const found = itemFor(items, expected)
  assert.equal(found.length, 1, `${expected.rule} stands ${found.length} times`)
  const item = found[0]!
  assert.equal(item.due_on, expected.due, `${expected.rule} is due`)
  assert.equal(item.state, expected.state, `${expected.rule} stands`)
  if (expected.at !== undefined) assert.equal(item.due_at, expected.at)
  if (expected.silence !== undefined) assert.equal(item.silence?.on, expected.silence)
  const told = item.steps.map(({ code }) => code)
  if (expected.step !== undefined)
    assert.ok(told.includes(expected.step), `${expected.step} is among ${told.join(', ')}`)
  if (expected.readings)
    assert.deepEqual(Object.fromEntries(item.readings.map(({ code, due_on }) => [code, due_on])), expected.readings)
}

const check = (worked: WorkedCase, house: House = asItIs): void => {
  const { expect, without = [] } = worked
  const items = itemsOf(worked, house)
  assert.ok(expect.length + without.length > 0, 'a case expects something')
  for (const expected of expect) {
    checkItem(items, expected)
    if (expected.counted) everyWorkingDay(worked, expected.counted)
  }
  for (const rule of without) assert.ok(!items.some(({ rule_id }) => rule_id === rule), `${rule} has not begun`)
}

for (const { file, cases } of sheets)
  test(`${cases.length} cases of ${file}`, async (t) => {
    for (const worked of cases) await t.test(worked.name, () => check(worked))
  })

const withTerms = (change: (term: Term) => Term) => ({
  rule: (rule: LawRule): LawRule => {
    const readings = rule.readings.map((reading) => ({ ...reading, term: change(reading.term) }))
    const alternatives = rule.alternatives.map(({ when, readings }) => ({
      when,
      readings: readings.map((reading) => ({ ...reading, term: change(reading.term) })),
    }))
    return { ...rule, readings, alternatives }
  },
})
const withRules = (change: Partial<LawRule>) => ({ rule: (rule: LawRule): LawRule => ({ ...rule, ...change }) })
const withFacts = (change: Partial<LawFacts>) => ({ facts: (facts: LawFacts): LawFacts => ({ ...facts, ...change }) })
const withoutCourts = (term: Term): Term => {
  const { pauses: _, ...rest } = term
  return rest
}

const weaker: Record<string, Partial<House>> = {
  'knows no holidays': { calendars: {} },
  'does not know the province': withFacts({ province: null, town: null }),
  'does not know the town': withFacts({ town: null }),
  'counts the first day': withTerms((term) => ({ ...term, from: term.from === 'next_day' ? 'same_day' : term.from })),
  'never moves a last day': withTerms((term) => ({ ...term, roll: 'stays' })),
  'takes working days for calendar days': withTerms((term) => ({
    ...term,
    count: term.count === 'working' ? 'calendar' : term.count,
  })),
  'counts a day more': withTerms((term) => ({ ...term, n: term.n + 1 })),
  'lets August run': withTerms(withoutCourts),
  'knows one reading alone': { rule: (rule) => ({ ...rule, readings: rule.readings.slice(-1) }) },
  'looks a day early': { today: (today) => addDays(today, -1) },
  'looks a day late': { today: (today) => addDays(today, 1) },
  'hears no silence': withRules({ silence: null }),
  'never stands still': withRules({ suspended: [] }),
  'never begins anew': withRules({ restarted: [] }),
  'closes nothing': withRules({ closes: [] }),
  'ends nothing': withRules({ ends: [] }),
  'keeps every way open': withRules({ instead_of: [] }),
  'knows no other terms': withRules({ alternatives: [] }),
  'makes nothing happen': withRules({ yields: [] }),
  'asks no circumstances': withRules({ when: null }),
  'takes every version for the law of all times': withRules({ valid_from: '2000-01-01', valid_until: null }),
  'does not tell matters apart': {
    facts: (facts) => ({ ...facts, happenings: facts.happenings.map((each) => ({ ...each, matter_id: null })) }),
  },
  'forgets the hours': {
    facts: (facts) => ({ ...facts, happenings: facts.happenings.map((each) => ({ ...each, at: null })) }),
  },
}

const falls = (worked: WorkedCase, house: House): boolean => {
  try {
    check(worked, house)
    return false
  } catch {
    return true
  }
}

test('the cases notice a house that counts otherwise', (t) => {
  const all = sheets.flatMap(({ cases }) => cases)
  const found = Object.entries(weaker).map(([what, change]): [string, number] => {
    const house = { ...asItIs, ...change }
    return [what, all.filter((worked) => falls(worked, house)).length]
  })
  for (const [what, fallen] of found) assert.ok(fallen > 0, `no case notices a house that ${what}`)
  t.diagnostic(
    [`${found.length} weaker houses, each noticed:`, ...found.map(([what, fallen]) => `  ${what}: ${fallen}`)].join(
      '\n',
    ),
  )
})

const row = (cells: string[]): string => cells.map((cell, place) => cell.padEnd([66, 8, 12, 13][place] ?? 0)).join(' ')

test('the table of the cases', (t) => {
  const all = sheets.flatMap(({ cases }) => cases)
  const rows = all.flatMap(({ name, expect, without }) => [
    ...expect.map(({ rule, due, state, sum }, place) => row([place ? '' : name, rule, due ?? '—', state, sum])),
    ...(without ?? []).map((rule, place) => row([place || expect.length ? '' : name, rule, '—', 'not begun', ''])),
  ])
  t.diagnostic([row(['worked case', 'rule', 'due', 'state', 'sum']), ...rows, `${all.length} worked cases`].join('\n'))
})
