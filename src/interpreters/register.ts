// The register of interpreters of an organisation: who they are, what they speak, how far they were looked at, when they can.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'
import {
  InterpreterDetails,
  InterpreterGender,
  InterpreterKind,
  InterpreterStatus,
  InterpretingMode,
  Off,
  Rate,
  Spoken,
  Vetted,
  VettingStep,
  WeeklyHours,
} from './interpreter.ts'

const Province = z.string().regex(/^\d{2}$/)
export const Zone = z.string().min(1).max(60)

/** One line of the register. */
export const Registered = z.object({
  interpreter_id: Id,
  name: z.string(),
  kind: InterpreterKind,
  gender: InterpreterGender,
  status: InterpreterStatus,
  province: Province.nullable(),
  modes: z.array(InterpretingMode),
  emergency: z.boolean(),
  languages: z.array(Spoken),
  /** The first day on which something of the vetting no longer holds; null when nothing ends. */
  vetted_until: Day.nullable(),
  /** What the vetting still lacks. */
  missing: z.array(VettingStep),
  version: z.int(),
})
export type Registered = z.infer<typeof Registered>

export const Interpreter = Registered.extend({
  details: InterpreterDetails,
  block_reason: z.string(),
  vetting: z.array(Vetted.extend({ by_name: z.string() })),
  zone: Zone,
  hours: z.array(WeeklyHours),
  off: z.array(Off),
  /** For whoever keeps the register or pays; empty for others. */
  rates: z.array(Rate),
  /** How often they came and did not, and, once three were asked, how they said it was: counts alone. */
  came: z.object({ attended: z.int(), missed: z.int(), understood: z.int(), felt_safe: z.int(), asked: z.int() }),
  last_came_on: Day.nullable(),
  /** The end of keeping if nothing more is written or booked; for whoever keeps the register. */
  kept_until: Day.nullable(),
  changed_at: Moment,
})
export type Interpreter = z.infer<typeof Interpreter>

export const listInterpreters = endpoint({
  method: 'GET',
  path: '/api/interpreters',
  action: 'interpreters.read',
  summary: 'The register: names, languages, modes, and how far each was looked at.',
  input: z.object({}),
  reply: z.object({ interpreters: z.array(Registered) }),
})

export const readInterpreter = endpoint({
  method: 'GET',
  path: '/api/interpreters/:interpreter_id',
  action: 'interpreters.read',
  summary: 'Everything the register holds of one interpreter, and how often they came. Never for whom.',
  input: z.object({ interpreter_id: Id }),
  reply: Interpreter,
})

const once = (list: { language: string; dialect: string | null }[]) =>
  new Set(list.map(({ language, dialect }) => `${language} ${dialect ?? ''}`)).size === list.length

export const keepInterpreter = endpoint({
  method: 'PUT',
  path: '/api/interpreters/:interpreter_id',
  action: 'interpreters.manage',
  summary: 'Writes an interpreter down or changes them; version 0 begins. Bookings that now break a gate are stopped.',
  input: z.object({
    interpreter_id: Id,
    version: z.int().min(0),
    kind: InterpreterKind,
    gender: InterpreterGender,
    province: Province.nullable(),
    modes: z.array(InterpretingMode).min(1).max(3),
    emergency: z.boolean(),
    details: InterpreterDetails,
    languages: z.array(Spoken).min(1).max(20).refine(once),
    zone: Zone,
    hours: z.array(WeeklyHours).max(28),
    off: z.array(Off).max(40),
    rates: z.array(Rate).max(40),
  }),
  reply: z.object({ interpreter_id: Id, version: z.int() }),
})

export const vetInterpreter = endpoint({
  method: 'POST',
  path: '/api/interpreters/:interpreter_id/vetting',
  action: 'interpreters.manage',
  summary: 'Writes down that a step of the vetting was done, on which day and until when it holds, or takes it back.',
  input: z.object({
    interpreter_id: Id,
    version: z.int(),
    step: VettingStep,
    /** Null takes the step back. */
    done_on: Day.nullable(),
    valid_until: Day.nullable().default(null),
  }),
  reply: z.object({ interpreter_id: Id, version: z.int() }),
})

export const setInterpreterStatus = endpoint({
  method: 'POST',
  path: '/api/interpreters/:interpreter_id/status',
  action: 'interpreters.manage',
  summary:
    'Begins the vetting, takes into service, rests, or blocks with the reason. What was booked is looked at again.',
  input: z.object({
    interpreter_id: Id,
    version: z.int(),
    status: InterpreterStatus,
    reason: OptionalProse(500).default(''),
  }),
  reply: z.object({ interpreter_id: Id, version: z.int() }),
})

/** Who is called at night: whoever may be called without asking first. */
export const listEmergencyInterpreters = endpoint({
  method: 'GET',
  path: '/api/interpreters-now',
  action: 'interpreters.read',
  summary:
    'Who may be called at once, by language: those in service with the telephone, whoever is in their hours first.',
  input: z.object({ language: LanguageCode.optional() }),
  reply: z.object({
    interpreters: z.array(
      z.object({
        interpreter_id: Id,
        name: z.string(),
        phone: z.string(),
        gender: InterpreterGender,
        languages: z.array(Spoken),
        in_hours: z.boolean(),
      }),
    ),
  }),
})
