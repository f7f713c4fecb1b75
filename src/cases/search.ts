// Search before create: the files one may open, by a name in any script; and, without opening any, whether there may be
// a file one may not open.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { Stage } from './case.ts'

export const FoundBy = z.enum(['alias', 'identity', 'reference'])
export type FoundBy = z.infer<typeof FoundBy>

/** Why a name matched (`search.why.<why>`): the words of name-match.rules.ts, and `begins` while someone still types. */
export const FoundWhy = z.enum(['same', 'script', 'sound', 'order', 'part', 'joined', 'initial', 'begins', 'reference'])
export type FoundWhy = z.infer<typeof FoundWhy>

export const FoundFile = z.object({
  case_id: Id,
  alias: z.string(),
  reference: z.string(),
  stage: Stage,
  status: z.enum(['open', 'closed']),
  version: z.int(),
  birth_year: z.int().nullable(),
  score: z.number(),
  /** A name of the legal identity is never said here: it is opened on purpose. */
  by: FoundBy,
  why: z.array(FoundWhy),
  /** The file that is kept, when this one was closed as its duplicate. */
  merged_into: Id.nullable(),
})
export type FoundFile = z.infer<typeof FoundFile>

export const searchPeople = endpoint({
  method: 'GET',
  path: '/api/people/search',
  action: 'case.search',
  summary: 'Files one may open whose names may be this name, in any script and spelling, best first, with the reason.',
  input: z.object({ words: Line(100) }),
  reply: z.object({ rows: z.array(FoundFile) }),
})

export const askForDuplicates = endpoint({
  method: 'POST',
  path: '/api/cases/duplicates',
  action: 'case.ask_duplicates',
  summary:
    'Whether there may be a file already. Those that may not be opened answer once: that there is one, and whom to ask.',
  input: z.object({ name: Line(100), birth_year: z.int().min(1900).max(2100).nullable() }),
  reply: z.object({ case_ids: z.array(Id), hidden: z.boolean(), ask: z.string().nullable() }),
})
