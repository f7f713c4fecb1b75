// What was answered over time: words first, numbers beside them, and what changed since the time before.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Answers, InstrumentId } from './instrument.ts'
import { Giving } from './sitting.ts'

/** A `Read` of instrument.ts, as it travels. */
export const ReadShown = z.object({
  asked: z.array(Code),
  missing: z.array(Code),
  scores: z.array(
    z.object({
      code: Code,
      value: z.number().nullable(),
      prorated: z.boolean(),
      band: Code.nullable(),
      cut_offs: z.array(z.object({ code: Code, met: z.union([z.boolean(), z.literal('unknown')]) })),
    }),
  ),
  findings: z.array(Code),
  undecided: z.array(Code),
  safety: z.array(Code),
})

/** One score beside the time before it was answered with the same form. */
export const ScoreChange = z.object({
  score: Code,
  since: Day,
  before: z.number(),
  after: z.number(),
  direction: z.enum(['better', 'worse', 'same']),
  /** Beyond chance, by the rule in use; null where no rule is known. */
  reliable: z.boolean().nullable(),
  rule: z.object({ code: Code, at_least: z.number() }).nullable(),
})
export type ScoreChange = z.infer<typeof ScoreChange>

export const AssessmentHead = z.object({
  assessment_id: Id,
  instrument: InstrumentId,
  instrument_version: z.int(),
  /** Those of one line ask and count the same, and are read beside each other. */
  line: z.int(),
  section: Section,
  taken_on: Day,
  taken_by: Id,
  giving: Giving,
  /** How often it was amended. */
  amended: z.int(),
  version: z.int(),
  /** Computed anew from the answers with the form's own version. */
  read: ReadShown,
  /** Since the one before of the same instrument and line; empty for the first. */
  changes: z.array(ScoreChange),
})
export type AssessmentHead = z.infer<typeof AssessmentHead>

/** What happened meanwhile, as coarse as a chart needs: the kind and the day, nothing else. */
export const FileEvent = z.object({
  on: Day,
  kind: z.enum(['moved', 'hearing', 'incident', 'crisis']),
})
export type FileEvent = z.infer<typeof FileEvent>

export const listResults = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/assessments',
  action: 'case.open',
  summary: 'Every finished instrument of the sections opened, by instrument and over time, with events for the chart.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    /** Each with its latest first. */
    instruments: z.array(z.object({ instrument: InstrumentId, taken: z.array(AssessmentHead) })),
    events: z.array(FileEvent),
  }),
})

export const readAssessment = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/assessments/:assessment_id',
  action: 'case.open',
  summary: 'One finished instrument: her answers, what they read as, and what stood before each amendment.',
  input: z.object({ case_id: Id, assessment_id: Id }),
  reply: AssessmentHead.extend({
    answers: Answers,
    /** Items that were put to her and that she skipped. */
    skipped: z.array(Code),
    /** The version of the official sentences she saw; null: our own. */
    official: z.int().nullable(),
    /** What stood before each, with who replaced it, when and why; the oldest first. */
    amendments: z.array(
      z.object({ version: z.int(), at: Moment, by: Id, reason: z.string(), answers: Answers, skipped: z.array(Code) }),
    ),
  }),
})
