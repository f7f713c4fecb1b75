// Risk as colleagues judge it: how likely, how bad, why, what is done, when it is looked at again, and what makes somebody
// look before that day. Nobody computes it: what is computed is only that it is time to look.
import { z } from 'zod'
import data from '#data/safety/risk.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'

export const riskKinds = [
  'found',
  'drawn_back',
  'contact_online',
  'threat_to_family',
  'family_pressure',
  'debt',
  'self_harm',
  'health',
  'housing',
  'children',
  'legal',
  'stigma',
  'other',
] as const
export const RiskKind = z.enum(riskKinds)
export type RiskKind = z.infer<typeof RiskKind>

export const RiskLevel = z.enum(['low', 'some', 'high', 'very_high'])
export type RiskLevel = z.infer<typeof RiskLevel>

export const RiskTriggerCode = z.enum([
  'move',
  'hearing',
  'release',
  'media',
  'contact_attempt',
  'incident',
  'left_the_place',
  'protocol',
  'new_job',
  'return_plan',
  'birthday_18',
  'age_decided',
])
export type RiskTriggerCode = z.infer<typeof RiskTriggerCode>

export const RiskFacts = FactFile.extend({
  kinds: z.array(RiskKind).min(1),
  /** By likelihood times impact; `review_days` is what the form proposes. */
  levels: z.array(z.strictObject({ level: RiskLevel, from: z.int(), to: z.int(), review_days: z.int().positive() })),
  triggers: z.array(
    z.strictObject({
      trigger: RiskTriggerCode,
      /** Whether a colleague may say that it happens. */
      told: z.boolean(),
      /** Entries of the timeline that mean it, when they come after the last look. */
      timeline: z.array(z.string()),
      /** Also where nobody ever looked at the risk. */
      always: z.boolean(),
    }),
  ),
})
export type RiskFacts = z.infer<typeof RiskFacts>

/** Read as it lies; a test holds it against the schema. */
export const riskFacts = data as RiskFacts

const Step = z.int().min(1).max(5)

export const Measure = z.object({
  what: Line(300),
  /** A colleague, the person, a partner: as people say it. */
  who: Line(120).or(z.literal('')),
  until: Day.nullable(),
})
export type Measure = z.infer<typeof Measure>

export const ScoreWords = z.object({
  likelihood: Step,
  impact: Step,
  reasons: Prose(4000),
  measures: z.array(Measure).max(12),
})
export type ScoreWords = z.infer<typeof ScoreWords>

export const RiskWords = z.object({ kind: RiskKind, title: Line(200) })
export type RiskWords = z.infer<typeof RiskWords>

/** Instruments whose answers this look leans on, as they were given. */
export const TakenInstrument = z.object({ assessment_id: Id, instrument: Code, taken_on: Day })
export const LookWords = z.object({ words: z.string(), assessments: z.array(TakenInstrument).max(6) })
export type LookWords = z.infer<typeof LookWords>

export const RiskScore = ScoreWords.extend({
  look_id: Id,
  scored_at: Moment,
  scored_name: z.string(),
  level: RiskLevel,
  /** Against the score before: how the level moved, and which measures came and went. */
  moved: z.enum(['first', 'up', 'down', 'same']),
  measures_added: z.array(z.string()),
  measures_gone: z.array(z.string()),
})
export type RiskScore = z.infer<typeof RiskScore>

export const Risk = RiskWords.extend({
  risk_id: Id,
  ended_at: Moment.nullable(),
  /** Latest first. */
  scores: z.array(RiskScore),
  version: z.int(),
})
export type Risk = z.infer<typeof Risk>

export const RiskLook = LookWords.extend({
  look_id: Id,
  looked_at: Moment,
  looked_name: z.string(),
  review_on: Day,
  causes: z.array(RiskTriggerCode),
})
export type RiskLook = z.infer<typeof RiskLook>

/** Why it is time to look again. `trigger_id` where a colleague said so. */
export const RiskDue = z.object({
  trigger: RiskTriggerCode,
  on_day: Day,
  trigger_id: Id.nullable(),
  words: z.string(),
  ahead: z.boolean(),
})
export type RiskDue = z.infer<typeof RiskDue>

export const readRisk = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/risk',
  action: 'case.open',
  summary: 'The risks of a file with their history, each look at them, and what makes it time to look again.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    risks: z.array(Risk),
    looks: z.array(RiskLook),
    due: z.array(RiskDue),
    /** Of the last look; null where nobody ever looked. */
    review_on: Day.nullable(),
    reviewed: z.boolean(),
  }),
})

const Scored = ScoreWords.extend({
  risk_id: Id,
  /** Given for a risk that is new with this look. */
  first: RiskWords.nullable().default(null),
})

export const lookAtRisk = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/risk/looks',
  action: 'case.write',
  summary:
    'Looks at the risk again: scores anew what changed, adds and ends risks, and answers what made it time to look. Refused when somebody looked meanwhile.',
  input: z
    .object({
      case_id: Id,
      look_id: Id,
      /** The look one had in sight; null for the first. */
      after: Id.nullable(),
      causes: z.array(RiskTriggerCode).max(12),
      review_on: Day,
      words: OptionalProse(4000).default(''),
      scores: z.array(Scored).max(20),
      ended: z.array(Id).max(20).default([]),
      assessments: z.array(TakenInstrument).max(6).default([]),
    })
    .refine(({ scores }) => new Set(scores.map(({ risk_id }) => risk_id)).size === scores.length, { path: ['scores'] }),
  reply: z.object({ look_id: Id }),
})

export const tellRiskTrigger = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/risk/triggers',
  action: 'case.write',
  summary: 'Says that something happens, on a day, after which the risk must be looked at again.',
  input: z.object({
    case_id: Id,
    trigger_id: Id,
    trigger: RiskTriggerCode,
    on_day: Day,
    words: OptionalProse(1000).default(''),
  }),
  reply: z.object({ trigger_id: Id }),
})
