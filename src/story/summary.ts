// What was told, on paper for one named recipient, so that a lawyer, a therapist or a doctor need not ask again: only what the
// person lets be retold to them, with the recipient's name across every page.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { Profession } from './topics.ts'

/** `person`: a copy for the person, who may have everything. */
export const SummaryFor = z.enum(['person', ...Profession.options])
export type SummaryFor = z.infer<typeof SummaryFor>

export const giveSummary = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/told/summaries',
  action: 'story.give',
  summary:
    'Writes down that what was told is given to somebody named: which tellings, chosen from those that may be retold.',
  input: z.object({
    case_id: Id,
    given_id: Id,
    profession: SummaryFor,
    recipient: Line(120),
    telling_ids: z.array(Id).min(1).max(100),
  }),
  reply: z.object({ given_id: Id }),
})

export const printSummary = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/told/summaries/:given_id',
  action: 'story.give',
  summary: 'The paper of a summary, marked with whom it is for. What may no longer be retold is no longer on it.',
  input: z.object({ case_id: Id, given_id: Id, language: z.enum(['en', 'es', 'it']) }),
  reply: z.object({ name: z.string(), bytes: z.string(), count: z.int() }),
})
