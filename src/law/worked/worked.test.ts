// Every case worked out by hand comes out of the engine as it stands on paper; the table is printed by `npm test`.
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { calendars } from '../calendars.ts'
import { toDay, toNumber, workingDays } from '../days.rules.ts'
import { packs, packsFor } from '../packs.ts'
import { reckon } from '../reckon.rules.ts'
import type { Pack } from '../rule.ts'
import { type Expected, factsOf, itemFor, type WorkedCase } from './case.ts'

const files = globSync('*.cases.ts', { cwd: import.meta.dirname }).sort()
const sheets = await Promise.all(
  files.map(async (file) => ({
    file,
    cases: ((await import(join(import.meta.dirname, file))) as { cases: WorkedCase[] }).cases,
  })),
)

const packsOf = ({ jurisdictions, rules }: WorkedCase): Pack[] =>
  rules ? [{ ...packs[jurisdictions[0]], rules }] : packsFor(jurisdictions)

const everyWorkingDay = (worked: WorkedCase, counted: string[]): void => {
  const calendar = calendars[packs[worked.jurisdictions[0]].calendar ?? ''] ?? null
  const days = workingDays(calendar, worked.province ?? null, worked.town ?? null)
  const all: string[] = []
  for (let day = toNumber(counted[0]!); day <= toNumber(counted.at(-1)!); day += 1)
    if (days.isWorking(day)) all.push(toDay(day))
  assert.deepEqual(all, counted, 'the working days from the first to the last')
}

const check = (worked: WorkedCase, expected: Expected): void => {
  const facts = factsOf(worked)
  const found = itemFor(reckon(packsOf(worked), facts, calendars, worked.today), expected)
  assert.equal(found.length, 1, `${expected.rule} stands ${found.length} times`)
  const [item] = found
  assert.equal(item!.due_on, expected.due, `${expected.rule} is due`)
  assert.equal(item!.state, expected.state, `${expected.rule} stands`)
  if (expected.at !== undefined) assert.equal(item!.due_at, expected.at)
  if (expected.silence !== undefined) assert.equal(item!.silence?.on, expected.silence)
  if (expected.step !== undefined)
    assert.ok(
      item!.steps.some(({ code }) => code === expected.step),
      expected.step,
    )
  if (expected.readings)
    assert.deepEqual(Object.fromEntries(item!.readings.map(({ code, due_on }) => [code, due_on])), expected.readings)
  if (expected.counted) everyWorkingDay(worked, expected.counted)
}

for (const { file, cases } of sheets)
  test(`${cases.length} cases of ${file}`, async (t) => {
    for (const worked of cases)
      await t.test(worked.name, () => {
        assert.ok(worked.expect.length + (worked.without?.length ?? 0) > 0, 'a case expects something')
        for (const expected of worked.expect) check(worked, expected)
        const items = reckon(packsOf(worked), factsOf(worked), calendars, worked.today)
        for (const rule of worked.without ?? [])
          assert.ok(!items.some(({ rule_id }) => rule_id === rule), `${rule} has not begun`)
      })
  })

const row = (cells: string[]): string => cells.map((cell, place) => cell.padEnd([52, 8, 12, 13][place] ?? 0)).join(' ')

test('the table of the cases', (t) => {
  const all = sheets.flatMap(({ cases }) => cases)
  const rows = all.flatMap(({ name, expect, without }) => [
    ...expect.map(({ rule, due, state, sum }, place) => row([place ? '' : name, rule, due ?? '—', state, sum])),
    ...(without ?? []).map((rule, place) => row([place || expect.length ? '' : name, rule, '—', 'not begun', ''])),
  ])
  t.diagnostic([row(['worked case', 'rule', 'due', 'state', 'sum']), ...rows, `${all.length} worked cases`].join('\n'))
})
