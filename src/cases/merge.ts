// Two files of one person: one is kept, the other is closed and points to it. Each keeps its key, its team and what it
// holds; nobody sees more than before. It can be undone.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

/** What is written in the journal; the words beside it stay in the file. */
export const mergeReasons = ['two_spellings', 'opened_twice', 'two_offices', 'two_aliases'] as const
export const MergeReason = z.enum(mergeReasons)
export type MergeReason = z.infer<typeof MergeReason>

export const Merge = z.object({
  merge_id: Id,
  /** What this file is in it. */
  part: z.enum(['kept', 'merged']),
  other_case_id: Id,
  /** Null where the other file is not open to this reader. */
  other: z.object({ alias: z.string(), reference: z.string() }).nullable(),
  reason: MergeReason,
  words: z.string(),
  merged_by: z.string(),
  merged_at: Moment,
  /** What is still to be done in the file that was closed, for whoever may open it. */
  open_steps: z.array(z.object({ due_on: Day.nullable() })),
})
export type Merge = z.infer<typeof Merge>

export const readMerges = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/merges',
  action: 'case.open',
  summary: 'The files this one was brought together with, and what is still open in one that was closed for it.',
  input: z.object({ case_id: Id }),
  reply: z.object({ merges: z.array(Merge), may: z.boolean() }),
})

export const mergeFiles = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/merges',
  action: 'case.merge',
  summary: 'Closes another file of the same person and points it to this one. Both are open to whoever does it.',
  input: z.object({
    /** The file that is kept. */
    case_id: Id,
    merge_id: Id,
    merged_case_id: Id,
    /** The version of the file to be closed, as it was seen. */
    merged_version: z.int(),
    reason: MergeReason,
    words: OptionalProse(500),
  }),
  reply: z.object({ merge_id: Id, merged_version: z.int() }),
})

export const undoMerge = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/merges/:merge_id/undo',
  action: 'case.merge',
  summary: 'Takes two files apart again: the one that was closed stands as it stood before.',
  input: z.object({ case_id: Id, merge_id: Id, reason: MergeReason.or(z.literal('not_the_same')) }),
  reply: z.object({ merge_id: Id }),
})
