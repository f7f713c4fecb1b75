// When she is heard, and what has to be ready before: an interpreter, somebody who goes along, a way that meets nobody, what
// was asked of the court for her, and that she knows what will happen.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'

export const hearingKinds = [
  ...['statement', 'early_evidence', 'interview', 'examination', 'conciliation', 'oral', 'trial', 'other'],
] as const
export const HearingKind = z.enum(hearingKinds)
export type HearingKind = z.infer<typeof HearingKind>
export const hearingStatuses = ['planned', 'held', 'put_off', 'cancelled'] as const
export const HearingStatus = z.enum(hearingStatuses)

/** What can be asked of a court so that she need not meet, or be seen by, whom she fears. */
export const askedOfCourt = ['separate_entrance', 'screen', 'video', 'closed_doors', 'hidden_data'] as const
export const AskedOfCourt = z.enum(askedOfCourt)
export type AskedOfCourt = z.infer<typeof AskedOfCourt>
export const askStates = ['not_looked_at', 'asked', 'granted', 'refused', 'not_needed'] as const
export const AskState = z.enum(askStates)
export type AskState = z.infer<typeof AskState>

const notLookedAt = Object.fromEntries(askedOfCourt.map((each) => [each, 'not_looked_at'])) as Record<
  AskedOfCourt,
  AskState
>
export const HearingWords = z.object({
  court: OptionalProse(200).default(''),
  room: OptionalProse(100).default(''),
  asked: z.record(AskedOfCourt, AskState).default(notLookedAt),
  /** Her language there; empty: she needs nobody. */
  interpreter: z.enum(['not_said', 'needed', 'not_needed']).default('not_said'),
  /** The court brings one itself: it was asked and said so. */
  interpreter_by_court: z.boolean().default(false),
  alone: z.enum(['not_said', 'goes_along', 'wants_to_go_alone']).default('not_said'),
  way_talked_over: z.boolean().default(false),
  documents: z.array(Line(160)).max(20).default([]),
  documents_ready: z.boolean().default(false),
  /** That it was told what will happen, who will be there and what she may refuse. */
  explained: z.boolean().default(false),
  /** What she wants to say, in her own order. */
  wants_to_say: OptionalProse(4_000).default(''),
  outcome: OptionalProse(4_000).default(''),
})
export type HearingWords = z.infer<typeof HearingWords>

/** One point of the preparation. `open`: to be done. `waits`: asked for, not answered. `done`. `stands_against`: it cannot stay so. */
export const PointState = z.enum(['open', 'waits', 'done', 'stands_against', 'not_needed'])
export type PointState = z.infer<typeof PointState>
export const preparationPoints = [
  ...['appointment', 'interpreter', 'accompaniment', 'way', 'asked', 'documents', 'explained'],
] as const
export const Point = z.object({
  point: z.enum(preparationPoints),
  state: PointState,
  /** Which of the reasons of that state; words: `proceedings.point.<point>.<why>`. */
  why: z.string(),
})
export type Point = z.infer<typeof Point>

const said = {
  matter_id: Id,
  kind: HearingKind,
  on_day: Day,
  at_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
  appointment_id: Id.nullable(),
  status: HearingStatus,
}

export const Hearing = z.object({
  ...said,
  at_time: z.string().nullable(),
  hearing_id: Id,
  ...HearingWords.shape,
  ...{ court: z.string(), room: z.string(), wants_to_say: z.string(), outcome: z.string() },
  documents: z.array(z.string()),
  /** Empty once it was held or will not be. */
  preparation: z.array(Point),
  version: z.int(),
})
export type Hearing = z.infer<typeof Hearing>

export const keepHearing = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/hearings/:hearing_id',
  action: 'case.write',
  summary: 'Writes a hearing down with its preparation; version 0 begins it. Its appointment is one of the agenda.',
  input: z.object({ case_id: Id, hearing_id: Id, version: z.int().min(0), ...said, ...HearingWords.shape }),
  reply: z.object({ hearing_id: Id, version: z.int() }),
})
