// What she stated, as it was taken down. That there is a statement is known to whoever opens the law of the file; its words
// are for who wrote them down and for the lawyer confirmed on the matter, and each opening is journalled with its reason.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

export const givenTo = ['police', 'prosecutor', 'court', 'asylum_office', 'inspection', 'lawyer', 'other'] as const
export const GivenTo = z.enum(givenTo)
export const openingReasons = ['prepare_hearing', 'draft', 'person_asked', 'check_what_was_said'] as const
export const OpeningReason = z.enum(openingReasons)

export const StatementHead = z.object({
  statement_id: Id,
  matter_id: Id,
  hearing_id: Id.nullable(),
  given_to: GivenTo,
  given_on: Day,
  author_id: Id,
  written_at: Moment,
  /** The statement this one corrects. */
  corrects_id: Id.nullable(),
  /** Whether its words are this reader's to open. */
  may_open: z.boolean(),
})
export type StatementHead = z.infer<typeof StatementHead>

const at = '/api/cases/:case_id/legal-matters/:matter_id/statements' as const

export const recordStatement = endpoint({
  method: 'POST',
  path: at,
  action: 'statements.open',
  summary: 'Writes a statement down, or corrects an earlier one by another. What was written is never changed.',
  input: z.object({
    ...{ case_id: Id, matter_id: Id, statement_id: Id },
    hearing_id: Id.nullable().default(null),
    given_to: GivenTo,
    given_on: Day,
    corrects_id: Id.nullable().default(null),
    words: Prose(20_000),
  }),
  reply: z.object({ statement_id: Id }),
})

export const openStatement = endpoint({
  method: 'GET',
  path: `${at}/:statement_id`,
  action: 'statements.open',
  summary: 'The words of one statement. Each opening is an entry of its own in the journal, with the reason given.',
  input: z.object({ case_id: Id, matter_id: Id, statement_id: Id, reason: OpeningReason }),
  reply: z.object({ statement_id: Id, words: z.string() }),
})
