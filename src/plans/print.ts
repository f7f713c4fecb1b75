// The plan on paper, in her language and script, for her to keep where it is safe.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { publicLanguages } from '#language/languages.ts'

/** The languages of the public door: those the house has words in. */
export const paperLanguages = publicLanguages().map(({ code }) => code)

export const printPlan = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/plan/paper',
  action: 'plan.write',
  summary:
    'The plan as PDF in a language of hers: as it stands (`number` 0) or as a version was agreed. Without her name.',
  input: z.object({
    case_id: Id,
    number: z.coerce.number().int().min(0),
    language: z.string().regex(/^[a-z]{2}$/),
    /** Only when she asks for it: a paper with a name on it says whose it is. */
    with_name: z.stringbool().default(false),
    /** Goals that are not to stand on this paper, one after the other with commas between. */
    leave_out: z.string().max(8_000).default(''),
  }),
  reply: z.object({
    name: z.string(),
    /** Base64. */
    bytes: z.string(),
  }),
})
