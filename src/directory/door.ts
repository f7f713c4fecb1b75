// Where a hidden location is. Its own question, its own table, sealed: whoever must bring a person there may ask for
// it, and nothing else in the house reads it.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'
import { Address } from './directory.ts'

export const Door = z.object({
  address: Address,
  /** Who opens, what to say, what to avoid on the way. */
  words: Prose(1000).nullable().default(null),
})
export type Door = z.infer<typeof Door>

export const readDoor = endpoint({
  method: 'GET',
  path: '/api/services/:service_id/door',
  action: 'directory.door',
  summary: 'Where a hidden location is, for whoever may bring a person there; each look is written in the journal.',
  input: z.object({ service_id: Id }),
  reply: z.object({
    door: Door.nullable(),
    changed_at: Moment.nullable(),
    version: z.int(),
  }),
})

export const writeDoor = endpoint({
  method: 'POST',
  path: '/api/services/:service_id/door',
  action: 'directory.door',
  summary: 'Write down where a hidden location is.',
  input: z.object({ service_id: Id, version: z.int().min(0), door: Door }),
  reply: z.object({ service_id: Id, version: z.int() }),
})
