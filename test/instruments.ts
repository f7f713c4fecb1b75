// A small instrument of our own for tests: three questions on a scale of four, the third behind a gate.
import type { Instrument, Score, Wording } from '#assessments/instrument.ts'

const sure = { confidence: 'memory' as const }

/** What is done when so many are missing. */
export const missing = (at_most: number, way: 'prorate' | 'none'): Score['missing'] =>
  // biome-ignore lint/suspicious/noThenProperty: a word of the data, and no function
  ({ at_most, then: way, ...sure })

export const aScore = (change: Partial<Score> = {}): Score => ({
  code: 'total',
  items: ['first', 'second', 'third'],
  kind: 'sum',
  times: 1,
  from: 0,
  to: 9,
  better: 'lower',
  bands: [
    { code: 'few', from: 0, to: 4, ...sure },
    { code: 'many', from: 5, to: 9, ...sure },
  ],
  cut_offs: [{ code: 'line', from: 5, ...sure }],
  missing: missing(1, 'prorate'),
  changes: [
    { code: 'usual', at_least: 3, ...sure },
    { code: 'strict', at_least: 5, ...sure },
  ],
  ...change,
})

export const anInstrument = (change: Partial<Instrument> = {}): Instrument => ({
  source: 'Invented for a test.',
  valid_from: '2026-11-22',
  valid_until: null,
  reviewed_by: null,
  id: 'danger',
  version: 1,
  name: 'Invented',
  shape: 'scale',
  about: 'safety',
  section: 'safety',
  filled_by: 'with_the_person',
  minutes: 2,
  long: false,
  ages: { from: 18, to: null, ...sure },
  recall: 'past_month',
  recall_confidence: 'memory',
  licence: { status: 'own', holder: 'Amparo', confidence: 'checked', official_text: 'none' },
  wording: 'own',
  validated: { state: 'no', confidence: 'checked' },
  answers: {
    often: [
      { code: 'never', value: 0 },
      { code: 'rarely', value: 1 },
      { code: 'often', value: 2 },
      { code: 'always', value: 3 },
    ],
  },
  parts: ['all'],
  items: [
    { code: 'first', answers: 'often', part: 'all', ...sure },
    { code: 'second', answers: 'often', part: 'all', ...sure },
    {
      ...{ code: 'third', answers: 'often', part: 'all', ...sure },
      asked_when: { not: { field: 'second', equals: 'never' } },
    },
    { code: 'words', answers: 'text', part: 'all', ...sure },
  ],
  scores: [aScore()],
  algorithm: null,
  safety: [{ item: 'third', at_least: 2, ...sure }],
  ...change,
})

export const aWording = (change: Partial<Wording> = {}): Wording => ({
  language: 'en',
  reviewed_by: null,
  title: 'Invented',
  about: 'Three questions invented for a test.',
  introduction: 'These questions are about nothing.',
  recall: 'In the last month',
  parts: { all: 'All of it' },
  items: { first: 'First?', second: 'Second?', third: 'Third?', words: 'Anything else?' },
  answers: { often: { never: 'Never', rarely: 'Rarely', often: 'Often', always: 'Always' } },
  readings: { few: 'Few points.', many: 'Many points.', line: 'Over the line.', usual: '3 points', strict: '5 points' },
  ...change,
})
