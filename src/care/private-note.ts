// What a therapist notes for the therapy. It is for the author, for the supervisor the author named and for whom a decision
// handed it to (docs/decisions/0032-therapy-notes.md); lists tell that there is a note, and opening one is journalled.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

export const PrivateNoteHead = z.object({
  note_id: Id,
  session_id: Id.nullable(),
  author_id: Id,
  written_at: Moment,
  of_day: Day,
  /** The author's own reflection: it stays out of a copy for the person. */
  reserved: z.boolean(),
  /** The note this one corrects. */
  corrects_id: Id.nullable(),
})
export type PrivateNoteHead = z.infer<typeof PrivateNoteHead>

export const Supervision = z.object({
  supervision_id: Id,
  episode_id: Id,
  therapist_id: Id,
  supervisor_id: Id,
  from_at: Moment,
})
export type Supervision = z.infer<typeof Supervision>

export const NoteHandOver = z.object({
  hand_over_id: Id,
  episode_id: Id,
  from_id: Id,
  to_id: Id,
  decided_by: Id,
  decided_at: Moment,
  asked: z.enum(['agreed', 'could_not_be_asked']),
  why: z.string(),
})
export type NoteHandOver = z.infer<typeof NoteHandOver>

const at = '/api/cases/:case_id/care/episodes/:episode_id' as const
const ofEpisode = { case_id: Id, episode_id: Id }

export const listPrivateNotes = endpoint({
  method: 'GET',
  path: `${at}/therapy-notes`,
  action: 'therapy_notes.open',
  summary: 'That there are notes of the therapy, and by whom and when; for those who may open them. No words.',
  input: z.object(ofEpisode),
  reply: z.object({ notes: z.array(PrivateNoteHead), may_write: z.boolean() }),
})

export const openPrivateNote = endpoint({
  method: 'GET',
  path: `${at}/therapy-notes/:note_id`,
  action: 'therapy_notes.open',
  summary: 'The words of one note of the therapy. Each opening is an entry of its own in the journal.',
  input: z.object({ ...ofEpisode, note_id: Id }),
  reply: PrivateNoteHead.extend({ words: z.string() }),
})

export const writePrivateNote = endpoint({
  method: 'POST',
  path: `${at}/therapy-notes`,
  action: 'therapy_notes.write',
  summary: 'The therapist notes something for the therapy, or corrects an earlier note by another.',
  input: z.object({
    ...ofEpisode,
    note_id: Id,
    session_id: Id.nullable(),
    of_day: Day,
    reserved: z.boolean(),
    corrects_id: Id.nullable(),
    words: Prose(10_000),
  }),
  reply: z.object({ note_id: Id }),
})

export const nameSupervisor = endpoint({
  method: 'POST',
  path: `${at}/supervision`,
  action: 'therapy_notes.write',
  summary: 'The therapist names who supervises, in place of whoever did before. From now on both read the notes.',
  input: z.object({ ...ofEpisode, supervision_id: Id, supervisor_id: Id }),
  reply: z.object({ supervision_id: Id }),
})

export const endSupervision = endpoint({
  method: 'POST',
  path: `${at}/supervision/:supervision_id/end`,
  action: 'therapy_notes.write',
  summary: 'Therapist or supervisor ends the supervision: from now on the notes are closed to the supervisor.',
  input: z.object({ ...ofEpisode, supervision_id: Id }),
  reply: z.object({ supervision_id: Id }),
})

export const handOverNotes = endpoint({
  method: 'POST',
  path: `${at}/hand-over`,
  action: 'therapy_notes.write',
  summary: 'The author, or the supervisor in their place, decides that another therapist reads what was noted so far.',
  input: z.object({
    ...ofEpisode,
    hand_over_id: Id,
    from_id: Id,
    to_id: Id,
    asked: NoteHandOver.shape.asked,
    why: Prose(2000),
  }),
  reply: z.object({ hand_over_id: Id }),
})

export const takeBackHandOver = endpoint({
  method: 'POST',
  path: `${at}/hand-over/:hand_over_id/end`,
  action: 'therapy_notes.write',
  summary: 'Whoever handed notes over takes that back: they are closed to the other from now on.',
  input: z.object({ ...ofEpisode, hand_over_id: Id }),
  reply: z.object({ hand_over_id: Id }),
})

export const copyPrivateNotes = endpoint({
  method: 'GET',
  path: `${at}/therapy-notes-copy`,
  action: 'therapy_notes.open',
  summary:
    'On the person’s request: what the therapist noted, as a paper for the person, without reserved reflections.',
  input: z.object({ ...ofEpisode, language: z.enum(['en', 'es', 'it']).default('es') }),
  reply: z.object({ name: z.string(), bytes: z.string(), notes: z.int(), kept_back: z.int() }),
})
