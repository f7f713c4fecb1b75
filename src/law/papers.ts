// The order in which a person gets her papers in a country, as data: each step says which paper it ends in, what must stand
// before it, what is asked at the counter and which of that may be waived where asking for it would be dangerous.
import { z } from 'zod'
import { HeldBy } from '#documents/document.ts'
import { Condition } from '#facts/condition.ts'
import { Code, FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { EventCode, PackId, RuleId } from './rule.ts'

/** What the law lets an office do without, and the circumstance of the file that makes asking for it a danger. */
export const Waiver = z.strictObject({
  /** A circumstance of the pack. */
  when: Code,
  article: z.string().min(4),
  source: z.string().min(10),
})
export type Waiver = z.infer<typeof Waiver>

/** Any one of these papers will do. */
export const Asked = z.strictObject({
  documents: z.array(Code).min(1),
  waiver: Waiver.nullable(),
})
export type Asked = z.infer<typeof Asked>

/** Words: `law.paper.<code>.title|means`. */
export const PaperStep = z.strictObject({
  code: Code,
  /** Only for whom this holds; null: everybody. */
  when: Condition.nullable(),
  /** A code of data/codes/document_types.json; null where nothing is handed out. */
  document: Code.nullable(),
  /** Steps of this order that stand before it. */
  after: z.array(Code),
  /** What is shown or handed in to get it. */
  asks: z.array(Asked),
  /** Any of these events in the file means that it was given; several steps may share one. */
  given_by: z.array(EventCode),
  /** The rule that orders it or says by when it is asked for. */
  rule: RuleId.nullable(),
  /** Words: `law.authority.<code>`; null where nobody in particular gives it. */
  authority: Code.nullable(),
  /** Fields of the document without which the step is not complete. */
  notes: z.array(z.enum(['number', 'issued_on', 'expires_on', 'copy'])),
  article: z.string().min(4),
  source: z.string().min(10),
  confidence: z.enum(['checked', 'secondary', 'memory']),
  verify: z.boolean(),
})
export type PaperStep = z.infer<typeof PaperStep>

export const PapersInOrder = FactFile.extend({
  country: z.string().length(2),
  reviewed_on: Day.nullable(),
  /** Codes of who holds an original (`HeldBy` of the documents): never these, and these only against a receipt. */
  never_held_by: z.array(Code),
  receipt_from: z.array(Code),
  steps: z
    .array(PaperStep)
    .min(1)
    .refine((steps) => new Set(steps.map(({ code }) => code)).size === steps.length, 'a step appears twice')
    .refine(
      (steps) => steps.every(({ after }, at) => after.every((code) => steps.slice(0, at).some((s) => s.code === code))),
      'a step comes before one that it needs',
    ),
})
export type PapersInOrder = z.infer<typeof PapersInOrder>

/**
 * `done`: she has it. `expiring`, `ended`: its days run out, or did. `given`: it was granted, and no paper of it is written down.
 * `next`: can be asked for now. `waits`: something stands before it. `not_shown`: stands in a section this reader does not open.
 * `to_know`: nothing is handed out.
 */
export const paperStates = ['done', 'expiring', 'ended', 'given', 'next', 'waits', 'not_shown', 'to_know'] as const
export const PaperState = z.enum(paperStates)
export type PaperState = z.infer<typeof PaperState>

export const StepNow = PaperStep.pick({
  ...{
    code: true,
    document: true,
    rule: true,
    authority: true,
    article: true,
    source: true,
    confidence: true,
    verify: true,
  },
}).extend({
  state: PaperState,
  document_id: Id.nullable(),
  held_by: HeldBy.nullable(),
  /** `never`: whoever holds it must not. `receipt`: only against a receipt. */
  alarm: z.enum(['never', 'receipt']).nullable(),
  expires_on: Day.nullable(),
  given_on: Day.nullable(),
  lacks: PaperStep.shape.notes,
  waits_for: z.array(Code),
  asks: z.array(
    z.object({
      documents: z.array(Code),
      have: Id.nullable(),
      not_shown: z.boolean(),
      may_be_waived: Waiver.nullable(),
      /** A colleague marked that asking for it would be dangerous. */
      dangerous: z.boolean(),
    }),
  ),
})
export type StepNow = z.infer<typeof StepNow>

export const readPapers = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/law/papers',
  action: 'case.open',
  summary:
    'The order of papers in the country of the file: what she has, what comes next, what it waits for, who holds it.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    /** null: no order of papers is written down for the law of this file. */
    order: z.object({ pack: PackId, reviewed_by: z.string().nullable(), steps: z.array(StepNow) }).nullable(),
    may: z.object({ write: z.boolean() }),
  }),
})
