// Guided checklists: what a lawyer would have to show so that somebody is not punished for what they were made to do, or a
// record is cleared; and how far a file has come with one. No verdict: each step is answered by people, with words.
import { z } from 'zod'
import { Confidence } from '#detection/screening.ts'
import { Code, FactFile } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { ProceedingKind } from './non-punishment.ts'

const Article = z.strictObject({ en: z.string().min(5), es: z.string().min(5), it: z.string().min(5) })

export const GuideStep = z.strictObject({
  /** Words: `proceedings.guide.step.<code>` and `….what`. */
  code: Code,
  kind: z.enum(['shown', 'argued', 'bar', 'paper', 'asked', 'talked']),
  /** Codes of data/codes/document_types.json that help. */
  documents: z.array(Code),
  confidence: Confidence,
  /** Where the step has one of its own. */
  article: z.string().min(5).nullable(),
})
export type GuideStep = z.infer<typeof GuideStep>

export const Guide = z.strictObject({
  /** Words: `proceedings.guide.<code>.title`. */
  code: Code,
  aim: z.enum(['not_punished', 'record_cleared']),
  about: z.array(ProceedingKind).min(1),
  article: Article,
  /** Words: `proceedings.guide.authority.<code>`. */
  authority: Code,
  confidence: Confidence,
  /** Whether it is for who was under age then, for who was of age, or for both. */
  minors: z.boolean().nullable(),
  steps: z.array(GuideStep).min(3),
})
export type Guide = z.infer<typeof Guide>

export const GuideFile = FactFile.extend({
  id: z.string().regex(/^[a-z]{2}$/),
  country: z.string().regex(/^[A-Z]{2}$/),
  guides: z.array(Guide).min(1),
})
export type GuideFile = z.infer<typeof GuideFile>

export const stepAnswers = ['open', 'there', 'partly', 'missing', 'speaks_against'] as const
export const StepAnswer = z.enum(stepAnswers)
export type StepAnswer = z.infer<typeof StepAnswer>
export const guidedStatuses = ['begun', 'with_counsel', 'set_aside'] as const
export const GuidedStatus = z.enum(guidedStatuses)

/** Sealed, by the code of the step. */
export const GuidedWords = z.object({
  steps: z.record(Code, z.object({ answer: StepAnswer, words: OptionalProse(1_000).default('') })),
})
export type GuidedWords = z.infer<typeof GuidedWords>

export const Guided = z.object({
  guided_id: Id,
  proceeding_id: Id,
  guide: Code,
  status: GuidedStatus,
  ...GuidedWords.shape,
  changed_at: Moment,
  version: z.int(),
})
export type Guided = z.infer<typeof Guided>

export const readGuided = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/guided-steps',
  action: 'case.open',
  summary: 'The guided checklists that fit what is held against the person, and how far each has come. No verdict.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    guided: z.array(Guided),
    /** What could be begun or is, by proceeding. */
    fit: z.array(z.object({ proceeding_id: Id, guide: Code })),
    guides: z.array(Guide.extend({ country: z.string(), reviewed: z.boolean() })),
  }),
})

export const keepGuided = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/guided-steps/:guided_id',
  action: 'case.write',
  summary: 'Keeps how far a guided checklist has come; version 0 begins it. A stale version gets the current one back.',
  input: z.object({
    ...{ case_id: Id, guided_id: Id, version: z.int().min(0) },
    ...{ proceeding_id: Id, guide: Code, status: GuidedStatus },
    ...GuidedWords.shape,
  }),
  reply: z.object({ guided_id: Id, version: z.int() }),
})
