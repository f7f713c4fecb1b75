// Injuries as they were seen, on a body chart: what, where, how big, how old, what the person says of its cause, and how
// well that fits. For care, and where the person agrees, for a court. Amended only in sight.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'
import { Consistency, InjuryKind } from './lists.ts'

export const Figure = z.enum(['adult', 'child'])
export type Figure = z.infer<typeof Figure>
export const FigureSide = z.enum(['front', 'back'])
export type FigureSide = z.infer<typeof FigureSide>

/** How old it looks or is said to be. */
export const InjuryAge = z.enum(['hours', 'days', 'weeks', 'months', 'years', 'not_known'])

export const InjuryMark = z.object({
  side: FigureSide,
  /** On the figure, in thousandths of its width and height, seen as it is drawn. */
  x: z.int().min(0).max(1000),
  y: z.int().min(0).max(1000),
  kind: InjuryKind,
  /** In millimetres; null where it was not measured. */
  length: z.int().min(1).max(2000).nullable(),
  width: z.int().min(1).max(2000).nullable(),
  age: InjuryAge,
  /** What is seen: shape, colour, edges. */
  seen: OptionalProse(1000),
  /** Where it comes from, as the person tells it. */
  told: OptionalProse(2000),
  consistency: Consistency.nullable(),
  /** A paper of the file with its photograph. */
  photo_id: Id.nullable(),
})
export type InjuryMark = z.infer<typeof InjuryMark>

export const ConsentFor = z.enum(['own_record', 'treatment', 'lawyer', 'court'])
export const InjuryWords = z.object({
  figure: Figure,
  marks: z.array(InjuryMark).min(1).max(40),
  examined_by: Line(160),
  profession: z.enum(['doctor', 'nurse', 'forensic_doctor', 'midwife', 'other']),
  present: OptionalProse(300),
  language: z.string().regex(/^[a-z]{2,3}$/),
  with_interpreter: z.boolean(),
  consent: z.object({
    how: z.enum(['spoken', 'written', 'with_guardian']),
    on: Day,
    for: z.array(ConsentFor).min(1),
    photos: z.boolean(),
  }),
  /** What the person tells of how it came about, in their words. */
  account: OptionalProse(6000),
  /** Of all of it together; null where whoever examined does not say. */
  consistency: Consistency.nullable(),
  opinion: OptionalProse(4000),
  /** Why it was amended; empty at first. */
  amended: OptionalProse(1000),
})
export type InjuryWords = z.infer<typeof InjuryWords>

export const InjuryRecord = z.object({
  injury_id: Id,
  status: z.enum(['live', 'set_aside']),
  examined_on: Day,
  says: InjuryWords,
  written_by: Id,
  written_at: Moment,
  version: z.int(),
})
export type InjuryRecord = z.infer<typeof InjuryRecord>

const at = '/api/cases/:case_id/care/injuries' as const
const one = `${at}/:injury_id` as const
const ofInjury = { case_id: Id, injury_id: Id }
const reply = z.object({ injury_id: Id, version: z.int() })

export const readInjuries = endpoint({
  method: 'GET',
  path: at,
  action: 'case.open',
  summary: 'Injuries as they were seen, the latest first.',
  input: z.object({ case_id: Id }),
  reply: z.object({ injuries: z.array(InjuryRecord) }),
})

export const recordInjuries = endpoint({
  method: 'POST',
  path: at,
  action: 'case.write',
  summary: 'Writes down the injuries seen on one day, with the person’s consent to it.',
  input: z.object({ ...ofInjury, examined_on: Day, says: InjuryWords.omit({ amended: true }) }),
  reply,
})

export const amendInjuries = endpoint({
  method: 'PUT',
  path: one,
  action: 'case.write',
  summary: 'Amends a record of injuries, or sets it aside, saying why. What it said before is kept and shown.',
  input: z.object({
    ...ofInjury,
    version: z.int(),
    status: InjuryRecord.shape.status,
    says: InjuryWords.extend({ amended: Prose(1000) }),
  }),
  reply,
})

export const readInjuryVersions = endpoint({
  method: 'GET',
  path: `${one}/versions`,
  action: 'case.open',
  summary: 'What a record of injuries said before each amendment, oldest first.',
  input: z.object(ofInjury),
  reply: z.object({
    versions: z.array(InjuryRecord.omit({ injury_id: true, examined_on: true })),
  }),
})

export const printInjuries = endpoint({
  method: 'GET',
  path: `${one}/paper`,
  action: 'documents.take',
  summary: 'The record as a paper with the chart, for what the person agreed to. Each making of it is journalled.',
  input: z.object({
    ...ofInjury,
    language: z.enum(['en', 'es', 'it']).default('es'),
    purpose: ConsentFor,
    /** The person's name on it, or only the file's reference. */
    named: z.enum(['yes', 'no']).default('no'),
  }),
  reply: z.object({ name: z.string(), bytes: z.string() }),
})
