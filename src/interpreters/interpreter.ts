// The words the room of interpreters is told in: kinds, steps of vetting, what speaks for somebody and what rules them out.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { CountryCode, LanguageCode } from '#people/card.ts'

export const interpreterKinds = ['freelance', 'agency', 'volunteer', 'telephone'] as const
export const InterpreterKind = z.enum(interpreterKinds)
export type InterpreterKind = z.infer<typeof InterpreterKind>

export const interpreterGenders = ['woman', 'man', 'non_binary', 'not_said'] as const
export const InterpreterGender = z.enum(interpreterGenders)
export type InterpreterGender = z.infer<typeof InterpreterGender>

/** Only `active` is ever offered anything. */
export const interpreterStatuses = ['applied', 'vetting', 'active', 'resting', 'blocked'] as const
export const InterpreterStatus = z.enum(interpreterStatuses)
export type InterpreterStatus = z.infer<typeof InterpreterStatus>

export const interpretingModes = ['in_person', 'telephone', 'video'] as const
export const InterpretingMode = z.enum(interpretingModes)
export type InterpretingMode = z.infer<typeof InterpretingMode>

export const languageLevels = ['native', 'professional', 'good', 'basic'] as const
export const LanguageLevel = z.enum(languageLevels)
export type LanguageLevel = z.infer<typeof LanguageLevel>

/** A code of data/interpreters/dialects.json. */
export const DialectCode = z.string().regex(/^[a-z_]{2,40}$/)

export const Spoken = z.object({
  language: LanguageCode,
  dialect: DialectCode.nullable(),
  level: LanguageLevel,
  /** Into it and out of it; otherwise out of it alone. */
  both_ways: z.boolean(),
})
export type Spoken = z.infer<typeof Spoken>

export const vettingSteps = ['identity', 'background', 'confidentiality', 'interview', 'training'] as const
export const VettingStep = z.enum(vettingSteps)
export type VettingStep = z.infer<typeof VettingStep>

export const Vetted = z.object({ step: VettingStep, done_on: Day, valid_until: Day.nullable() })
export type Vetted = z.infer<typeof Vetted>

/** Where news of a person would travel. What is left empty is not known, and what is not known excuses nothing. */
export const Community = z.object({
  country: CountryCode.nullable(),
  region: OptionalProse(80),
  language: LanguageCode.nullable(),
  group: OptionalProse(80),
  worship: OptionalProse(80),
})
export type Community = z.infer<typeof Community>

export const HourOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
/** Every week, by the clock on the interpreter's wall; `weekday` 1 is Monday. */
export const WeeklyHours = z
  .object({ weekday: z.int().min(1).max(7), from: HourOfDay, until: HourOfDay })
  .refine(({ from, until }) => from < until, { path: ['until'] })
export type WeeklyHours = z.infer<typeof WeeklyHours>

export const Off = z
  .object({ from_on: Day, until_on: Day })
  .refine(({ from_on, until_on }) => from_on <= until_on, { path: ['until_on'] })
export type Off = z.infer<typeof Off>

export const Rate = z.object({
  from_on: Day,
  mode: InterpretingMode.nullable(),
  /** Cents for each unit of so many minutes; nothing for a volunteer. */
  cents: z.int().min(0).max(1_000_000),
  unit_minutes: z.int().min(1).max(480),
  minimum_minutes: z.int().min(0).max(480),
  rounding: z.enum(['up', 'nearest']),
  travel_cents_per_km: z.int().min(0).max(10_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type Rate = z.infer<typeof Rate>

/** Why somebody may not come: none of these is ever passed by a second opinion. */
export const gateCodes = [
  'not_active',
  'never_again',
  'excluded',
  'named_in_file',
  'small_community',
  'minor',
  'identity_missing',
  'background_missing',
  'confidentiality_missing',
  'vetting_ends_before',
  'conflict_doubt',
  'conflict_not_asked',
  'gender',
  'language',
  'dialect',
  'mode',
] as const
export const GateCode = z.enum(gateCodes)
export type GateCode = z.infer<typeof GateCode>

/** Why somebody who may come stands where they stand. */
export const rankReasons = [
  'liked_before',
  'known_to_her',
  'dialect',
  'native',
  'both_ways',
  'trained',
  'other_region',
  'same_region',
  'remote_better',
  'available',
  'not_in_hours',
  'away',
  'busy',
  'volunteer',
  'cheaper',
  'emergency',
] as const
export const RankReason = z.enum(rankReasons)
export type RankReason = z.infer<typeof RankReason>

export const InterpreterName = Line(120)
export const InterpreterRef = z.object({ interpreter_id: Id, name: z.string() })

/** Sealed with each interpreter to the organisation. */
export const InterpreterDetails = z.object({
  names: z.array(InterpreterName).min(1).max(4),
  phone: OptionalProse(40),
  email: OptionalProse(120),
  /** Four digits; somebody whose age is not known is taken for a minor and offered nothing. */
  birth_year: z.int().min(1900).max(2100).nullable(),
  agency: OptionalProse(120),
  communities: z.array(Community).max(8),
  notes: OptionalProse(2000),
})
export type InterpreterDetails = z.infer<typeof InterpreterDetails>
