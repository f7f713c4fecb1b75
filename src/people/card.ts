// The card of a person: what everyone who may open the file needs to speak with her. An alias first; the legal
// identity is another section, opened on purpose.
import { z } from 'zod'
import { Line } from '#kit/text.ts'

export const Gender = z.enum(['woman', 'man', 'trans_woman', 'trans_man', 'non_binary', 'not_said'])
export type Gender = z.infer<typeof Gender>

export const LanguageCode = z.string().regex(/^[a-z]{2,3}$/)
export const CountryCode = z.string().regex(/^[A-Z]{2}$/)

export const Card = z.object({
  /** How she is called here. Not her legal name. */
  alias: Line(60),
  languages: z.array(LanguageCode).max(8),
  country: CountryCode.nullable(),
  /** Four digits; null when not known. */
  birth_year: z.int().min(1900).max(2100).nullable(),
  /** Whether someone doubts that she is of age: then the presumption of minority holds. */
  age_in_doubt: z.boolean(),
  gender: Gender,
  interpreter_needed: z.boolean(),
  /** INE code of the province she is in, for the distance to services; null when not known or not said. */
  province: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  has_children_with_her: z.boolean(),
  irregular_status: z.enum(['yes', 'no', 'unknown']),
})
export type Card = z.infer<typeof Card>
