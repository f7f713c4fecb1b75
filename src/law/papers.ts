// The order in which a person gets her papers in a country, as data: each step says which paper it ends in, what must stand
// before it, what is asked at the counter and which of that may be waived where asking for it would be dangerous.
import { z } from 'zod'
import { Condition } from '#facts/condition.ts'
import { Code, FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { EventCode, RuleId } from './rule.ts'

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
