// Screenings and readings of signs kept in a file: when, with what, what they were consistent with, and the answers.
import { z } from 'zod'
import { AgeGroup, Level, Reading } from '#detection/reading.ts'
import { InstrumentId, instrumentIds, SafetyGate, ScreeningAnswers } from '#detection/screening.ts'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

/** `signs`: no instrument, but signs that were noticed. */
export const ScreenedWith = z.enum([...instrumentIds, 'signs'])
export type ScreenedWith = z.infer<typeof ScreenedWith>

const Asked = z.object({
  /** In which language it was asked; null: nobody was asked, it was noted. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable(),
  gate: SafetyGate.nullable(),
  answers: ScreeningAnswers,
  signs: z.array(Code).max(80),
  sector: Code.nullable(),
  /** Whether official sentences were read out. */
  official: z.boolean(),
  /** What else was said or seen, in the worker's words. */
  words: z.string(),
})
/** What is sealed. The reading is kept as it was given that day: a rule changed later says nothing of it. */
export const KeptScreening = Asked.extend({ reading: Reading })
export type KeptScreening = z.infer<typeof KeptScreening>

export const Screening = KeptScreening.extend({
  screening_id: Id,
  instrument: ScreenedWith,
  instrument_version: z.int(),
  taken_on: Day,
  taken_by: Id,
  age_group: AgeGroup,
  level: Level,
})
export type Screening = z.infer<typeof Screening>

export const listScreenings = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/screenings',
  action: 'case.open',
  summary: 'The screenings and readings of signs kept in a file, latest first, each with what it was consistent with.',
  input: z.object({ case_id: Id }),
  reply: z.object({ screenings: z.array(Screening) }),
})

export const takeScreening = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/screenings',
  action: 'case.write',
  summary: 'Keeps a screening. Without the safety gate the answers are refused; the level is read here.',
  input: z.object({
    case_id: Id,
    screening_id: Id,
    instrument: InstrumentId,
    taken_on: Day.optional(),
    age: AgeGroup,
    language: Asked.shape.language,
    gate: SafetyGate,
    answers: ScreeningAnswers,
    official: z.boolean().default(false),
    words: OptionalProse(2_000).default(''),
  }),
  reply: z.object({ screening_id: Id, level: Level }),
})

export const keepSigns = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/signs',
  action: 'case.write',
  summary: 'Keeps signs that were noticed, and what they are consistent with.',
  input: z.object({
    case_id: Id,
    screening_id: Id,
    taken_on: Day.optional(),
    age: AgeGroup,
    signs: z.array(Code).min(1).max(80),
    sector: Code.nullable().default(null),
    words: OptionalProse(2_000).default(''),
  }),
  reply: z.object({ screening_id: Id, level: Level }),
})
