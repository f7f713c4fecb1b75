// Who asks for a goal, what answers them, and that the data they ask by fits the instruments it speaks of.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sections } from '#access/access.ts'
import type { Read } from '#assessments/instrument.ts'
import { instrumentOf, instruments } from '#assessments/instruments.store.ts'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import { addDays } from '#kit/day.ts'
import { riskKinds } from '#safety/risk.ts'
import { type AskFrom, asksOf, fromLiving, fromNeeds, fromReading, fromRisks, standingReasons } from './ask.rules.ts'
import { type NeedWithout, WithoutReason } from './ask.ts'
import { AskingFacts, askingFacts } from './asking-facts.ts'
import { GoalStatus } from './plan.ts'

const today = '2026-11-22'
const all = [...sections]
const codes = needs.domains.map(({ code }) => code)
const without = (need: string, decided_on = today): NeedWithout => ({
  ...{ without_id: `${need} ${decided_on}`, need, section: 'work', reason: 'not_now', words: '', decided_on },
  decided_by: 'a',
})

test('the data fits its shape, the needs and the instruments: every line it waits for is one there is', () => {
  AskingFacts.parse(askingFacts)
  const { living, readings, risks } = askingFacts
  assert.deepEqual(Object.keys(risks.needs).sort(), [...riskKinds].sort())
  for (const need of Object.values(risks.needs)) assert.ok(codes.includes(need), need)
  const matrix = instrumentOf('self-sufficiency')
  assert.equal(living.instrument, matrix.id)
  assert.deepEqual(Object.keys(living.needs).sort(), matrix.items.map(({ code }) => code).sort())
  for (const need of [...Object.values(living.needs), ...readings.map((each) => each.need)])
    assert.ok(codes.includes(need), need)
  const known = new Map(instruments().map((each) => [each.id as string, each]))
  for (const { instrument, cut_offs, bands = [], findings = [] } of readings) {
    const form = known.get(instrument)
    assert.ok(form, instrument)
    const lines = form.scores.flatMap((score) => score.cut_offs.map(({ code }) => code))
    const bandsOf = form.scores.flatMap((score) => score.bands.map(({ code }) => code))
    for (const code of cut_offs === 'any' ? [] : (cut_offs ?? []))
      assert.ok(lines.includes(code), `${instrument} ${code}`)
    for (const code of bands) assert.ok(bandsOf.includes(code), `${instrument} ${code}`)
    if (findings.length > 0) assert.ok(form.algorithm, instrument)
  }
})

test('a level of daily life asks from one to two, and what does not apply asks nothing', () => {
  const levels = { housing: 1, income: 2, employment: 3, parenting: null, other: 1 }
  const asked = fromLiving(
    'self-sufficiency',
    levels,
    { housing: 'housing', income: 'money', employment: 'work' },
    today,
  )
  assert.deepEqual(
    asked.map(({ need, level, code }) => [need, level, code]),
    [
      ['housing', 1, 'housing'],
      ['money', 2, 'income'],
    ],
  )
})

test('a risk asks from high on, for the need it speaks of', () => {
  const levels = ['low', 'some', 'high', 'very_high'] as const
  const asked = fromRisks(
    levels.map((level) => ({ kind: 'debt', level, on: today })),
    askingFacts.risks,
  )
  assert.deepEqual(
    asked.map(({ need, kind, code }) => [need, kind, code]),
    [
      ['money', 'risk', 'debt'],
      ['money', 'risk', 'debt'],
    ],
  )
})

const aRead = (more: Partial<Read>): Read => ({
  ...{ asked: [], missing: [], scores: [], findings: [], undecided: [], safety: [], ...more },
})
const total = (met: boolean | 'unknown', band: string | null = null): Read['scores'][number] => ({
  ...{ code: 'total', value: 12, prorated: false, band, cut_offs: [{ code: 'from_10', met }] },
})

test('a reading asks by its lines, its bands or its findings, and never by what is undecided', () => {
  const asks = (instrument: string, read: Read) => fromReading(instrument, read, today, askingFacts.readings)
  assert.deepEqual(
    asks('phq-9', aRead({ scores: [total(true)] })).map(({ need, code }) => [need, code]),
    [['mind', 'from_10']],
  )
  assert.deepEqual(asks('phq-9', aRead({ scores: [total('unknown')], undecided: ['major_pattern'] })), [])
  assert.deepEqual(asks('itq', aRead({ findings: ['criteria_not_met'] })), [])
  assert.equal(asks('itq', aRead({ findings: ['cptsd_criteria'] }))[0]?.code, 'cptsd_criteria')
  assert.equal(asks('dast-10', aRead({ scores: [total(false, 'moderate')] }))[0]?.need, 'health')
  assert.deepEqual(asks('dast-10', aRead({ scores: [total(false, 'low')] })), [])
})

test('one need asked for by several is one ask that names them all, in her own order first', () => {
  const from: AskFrom[] = [
    ...fromNeeds([{ domain: 'work', level: 4 }], today),
    ...fromLiving('self-sufficiency', { employment: 1, housing: 2 }, askingFacts.living.needs, today),
  ]
  const asks = asksOf(from, [], [], all)
  assert.deepEqual(
    asks.map(({ need, sources }) => [need, ...sources.map(({ kind }) => kind)]),
    [
      ['work', 'needs', 'living'],
      ['housing', 'living'],
    ],
  )
})

test('a goal that stands answers, one that ended does not; a reason answers until something newer asks', () => {
  const from = fromNeeds([{ domain: 'work', level: 4 }], today)
  const many = (status: GoalStatus) => asksOf(from, [{ need: 'work', status }], [], all).length
  assert.deepEqual(
    GoalStatus.options.map((status) => [status, many(status)]),
    [
      ['open', 0],
      ['waiting', 0],
      ['reached', 1],
      ['changed', 1],
      ['left', 1],
    ],
  )
  assert.equal(asksOf(from, [], [without('work')], all).length, 0)
  assert.equal(asksOf(from, [], [without('work', addDays(today, -1))], all).length, 1)
  assert.deepEqual(asksOf(from, [], [], ['mind']), [], 'nothing is said about a section that is closed to the reader')
})

test('a need has an ask, a reason or a goal that stands, and never two of them', () => {
  const aNeed = fc.constantFrom(...codes)
  const aDay = fc.integer({ min: -3, max: 3 }).map((days) => addDays(today, days))
  fc.assert(
    fc.property(
      fc.array(fc.record({ need: aNeed, on: aDay })),
      fc.array(fc.record({ need: aNeed, status: fc.constantFrom(...GoalStatus.options) })),
      fc.array(fc.record({ need: aNeed, on: aDay, reason: fc.constantFrom(...WithoutReason.options) })),
      (asking, goals, reasons) => {
        const from = asking.flatMap(({ need, on }) => fromNeeds([{ domain: need, level: 4 }], on))
        const given = reasons.map(({ need, on, reason }) => ({ ...without(need, on), reason }))
        const asks = asksOf(from, goals, given, all)
        const kept = standingReasons(given, goals, asks)
        const stands = goals.filter(({ status }) => status === 'open' || status === 'waiting').map(({ need }) => need)
        for (const need of codes) {
          const said = [
            asks.some((each) => each.need === need),
            kept.some((each) => each.need === need),
            stands.includes(need),
          ]
          assert.ok(said.filter(Boolean).length <= 1, need)
          if (asking.some((each) => each.need === need)) assert.ok(said.some(Boolean), need)
        }
      },
    ),
  )
})
