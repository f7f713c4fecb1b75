// The line of a score: nothing is drawn that was not said, and a reader from the right sees the same line mirrored.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawCurve, inSpan, isLine, margins, spanOf, ticksOf, usualSpan } from './curve.rules.ts'

const scale = {
  from: 0,
  to: 27,
  bands: [
    { code: 'low', from: 0, to: 4, confidence: 'checked' as const },
    { code: 'some', from: 5, to: 14, confidence: 'checked' as const },
    { code: 'much', from: 15, to: 27, confidence: 'checked' as const },
  ],
  cut_offs: [{ code: 'screen', from: 10, confidence: 'checked' as const }],
}
const span = { from: '2026-10-22', to: '2026-11-22' }
const readings = [
  { id: 'c', day: '2026-11-22', value: 9 },
  { id: 'a', day: '2026-10-22', value: 27 },
  { id: 'b', day: '2026-11-05', value: null },
  { id: 'old', day: '2026-01-01', value: 3 },
]
const sheet = { width: 640, height: 300, direction: 'ltr' as const }

test('the line runs from the first day to the last, within the sheet, and stops where too much is missing', () => {
  const { dots, path, plot } = drawCurve(scale, readings, [], span, sheet)
  assert.deepEqual(
    dots.map(({ id }) => id),
    ['a', 'c'],
  )
  assert.deepEqual([dots[0]!.x, dots[0]!.y], [margins.start, margins.top])
  assert.equal(dots[1]!.x, plot.x + plot.width)
  assert.equal(path.match(/M/g)?.length, 2, 'the pen is lifted over the reading that says nothing')
  assert.ok(!path.includes('L'))
})

test('a reader from the right sees time run the other way, and nothing else changes', () => {
  const ltr = drawCurve(scale, readings, [{ id: 'e', day: '2026-11-01' }], span, sheet)
  const rtl = drawCurve(scale, readings, [{ id: 'e', day: '2026-11-01' }], span, { ...sheet, direction: 'rtl' })
  for (const [place, dot] of ltr.dots.entries()) {
    assert.ok(Math.abs(dot.x + rtl.dots[place]!.x - sheet.width) < 0.2)
    assert.equal(dot.y, rtl.dots[place]!.y)
  }
  assert.deepEqual(rtl.steps, ltr.steps)
})

test('bands cover the whole height, one after the other', () => {
  const { bands, plot, lines, steps } = drawCurve(scale, [], [], span, sheet)
  assert.equal(bands.length, 3)
  assert.equal(bands[2]!.y, plot.y)
  assert.ok(Math.abs(bands[0]!.y + bands[0]!.height - (plot.y + plot.height)) < 0.2)
  for (const place of [0, 1])
    assert.ok(Math.abs(bands[place + 1]!.y + bands[place + 1]!.height - bands[place]!.y) < 0.2)
  assert.equal(lines.length, 1)
  assert.deepEqual(
    steps.map(({ value }) => value),
    [0, 5, 15, 27],
  )
})

test('where no bands are named, the lines some draw are', () => {
  const line = { code: 'low', to: 50, confidence: 'checked' as const }
  const { steps } = drawCurve({ from: 0, to: 100, bands: [], cut_offs: [line] }, [], [], span, sheet)
  assert.deepEqual(
    steps.map(({ value }) => value),
    [0, 50, 100],
  )
})

test('a judgement has no line, a matrix has too many', () => {
  assert.deepEqual([0, 1, 5, 18].map(isLine), [false, true, true, false])
})

test('events of one day share a mark and are numbered as they happened', () => {
  const events = [
    { id: 'hearing', day: '2026-11-10' },
    { id: 'move', day: '2026-11-01' },
    { id: 'plan', day: '2026-11-10' },
    { id: 'before', day: '2026-09-01' },
  ]
  const { marks } = drawCurve(scale, readings, events, span, sheet)
  assert.deepEqual(
    marks.map(({ number, ids }) => [number, ids]),
    [
      [1, ['move']],
      [2, ['hearing', 'plan']],
    ],
  )
})

test('the days under the line never crowd', () => {
  for (const most of [2, 3, 4, 8, 20])
    for (const from of ['2026-11-15', '2026-10-22', '2026-05-22', '2025-11-30', '2019-02-28']) {
      const ticks = ticksOf({ from, to: '2026-11-22' }, most)
      assert.ok(ticks.length >= 1 && ticks.length <= most, `${from} ${most}: ${ticks.length}`)
      assert.ok(ticks.every(({ day }) => day >= from && day <= '2026-11-22'))
    }
  const year = ticksOf({ from: '2025-11-22', to: '2026-11-22' }, 12)
  assert.deepEqual(
    year.filter(({ kind }) => kind === 'year').map(({ day }) => day),
    ['2025-12-01', '2026-01-01'],
  )
})

test('what is looked at first is the shortest time that shows a change', () => {
  const today = '2026-11-22'
  assert.equal(usualSpan(['2026-11-20', '2026-11-01'], today), 'month')
  assert.equal(usualSpan(['2026-11-20', '2026-07-01'], today), 'half_year')
  assert.equal(usualSpan(['2026-11-20', '2020-07-01'], today), 'all')
  assert.equal(usualSpan(['2026-11-20'], today), 'all')
  assert.deepEqual(spanOf('all', ['2026-11-22'], today), { from: '2026-11-15', to: today })
  assert.deepEqual(spanOf('month', ['2026-11-22'], today), { from: '2026-10-22', to: today })
  assert.equal(inSpan([{ day: '2026-10-21' }, { day: '2026-10-22' }], span).length, 1)
})
