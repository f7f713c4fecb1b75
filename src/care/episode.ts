// Care of body or mind with one provider: what for, by whom, towards which goals in the person's words, and each time one
// met. What was spoken of stands elsewhere (private-note.ts).
import { z } from 'zod'
import { InstrumentId } from '#assessments/instrument.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'
import { AbsenceReason, CloseReason, EpisodeKind } from './lists.ts'

/** `service`: found in the directory and referred to; `outside`: named by the person, with no referral of ours. */
export const Provider = z.enum(['own', 'service', 'outside'])
export type Provider = z.infer<typeof Provider>

/** All that says what it is: sealed, because a kind of care alone can tell what happened. */
export const EpisodeWords = z.object({
  kind: EpisodeKind,
  /** The instruments that are looked at in this care. */
  instruments: z.array(InstrumentId).max(8),
  /** Who gives it, as the person calls them; empty where a colleague or a referral says it. */
  name: OptionalProse(160),
  goals: z.array(Prose(300)).max(8),
  words: OptionalProse(2000),
  close_reason: CloseReason.nullable(),
  /** What must be in place when it ends, as after a hospital: said at its end. */
  closing: OptionalProse(2000),
})
export type EpisodeWords = z.infer<typeof EpisodeWords>

const written = {
  provider: Provider,
  staff_id: Id.nullable(),
  referral_id: Id.nullable(),
  opened_on: Day,
  /** How many times one plans to meet: the therapist's own word, and only theirs. Nothing is counted from it. */
  planned_sessions: z.int().min(1).max(400).nullable(),
  ...EpisodeWords.omit({ closing: true, close_reason: true }).shape,
}

export const Episode = z.object({
  episode_id: Id,
  section: z.enum(['health', 'mind']),
  ...written,
  ...EpisodeWords.pick({ closing: true, close_reason: true }).shape,
  status: z.enum(['open', 'closed']),
  closed_on: Day.nullable(),
  /** Where a referral leads to. */
  referred_to: z.string().nullable(),
  recorded_by: Id,
  version: z.int(),
})
export type Episode = z.infer<typeof Episode>

const ofEpisode = { case_id: Id, episode_id: Id }
const reply = z.object({ episode_id: Id, version: z.int() })

export const openEpisode = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/care/episodes',
  action: 'case.write',
  summary: 'Begins an episode of care: by a colleague, by a service one referred to, or by somebody outside.',
  input: z.object({ ...ofEpisode, ...written }),
  reply,
})

export const changeEpisode = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/care/episodes/:episode_id',
  action: 'case.write',
  summary: 'Corrects an episode of care. A stale version gets the current state back.',
  input: z.object({ ...ofEpisode, version: z.int(), ...written }).omit({ kind: true, opened_on: true }),
  reply,
})

export const closeEpisode = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/care/episodes/:episode_id/status',
  action: 'case.write',
  summary: 'Says that an episode of care ended and why, or opens it again.',
  input: z.object({
    ...ofEpisode,
    version: z.int(),
    closed_on: Day.nullable(),
    close_reason: CloseReason.nullable(),
    closing: EpisodeWords.shape.closing,
  }),
  reply,
})

export const Attendance = z.enum(['planned', 'came', 'cancelled', 'cancelled_by_us', 'did_not_come', 'moved'])
export type Attendance = z.infer<typeof Attendance>
export const SessionInterpreter = z.enum([
  'not_needed',
  'in_person',
  'by_telephone',
  'on_screen',
  'somebody_else',
  'missing',
])
/** Where one meets, in the coarse: an address is nobody's business here. */
export const MetAt = z.enum(['office', 'their_place', 'health_centre', 'telephone', 'screen', 'outside', 'elsewhere'])

export const SessionWords = z.object({
  /** The hour on the clock where one meets; empty while it is not agreed. */
  clock: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^$/),
  words: OptionalProse(1000),
})

const aSession = {
  on_day: Day,
  minutes: z.int().min(5).max(600).nullable(),
  attendance: Attendance,
  reason: AbsenceReason.nullable(),
  interpreter: SessionInterpreter,
  place: MetAt,
  ...SessionWords.shape,
}

export const Session = z.object({
  session_id: Id,
  episode_id: Id,
  section: z.enum(['health', 'mind']),
  ...aSession,
  moved_to: Id.nullable(),
  recorded_by: Id,
  version: z.int(),
})
export type Session = z.infer<typeof Session>

/** Moved: the day it is moved to, which becomes a session of its own. */
const MovedTo = z.object({ session_id: Id, on_day: Day, clock: SessionWords.shape.clock })

export const keepSession = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/care/episodes/:episode_id/sessions/:session_id',
  action: 'case.write',
  summary: 'Plans a session, or says how it went: came, cancelled, did not come, moved to another day.',
  input: z.object({
    ...ofEpisode,
    session_id: Id,
    /** 0 for one that is new. */
    version: z.int().min(0),
    ...aSession,
    moved_to: MovedTo.nullable(),
  }),
  reply: z.object({ session_id: Id, version: z.int() }),
})
