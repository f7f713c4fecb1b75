// Giving an instrument: chosen for her age, begun, answered one by one and kept at once, skipped, put off, stopped or
// finished; on another day and by another of the team it goes on where it stood.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'
import { Instrument, InstrumentId, WordedIn, Wording } from './instrument.ts'

/** Any language people speak, worded here or not: an interpreter says it in hers. */
export const SpokenIn = z.string().regex(/^[a-z]{2,3}$/)

/** `asked`: somebody sits with her; `paper`: typed in later; `own_door`: she answers by herself on a link. */
export const Given = z.enum(['asked', 'paper', 'own_door'])
export type Given = z.infer<typeof Given>
export const Interpreter = z.enum(['none', 'professional', 'somebody_else'])

/** How it was given: kept sealed with the answers and shown with them ever after. */
export const Giving = z.object({
  given: Given,
  /** In which language it was asked of her. */
  spoken: SpokenIn,
  /** The wording she saw or heard, and the one shown beside it for whoever interprets or asks. */
  worded: WordedIn,
  beside: WordedIn.nullable(),
  interpreter: Interpreter,
})
export type Giving = z.infer<typeof Giving>

/** Item → her answer; null: asked and skipped. What is not there was not reached. */
export const GivenAnswers = z.record(Code, z.string().max(2_000).nullable())
export type GivenAnswers = z.infer<typeof GivenAnswers>

export const SittingState = z.enum(['open', 'stopped', 'finished'])
export type SittingState = z.infer<typeof SittingState>

/** She said "not today": on which day, and why where she wanted to say. The sitting stays open. */
export const PutOff = z.object({
  on: Day,
  /** Who was told; null: nobody, she pressed it herself on her own door. */
  by: Id.nullable(),
  reason: z.string(),
})

/** Official sentences as they were brought in; every version that was ever shown stays readable. */
export const OfficialText = z.object({
  version: z.int(),
  language: WordedIn,
  sentences: z.record(Code, z.string()),
  source: z.string(),
  licence_note: z.string(),
  confirmed_by: Id,
  confirmed_name: z.string().nullable(),
  confirmed_at: Moment,
})
export type OfficialText = z.infer<typeof OfficialText>

/** `with_her`: she may answer until then; the others say how it went, and the desk goes on. */
export const OwnDoor = z.object({
  link_id: Id,
  state: z.enum(['with_her', 'put_off', 'stopped', 'done', 'over']),
  until: Moment,
})
export type OwnDoor = z.infer<typeof OwnDoor>

export const SittingHead = z.object({
  sitting_id: Id,
  instrument: InstrumentId,
  instrument_version: z.int(),
  section: Section,
  state: SittingState,
  /** The day it was taken: of the paper, or of the last answer. */
  taken_on: Day,
  begun_at: Moment,
  begun_by: Id,
  answered: z.int(),
  skipped: z.int(),
  put_off: z.array(PutOff),
  giving: Giving,
  version: z.int(),
})
export type SittingHead = z.infer<typeof SittingHead>

export const Sitting = SittingHead.extend({
  answers: GivenAnswers,
  /** Items to be asked, given the answers so far, in their order; and the first of them nobody put to her yet. */
  asked: z.array(Code),
  next: Code.nullable(),
  /** Which version of the official sentences she saw; null: our own words. */
  official: z.int().nullable(),
  /** Why it was stopped, in her words; empty where nothing was said. */
  stopped_because: z.string(),
  /** The link on which she answers by herself, until the desk goes on with what came. */
  door: OwnDoor.nullable(),
})
export type Sitting = z.infer<typeof Sitting>

const Named = z.object({ instrument: InstrumentId, version: z.int(), name: z.string(), section: Section })

export const listOffered = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/instruments',
  action: 'assessments.give',
  summary: 'The instruments that fit her age, what is open of each, and why the others are not offered.',
  input: z.object({ case_id: Id, language: WordedIn.default('en') }),
  reply: z.object({
    /** How old the file takes her to be: `unsure` counts as a minor. */
    age: z.enum(['adult', 'minor', 'unsure']),
    offered: z.array(
      Named.extend({
        shape: Instrument.shape.shape,
        about: Instrument.shape.about,
        filled_by: Instrument.shape.filled_by,
        minutes: z.int(),
        long: z.boolean(),
        validated: z.boolean(),
        /** In the language asked for. */
        title: z.string(),
        says: z.string(),
        languages: z.array(WordedIn),
        /** Languages for which this organisation brought in the official sentences. */
        official_in: z.array(WordedIn),
        open: z.object({ sitting_id: Id, begun_at: Moment, put_off: z.array(PutOff) }).nullable(),
        last_on: Day.nullable(),
      }),
    ),
    not_offered: z.array(
      Named.extend({
        title: z.string(),
        because: z.enum(['for_adults', 'age_unsure', 'for_minors', 'too_young', 'not_your_section']),
      }),
    ),
    /** Long ones begun or taken today: another one is warned about, never forbidden. */
    long_today: z.array(InstrumentId),
  }),
})

/** A form as it was on the day: an old answer is always shown with its own. */
export const readForm = endpoint({
  method: 'GET',
  path: '/api/instruments/:instrument/:version',
  action: 'assessments.read_forms',
  summary: 'One version of an instrument with its words in one language, and the official ones where brought in.',
  input: z.object({
    instrument: InstrumentId,
    version: z.coerce.number().int().positive(),
    language: WordedIn,
    /** A version of the official sentences shown once; absent: those in use today; 0: our own words. */
    official: z.coerce.number().int().min(0).optional(),
  }),
  reply: z.object({
    instrument: Instrument,
    /** Our own words; where `official` has a sentence for an item, that one is shown instead. */
    wording: Wording,
    official: OfficialText.nullable(),
    /** What stands on the buttons, in that language: to begin, to go back, to skip, to put off, to stop; and thanks. */
    said: z.record(z.string(), z.string()),
  }),
})

export const beginSitting = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/sittings',
  action: 'assessments.give',
  summary: 'Begins an instrument with her. One of a kind is open at a time; an open one is gone on with.',
  input: z.object({
    case_id: Id,
    sitting_id: Id,
    instrument: InstrumentId,
    giving: Giving,
    /** The day on the paper; only for paper, and never later than today. */
    taken_on: Day.optional(),
  }),
  reply: z.object({ sitting_id: Id, version: z.int() }),
})

export const listSittings = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/sittings',
  action: 'case.open',
  summary: 'What is open or was stopped, latest first: unfinished ones stay readable.',
  input: z.object({ case_id: Id }),
  reply: z.object({ sittings: z.array(SittingHead) }),
})

export const readSitting = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/sittings/:sitting_id',
  action: 'case.open',
  summary: 'One sitting with what was answered so far and the question that comes next.',
  input: z.object({ case_id: Id, sitting_id: Id }),
  reply: Sitting,
})

const onSitting = { case_id: Id, sitting_id: Id, version: z.int().positive() }

export const answerItems = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/sittings/:sitting_id/answers',
  action: 'assessments.give',
  summary: 'Keeps one answer, or those of a paper. null skips; an earlier answer may be changed until it is finished.',
  input: z.object({ ...onSitting, answers: GivenAnswers }),
  reply: z.object({
    sitting_id: Id,
    version: z.int(),
    /** An answer among these is about her safety: the same-day protocol stands open from now on, finished or not. */
    protocol_id: Id.nullable(),
  }),
})

export const changeGiving = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/sittings/:sitting_id/giving',
  action: 'assessments.give',
  summary: 'Changes the language or the interpreter on the way, when it goes on another day or with somebody else.',
  input: z.object({ ...onSitting, giving: Giving.omit({ given: true }) }),
  reply: z.object({ sitting_id: Id, version: z.int() }),
})

export const putOffSitting = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/sittings/:sitting_id/not-today',
  action: 'assessments.give',
  summary: 'She said "not today", with a reason where she wanted to give one. It stays open for another day.',
  input: z.object({ ...onSitting, reason: OptionalProse(1_000).default('') }),
  reply: z.object({ sitting_id: Id, version: z.int() }),
})

export const stopSitting = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/sittings/:sitting_id/stop',
  action: 'assessments.give',
  summary: 'She stopped. What she answered stays readable as unfinished; no score is read from it.',
  input: z.object({ ...onSitting, reason: OptionalProse(1_000).default('') }),
  reply: z.object({ sitting_id: Id, version: z.int() }),
})

export const finishSitting = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/sittings/:sitting_id/finish',
  action: 'assessments.give',
  summary: 'Finishes: the answers become an assessment, its scores are read, and a safety answer opens the protocol.',
  input: z.object(onSitting),
  reply: z.object({
    /** The same id as the sitting. */
    assessment_id: Id,
    version: z.int(),
    /** The same-day protocol that an answer about her safety opened, now or when it was given. */
    protocol_id: Id.nullable(),
  }),
})

export const amendAssessment = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/assessments/:assessment_id/amend',
  action: 'assessments.give',
  summary: 'Corrects answers that were taken down wrongly. What stood before stays readable, with who and why.',
  input: z.object({
    case_id: Id,
    assessment_id: Id,
    version: z.int().positive(),
    answers: GivenAnswers,
    reason: Prose(1_000),
  }),
  reply: z.object({ assessment_id: Id, version: z.int(), protocol_id: Id.nullable() }),
})
