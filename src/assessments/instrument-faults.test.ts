// Whatever does not agree within a form, or between a form and its words, is found before anybody is asked anything.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anInstrument, aScore, aWording, missing } from '#test/instruments.ts'
import { type Instrument, Instrument as Shape, type Wording } from './instrument.ts'
import { faultsOfContinuing, faultsOfInstrument, faultsOfWording, nameOfScore, reachable } from './instrument-faults.ts'

const sure = { confidence: 'memory' as const }
const [first, second, third, words] = anInstrument().items as [
  Instrument['items'][0],
  Instrument['items'][0],
  Instrument['items'][0],
  Instrument['items'][0],
]

test('a form that agrees has no faults', () => {
  assert.deepEqual(faultsOfInstrument(Shape.parse(anInstrument())), [])
  assert.deepEqual(faultsOfWording(anInstrument(), aWording()), [])
})

test('every planted fault of a form is found', () => {
  const planted: [Partial<Instrument>, RegExp][] = [
    [{ items: [first, first, second, third, words] }, /two items first/],
    [{ parts: ['all', 'all'] }, /two parts all/],
    [{ parts: ['all', 'rest'] }, /nothing stands in rest/],
    [{ items: [{ ...first, part: 'rest' }, second, third, words] }, /first stands in no part/],
    [{ items: [{ ...first, answers: 'size' }, second, third, words] }, /first has no answers/],
    [{ items: [first, third, second, words] }, /third waits for second, which is not asked before it/],
    [
      { items: [first, second, { ...third, asked_when: { field: 'second', equals: 'sometimes' } }, words] },
      /third waits for no answer: sometimes/,
    ],
    [
      { items: [first, second, { ...third, asked_when: { field: 'second', at_least: 1 } }, words] },
      /waits for a number/,
    ],
    [{ answers: { ...anInstrument().answers, size: anInstrument().answers.often! } }, /nobody is asked with size/],
    [{ scores: [aScore(), aScore()] }, /two scores total/],
    [{ scores: [aScore({ items: ['first', 'words'] })] }, /words cannot be counted/],
    [{ scores: [aScore({ items: ['first', 'second', 'third', 'third'] })] }, /counts third twice/],
    [{ scores: [aScore({ to: 12 })] }, /reaches from 0 to 9/],
    [{ scores: [aScore({ times: 2 })] }, /reaches from 0 to 18/],
    [{ scores: [aScore({ missing: missing(1, 'none') })] }, /would count as nothing/],
    [{ scores: [aScore({ bands: [{ code: 'few', from: 0, to: 4, ...sure }] })] }, /do not reach from end to end/],
    [
      {
        scores: [
          aScore({
            bands: [
              { code: 'few', from: 0, to: 5, ...sure },
              { code: 'many', from: 5, to: 9, ...sure },
            ],
          }),
        ],
      },
      /many overlaps/,
    ],
    [
      {
        scores: [
          aScore({
            bands: [
              { code: 'few', from: 0, to: 3, ...sure },
              { code: 'many', from: 5, to: 9, ...sure },
            ],
          }),
        ],
      },
      /4 is in no band/,
    ],
    [{ scores: [aScore({ cut_offs: [{ code: 'line', ...sure }] })] }, /line parts nothing/],
    [{ scores: [aScore({ cut_offs: [{ code: 'line', from: 10, ...sure }] })] }, /line parts nothing/],
    [{ scores: [aScore({ cut_offs: [{ code: 'line', to: 9, ...sure }] })] }, /line parts nothing/],
    [
      {
        scores: [aScore({ cut_offs: [{ code: 'line', from: 5, holds_when: { field: 'shoe', equals: 1 }, ...sure }] })],
      },
      /drawn by shoe/,
    ],
    [{ algorithm: 'pcl5_clusters' }, /asks for the cluster b/],
    [{ clusters: { b: ['first'] } }, /no algorithm asks for the cluster b/],
    [{ safety: [{ item: 'fourth', at_least: 1, ...sure }] }, /fourth, which is no item/],
    [{ safety: [{ item: 'third', at_least: 4, ...sure }] }, /third never reaches 4/],
    [{ safety: [{ item: 'third', at_most: -1, ...sure }] }, /third never reaches -1/],
    [{ safety: [{ item: 'third', at_most: 3, ...sure }] }, /whatever is answered to third opens/],
    [
      {
        safety: [
          { item: 'third', at_least: 2, ...sure },
          { item: 'third', at_most: 0, ...sure },
        ],
      },
      /the safety of third, twice/,
    ],
    [{ items: [first, second, { ...third, reversed: true }, words] }, /about safety and reversed/],
  ]
  for (const [change, wanted] of planted) {
    const found = faultsOfInstrument(anInstrument(change))
    assert.ok(
      found.some((fault) => wanted.test(fault)),
      `${wanted} is not among ${found.join('; ')}`,
    )
  }
})

test('every planted fault of the words is found, missing ones and those too many', () => {
  const { parts, items, answers, readings } = aWording()
  const { first: _, ...fewer } = items
  const planted: [Partial<Wording>, RegExp][] = [
    [{ parts: {} }, /no words for the part all/],
    [{ parts: { ...parts, rest: 'Rest' } }, /words for the part rest, which is not there/],
    [{ items: fewer }, /no words for the item first/],
    [{ items: { ...items, fourth: 'Fourth?' } }, /words for the item fourth/],
    [{ answers: { ...answers, size: {} } }, /words for the answers size/],
    [{ answers: { often: { ...answers.often, sometimes: 'Sometimes' } } }, /words for the answer of often sometimes/],
    [{ answers: {} }, /no words for the answer of often never/],
    [{ readings: { ...readings, none: 'None at all' } }, /words for the reading none/],
    [{ readings: {} }, /no words for the reading line/],
    [{ scores: { sum: 'The sum' } }, /words for the score sum/],
    [{ recall: '' }, /window/],
  ]
  for (const [change, wanted] of planted) {
    const found = faultsOfWording(anInstrument(), aWording(change))
    assert.ok(
      found.some((fault) => wanted.test(fault)),
      `${wanted} is not among ${found.join('; ')}`,
    )
  }
})

test('two scores of one instrument are told apart by name', () => {
  const two = anInstrument({
    scores: [aScore(), aScore({ code: 'half', items: ['first'], to: 3, bands: [], cut_offs: [] })],
  })
  assert.match(faultsOfWording(two, aWording()).join(), /two scores are called Invented/)
  const named = aWording({ scores: { half: 'The first half' } })
  assert.deepEqual(faultsOfWording(two, named), [])
  assert.equal(nameOfScore(named, 'half'), 'The first half')
  assert.equal(nameOfScore(named, 'total'), 'Invented')
  assert.equal(nameOfScore(named, 'all'), 'All of it')
})

test('the scores that can be reached are known: with a missing item, in steps, as a mean', () => {
  const of = (change: object) => reachable(anInstrument(), aScore(change))
  assert.deepEqual(of({ missing: missing(0, 'none') }), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.deepEqual(of({ times: 4, items: ['first'], missing: missing(0, 'none') }), [0, 4, 8, 12])
  assert.deepEqual(of({ kind: 'mean', items: ['first', 'second'], missing: missing(0, 'none') }), [
    ...[0, 0.5, 1, 1.5, 2, 2.5, 3],
  ])
})

test('a version that goes on with another may differ in what opens the protocol, and in nothing else', () => {
  const before = anInstrument()
  const next = (change: Partial<Instrument> = {}) => anInstrument({ version: 2, continues: 1, safety: [], ...change })
  assert.deepEqual(faultsOfContinuing(next({ source: 'Another one.' }), before), [])
  assert.deepEqual(faultsOfContinuing(next({ minutes: 9 }), before), [
    'minutes is not as in version 1, with which it goes on',
  ])
  assert.match(faultsOfContinuing(next({ items: before.items.slice(0, 3) }), before)[0]!, /^items is not as/)
  assert.match(faultsOfContinuing(next(), undefined)[0]!, /no version before it/)
  assert.match(faultsOfContinuing(next({ continues: 2 }), next())[0]!, /no version before it/)
  assert.match(faultsOfContinuing(next({ version: 3, continues: 2 }), next())[0]!, /which goes on with another/)
})
