// One way through a module by somebody without an account, as whoever has its code is told of it.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { ModuleId } from './module.ts'

/** A name is mistyped now and then; a paper for the whole ward is not made out of one run. */
export const mostPapers = 5

export const ModuleRun = z.object({
  module: ModuleId,
  language: z.string(),
  answers: z.record(z.string(), z.array(z.string())),
  /** How often every question was answered. */
  tries: z.int(),
  /** Of the latest time. */
  percent: z.int().nullable(),
  papers: z.int(),
  passed_on: Day.nullable(),
  /** Begun through the address of an institution. */
  institution: z.boolean(),
})
export type ModuleRun = z.infer<typeof ModuleRun>
