// Notes: the story and what follows, in the sections of the file.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

export const contactKinds = ['visit', 'call', 'accompaniment', 'office', 'outreach', 'online'] as const
/** How one met: counted, so it is one of a few. */
export const Contact = z.enum(contactKinds)
export type Contact = z.infer<typeof Contact>

/** Why words are covered: one of a few, because words about it would say them again. */
export const coverReasons = ['third_party', 'wrong_file', 'person_asked', 'danger', 'not_needed'] as const
export const CoverReason = z.enum(coverReasons)
export type CoverReason = z.infer<typeof CoverReason>

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
  input: z.object({
    case_id: Id,
    note_id: Id,
    section: Section,
    text: Prose(),
    contact: Contact.nullable().default(null),
    minutes: z.int().min(1).max(1440).nullable().default(null),
    /** The day it happened, where that is not the day it is written. */
    happened_on: Day.nullable().default(null),
  }),
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

export const NoteVersion = z.object({
  version: z.int(),
  author_id: Id,
  written_at: Moment,
  /** Null once the words are covered. */
  text: z.string().nullable(),
})
export type NoteVersion = z.infer<typeof NoteVersion>

export const readNoteVersions = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/notes/:note_id/versions',
  action: 'case.open',
  summary: 'What a note said before each correction, oldest first, with who wrote it and when.',
  input: z.object({ case_id: Id, note_id: Id }),
  reply: z.object({ versions: z.array(NoteVersion) }),
})

export const coverNote = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/notes/:note_id/cover',
  action: 'case.write',
  summary: 'Covers the words of a note for everyone. A minute later they are destroyed, with every version of them.',
  input: z.object({ case_id: Id, note_id: Id, reason: CoverReason }),
  reply: z.object({ note_id: Id }),
})

export const uncoverNote = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/notes/:note_id/uncover',
  action: 'case.write',
  summary: 'Takes a covering back, within the minute and by the same hand.',
  input: z.object({ case_id: Id, note_id: Id }),
  reply: z.object({ note_id: Id }),
})
