// Worked examples of every instrument, worked out by hand from its sources: beside them, what Amparo reads is the same.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { type Answers, type Instrument, instrumentIds, type Read } from './instrument.ts'
import { instrumentOf, shelf } from './instruments.store.ts'
import { readAnswers } from './scoring.rules.ts'

const codes = z.array(z.string()).default([])
const Case = z.strictObject({
  is: z.string().min(3),
  /** One character for each item of `order`: the value of her answer as it stands in the set; `.` skipped; `-` does not apply. */
  answers: z.string(),
  /** Answers that no digit says, by item. */
  more: z.record(z.string(), z.string()).default({}),
  about: z.strictObject({ gender: z.string() }).partial().default({}),
  /** `12 moderate`; `~12 moderate` where it is counted up from part of the items; `?` where nothing can be said. */
  scores: z.record(z.string(), z.string()),
  /** Lines that are crossed, and those that a missing answer leaves open; every other one is not crossed. */
  met: codes,
  unknown: codes,
  findings: codes,
  undecided: codes,
  safety: codes,
  asked: z.int().optional(),
  missing: z.int().optional(),
})
const Golden = z.strictObject({
  instrument: z.string(),
  version: z.int(),
  order: z.array(z.string()),
  cases: z.array(Case).min(12),
})
type Case = z.infer<typeof Case>

const goldenOf = (id: string) =>
  Golden.parse(JSON.parse(readFileSync(new URL(`./golden/${id}.json`, import.meta.url), 'utf8')))

const answersOf = (instrument: Instrument, order: string[], { answers, more }: Case): Answers => {
  assert.equal(answers.length, order.length, answers)
  const chosen = [...answers].flatMap((mark, place) => {
    if (mark === '.') return []
    const item = instrument.items.find(({ code }) => code === order[place])
    assert.ok(item, `no item ${order[place]}`)
    const value = mark === '-' ? null : Number(mark)
    const option = instrument.answers[item.answers]?.find((each) => each.value === value)
    assert.ok(option, `${item.code} has no answer ${mark}`)
    return [[item.code, option.code]]
  })
  return { ...Object.fromEntries(chosen), ...more }
}

const shown = ({ value, prorated, band }: Read['scores'][number]): string =>
  value === null ? '?' : `${prorated ? '~' : ''}${value}${band === null ? '' : ` ${band}`}`

const linesOf = (read: Read, met: boolean | 'unknown'): string[] =>
  read.scores.flatMap(({ cut_offs }) => cut_offs.filter((line) => line.met === met).map(({ code }) => code)).sort()

for (const id of instrumentIds)
  test(`${id}: its worked examples`, () => {
    const { instrument: of, version, order, cases } = goldenOf(id)
    assert.equal(of, id)
    const instrument = instrumentOf(id, version)
    for (const each of cases) {
      const read = readAnswers(instrument, answersOf(instrument, order, each), each.about)
      const said = {
        scores: Object.fromEntries(read.scores.map((score) => [score.code, shown(score)])),
        met: linesOf(read, true),
        unknown: linesOf(read, 'unknown'),
        findings: read.findings,
        undecided: read.undecided,
        safety: read.safety,
        ...(each.asked !== undefined && { asked: read.asked.length }),
        ...(each.missing !== undefined && { missing: read.missing.length }),
      }
      const { is, answers: _, more: __, about: ___, ...wanted } = each
      assert.deepEqual(
        said,
        { ...wanted, met: wanted.met.toSorted(), unknown: wanted.unknown.toSorted() },
        `${id}: ${is}`,
      )
    }
  })

test('the examples touch the end of every band, a skipped answer and every finding', () => {
  for (const { id, scores, algorithm } of shelf.instruments()) {
    const { cases } = goldenOf(id)
    const said = cases.flatMap((each) => Object.entries(each.scores).map(([code, words]) => `${code} ${words}`))
    for (const { code, bands } of scores)
      for (const { code: band, from, to } of bands)
        for (const end of [from, to])
          assert.ok(said.includes(`${code} ${end} ${band}`), `${id}: no example of ${code} at ${end}, ${band}`)
    if (algorithm)
      assert.ok(
        cases.some(({ undecided }) => undecided.length > 0),
        `${id}: nothing undecided`,
      )
    if (scores.length > 0)
      assert.ok(
        cases.some(({ answers }) => answers.includes('.')),
        `${id}: nothing skipped`,
      )
  }
})
