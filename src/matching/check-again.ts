// Services to ask again: what they confirmed runs out, or they left people without an answer, or took nobody. A few at a
// time, on the day of whoever keeps the directory.
import { z } from 'zod'
import { Freshness } from '#directory/freshness.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { MatchReason } from './match.ts'

export const ToCheck = z.object({
  service_id: Id,
  name: z.string(),
  provider_name: z.string(),
  freshness: Freshness,
  /** How it answered, where that is why; empty: because of the day. */
  standing: z.array(MatchReason),
})
export type ToCheck = z.infer<typeof ToCheck>

export const listToCheck = endpoint({
  method: 'GET',
  path: '/api/directory/to-check',
  action: 'directory.edit',
  summary: 'A few services to ask again, those first that people were sent to in vain.',
  input: z.object({}),
  reply: z.object({ services: z.array(ToCheck), total: z.int() }),
})
