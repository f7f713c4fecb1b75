// What the rules make of the dates of one file: who owes what by when, what holds until when, and each step that led there.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { EventCode, PackId, RuleId, RuleKind, silences, Track } from './rule.ts'

/** A happening with its day, and its hour where a term counts hours; local to the place of the file. */
export const Happening = z.strictObject({
  event_id: Id,
  code: EventCode,
  jurisdiction: PackId,
  on: Day,
  at: z
    .string()
    .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
    .nullable(),
  /** The application or proceeding it belongs to; null: the file as a whole. */
  matter_id: Id.nullable(),
})
export type Happening = z.infer<typeof Happening>

export const CircumstanceValue = z.union([z.boolean(), Code])
export const Circumstances = z.record(Code, CircumstanceValue)
export type Circumstances = z.infer<typeof Circumstances>

/** All the engine is given of a file. */
export interface LawFacts {
  jurisdictions: PackId[]
  /** Where days are counted: province as INE code or ISO 3166-2, town as in the calendar; null: the country alone. */
  province: string | null
  town: string | null
  circumstances: Circumstances
  happenings: Happening[]
}

/**
 * `running`: not due yet. `due`: today. `overdue`: past, and nobody who answers for it said it is done. `suspended`: the clock
 * stands still. `met`, `late`: closed in time, or after. `silence`: the authority let it pass and the law says what that means.
 * `stands`: a right, duty, bar or period that holds today. `coming`: begins later. `ended`: over. `taken_away`: no longer owed.
 */
export const itemStates = [
  ...['running', 'due', 'overdue', 'suspended', 'met', 'late', 'silence'],
  ...['stands', 'coming', 'ended', 'taken_away'],
] as const
export const ItemState = z.enum(itemStates)
export type ItemState = z.infer<typeof ItemState>

/** One step of the reckoning; words: `law.step.<code>` with these values. Days are in the values as YYYY-MM-DD. */
export const Step = z.object({ code: Code, values: z.record(z.string(), z.union([z.string(), z.number()])) })
export type Step = z.infer<typeof Step>

export const Item = z.object({
  /** The same over every reckoning: rule and what anchors it. */
  key: z.string(),
  pack: PackId,
  rule_id: RuleId,
  /** Which version of the rule. */
  rule_from: Day,
  track: Track,
  kind: RuleKind,
  matter_id: Id.nullable(),
  started_by: z.object({
    code: EventCode,
    on: Day,
    at: z.string().nullable(),
    /** null: a rule made it happen. */
    event_id: Id.nullable(),
    from_key: z.string().nullable(),
  }),
  starts_on: Day,
  /** The earliest reading; null where nothing is counted. */
  due_on: Day.nullable(),
  due_at: z.string().nullable(),
  readings: z.array(z.object({ code: Code, due_on: Day, due_at: z.string().nullable() })),
  state: ItemState,
  closed_by: z.object({ event_id: Id.nullable(), code: EventCode, on: Day }).nullable(),
  silence: z.object({ means: z.enum(silences), on: Day }).nullable(),
  reviewed: z.boolean(),
  steps: z.array(Step),
})
export type Item = z.infer<typeof Item>

/** What another reckoning changed. `missed_before`: it had been missed already, before anybody knew. */
export const Change = z.object({
  key: z.string(),
  rule_id: RuleId,
  what: z.enum(['new', 'gone', 'earlier', 'later', 'state', 'missed_before']),
  due_before: Day.nullable(),
  due_now: Day.nullable(),
  state_before: ItemState.nullable(),
  state_now: ItemState.nullable(),
})
export type Change = z.infer<typeof Change>
