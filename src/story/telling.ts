// What the person told, once: whoever comes next sees that it was told, to whom and when, and reads it where the person
// lets it be retold. The words stand in a note and are linked, never copied.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, Prose } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'
import { Profession, Topic, Wish } from './topics.ts'

export const Retell = z.array(Profession).max(5)

/** A part of a note, by the place of its letters. */
export const Part = z
  .object({ from: z.int().min(0).max(20_000), to: z.int().min(1).max(20_000) })
  .refine(({ from, to }) => to > from, { path: ['to'] })
export type Part = z.infer<typeof Part>

/** The circumstances of something told. */
const Circumstances = z.object({
  topic: Topic,
  told_on: Day,
  language: LanguageCode,
  with_interpreter: z.boolean(),
  /** Who heard it, where that is nobody of this house. */
  heard_outside: Line(120).nullable(),
})
export const SealedTelling = Circumstances.extend({ part: Part.nullable() })
export type SealedTelling = z.infer<typeof SealedTelling>

/** How the person was asked whether it may be retold. */
const Asked = z.object({
  asked_on: Day,
  how: z.enum(['spoken', 'written', 'signed']),
  language: LanguageCode,
  with_interpreter: z.boolean(),
})

export const Telling = Circumstances.extend({
  telling_id: Id,
  section: Section,
  /** Of whoever may read it: the note it stands in. */
  note_id: Id.nullable(),
  whole_note: z.boolean(),
  heard_by: Id.nullable(),
  heard_name: z.string(),
  written_by: Id,
  written_name: z.string(),
  recorded_at: Moment,
  retell: Retell,
  version: z.int(),
  may_read: z.boolean(),
  /** Whether this reader may write down that it may be retold to more. Anybody of the team may write down that it may not. */
  may_open: z.boolean(),
  asked: z.array(Asked.extend({ retell: Retell, recorded_name: z.string() })),
})
export type Telling = z.infer<typeof Telling>

export const StoryWish = z.object({ topic: Topic, wish: Wish, said_on: Day, written_name: z.string() })
export type StoryWish = z.infer<typeof StoryWish>

export const Given = z.object({
  given_id: Id,
  profession: z.enum(['person', ...Profession.options]),
  given_at: Moment,
  given_name: z.string(),
  recipient: z.string(),
  count: z.int(),
})
export type Given = z.infer<typeof Given>

export const readTold = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/told',
  action: 'case.open',
  summary: 'What was told, to whom and when, as far as the reader may know of it; never the words.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    tellings: z.array(Telling),
    wishes: z.array(StoryWish),
    given: z.array(Given),
    /** As which professions this reader may be retold something. */
    as: z.array(Profession),
    may_keep: z.boolean(),
    /** Whether this reader may give any of it on paper. */
    may_give: z.boolean(),
  }),
})

export const openTelling = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/told/:telling_id',
  action: 'case.open',
  summary:
    'The words of something told, for whoever heard it and whom it may be retold to. Each reading is journalled.',
  input: z.object({ case_id: Id, telling_id: Id }),
  reply: z.object({
    telling_id: Id,
    /** Null once the words of the note are covered. */
    words: z.string().nullable(),
    /** The note was corrected since; these are the words as they were marked. */
    corrected: z.boolean(),
  }),
})

const circumstances = {
  topic: Topic,
  told_on: Day,
  language: LanguageCode,
  with_interpreter: z.boolean(),
  heard_by: Id.nullable(),
  heard_outside: Line(120).nullable().default(null),
  retell: Retell.default([]),
  how: Asked.shape.how.default('spoken'),
}
const heardBySomebody = ({ heard_by, heard_outside }: { heard_by: string | null; heard_outside: string | null }) =>
  (heard_by === null) !== (heard_outside === null)

export const tell = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/told',
  action: 'case.write',
  summary: 'Writes down what the person told, as a note that may be retold to those the person named, or to nobody.',
  input: z
    .object({ case_id: Id, telling_id: Id, note_id: Id, section: Section, words: Prose(), ...circumstances })
    .refine(heardBySomebody, { path: ['heard_by'] }),
  reply: z.object({ telling_id: Id, note_id: Id }),
})

export const markAsTold = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/notes/:note_id/told',
  action: 'case.write',
  summary:
    'Marks a note, or a part of it, as something the person told: from then on it is read where it may be retold.',
  input: z
    .object({
      case_id: Id,
      telling_id: Id,
      note_id: Id,
      note_version: z.int().min(1),
      part: Part.nullable().default(null),
      ...circumstances,
    })
    .refine(heardBySomebody, { path: ['heard_by'] }),
  reply: z.object({ telling_id: Id }),
})

export const changeRetelling = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/told/:telling_id/retelling',
  action: 'case.write',
  summary: 'What the person says now about retelling something told. Taking back closes at once.',
  input: z.object({
    case_id: Id,
    telling_id: Id,
    version: z.int(),
    consent_id: Id,
    retell: Retell,
    ...Asked.shape,
  }),
  reply: z.object({ telling_id: Id, version: z.int() }),
})

export const changeTopicRetelling = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/told/topics/:topic/retelling',
  action: 'case.write',
  summary: 'The same for everything told about one subject, as far as the reader may write it down.',
  input: z.object({ case_id: Id, topic: Topic, retell: Retell, ...Asked.shape }),
  reply: z.object({ changed: z.int(), left: z.int() }),
})

export const unmarkAsTold = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/told/:telling_id/unmark',
  action: 'case.write',
  summary: 'Takes a mark back: it was no telling. The note is read again by its section alone.',
  input: z.object({ case_id: Id, telling_id: Id, version: z.int() }),
  reply: z.object({ telling_id: Id, version: z.int() }),
})

export const keepWish = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/told/wishes',
  action: 'case.write',
  summary: 'What the person wishes about a subject: to be asked themselves, or to be let alone with it.',
  input: z.object({ case_id: Id, wish_id: Id, topic: Topic, wish: Wish, said_on: Day }),
  reply: z.object({ wish_id: Id }),
})
