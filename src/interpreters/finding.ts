// Finding an interpreter: who may come, best first and why; who may not, and why not; and for which languages nobody is found.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { LanguageCode } from '#people/card.ts'
import {
  DialectCode,
  GateCode,
  InterpreterGender,
  InterpreterKind,
  InterpretingMode,
  RankReason,
} from './interpreter.ts'

/** One need: of an appointment that stands, or of one that is being planned. */
export const Need = z.object({
  language: LanguageCode,
  dialect: DialectCode.nullable(),
  mode: InterpretingMode,
  starts_at: Moment,
  ends_at: Moment,
})
export type Need = z.infer<typeof Need>

const Who = z.object({
  interpreter_id: Id,
  name: z.string(),
  kind: InterpreterKind,
  gender: InterpreterGender,
  modes: z.array(InterpretingMode),
})

export const MayCome = Who.extend({
  phone: z.string(),
  reasons: z.array(RankReason),
  /** False when they are away, booked elsewhere at that time, or out of their hours. */
  available: z.boolean(),
  /** What it would cost by their own rate; null where none is known or nobody may see it. */
  cents: z.int().nullable(),
})
export type MayCome = z.infer<typeof MayCome>

export const MayNot = Who.extend({ why: z.array(GateCode).min(1) })
export type MayNot = z.infer<typeof MayNot>

export const findInterpreters = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/interpreters',
  action: 'interpreters.book',
  summary: 'Who may interpret for this person, best first with reasons; who may not, with why; in codes alone.',
  input: z
    .object({
      case_id: Id,
      appointment_id: Id.optional(),
      language: LanguageCode.optional(),
      dialect: DialectCode.optional(),
      mode: InterpretingMode.optional(),
      starts_at: Moment.optional(),
      ends_at: Moment.optional(),
    })
    .refine(
      ({ appointment_id, language, mode, starts_at, ends_at }) =>
        appointment_id !== undefined || Boolean(language && mode && starts_at && ends_at && starts_at < ends_at),
      { path: ['appointment_id'] },
    ),
  reply: z.object({
    need: Need,
    /** A small community, as she said or as it is not known: by telephone and under another name first. */
    remote_first: z.boolean(),
    may_come: z.array(MayCome),
    may_not: z.array(MayNot),
  }),
})

export const Gap = z.object({
  language: LanguageCode,
  dialect: DialectCode.nullable(),
  /** Appointments of the last months that needed it. */
  needed: z.int(),
  /** Of these, those to which nobody came or comes. */
  unmet: z.int(),
  /** Still to come, with nobody confirmed. */
  waiting: z.int(),
  in_service: z.int(),
  in_vetting: z.int(),
})
export type Gap = z.infer<typeof Gap>

export const readInterpreterGaps = endpoint({
  method: 'GET',
  path: '/api/interpreters-gaps',
  action: 'interpreters.manage',
  summary: 'By language and dialect: how often it was needed, how often nobody came, and how many are in service.',
  input: z.object({}),
  reply: z.object({ since: Moment, gaps: z.array(Gap) }),
})
