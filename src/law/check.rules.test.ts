// Every fault a pack can have is planted once and found by its name; a sound pack has none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPack } from './check.rules.ts'
import type { CheckedAgainst, Finding } from './check.ts'
import type { LawRule, Pack, PackHead } from './rule.ts'

const head: PackHead = {
  ...{ id: 'it', country: 'IT', above: ['coe'], zone: 'Europe/Rome', calendar: 'it', source: 'made up for this test' },
  ...{ valid_from: '2000-01-01', valid_until: null, reviewed_by: null },
  events: [
    { code: 'asked', recorded: 'day', authority: 'office', status: null },
    { code: 'answered', recorded: 'day', authority: null, status: null },
    { code: 'period_over', recorded: 'yielded', authority: null, status: null },
  ],
  circumstances: [
    { field: 'child', choices: null },
    { field: 'kind', choices: ['one', 'two'] },
  ],
  authorities: ['office'],
}
const term = { n: 5, unit: 'day', count: 'working', from: 'next_day', roll: 'stays', bound: 'at_most' } as const
const rule = (id: string, more: Partial<LawRule> = {}): LawRule => ({
  ...{ id, track: 'permit', kind: 'deadline', starts: ['asked'], when: { field: 'child', equals: true } },
  ...{ duty_holder: 'office', authority: null, readings: [{ code: 'only', term }], alternatives: [] },
  ...{ closes: ['answered'], ends: [], silence: null, yields: [], suspended: [], restarted: [], instead_of: [] },
  ...{ warn_days: [], documents: ['passport'], plain: null, article: 'art. 1', source: 'made up for this test' },
  ...{ source_version: '2026', valid_from: '2020-01-01', valid_until: null },
  ...{ confidence: 'checked', verify: false, reviewed_by: 'A lawyer', reviewed_on: '2026-10-01' },
  ...more,
})
const period = (id: string, more: Partial<LawRule> = {}) =>
  rule(id, {
    ...{ kind: 'period', closes: [], ends: ['answered'], when: { field: 'kind', equals: 'two' } },
    yields: [{ at: 'end', event: 'period_over' }],
    ...more,
  })
const after = rule('IT-3', { kind: 'right', starts: ['period_over'], when: null, readings: [], closes: [] })
const sound = [rule('IT-1'), period('IT-2'), after]

const above: Pack = {
  ...{ ...head, id: 'coe', country: null, above: [], calendar: null, events: [], circumstances: [], authorities: [] },
  rules: [],
}
const against: CheckedAgainst = {
  packs: [above],
  ...{
    documents: new Set(['passport']),
    calendars: new Map([['it', '2028-12-31']]),
    plain: new Set(['stay']),
    today: '2026-11-22',
  },
}

const wordsFor = (rules: readonly LawRule[]): Record<string, string> => {
  const keys = [
    ...rules.flatMap(({ id }) => ['title', 'means', 'verify'].map((part) => `law.rule.${id}.${part}`)),
    ...['asked', 'answered', 'period_over', 'unsaid'].map((code) => `law.event.${code}`),
    ...['child', 'kind', 'kind.one', 'kind.two'].map((code) => `law.circumstance.${code}`),
    'law.authority.office',
  ]
  return Object.fromEntries(keys.map((key) => [key, 'words']))
}

interface Planted {
  rules?: readonly unknown[]
  head?: object
  file?: string
  words?: (words: Record<string, string>) => Record<string, string>
}
const check = ({ rules = sound, head: more = {}, file = 'rules-permit.json', words = (same) => same }: Planted) =>
  checkPack(
    {
      head: { ...head, ...more },
      files: [{ name: file, value: { source: 'made up for this test', rules } }],
      words: { en: words(wordsFor(rules.filter((each) => each !== null) as LawRule[])) },
    },
    against,
  ).findings

const says = (findings: readonly Finding[], code: string, where: string): void => {
  const found = findings.filter((each) => each.code === code && each.where === where)
  assert.ok(
    found.length > 0,
    `${code} at ${where}, not ${JSON.stringify(findings.map((each) => `${each.code} ${each.where}`))}`,
  )
}

test('a sound pack has no fault and no gap', () => {
  assert.deepEqual(check({}), [])
})

const broken = (more: Partial<LawRule>) => ({ rules: [rule('IT-1', more), ...sound.slice(1)] })
const planted: [name: string, code: string, where: string, Planted][] = [
  ['a head of another shape', 'misshapen', 'pack.json', { head: { zone: 7 } }],
  ['a rule of another shape', 'misshapen', 'IT-1', { rules: [{ ...sound[0], kind: 'wish' }] }],
  ['a field nobody reads', 'misshapen', 'IT-1', { rules: [{ ...sound[0], extra: true }] }],
  ['no article', 'no_source', 'IT-1', broken({ article: '' })],
  ['no source', 'no_source', 'IT-1', broken({ source: '' })],
  ['no version of the source', 'no_source', 'IT-1', broken({ source_version: '' })],
  ['a rule in the file of another track', 'wrong_file', 'IT-1', { file: 'rules-asylum.json' }],
  ['no rules at all', 'empty', 'it', { rules: [] }],
  ['an event nobody declared', 'unknown_event', 'IT-1', broken({ closes: ['unheard'] })],
  ['a circumstance nobody declared', 'unknown_circumstance', 'IT-1', broken({ when: { field: 'rich', equals: true } })],
  ['a choice that is none', 'unknown_choice', 'IT-1', broken({ when: { field: 'kind', equals: 'three' } })],
  ['an authority nobody declared', 'unknown_authority', 'IT-1', broken({ authority: 'ministry' })],
  ['a document nobody knows', 'unknown_document', 'IT-1', broken({ documents: ['papyrus'] })],
  ['a rule instead of none', 'unknown_rule', 'IT-1', broken({ instead_of: ['IT-99'] })],
  ['a calendar nobody has', 'unknown_calendar', 'it', { head: { calendar: 'mars' } }],
  ['a meaning nobody has words for', 'unknown_plain', 'IT-1', broken({ plain: 'unheard_of' })],
  ['a pack above that is not there', 'unknown_pack', 'it', { head: { above: ['eu'] } }],
  [
    'an event that is both recorded and only yielded',
    'event_disagrees',
    'it',
    { head: { events: [...head.events, { code: 'asked', recorded: 'yielded', authority: null, status: null }] } },
  ],
  ['an event nobody makes happen', 'event_never_happens', 'it', { rules: [sound[0], after] }],
  ['a rule nothing starts', 'never_starts', 'IT-3', { rules: [sound[0], after] }],
  [
    'a condition nobody can meet',
    'never_holds',
    'IT-1',
    broken({ when: { all: [{ field: 'child', equals: true }, { not: { field: 'child', equals: true } }] } }),
  ],
  [
    'rules that start each other',
    'cycle',
    'IT-2',
    { rules: [sound[0], period('IT-2', { starts: ['asked', 'period_over'] }), after] },
  ],
  [
    'versions that overlap',
    'versions_overlap',
    'IT-1',
    { rules: [...sound, rule('IT-1', { valid_from: '2024-01-01' })] },
  ],
  [
    'days without a version',
    'versions_leave_days',
    'IT-1',
    {
      rules: [
        rule('IT-1', { valid_until: '2022-12-31' }),
        rule('IT-1', { valid_from: '2023-02-01' }),
        ...sound.slice(1),
      ],
    },
  ],
  ['a version that ends before it begins', 'backwards', 'IT-1', broken({ valid_until: '2019-01-01' })],
  [
    'two terms of one thing',
    'contradicts',
    'IT-1',
    { rules: [...sound, rule('IT-4', { when: null, readings: [{ code: 'only', term: { ...term, n: 9 } }] })] },
  ],
  ['a deadline nobody can meet', 'deadline_without_closes', 'IT-1', broken({ closes: [] })],
  ['a deadline without a term', 'deadline_without_term', 'IT-1', broken({ readings: [] })],
  [
    'a period without a term',
    'period_without_term',
    'IT-2',
    { rules: [sound[0], period('IT-2', { readings: [] }), after] },
  ],
  [
    'a period nothing ends',
    'period_without_end',
    'IT-4',
    { rules: [...sound, period('IT-4', { ends: [], yields: [] })] },
  ],
  [
    'silence of a right',
    'silence_without_deadline',
    'IT-3',
    { rules: [...sound.slice(0, 2), { ...after, silence: { means: 'granted', yields: null } }] },
  ],
  [
    'silence that tells no rule',
    'silence_yields_nothing',
    'IT-1',
    broken({ silence: { means: 'granted', yields: null } }),
  ],
  [
    'months of working days',
    'term_makes_no_sense',
    'IT-1',
    broken({ readings: [{ code: 'only', term: { ...term, unit: 'month' } }] }),
  ],
  [
    'one reading twice',
    'reading_twice',
    'IT-1',
    broken({
      readings: [
        { code: 'only', term },
        { code: 'only', term },
      ],
    }),
  ],
  ['an event that meets and takes away', 'closes_and_ends', 'IT-1', broken({ ends: ['answered'] })],
  [
    'an end of what has none',
    'end_without_term',
    'IT-3',
    { rules: [...sound.slice(0, 2), { ...after, yields: [{ at: 'end', event: 'answered' }] }] },
  ],
  [
    'a bell without a day',
    'rings_without_term',
    'IT-3',
    { rules: [...sound.slice(0, 2), { ...after, warn_days: [7] }] },
  ],
  [
    'another term of nothing',
    'alternatives_without_term',
    'IT-3',
    {
      rules: [
        ...sound.slice(0, 2),
        { ...after, alternatives: [{ when: { field: 'child', equals: true }, readings: [{ code: 'only', term }] }] },
      ],
    },
  ],
  [
    'an event of no use',
    'unused_event',
    'it',
    { head: { events: [...head.events, { code: 'unsaid', recorded: 'day', authority: null, status: null }] } },
  ],
  [
    'a circumstance of no use',
    'unused_circumstance',
    'it',
    { head: { circumstances: [...head.circumstances, { field: 'rich', choices: null }] } },
  ],
  ['a word that is missing', 'word_missing', 'IT-1', { words: ({ 'law.rule.IT-1.means': _, ...rest }) => rest }],
  ['an event without a word', 'word_missing', 'it', { words: ({ 'law.event.asked': _, ...rest }) => rest }],
  ['words of no rule', 'word_of_no_rule', 'it', { words: (words) => ({ ...words, 'law.rule.IT-77.title': 'left' }) }],
  ['no review', 'unreviewed', 'IT-1', broken({ reviewed_by: null, reviewed_on: null })],
  ['a name without a day', 'half_a_review', 'IT-1', broken({ reviewed_on: null })],
  ['a review of long ago', 'review_old', 'IT-1', broken({ reviewed_on: '2025-11-01' })],
  ['a review of tomorrow', 'review_to_come', 'IT-1', broken({ reviewed_on: '2026-12-01' })],
  ['something to be looked up', 'verify', 'IT-1', broken({ verify: true })],
]

for (const [name, code, where, pack] of planted)
  test(`planted and found: ${name}`, () => {
    says(check(pack), code, where)
  })

test('a calendar that runs out soon is a gap', () => {
  const folder = {
    head,
    files: [{ name: 'rules-permit.json', value: { source: 'made up for this test', rules: sound } }],
    words: { en: wordsFor(sound) },
  }
  const soon = { ...against, calendars: new Map([['it', '2027-11-01']]) }
  says(checkPack(folder, soon).findings, 'calendar_runs_out', 'it')
})

test('one broken rule does not hide the faults of the others', () => {
  const found = check({ rules: [null, rule('IT-1', { closes: [] }), ...sound.slice(1)] })
  says(found, 'misshapen', 'rules-permit.json 1')
  says(found, 'deadline_without_closes', 'IT-1')
})

test('two terms stand side by side where one takes the place of the other, or nobody is meant by both', () => {
  const longer = { readings: [{ code: 'only', term: { ...term, n: 9 } }] }
  const other = (more: Partial<LawRule>) => check({ rules: [...sound, rule('IT-4', { ...longer, ...more })] })
  const twice = (findings: Finding[]) => findings.filter(({ code }) => code === 'contradicts').length
  assert.equal(twice(other({ when: { not: { field: 'child', equals: true } } })), 0)
  assert.equal(twice(other({ instead_of: ['IT-1'] })), 0)
  assert.equal(twice(other({ valid_from: '2010-01-01', valid_until: '2019-12-31' })), 0)
  assert.equal(twice(other({})), 1)
})
