// Spain is complete: every row of the tables it was written from is a rule, every code it names has words in the three
// languages of the desk, and every rule says where it stands and how sure it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import documentTypes from '#data/codes/document_types.json' with { type: 'json' }
import papersInOrder from '#data/law/es/papers.json' with { type: 'json' }
import type { Condition } from '#facts/condition.ts'
import { loadTexts } from '#language/load-texts.ts'
import { packs } from './packs.ts'
import { PapersInOrder } from './papers.ts'

const spain = packs.es
const papers = PapersInOrder.parse(papersInOrder)
const languages = ['en', 'es', 'it'] as const
const texts = Object.fromEntries(languages.map((code) => [code, loadTexts(code)]))

const numbered = (prefix: string, until: number, pad = 1) =>
  Array.from({ length: until }, (_, at) => `${prefix}${String(at + 1).padStart(pad, '0')}`)
const rows = [...numbered('ES-', 30, 2), ...numbered('ES-A', 9), ...numbered('ES-M', 17)]

const fieldsOf = (condition: Condition | null): string[] => {
  if (!condition) return []
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  return [condition.field]
}

const eventsOfRules = [
  ...new Set(
    spain.rules.flatMap(({ starts, closes, ends, restarted, yields, silence, suspended }) => [
      ...[...starts, ...closes, ...ends, ...restarted],
      ...yields.map(({ event }) => event),
      ...(silence?.yields ? [silence.yields] : []),
      ...suspended.flatMap(({ from, until }) => [...from, ...until]),
    ]),
  ),
]

const missingWords = (keys: string[]): string[] =>
  languages.flatMap((code) => keys.filter((key) => !texts[code]?.[key]).map((key) => `${code}: ${key}`))

test('every row of the tables is one rule or several', () => {
  const ids = new Set(spain.rules.map(({ id }) => id))
  const missing = rows.filter((row) => ![...ids].some((id) => id === row || id.replace(/[a-z]$/, '') === row))
  assert.deepEqual(missing, [])
})

test('every rule says its article, its source, which text was read and how sure it is', () => {
  for (const rule of spain.rules) {
    assert.ok(rule.article.trim() && rule.source.trim() && rule.source_version.trim(), rule.id)
    assert.equal(rule.reviewed_by, null, `${rule.id}: no lawyer has signed it`)
    if (rule.confidence === 'memory') assert.ok(rule.verify, `${rule.id}: what is remembered must be looked up`)
    if (rule.kind === 'deadline')
      assert.ok(rule.readings.length > 0 && rule.duty_holder && rule.warn_days.length > 0, rule.id)
  }
})

test('versions of one rule never hold on the same day', () => {
  for (const rule of spain.rules)
    for (const other of spain.rules.filter(({ id }) => id === rule.id))
      if (other.valid_from > rule.valid_from)
        assert.ok(rule.valid_until && rule.valid_until < other.valid_from, `${rule.id} from ${rule.valid_from}`)
})

test('every rule has its words in the three languages', () => {
  const keys = spain.rules.flatMap(({ id, verify, valid_until }) => [
    ...[`law.rule.${id}.title`, `law.rule.${id}.means`],
    ...(verify && valid_until === null ? [`law.rule.${id}.verify`] : []),
  ])
  assert.deepEqual(missingWords(keys), [])
})

test('what rules and papers name is a code of the pack, and has words', () => {
  const events = new Set(spain.events.map(({ code }) => code))
  assert.deepEqual(
    [...eventsOfRules, ...papers.steps.flatMap(({ given_by }) => given_by)].filter((code) => !events.has(code)),
    [],
  )
  const fields = new Set(spain.circumstances.map(({ field }) => field))
  const asked = spain.rules
    .flatMap(({ when, alternatives }) => [when, ...alternatives.map((other) => other.when)])
    .flatMap(fieldsOf)
  const waived = papers.steps.flatMap(({ asks }) => asks.flatMap(({ waiver }) => waiver?.when ?? []))
  assert.deepEqual(
    [...asked, ...waived].filter((field) => !fields.has(field)),
    [],
  )
  const authorities = new Set(spain.authorities)
  const named = spain.rules.flatMap(({ authority, duty_holder }) => [authority, duty_holder])
  const all = [
    ...named,
    ...spain.events.map(({ authority }) => authority),
    ...papers.steps.map(({ authority }) => authority),
  ]
  assert.deepEqual(
    all.filter((code) => code && !authorities.has(code)),
    [],
  )
  const readings = spain.rules.flatMap((rule) =>
    [rule.readings, ...rule.alternatives.map((other) => other.readings)].flat(),
  )
  const words = [
    ...[...events].map((code) => `law.event.${code}`),
    ...[...fields].map((field) => `law.circumstance.${field}`),
    ...[...authorities].map((code) => `law.authority.${code}`),
    ...readings.map(({ code }) => `law.reading.${code}`),
    ...papers.steps.flatMap(({ code }) => [`law.paper.${code}.title`, `law.paper.${code}.means`]),
  ]
  assert.deepEqual(missingWords([...new Set(words)]), [])
})

test('no event of the pack is known to no rule, and only a rule makes a yielded one', () => {
  const used = new Set(eventsOfRules)
  assert.deepEqual(
    spain.events.filter(({ code }) => !used.has(code)).map(({ code }) => code),
    [],
  )
  const made = new Set(
    spain.rules.flatMap(({ yields, silence }) => [...yields.map(({ event }) => event), silence?.yields]),
  )
  assert.deepEqual(
    spain.events.filter(({ code, recorded }) => recorded === 'yielded' && !made.has(code)).map(({ code }) => code),
    [],
  )
})

test('documents and rules that rules and papers name exist', () => {
  const types = new Set(documentTypes.codes.map(({ code }) => code))
  const documents = [
    ...spain.rules.flatMap((rule) => rule.documents),
    ...papers.steps.flatMap(({ document, asks }) => [document, ...asks.flatMap((asked) => asked.documents)]),
  ]
  assert.deepEqual(
    documents.filter((code) => code && !types.has(code)),
    [],
  )
  const ids = new Set(spain.rules.map(({ id }) => id))
  const named = [...spain.rules.flatMap(({ instead_of }) => instead_of), ...papers.steps.map(({ rule }) => rule)]
  assert.deepEqual(
    named.filter((id) => id && !ids.has(id)),
    [],
  )
})
