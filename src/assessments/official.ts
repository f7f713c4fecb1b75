// Official sentences of an instrument, where an organisation may use them: read out of a FHIR Questionnaire, put to our
// questions, and shown from then on with who brought them in. How answers count stays ours.
import { z } from 'zod'
import { longestSentence } from '#detection/screening.ts'
import { Wording as Kept } from '#detection/wording.ts'
import { Code } from '#facts/facts.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Line, Prose } from '#kit/text.ts'
import { Instrument, InstrumentId, WordedIn } from './instrument.ts'

export const Official = Kept.omit({ instrument: true, language: true }).extend({
  instrument: InstrumentId,
  language: WordedIn,
})
export type Official = z.infer<typeof Official>

export const listOfficial = endpoint({
  method: 'GET',
  path: '/api/instruments/official',
  action: 'screening.words',
  summary:
    'The official sentences of care instruments this organisation brought in, and who confirmed that it may use them.',
  input: z.object({}),
  reply: z.object({
    wordings: z.array(Official),
    /** What there are sentences for, and what is known of its licence. */
    instruments: z.array(
      z.object({
        instrument: InstrumentId,
        version: z.int(),
        name: z.string(),
        licence: Instrument.shape.licence.shape.status,
      }),
    ),
  }),
})

export const keepOfficial = endpoint({
  method: 'PUT',
  path: '/api/instruments/:instrument/official/:language',
  action: 'screening.words',
  summary: 'Keeps official sentences for an instrument in one language, with their source and licence.',
  input: z.object({
    instrument: InstrumentId,
    language: WordedIn,
    version: z.int().min(0),
    sentences: z.record(Code, Line(longestSentence)),
    source: Line(500),
    licence_note: Prose(1_000),
    /** Somebody says with their name that the organisation may use them. */
    may_use: z.literal(true),
  }),
  reply: z.object({ instrument: InstrumentId, language: WordedIn, version: z.int() }),
})

export const removeOfficial = endpoint({
  method: 'DELETE',
  path: '/api/instruments/:instrument/official/:language',
  action: 'screening.words',
  summary: 'Takes official sentences out again; answers given to them are still shown with them.',
  input: z.object({ instrument: InstrumentId, language: WordedIn }),
  reply: z.object({ instrument: InstrumentId, language: WordedIn }),
})
