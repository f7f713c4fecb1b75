// What must hold for every form and whatever is answered: the order never matters, more is never less, a skip is never
// a nought, and nothing that was said for certain is turned by an answer that comes later.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anInstrument, aScore } from '#test/instruments.ts'
import { askedItems, strangeAnswers } from './asking.rules.ts'
import { countedValues } from './counting.ts'
import { type Answers, algorithmTerms, type Instrument, type Read } from './instrument.ts'
import { instrumentOf, instruments } from './instruments.store.ts'
import { readAnswers } from './scoring.rules.ts'

const optionsOf = (instrument: Instrument, code: string): string[] => {
  const item = instrument.items.find((each) => each.code === code)!
  if (item.answers === 'day') return ['2026-11-01']
  return item.answers === 'text' ? ['In her words.'] : instrument.answers[item.answers]!.map((option) => option.code)
}

/** The answers of the invented form, and one that does not apply. */
const notMine = [...anInstrument().answers.often!, { code: 'not_mine', value: null }]

/** Any form there is, with any of its questions answered, asked or not. */
const answered = fc.constantFrom(...instruments(), anInstrument()).chain((instrument) => {
  const given = instrument.items.map(({ code }) =>
    fc.option(fc.constantFrom(...optionsOf(instrument, code)), { freq: 4, nil: undefined }),
  )
  return fc.tuple(...given).map((chosen) => {
    const pairs = instrument.items.flatMap(({ code }, place) => (chosen[place] ? [[code, chosen[place]]] : []))
    return { instrument, answers: Object.fromEntries(pairs) as Answers }
  })
})

test('the order of answering never matters', () => {
  fc.assert(
    fc.property(answered, fc.infiniteStream(fc.nat()), ({ instrument, answers }, places) => {
      const mixed = Object.entries(answers)
        .map((entry) => ({ entry, place: places.next().value as number }))
        .sort((a, b) => a.place - b.place)
        .map(({ entry }) => entry)
      assert.deepEqual(readAnswers(instrument, Object.fromEntries(mixed)), readAnswers(instrument, answers))
    }),
  )
})

test('a higher answer never lowers a score, and opens neither less of what is grave when high nor more of what is when low', () => {
  fc.assert(
    fc.property(answered, fc.nat(), ({ instrument, answers }, at) => {
      const codes = Object.keys(answers).filter((code) => {
        const { answers: set } = instrument.items.find((item) => item.code === code)!
        return instrument.answers[set]
      })
      const code = codes[at % Math.max(1, codes.length)]
      if (code === undefined) return
      const item = instrument.items.find((each) => each.code === code)!
      const counted = countedValues(instrument, item)
      const now = counted.get(answers[code]!)!
      const higher = [...counted].find(([, value]) => value !== null && now !== null && value > now)
      if (!higher) return
      const before = readAnswers(instrument, answers)
      const after = readAnswers(instrument, { ...answers, [code]: higher[0] })
      // A gate that opens asks more, or less: other scores are compared with other missing answers.
      if (before.asked.join() !== after.asked.join()) return
      before.scores.forEach(({ code: score, value }, place) => {
        const next = after.scores[place]!.value
        assert.equal(next === null, value === null)
        if (value !== null && next !== null) assert.ok(next >= value, `${instrument.id} ${score}: ${value} > ${next}`)
      })
      const grave = new Map(instrument.safety.map((line) => [line.item, 'at_least' in line ? 'high' : 'low']))
      const gone = before.safety.filter((each) => !after.safety.includes(each))
      const come = after.safety.filter((each) => !before.safety.includes(each))
      assert.ok(gone.every((each) => grave.get(each) === 'low'))
      assert.ok(come.every((each) => grave.get(each) === 'high'))
    }),
    { numRuns: 2_000 },
  )
})

const state = (read: Read, finding: string): string =>
  read.findings.includes(finding) ? 'found' : read.undecided.includes(finding) ? 'undecided' : 'not found'

test('what was decided stays decided when something missing is answered, and what was asked is not taken back', () => {
  fc.assert(
    fc.property(answered, fc.nat(), fc.nat(), ({ instrument, answers }, which, what) => {
      const before = readAnswers(instrument, answers)
      const code = before.missing[which % Math.max(1, before.missing.length)]
      if (code === undefined) return
      const options = optionsOf(instrument, code)
      const after = readAnswers(instrument, { ...answers, [code]: options[what % options.length]! })
      for (const finding of instrument.algorithm ? algorithmTerms[instrument.algorithm].findings : []) {
        const was = state(before, finding)
        if (was !== 'undecided') assert.equal(state(after, finding), was, `${instrument.id}: ${finding}`)
      }
      before.scores.forEach(({ code: score, cut_offs }, place) => {
        for (const { code: line, met } of cut_offs)
          if (met !== 'unknown')
            assert.equal(
              after.scores[place]!.cut_offs.find((each) => each.code === line)!.met,
              met,
              `${instrument.id} ${score}: ${line} after ${code}`,
            )
      })
      assert.ok(before.safety.every((each) => after.safety.includes(each)))
    }),
    { numRuns: 5_000 },
  )
})

test('where low is grave, the lowest answers open the protocol and no others; a version before it opened none', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('at_least' as const, 'at_most' as const),
      fc.integer({ min: 0, max: 3 }),
      (way, edge) => {
        const opens = way === 'at_least' ? { at_least: edge } : { at_most: edge }
        const form = anInstrument({
          safety: [{ item: 'first', ...opens, confidence: 'memory' }] as Instrument['safety'],
        })
        for (const [value, first] of ['never', 'rarely', 'often', 'always'].entries()) {
          const expected = way === 'at_least' ? value >= edge : value <= edge
          assert.deepEqual(readAnswers(form, { first }).safety, expected ? ['first'] : [])
        }
        assert.deepEqual(readAnswers(form, {}).safety, [], 'a skip is no answer')
      },
    ),
  )
  const parts = instrumentOf('self-sufficiency').items.map(({ code }) => [code, 'in_crisis'] as const)
  const worst = Object.fromEntries(parts)
  assert.deepEqual(
    [1, 2].map((version) => readAnswers(instrumentOf('self-sufficiency', version), worst).safety),
    [[], ['parenting', 'mental_health', 'substance_use', 'safety']],
  )
})

test('nothing answered is nothing said: no score, no finding, no line', () => {
  for (const instrument of instruments()) {
    const { scores, findings, safety } = readAnswers(instrument, {})
    assert.ok(
      scores.every(
        ({ value, band, cut_offs }) =>
          value === null && band === null && cut_offs.every(({ met }) => met === 'unknown'),
      ),
      instrument.id,
    )
    assert.deepEqual([findings, safety], [[], []], instrument.id)
  }
})

test('a score that is said stands in its range and, where it has bands, in one', () => {
  fc.assert(
    fc.property(answered, ({ instrument, answers }) => {
      readAnswers(instrument, answers).scores.forEach(({ value, band }, place) => {
        const { code, from, to, bands } = instrument.scores[place]!
        if (value === null) return
        assert.ok(value >= from && value <= to, `${instrument.id} ${code}: ${value}`)
        assert.equal(band !== null, bands.length > 0)
      })
    }),
  )
})

test('what is asked, missing and strange is told apart', () => {
  const form = anInstrument()
  const asked = (answers: Answers) => askedItems(form, answers).map(({ code }) => code)
  assert.deepEqual(asked({ second: 'never' }), ['first', 'second', 'words'])
  assert.deepEqual(asked({ second: 'often' }), ['first', 'second', 'third', 'words'])
  assert.deepEqual(
    asked({}),
    ['first', 'second', 'third', 'words'],
    'a skipped gate opens what does not need its answer',
  )
  assert.deepEqual(readAnswers(form, { second: 'never', words: 'So.' }).missing, ['first'])
  assert.deepEqual(strangeAnswers(form, { first: 'often', words: 'Anything at all.' }), [])
  assert.deepEqual(strangeAnswers(form, { first: 'blue', fourth: 'often', second: '' }), ['first', 'fourth', 'second'])
  assert.deepEqual(readAnswers(form, { first: 'blue', second: 'never' }).missing, ['first', 'words'])
})

test('an answer behind a gate that was closed later counts in no score, and about safety it counts', () => {
  const read = readAnswers(anInstrument(), { first: 'rarely', second: 'never', third: 'always' })
  assert.deepEqual([read.scores[0]?.value, read.scores[0]?.prorated, read.safety], [1, false, ['third']])
})

test('an answer that does not apply counts in neither the sum nor the number of a mean', () => {
  const score = aScore({ kind: 'mean', to: 3, bands: [], cut_offs: [{ code: 'line', from: 2, confidence: 'memory' }] })
  const form = anInstrument({ answers: { often: notMine }, scores: [score] })
  const read = (answers: Answers) => readAnswers(form, answers).scores[0]!
  assert.deepEqual(read({ first: 'always', second: 'rarely', third: 'not_mine' }).value, 2)
  assert.deepEqual(read({ first: 'always', second: 'never' }).value, 1.5, 'nor does one that was rightly not asked')
  assert.equal(read({ first: 'not_mine', second: 'not_mine', third: 'not_mine' }).value, null)
  assert.deepEqual(read({ first: 'always', second: 'often' }).cut_offs, [{ code: 'line', met: 'unknown' }])
})

const line = (from?: number, to?: number) => [
  { code: 'line', ...(from !== undefined && { from }), ...(to !== undefined && { to }), confidence: 'memory' as const },
]
const metBy = (change: Partial<Instrument>, answers: Answers) =>
  readAnswers(anInstrument(change), answers).scores[0]!.cut_offs[0]!.met

test('a line is open while a missing answer could cross it, come to rest on it, or turn out not to apply', () => {
  const to = { scores: [aScore({ cut_offs: line(undefined, 4) })] }
  assert.equal(metBy(to, { first: 'always', second: 'rarely' }), 'unknown', 'four at least, four at most')
  assert.equal(metBy(to, { first: 'always', second: 'often' }), false)
  assert.equal(metBy(to, { first: 'rarely', second: 'never' }), true)
  const stronger = notMine.map(({ code, value }) => ({ code, value: value === null ? null : value + 1 }))
  const from = { answers: { often: stronger }, scores: [aScore({ from: 1, to: 12, bands: [], cut_offs: line(6) })] }
  assert.equal(
    metBy(from, { first: 'often', second: 'rarely' }),
    'unknown',
    'the third may not apply, and adds nothing then',
  )
  assert.equal(metBy(from, { first: 'always', second: 'rarely' }), true)
})

test('with the gate skipped, what stands behind it may yet be taken away, from a mean too', () => {
  const mean = aScore({ kind: 'mean', to: 3, bands: [], cut_offs: line(2) })
  assert.equal(metBy({ scores: [mean] }, { first: 'always', third: 'never' }), 'unknown')
  const two = aScore({ kind: 'mean', items: ['first', 'third'], to: 3, bands: [], cut_offs: line(2) })
  assert.equal(metBy({ scores: [two] }, { first: 'often', third: 'never' }), 'unknown', 'two, were it taken away')
})

test('behind a closed gate, what waits for its answer is closed too', () => {
  const [first, second, third] = anInstrument().items
  const fourth = { ...first!, code: 'fourth', asked_when: { field: 'third', equals: 'always' } }
  const score = aScore({ items: ['first', 'fourth'], to: 6, bands: [] })
  const form = anInstrument({ items: [first!, second!, third!, fourth], scores: [score] })
  assert.equal(readAnswers(form, { first: 'often', second: 'never' }).scores[0]?.prorated, false)
  assert.equal(readAnswers(form, { first: 'often', second: 'often' }).scores[0]?.prorated, true)
})

test('where no score is said, none is said to be counted up', () => {
  const { value, prorated } = readAnswers(anInstrument(), { first: 'often' }).scores[0]!
  assert.deepEqual([value, prorated], [null, false])
})
