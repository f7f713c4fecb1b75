// What supervisor and worker say to each other about the work with a file: for the two of them and nobody else.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

export const SupervisionNote = z.object({
  note_id: Id,
  supervisor_id: Id,
  worker_id: Id,
  author_id: Id,
  written_at: Moment,
  text: z.string(),
})
export type SupervisionNote = z.infer<typeof SupervisionNote>

export const readSupervision = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/supervision',
  action: 'supervision.keep',
  summary: 'The supervision notes on this file that one is part of, latest first, twenty at a time.',
  input: z.object({ case_id: Id, after: z.string().max(100).optional() }),
  reply: z.object({ notes: z.array(SupervisionNote), next: z.string().nullable() }),
})

export const writeSupervision = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/supervision',
  action: 'supervision.keep',
  summary: 'Writes a supervision note to the other of the two. It is never changed.',
  input: z.object({ case_id: Id, note_id: Id, with_id: Id, text: Prose(8_000) }),
  reply: z.object({ note_id: Id }),
})
