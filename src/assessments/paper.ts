// An instrument on paper: large circles, in her language and beside it the interpreter's, without a name and without a
// title that says what it is about. Typed in later, it keeps the day it was filled in.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { InstrumentId, WordedIn } from './instrument.ts'

export const printForm = endpoint({
  method: 'GET',
  path: '/api/instruments/:instrument/:version/paper',
  action: 'assessments.read_forms',
  summary: 'One version of an instrument as a sheet to fill in by hand, in one language or in two side by side.',
  input: z.object({
    instrument: InstrumentId,
    version: z.coerce.number().int().positive(),
    language: WordedIn,
    beside: WordedIn.optional(),
    /** Its own title; absent, it is called “a few questions”. */
    titled: z.stringbool().default(false),
  }),
  reply: z.object({
    /** A name that says nothing. */
    name: z.string(),
    /** A PDF, in base64. */
    bytes: z.string(),
  }),
})
