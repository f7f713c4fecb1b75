// A rule of law as data: what starts it, for whom it holds, how its days are counted, what silence means, and how sure we
// are. A jurisdiction is a folder of data/law; nothing here is a verdict, a lawyer reads and signs each rule.
import { z } from 'zod'
import { Condition } from '#facts/condition.ts'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'

export const packIds = ['es', 'eu', 'coe', 'it', 'uk', 'us'] as const
export const PackId = z.enum(packIds)
export type PackId = z.infer<typeof PackId>

export const RuleId = z.string().regex(/^[A-Z]{2,3}-[A-Z]?[0-9]{1,3}[a-z]?$/)
export type RuleId = z.infer<typeof RuleId>

/** What may run side by side in one file. */
export const tracks = [
  ...['identification', 'permit', 'asylum', 'criminal', 'labour', 'compensation', 'minors'],
  ...['income', 'papers', 'appeal', 'accreditation', 'return', 'family'],
] as const
export const Track = z.enum(tracks)
export type Track = z.infer<typeof Track>

/**
 * `deadline`: somebody must do something by a day. `period`: something holds from a day until a day. `right` and `duty`
 * hold from their start on, without a count. `bar`: something may not be done meanwhile. `note`: to be known.
 */
export const ruleKinds = ['deadline', 'period', 'right', 'duty', 'bar', 'note'] as const
export const RuleKind = z.enum(ruleKinds)
export type RuleKind = z.infer<typeof RuleKind>

/** A happening: recorded in the file by a colleague, or yielded by a rule (`rrp_ended`). Words: `law.event.<code>`. */
export const EventCode = Code
export type EventCode = z.infer<typeof EventCode>

export const Term = z.strictObject({
  n: z.int().positive(),
  unit: z.enum(['hour', 'day', 'month', 'year']),
  /** Hours: `working` counts the hours of working days alone, `calendar` all. Days likewise. Months and years: `date_to_date`. */
  count: z.enum(['working', 'calendar', 'date_to_date']),
  /** `next_day`: the day of the start is not counted. `same_day`: it is the first. `moment`: by the hour. */
  from: z.enum(['next_day', 'same_day', 'moment']),
  /** What happens when the last day is not a working day. */
  roll: z.enum(['next_working', 'previous_working', 'stays']),
  /** `aim`: a target of an authority, not a term somebody can rely on. */
  bound: z.enum(['at_most', 'at_least', 'exactly', 'aim']),
  /** Does not run while the courts of the place are closed, as its calendar says. */
  pauses: z.literal('court_closed').optional(),
})
export type Term = z.infer<typeof Term>

/** One way to read how a term is counted. Where two are defensible both are shown, and the earlier one rings. */
export const Reading = z.strictObject({ code: Code, term: Term })
export type Reading = z.infer<typeof Reading>

export const silences = ['granted', 'refused', 'admitted', 'ordinary_procedure', 'withdrawn', 'none_stated'] as const
export const Silence = z.strictObject({
  means: z.enum(silences),
  /** The event that silence stands for from the day after the last. */
  yields: EventCode.nullable(),
})

export const LawRule = z.strictObject({
  /** Several with one id are its versions; their days of validity never overlap. Words: `law.rule.<id>.title|means|unless`. */
  id: RuleId,
  track: Track,
  kind: RuleKind,
  /** Any of these starts it. Empty: it holds for whoever the conditions describe, from the first day of the file on. */
  starts: z.array(EventCode),
  /** Over the circumstances of the file; null: always. */
  when: Condition.nullable(),
  duty_holder: Code.nullable(),
  authority: Code.nullable(),
  /** Empty for what has no count. */
  readings: z.array(Reading),
  /** The first whose condition holds takes the place of `readings`. */
  alternatives: z.array(z.strictObject({ when: Condition, readings: z.array(Reading).min(1) })),
  /** Any of these, on the same matter where one is named, meets it. */
  closes: z.array(EventCode),
  /** Any of these takes it away: no longer owed, no longer held. */
  ends: z.array(EventCode),
  silence: Silence.nullable(),
  /** What the end of a period, or a start without a count, makes happen. */
  yields: z.array(z.strictObject({ at: z.enum(['start', 'end']), event: EventCode })),
  /** While between the two the clock stands still; it adds exactly that length. */
  suspended: z.array(z.strictObject({ from: z.array(EventCode).min(1), until: z.array(EventCode).min(1) })),
  /** Any of these begins the count anew. */
  restarted: z.array(EventCode),
  /** One of several ways, of which one is chosen: choosing one takes the others away. */
  instead_of: z.array(RuleId),
  /** Days before the end on which it rings. */
  warn_days: z.array(z.int().nonnegative()),
  /** Codes of data/codes/document_types.json. */
  documents: z.array(Code),
  /** What a person reads of it in her own language: `own.law.<plain>`; null: not hers to act on. */
  plain: Code.nullable(),
  /** As it is cited. */
  article: z.string().min(4),
  source: z.string().min(10),
  /** The text that was read: consolidated on which day, or of which year. */
  source_version: z.string().min(4),
  valid_from: Day,
  valid_until: Day.nullable(),
  confidence: z.enum(['checked', 'secondary', 'memory']),
  /** What a lawyer must look up first; words `law.rule.<id>.verify`. */
  verify: z.boolean(),
  reviewed_by: z.string().min(2).nullable(),
  reviewed_on: Day.nullable(),
})
export type LawRule = z.infer<typeof LawRule>

/** data/law/<pack>/rules-<track>.json */
export const RulesFile = z.strictObject({ source: z.string().min(10), rules: z.array(LawRule) })
export type RulesFile = z.infer<typeof RulesFile>

/** What is so in the file, as the conditions of the rules ask it. Words: `law.circumstance.<field>`, `….<field>.<choice>`. */
export const CircumstanceField = z.strictObject({
  field: Code,
  choices: z.array(Code).nullable(),
})
export type CircumstanceField = z.infer<typeof CircumstanceField>

export const PackEvent = z.strictObject({
  code: EventCode,
  /** `yielded`: only a rule makes it happen. */
  recorded: z.enum(['day', 'moment', 'yielded']),
  /** Who decides or does it, where it is an authority. */
  authority: Code.nullable(),
  /** What the person counts as from then on. */
  status: z.enum(['presumed', 'identified', 'recognised', 'refused', 'appealed', 'withdrawn']).nullable(),
})
export type PackEvent = z.infer<typeof PackEvent>

/** data/law/<id>/pack.json; its rules stand beside it in rules-<track>.json files, its calendars in data/law/calendars. */
export const PackHead = z.strictObject({
  id: PackId,
  /** ISO 3166; null for a body of law above countries. */
  country: z.string().length(2).nullable(),
  /** Packs above it that hold there too. */
  above: z.array(PackId),
  zone: z.string(),
  /** data/law/calendars/<code>.json */
  calendar: z.string().nullable(),
  source: z.string().min(10),
  valid_from: Day,
  valid_until: Day.nullable(),
  reviewed_by: z.string().min(2).nullable(),
  events: z.array(PackEvent),
  circumstances: z.array(CircumstanceField),
  /** Words: `law.authority.<code>`. */
  authorities: z.array(Code),
})
export type PackHead = z.infer<typeof PackHead>
export type Pack = PackHead & { rules: LawRule[] }
