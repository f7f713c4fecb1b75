// Somebody asked about the person. Nothing was confirmed and nothing denied; that they asked is written down.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

export const AskedAbout = z.object({
  event_id: Id,
  asked_on: Day,
  way: z.string(),
  asker: z.string(),
  told_by: Id,
  who: z.string(),
  words: z.string(),
})
export type AskedAbout = z.infer<typeof AskedAbout>

export const recordAskedAbout = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/asked-about',
  action: 'case.write',
  summary:
    'Writes down in section safety that somebody asked about the person: when, by which way, who, what they said.',
  input: z.object({
    case_id: Id,
    event_id: Id,
    asked_on: Day,
    way: Code,
    asker: Code,
    who: OptionalProse(500).default(''),
    words: OptionalProse(4_000).default(''),
  }),
  reply: z.object({ event_id: Id }),
})

export const listAskedAbout = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/asked-about',
  action: 'case.open',
  summary: 'Who asked about the person, latest first, twenty at a time.',
  input: z.object({ case_id: Id, after: z.string().max(100).optional() }),
  reply: z.object({ events: z.array(AskedAbout), next: z.string().nullable() }),
})
