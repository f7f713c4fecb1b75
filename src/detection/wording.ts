// The words an instrument is asked in: our own in every language of the door, or the official sentences where this
// organisation may use them and says so.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, Prose } from '#kit/text.ts'
import { InstrumentId, longestSentence } from './screening.ts'

const LanguageTag = z.string().regex(/^[a-z]{2,3}$/)

export const Wording = z.object({
  instrument: InstrumentId,
  language: LanguageTag,
  /** For which version of the instrument the sentences were put to our questions. */
  instrument_version: z.int(),
  sentences: z.record(Code, z.string()),
  source: z.string(),
  licence_note: z.string(),
  confirmed_by: Id,
  confirmed_name: z.string().nullable(),
  confirmed_at: Moment,
  version: z.int(),
})
export type Wording = z.infer<typeof Wording>

export const readWords = endpoint({
  method: 'GET',
  path: '/api/screening/:instrument/words',
  action: 'screening.ask',
  summary: 'The words of an instrument in one language, official where the organisation brought them in.',
  input: z.object({ instrument: InstrumentId, language: LanguageTag }),
  reply: z.object({
    language: LanguageTag,
    items: z.record(Code, z.object({ text: z.string(), official: z.boolean() })),
    /** What is said before, and the answers: by the end of their key. */
    said: z.record(z.string(), z.string()),
    official: Wording.pick({ source: true, licence_note: true }).nullable(),
  }),
})

export const listWordings = endpoint({
  method: 'GET',
  path: '/api/screening/wordings',
  action: 'screening.words',
  summary: 'The official sentences this organisation brought in, and who confirmed that it may use them.',
  input: z.object({}),
  reply: z.object({ wordings: z.array(Wording) }),
})

export const keepWording = endpoint({
  method: 'PUT',
  path: '/api/screening/:instrument/wordings/:language',
  action: 'screening.words',
  summary: 'Keeps official sentences for an instrument in one language, with their source and licence.',
  input: z.object({
    instrument: InstrumentId,
    language: LanguageTag,
    version: z.int().min(0),
    sentences: z.record(Code, Line(longestSentence)),
    source: Line(500),
    licence_note: Prose(1_000),
    /** Somebody says with their name that the organisation may use them. */
    may_use: z.literal(true),
  }),
  reply: z.object({ instrument: InstrumentId, language: LanguageTag, version: z.int() }),
})

export const removeWording = endpoint({
  method: 'DELETE',
  path: '/api/screening/:instrument/wordings/:language',
  action: 'screening.words',
  summary: 'Takes the official sentences out again; our own words are shown.',
  input: z.object({ instrument: InstrumentId, language: LanguageTag }),
  reply: z.object({ instrument: InstrumentId, language: LanguageTag }),
})
