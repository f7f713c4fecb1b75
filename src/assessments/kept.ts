// What is sealed of a sitting while it goes on, and of the answers once it is finished.
import { z } from 'zod'
import { ReadShown } from './results.ts'
import { GivenAnswers, Giving, PutOff } from './sitting.ts'

export const KeptSitting = z.object({
  giving: Giving,
  /** Which version of the official sentences she saw; null: our own. */
  official: z.int().nullable(),
  answers: GivenAnswers,
  put_off: z.array(PutOff),
  stopped_because: z.string(),
})
export type KeptSitting = z.infer<typeof KeptSitting>

/** What a reading needs to know of her, as it stood on the day: a line is drawn for some and not for others. */
export const AboutHer = z.object({ gender: z.string().nullable(), age: z.int().nullable() })
export type AboutHer = z.infer<typeof AboutHer>

export const KeptAssessment = z.object({
  giving: Giving,
  official: z.int().nullable(),
  answers: GivenAnswers,
  about: AboutHer,
  /** As it was read that day; what is shown is read anew from the answers. */
  read: ReadShown,
  /** Why it was amended; empty for the first version. */
  because: z.string(),
})
export type KeptAssessment = z.infer<typeof KeptAssessment>
