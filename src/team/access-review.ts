// Looking back once a week at openings worth a second look. It asks, it never accuses: each is seen, with a word why.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const FindingKind = z.enum(['broken_glass', 'nothing_done', 'odd_hours', 'many_files'])
export type FindingKind = z.infer<typeof FindingKind>

export const Finding = z.object({
  kind: FindingKind,
  staff_id: Id,
  /** Null for a day as a whole. */
  case_id: Id.nullable(),
  of_day: Day,
  reference: z.string().nullable(),
  basis: z.string().nullable(),
  /** Openings, or different files on that day. */
  count: z.int(),
  /** What is usual for this colleague on a day of work; null where it does not matter. */
  usual: z.number().nullable(),
  seen: z.object({ word: z.string(), by: Id }).nullable(),
  /** About the reader: a colleague looks at it. */
  own: z.boolean(),
})
export type Finding = z.infer<typeof Finding>

export const readAccessReview = endpoint({
  method: 'GET',
  path: '/api/access-review',
  action: 'access.review',
  summary: 'Openings of the seven days up to a day that are worth a second look, within one’s reach.',
  input: z.object({ until_on: Day.optional() }),
  reply: z.object({ from_on: Day, until_on: Day, findings: z.array(Finding), more: z.boolean() }),
})

export const markReviewed = endpoint({
  method: 'POST',
  path: '/api/access-review',
  action: 'access.review',
  summary: 'Marks one opening as seen, with a word why.',
  input: z.object({
    review_id: Id,
    kind: FindingKind,
    staff_id: Id,
    file_id: Id.nullable(),
    of_day: Day,
    word: Code,
  }),
  reply: z.object({ review_id: Id }),
})
