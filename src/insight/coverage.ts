// Where trainings have reached: institutions by province and sector, how fresh what was learned there is, and how many people
// came. Institutions are counted as they are; people never below five, and nothing from which fewer could be worked out.
import { z } from 'zod'
import { Sector } from '#institutions/sector.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { SafeTable } from './gap.ts'

/** `fresh` is a part of `trained`; who rests is in none of them. */
export const Reached = z.object({ institutions: z.int(), trained: z.int(), fresh: z.int() })
export type Reached = z.infer<typeof Reached>

export const CoverageCell = Reached.extend({ province: z.string().nullable(), sector: Sector })
export type CoverageCell = z.infer<typeof CoverageCell>

export const RefresherDue = z.object({
  institution_id: Id,
  name: z.string(),
  sector: Sector,
  province: z.string().nullable(),
  last_on: Day,
  due_on: Day,
})
export type RefresherDue = z.infer<typeof RefresherDue>

export const leastPeople = 5
/** A refresher is announced so many days before it is due. */
export const soonDays = 60

export const Coverage = z.object({
  today: Day,
  cells: z.array(CoverageCell),
  /** Places taken in trainings: by province and by sector. */
  people: SafeTable,
  /** People who passed a module on behalf of an institution: by province and by sector. */
  alone: SafeTable,
  /** Due or due soon, the longest due first. */
  refreshers: z.array(RefresherDue),
})
export type Coverage = z.infer<typeof Coverage>

export const readCoverage = endpoint({
  method: 'GET',
  path: '/api/insight/coverage',
  action: 'prevention.results',
  summary: 'Trained institutions by province and sector, people reached in fives, and refreshers due.',
  input: z.object({}),
  reply: Coverage,
})
