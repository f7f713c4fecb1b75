// What trainings changed, on the four levels: how the day was, what was learned, what was done with it later, and what came
// in after. Every number of people is a whole five that reads "at least"; nothing is told of a training with fewer.
import { z } from 'zod'
import { Sector } from '#institutions/sector.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { CurriculumId, CurriculumKind } from '#prevention/curriculum.ts'

/** The mean of answers from 1 to 5, and at least how many gave one. */
export const Mean = z.object({ question: z.string(), people: z.int(), mean: z.number() })
export type Mean = z.infer<typeof Mean>

/** At least so many of at least so many; 0 says fewer than five. */
export const Part = z.object({ id: z.string(), people: z.int(), of: z.int() })
export type Part = z.infer<typeof Part>

export const laterMoments = ['month3', 'month6'] as const
export const LaterMoment = z.enum(laterMoments)
export type LaterMoment = z.infer<typeof LaterMoment>

/** What one curriculum did in one year: no finer, so that every sum is one of these and nothing is left over. */
export const ResultGroup = z.object({
  curriculum_id: CurriculumId,
  kind: CurriculumKind,
  sector: Sector,
  year: z.int(),
  trainings: z.int(),
  people: z.int(),
  /** Level 1. */
  survey: z.array(Mean),
  wishes: z.array(Part),
  /** Level 2: people who answered before and after, both as percent of what was right. */
  learned: z.object({ people: z.int(), before: z.number(), after: z.number(), reached: Part }).nullable(),
  /** Level 3. */
  later: z.array(
    z.object({ moment: LaterMoment, prepared: Mean.nullable(), used: Part.nullable(), reported: Part.nullable() }),
  ),
  hindered: z.array(Part),
})
export type ResultGroup = z.infer<typeof ResultGroup>

/** Level 4: a quarter counted from the one an institution was first trained in. */
export const QuarterAround = z.object({
  from_training: z.int().min(-4).max(4),
  /** For how many institutions that quarter is over. */
  institutions: z.int(),
  reports: z.int(),
  files: z.int(),
})
export type QuarterAround = z.infer<typeof QuarterAround>

export const PreventionResults = z.object({
  today: Day,
  /** A demo: nobody in it exists. */
  invented: z.boolean(),
  groups: z.array(ResultGroup),
  around: z.array(QuarterAround),
})
export type PreventionResults = z.infer<typeof PreventionResults>

export const readPreventionResults = endpoint({
  method: 'GET',
  path: '/api/prevention/results',
  action: 'prevention.results',
  summary: 'The four levels of all trainings by curriculum and year, in whole fives; never of fewer than five people.',
  input: z.object({}),
  reply: PreventionResults,
})
