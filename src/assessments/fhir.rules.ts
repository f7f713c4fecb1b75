// Answers as FHIR R4, for the person or for whoever she lets read them: the form as it was shown, what was answered, what
// was skipped, and each score as an observation. Nobody is named in it: who she is goes another way.
import type { Day } from '#kit/day.ts'
import { enableWhen } from './fhir-enable.rules.ts'
import type { Instrument, Read, Wording } from './instrument.ts'
import type { GivenAnswers, Giving } from './sitting.ts'

type Json = { [key: string]: unknown }

export interface Shared {
  assessment_id: string
  instrument: Instrument
  wording: Wording
  /** Official sentences she saw in place of ours, and under what licence they came. */
  official: { sentences: Record<string, string>; licence_note: string } | null
  taken_on: Day
  giving: Giving
  amended: boolean
  answers: GivenAnswers
  read: Read
}

/** Names no house and no program: the file may be found on a telephone. */
export const systemOf = ({ id }: Pick<Instrument, 'id'>): string => `urn:x-form:${id}`
const answersOf = (instrument: Instrument, set: string): string => `${systemOf(instrument)}:${set}`
const ordinal = 'http://hl7.org/fhir/StructureDefinition/ordinalValue'
const absent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

/** The sentence she saw. */
const textOf = ({ wording, official }: Pick<Shared, 'wording' | 'official'>, item: string): string =>
  official?.sentences[item] ?? wording.items[item] ?? item

const codingOf = ({ instrument, wording }: Pick<Shared, 'instrument' | 'wording'>, set: string, code: string): Json => {
  const value = instrument.answers[set]?.find((option) => option.code === code)?.value ?? null
  return {
    ...(value !== null && { extension: [{ url: ordinal, valueDecimal: value }] }),
    system: answersOf(instrument, set),
    code,
    display: wording.answers[set]?.[code] ?? code,
  }
}

const typeOf = (answers: string): 'text' | 'date' | 'choice' =>
  answers === 'text' ? 'text' : answers === 'day' ? 'date' : 'choice'

const isOptional = (answers: string): boolean => answers === 'text' || answers === 'day'

export const questionnaireOf = (of: Pick<Shared, 'instrument' | 'wording' | 'official'>, id: string): Json => {
  const { instrument, wording, official } = of
  return {
    resourceType: 'Questionnaire',
    id,
    language: wording.language,
    url: systemOf(instrument),
    version: String(instrument.version),
    title: `${instrument.name} · ${wording.title}`,
    status: 'active',
    subjectType: ['Patient'],
    description: wording.about,
    copyright: official ? official.licence_note : instrument.licence.holder,
    item: instrument.items.map((item) => ({
      linkId: item.code,
      text: textOf(of, item.code),
      type: typeOf(item.answers),
      required: false,
      ...(item.asked_when && enableWhen(instrument, item.asked_when, answersOf)),
      ...(!isOptional(item.answers) && {
        answerOption: (instrument.answers[item.answers] ?? []).map(({ code }) => ({
          valueCoding: codingOf(of, item.answers, code),
        })),
      }),
    })),
  }
}

const answerOf = (of: Shared, answers: string, given: string): Json =>
  answers === 'text'
    ? { valueString: given }
    : answers === 'day'
      ? { valueDate: given }
      : { valueCoding: codingOf(of, answers, given) }

export const responseOf = (of: Shared, patient: string): Json => {
  const { instrument, answers } = of
  const item = instrument.items.flatMap((each): Json[] => {
    const given = answers[each.code]
    if (given === undefined) return []
    const asked = { linkId: each.code, text: textOf(of, each.code) }
    // Skipped is said, so that nobody takes silence for a no.
    if (given === null) return [{ extension: [{ url: absent, valueCode: 'asked-declined' }], ...asked }]
    return [{ ...asked, answer: [answerOf(of, each.answers, given)] }]
  })
  return {
    resourceType: 'QuestionnaireResponse',
    id: of.assessment_id,
    language: of.wording.language,
    questionnaire: `${systemOf(instrument)}|${instrument.version}`,
    status: of.amended ? 'amended' : 'completed',
    subject: { reference: patient },
    authored: of.taken_on,
    ...(of.giving.given === 'own_door' && { source: { reference: patient } }),
    ...(item.length > 0 && { item }),
  }
}

const survey = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }],
}

/** Scores and findings in words first: what they may mean, with the number beside them. */
export const observationsOf = (
  of: Shared,
  { patient, response, note }: { patient: string; response: string; note: string },
  idOf: (what: string) => string,
): Json[] => {
  const { instrument, wording, read, taken_on, assessment_id, amended } = of
  const about = (what: string, text: string) => ({
    resourceType: 'Observation',
    id: idOf(`${assessment_id} ${what}`),
    status: amended ? 'amended' : 'final',
    category: [survey],
    code: { coding: [{ system: systemOf(instrument), code: what }], text },
    subject: { reference: patient },
    effectiveDateTime: taken_on,
    derivedFrom: [{ reference: response }],
    note: [{ text: note }],
  })
  const nameOf = (score: string): string =>
    [instrument.name, wording.scores?.[score] ?? wording.parts[score]].filter(Boolean).join(' · ')
  const words = (codes: string[]) =>
    codes.flatMap((code) => (wording.readings[code] ? [{ text: wording.readings[code] }] : []))
  return [
    ...read.scores.map(({ code, value, band, cut_offs, prorated }) => {
      const met = cut_offs.flatMap((line) => (line.met === true ? [line.code] : []))
      const meaning = words([...(band ? [band] : []), ...met])
      return {
        ...about(code, nameOf(code)),
        ...(value === null
          ? {
              dataAbsentReason: {
                coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }],
              },
            }
          : { valueQuantity: { value, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' } }),
        ...(meaning.length > 0 && { interpretation: meaning }),
        ...(prorated && { method: { text: 'prorated' } }),
      }
    }),
    ...read.findings.map((finding) => ({
      ...about(finding, instrument.name),
      valueCodeableConcept: {
        coding: [{ system: systemOf(instrument), code: finding }],
        text: wording.readings[finding] ?? finding,
      },
    })),
  ]
}

/** Everything in one file: a person without a name, each form once, the answers and what they read as. */
export const bundleOf = (
  all: Shared[],
  { id, now, note, idOf }: { id: string; now: string; note: string; idOf: (what: string) => string },
): Json => {
  const patient_id = idOf('patient')
  const patient = `urn:uuid:${patient_id}`
  const forms = new Map<string, Json>()
  for (const of of all) {
    const name = [
      of.instrument.id,
      of.instrument.version,
      of.wording.language,
      of.official ? of.assessment_id : '',
    ].join(' ')
    if (!forms.has(name)) forms.set(name, questionnaireOf(of, idOf(`form ${name}`)))
  }
  const entry = (resource: Json) => ({ fullUrl: `urn:uuid:${String(resource.id)}`, resource })
  return {
    resourceType: 'Bundle',
    id,
    type: 'collection',
    timestamp: now,
    entry: [
      entry({ resourceType: 'Patient', id: patient_id }),
      ...[...forms.values()].map(entry),
      ...all.flatMap((of) => {
        const response = `urn:uuid:${of.assessment_id}`
        return [entry(responseOf(of, patient)), ...observationsOf(of, { patient, response, note }, idOf).map(entry)]
      }),
    ],
  }
}
