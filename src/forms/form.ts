// The forms of the public door as data: what is asked in which way in, in which order, and where each answer goes in
// the report. Conditions are the closed vocabulary of facts; the door asks, the server decides what was asked.
import { z } from 'zod'
import { Condition } from '#facts/condition.ts'
import { Code, FactFile } from '#facts/facts.ts'
import { contactWishes, doors, fields, reporterRoles, whoIsAtRisk } from '#reports/body.ts'

export const formIds = ['self', 'someone', ...fields] as const
export const FormId = z.enum(formIds)
export type FormId = z.infer<typeof FormId>

const TextKey = z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/)

/** Where in the report an answer goes; closed answers also stay among its `answers`. */
export const textPlaces = ['what_happened', 'where', 'contact_how', 'code_word'] as const
export const closedPlaces = [
  'answers',
  'signs',
  'danger_now',
  'minors',
  'who_is_at_risk',
  'contact_wish',
  'languages_of_the_person',
] as const
export const Place = z.enum([...textPlaces, ...closedPlaces])
export type Place = z.infer<typeof Place>

/** `value`: what this option says in the place of the report, when its own code says it in another way. */
export const FormOption = z.strictObject({ code: Code, value: z.string().optional() })
export type FormOption = z.infer<typeof FormOption>

export const FormQuestion = z.strictObject({
  code: Code,
  kind: z.enum(['one', 'many', 'text', 'signs', 'screening']),
  /** Its words, `forms.CODE` unless said here; the words of an option are `TEXT.OPTION`. */
  text: TextKey.optional(),
  hint: TextKey.optional(),
  options: z.array(FormOption).optional(),
  /** Codes of data/indicators: the list whose signs are asked. */
  list: Code.optional(),
  /** A screening instrument whose items are asked. */
  instrument: Code.optional(),
  shown_when: Condition.optional(),
  place: Place.optional(),
  required: z.boolean().optional(),
  /** Chosen before anybody chooses. */
  preset: Code.optional(),
  /** Most characters of a text, most choices of many. */
  most: z.int().positive().optional(),
  rows: z.int().positive().optional(),
})
export type FormQuestion = z.infer<typeof FormQuestion>

/** A part is one page. `reading`: what the signs are consistent with, said before anything is sent. */
export const FormPart = z.strictObject({
  code: Code,
  kind: z.enum(['questions', 'reading']),
  shown_when: Condition.optional(),
  questions: z.array(FormQuestion),
})
export type FormPart = z.infer<typeof FormPart>

const fieldsOf = (condition: Condition): string[] => {
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  return 'not' in condition ? fieldsOf(condition.not) : [condition.field]
}

/** What a part or a question leans on was asked before it, so that one pass decides. */
const leansForward = (parts: FormPart[]): boolean => {
  const asked = new Set<string>()
  const early = (condition?: Condition) => !condition || fieldsOf(condition).every((each) => asked.has(each))
  return !parts.every(
    (part) =>
      early(part.shown_when) &&
      part.questions.every((question) => early(question.shown_when) && Boolean(asked.add(question.code))),
  )
}

const once = (codes: string[]): boolean => new Set(codes).size === codes.length

export const Form = FactFile.extend({
  id: FormId,
  version: z.int().positive(),
  door: z.enum(doors),
  field: z.enum(fields).nullable(),
  /** What this way in says by itself. */
  sets: z.strictObject({
    who_is_at_risk: z.enum(whoIsAtRisk).optional(),
    reporter_role: z.enum(reporterRoles).optional(),
    contact_wish: z.enum(contactWishes).optional(),
  }),
  /** One of these questions is answered before it is sent. */
  required_any: z.array(Code),
  /** What to do next in this field of work, beside the steps of the reading. */
  advice: z.array(TextKey),
  parts: z
    .array(FormPart)
    .min(1)
    .refine((parts) => !leansForward(parts), 'a condition leans on a question that comes later')
    .refine((parts) => once(parts.map((part) => part.code)), 'a part appears twice')
    .refine((parts) => once(parts.flatMap((part) => part.questions.map((each) => each.code))), 'a question twice'),
})
export type Form = z.infer<typeof Form>

/** A question as it is really asked: signs and instruments unfolded into closed questions with their options. */
export interface AskedQuestion {
  code: string
  kind: 'one' | 'many' | 'text'
  part: string
  text: string
  hint?: string
  options: readonly (FormOption & { text: string })[]
  shown_when: Condition[]
  place: Place
  required: boolean
  preset?: string
  most: number
  rows: number
  /** The question of the form it was unfolded from. */
  from: FormQuestion
}

export interface AskedForm extends Form {
  asked: readonly AskedQuestion[]
}

/** What somebody answered: the code chosen, the codes chosen, or the words. */
export type Given = Readonly<Record<string, string | readonly string[]>>
export type FormAnswers = Record<string, string | string[]>
