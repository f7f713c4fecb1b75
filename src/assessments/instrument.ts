// Instruments of healing, risk and daily life as data: what is asked, what an answer counts, what a sum is called and how
// sure each number is. Version by version in data/instruments/care; a published version never changes.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Condition } from '#facts/condition.ts'
import { Code, FactFile } from '#facts/facts.ts'

/** How sure a number is: read in its source, read in somebody's restatement, or remembered and still to be checked. */
export const Confidence = z.enum(['checked', 'secondary', 'memory'])
export type Confidence = z.infer<typeof Confidence>

export const instrumentIds = [
  'pc-ptsd-5',
  'pcl-5',
  'itq',
  'phq-2',
  'phq-9',
  'gad-7',
  'audit',
  'audit-c',
  'dast-10',
  'who-5',
  'k10',
  'c-ssrs',
  'core-10',
  'self-sufficiency',
  'retrafficking-risk',
  'danger',
  'independent-living',
] as const
export const InstrumentId = z.enum(instrumentIds)
export type InstrumentId = z.infer<typeof InstrumentId>

/** The languages every instrument is worded in. */
export const wordedIn = ['en', 'es', 'it', 'hi', 'bn', 'ne', 'ur'] as const
export const WordedIn = z.enum(wordedIn)
export type WordedIn = z.infer<typeof WordedIn>

/** `value: null`: an answer that is given but counts nothing, as "not applicable". */
const Option = z.strictObject({ code: Code, value: z.number().nullable() })

export const Item = z.strictObject({
  code: Code,
  /** The set of answers; `text` and `day` take her own words or a date instead, and never count. */
  answers: z.union([Code, z.literal('text'), z.literal('day')]),
  /** The part of the instrument it stands in, and the name of its cluster or dimension. */
  part: Code,
  /** Asked only when this holds for the option codes answered so far (`field` is the code of an item). */
  asked_when: Condition.optional(),
  /** The set's values counted from the other end. */
  reversed: z.boolean().optional(),
  confidence: Confidence,
})
export type Item = z.infer<typeof Item>

/** From and to are part of the band. Bands follow each other and cover the whole range. */
export const Band = z.strictObject({ code: Code, from: z.number(), to: z.number(), confidence: Confidence })
export type Band = z.infer<typeof Band>

/** A line some draw: `positive` when the score is at least `from`, or at most `to` where low is bad. */
export const CutOff = z.strictObject({
  code: Code,
  from: z.number().optional(),
  to: z.number().optional(),
  /** For whom the line is drawn (`field` names a fact of the person, as `gender`); everybody unless said. */
  holds_when: Condition.optional(),
  confidence: Confidence,
})
export type CutOff = z.infer<typeof CutOff>

export const Score = z.strictObject({
  code: Code,
  items: z.array(Code).min(1),
  kind: z.enum(['sum', 'mean']),
  /** What the sum is multiplied by before it is read (WHO-5: 4). */
  times: z.number().positive(),
  from: z.number(),
  to: z.number(),
  better: z.enum(['lower', 'higher']),
  /** Empty where the field has agreed on none. */
  bands: z.array(Band),
  cut_offs: z.array(CutOff),
  /** How many of its items may be missing, and what is then done; more missing: no score. */
  // biome-ignore lint/suspicious/noThenProperty: a word of the data, and no function
  missing: z.strictObject({ at_most: z.int().min(0), then: z.enum(['prorate', 'none']), confidence: Confidence }),
  /** What counts as a change beyond chance. Several may be in use: the house's choice is said with the result. */
  changes: z.array(z.strictObject({ code: Code, at_least: z.number().positive(), confidence: Confidence })),
})
export type Score = z.infer<typeof Score>

/** Rules that no sum can say; each is a function of its own in algorithms.rules.ts. */
export const algorithms = ['itq', 'c_ssrs', 'phq9_major', 'pcl5_clusters'] as const
export type Algorithm = (typeof algorithms)[number]

/** The groups of items an algorithm speaks of, as an instrument names them in `clusters`; and what it may find. */
export const algorithmTerms: Record<Algorithm, { clusters: readonly string[]; findings: readonly string[] }> = {
  itq: {
    clusters: [
      ...['re_experiencing', 'avoidance', 'threat', 'ptsd_impairment'],
      ...['affect', 'self', 'relationships', 'dso_impairment'],
    ],
    findings: ['cptsd_criteria', 'ptsd_criteria', 'criteria_not_met'],
  },
  // One item each; `behaviour_recent` is the second part of the sixth question: within three months.
  c_ssrs: {
    clusters: ['wish', 'thoughts', 'method', 'intent', 'plan', 'behaviour_ever', 'behaviour_recent'],
    findings: ['risk_high', 'risk_moderate', 'risk_low', 'risk_none_noted'],
  },
  // `core`: the first two of the nine; `others`: third to eighth; `ending_life`: the ninth, which counts from one on.
  phq9_major: { clusters: ['core', 'others', 'ending_life'], findings: ['major_pattern'] },
  pcl5_clusters: { clusters: ['b', 'c', 'd', 'e'], findings: ['cluster_pattern'] },
}

export const Instrument = FactFile.extend({
  id: InstrumentId,
  version: z.int().positive(),
  /**
   * An earlier version that asks and counts exactly the same in the same words: nothing but what opens the protocol is
   * other. Its wordings are this one's, and results of both are read beside each other.
   */
  continues: z.int().positive().optional(),
  /** As the field calls it; a proper name, the same in every language. */
  name: z.string().min(2),
  shape: z.enum(['scale', 'matrix', 'judgement', 'checklist']),
  about: z.enum(['trauma', 'mood', 'anxiety', 'substances', 'wellbeing', 'distress', 'suicide', 'living', 'safety']),
  section: Section,
  filled_by: z.enum(['herself', 'with_the_person', 'professional']),
  minutes: z.int().positive(),
  /** Two long ones on one day are warned about. */
  long: z.boolean(),
  ages: z.strictObject({ from: z.int().nullable(), to: z.int().nullable(), confidence: Confidence }),
  /** The time the answers speak of; its words stand with the wording. null: no window. */
  recall: Code.nullable(),
  recall_confidence: Confidence,
  licence: z.strictObject({
    status: z.enum(['public', 'free', 'ask', 'verify', 'agreement', 'own']),
    holder: z.string().min(2),
    confidence: Confidence,
    official_text: z.enum(['import_only', 'none']),
  }),
  wording: z.literal('own'),
  validated: z.strictObject({ state: z.enum(['yes', 'no']), confidence: Confidence }),
  answers: z.record(Code, z.array(Option).min(2)),
  parts: z.array(Code).min(1),
  items: z.array(Item).min(1),
  scores: z.array(Score),
  algorithm: z.enum(algorithms).nullable(),
  /** Which items the algorithm's words mean; exactly those of `algorithmTerms`. */
  clusters: z.record(Code, z.array(Code).min(1)).optional(),
  /** An answer that opens the same-day protocol: this item, answered with at least so much, or, where low is bad, at most. */
  safety: z.array(
    z.union([
      z.strictObject({ item: Code, at_least: z.number(), confidence: Confidence }),
      z.strictObject({ item: Code, at_most: z.number(), confidence: Confidence }),
    ]),
  ),
})
export type Instrument = z.infer<typeof Instrument>
export type SafetyLine = Instrument['safety'][number]

/** The version whose words it speaks in, and under which its results are compared. */
export const lineOf = ({ version, continues }: Pick<Instrument, 'version' | 'continues'>): number =>
  continues ?? version

/** The words of one version in one language, made by Amparo; official sentences come only through an import. */
export const Wording = z.strictObject({
  language: WordedIn,
  reviewed_by: z.string().min(2).nullable(),
  title: z.string().min(3),
  /** What it looks at, for the list a worker chooses from. */
  about: z.string().min(10),
  /** What is said to her before the first question: what for, how long, that she may skip and stop. */
  introduction: z.string().min(10),
  /** "In the last two weeks"; empty where there is no window. */
  recall: z.string(),
  parts: z.record(Code, z.string().min(1)),
  items: z.record(Code, z.string().min(3)),
  /** Set of answers → option → words. */
  answers: z.record(Code, z.record(Code, z.string().min(1))),
  /** Words for every band, cut-off, rule of change and finding of the algorithm: what it may mean, never a diagnosis. */
  readings: z.record(Code, z.string().min(3)),
  /** Names of scores that are called neither as the part of the same code nor as the instrument. */
  scores: z.record(Code, z.string().min(2)).optional(),
})
export type Wording = z.infer<typeof Wording>

/** Item → code of an option, or words and days where they are asked. What is not there was skipped; a skip is no zero. */
export const Answers = z.record(Code, z.string().max(2_000))
export type Answers = z.infer<typeof Answers>

export interface ScoreRead {
  code: string
  /** null: too much is missing to say. */
  value: number | null
  /** Counted up from what was answered. */
  prorated: boolean
  band: string | null
  cut_offs: { code: string; met: boolean | 'unknown' }[]
}

export interface Read {
  /** Items that were to be asked, given the answers, and which of them were not answered. */
  asked: string[]
  missing: string[]
  scores: ScoreRead[]
  /** Findings of the algorithm; `unknown` ones are left out and named in `undecided`. */
  findings: string[]
  undecided: string[]
  /** Items whose answer opens the same-day protocol. */
  safety: string[]
}
