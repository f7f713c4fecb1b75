// Notes: the story and what follows, in the sections of the file.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

export const Note = z.object({
  note_id: Id,
  section: Section,
  written_at: Moment,
  author_id: Id,
  text: z.string(),
  version: z.int(),
})
export type Note = z.infer<typeof Note>

export const readNotes = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/notes',
  action: 'case.open',
  summary: 'The notes of the sections one may open, latest first.',
  input: z.object({ case_id: Id, section: Section.optional(), after: z.string().max(100).optional() }),
  reply: z.object({ notes: z.array(Note), next: z.string().nullable() }),
})

export const addNote = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/notes',
  action: 'case.write',
  summary: 'Writes a note in a section. The same note sent twice is one.',
  input: z.object({ case_id: Id, note_id: Id, section: Section, text: Prose() }),
  reply: z.object({ note_id: Id, version: z.int() }),
})

export const changeNote = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/notes/:note_id',
  action: 'case.write',
  summary: 'Corrects a note. A stale version gets the current text back and loses neither.',
  input: z.object({ case_id: Id, note_id: Id, version: z.int(), text: Prose() }),
  reply: z.object({ note_id: Id, version: z.int() }),
})
