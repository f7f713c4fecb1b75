// Screening instruments: short sets of questions that open a talk. Whom each is for, who fills it in, what it may be
// used under and how far its figures can be trusted stand in its file; the words of the questions are our own.
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'
import { Level } from './reading.ts'

/** How sure a fact is: read in its source, read in somebody's restatement, or remembered and still to be checked. */
export const Confidence = z.enum(['checked', 'secondary', 'memory'])
export type Confidence = z.infer<typeof Confidence>

export const instrumentIds = ['qyit', 'raft', 'ahtst', 'tvit-short', 'cse-it'] as const
export const InstrumentId = z.enum(instrumentIds)
export type InstrumentId = z.infer<typeof InstrumentId>

/** `yes_no_skip` is asked of the person; `concern` is what a professional notes from what is known. */
export const answersOf = {
  yes_no_skip: ['yes', 'no', 'skip'],
  concern: ['none', 'possible', 'clear', 'skip'],
} as const
export const ScreeningAnswer = z.enum(['yes', 'no', 'skip', 'none', 'possible', 'clear'])
export type ScreeningAnswer = z.infer<typeof ScreeningAnswer>

export const ScreeningItem = z.strictObject({
  code: Code,
  kind: z.enum(['yes_no_skip', 'concern']),
  section: Code,
  /** What of the definition it speaks of; `vulnerability`: what makes harm more likely, and no harm by itself. */
  dimension: z.enum(['act', 'means', 'purpose', 'vulnerability']),
  means: z.enum(['coercion', 'deception', 'vulnerability']).optional(),
  purpose: z.enum(['labour', 'sexual', 'any']).optional(),
  /** Asked only of somebody it can be true of. */
  when: z.enum(['born_elsewhere']).optional(),
  /** Points of none, possible and clear concern. */
  points: z.tuple([z.int(), z.int(), z.int()]).optional(),
})
export type ScreeningItem = z.infer<typeof ScreeningItem>

const ReadingRule = z.discriminatedUnion('kind', [
  /** So many yes make the answer positive. */
  z.strictObject({ kind: z.literal('any_yes'), at_least: z.int().positive(), confidence: Confidence }),
  /** No count decides: whoever talks with the person judges. */
  z.strictObject({ kind: z.literal('judgement'), confidence: Confidence }),
  z.strictObject({
    kind: z.literal('points'),
    levels: z.array(z.strictObject({ from: z.int(), to: z.int(), level: Level })).min(1),
    confidence: Confidence,
  }),
])

export const ScreeningInstrument = FactFile.extend({
  id: InstrumentId,
  version: z.int().positive(),
  /** As the field calls it; a proper name, the same in every language. */
  name: z.string().min(2),
  wording: z.literal('own'),
  population: z.array(Code).min(1),
  ages: z.strictObject({ from: z.int().nullable(), to: z.int().nullable() }),
  filled_by: z.enum(['with_the_person', 'professional']),
  read_aloud: z.boolean(),
  licence: z.strictObject({
    status: z.enum(['public', 'ask', 'verify', 'agreement']),
    confidence: Confidence,
    official_text: z.literal('import_only'),
  }),
  validated: z.strictObject({
    state: z.enum(['yes', 'no']),
    where: z.array(Code),
    figures: z.array(
      z.strictObject({
        measure: z.enum(['sensitivity', 'specificity']),
        value: z.number().min(0).max(1),
        setting: Code,
        n: z.int().nullable(),
        confidence: Confidence,
      }),
    ),
  }),
  sections: z.array(Code).min(1),
  items: z.array(ScreeningItem).min(1),
  reading: ReadingRule,
  items_confidence: Confidence,
})
export type ScreeningInstrument = z.infer<typeof ScreeningInstrument>

/** What was answered, by code of the item. What is not there was skipped; a skip is never a no. */
export const ScreeningAnswers = z.record(Code, ScreeningAnswer)
export type ScreeningAnswers = z.infer<typeof ScreeningAnswers>

/** What is made sure of before the first question, for every instrument. */
export const SafetyGate = z.strictObject({
  /** Nobody else hears, sees or waits at the door. */
  alone: z.boolean(),
  interpreter: z.enum(['not_needed', 'professional', 'somebody_else', 'missing']),
  danger_now: z.enum(['yes', 'no', 'unsure']),
  /** What stays between us and what cannot: danger to life, a child. */
  limits_explained: z.boolean(),
  may_skip: z.boolean(),
})
export type SafetyGate = z.infer<typeof SafetyGate>

export const gateObstacles = ['alone', 'interpreter', 'limits_explained', 'may_skip'] as const
export type GateObstacle = (typeof gateObstacles)[number]

/** Longest sentence of an instrument, ours or official. */
export const longestSentence = 600

/** The key of an item's words in data/texts. */
export const itemText = (instrument: string, item: string): string => `screening.${instrument}.${item}`
