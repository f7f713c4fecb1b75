// The law in one file: what happened and when, what is so, and what the rules make of it, each step with its source. A
// correction is shown beside what stood before, and what had been missed before anybody knew is said.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { FileDeadline } from './deadline.ts'
import { Change, Circumstances, CircumstanceValue, Happening, Item } from './reckoning.ts'
import { EventCode, LawRule, PackEvent, PackHead, PackId, Track } from './rule.ts'

const kept = {
  jurisdictions: z.array(PackId).min(1).max(6),
  /** INE code or ISO 3166-2; null: the country alone. */
  province: z.string().max(10).nullable(),
  /** As the calendar names it. */
  town: Code.nullable(),
  circumstances: Circumstances,
}

/** Version 0: nobody has said yet which law holds; it is then proposed, and nothing is kept. */
export const LawFile = z.object({
  ...kept,
  jurisdictions: z.array(PackId),
  reckoned_on: Day.nullable(),
  /** The first day on which the reckoning differs by itself. */
  next_look_on: Day.nullable(),
  version: z.int(),
})
export type LawFile = z.infer<typeof LawFile>

export const EventWords = z.object({
  /** As the registry stamped it. */
  number: OptionalProse(100).default(''),
  words: OptionalProse(4_000).default(''),
})
export type EventWords = z.infer<typeof EventWords>

const said = {
  code: EventCode,
  jurisdiction: PackId,
  happened_on: Day,
  happened_at: Happening.shape.at.default(null),
  matter_id: Id.nullable().default(null),
  authority: Code.nullable().default(null),
  document_id: Id.nullable().default(null),
  ...EventWords.shape,
}

const stood = {
  ...{ code: EventCode, jurisdiction: PackId, happened_on: Day, happened_at: z.string().nullable() },
  ...{ matter_id: Id.nullable(), authority: Code.nullable(), document_id: Id.nullable() },
  ...{ number: z.string(), words: z.string() },
}

/** What an event said before somebody corrected or withdrew it. */
export const EventBefore = z.object({ ...stood, version: z.int(), replaced_by: Id, replaced_at: Moment })
export type EventBefore = z.infer<typeof EventBefore>

export const LawEvent = z.object({
  event_id: Id,
  ...stood,
  /** `withdrawn`: it never happened; it stays readable. */
  status: z.enum(['live', 'withdrawn']),
  recorded_by: Id,
  recorded_at: Moment,
  version: z.int(),
  /** The latest first. */
  before: z.array(EventBefore),
})
export type LawEvent = z.infer<typeof LawEvent>

/** Why a reckoning came out differently. `law`: a new version of a rule. `day`: time alone. */
export const ChangeCause = z.enum(['event', 'correction', 'withdrawal', 'circumstances', 'closing', 'law', 'day'])
export type ChangeCause = z.infer<typeof ChangeCause>

export const LawChange = z.object({
  change_id: Id,
  cause: ChangeCause,
  event_id: Id.nullable(),
  /** null: nobody; the day or the law moved on. */
  by_id: Id.nullable(),
  at: Moment,
  changes: z.array(Change),
})
export type LawChange = z.infer<typeof LawChange>

/** What the person counted as, since when, in whose eyes; the last one still holds. */
export const StatusSpan = z.object({
  status: PackEvent.shape.status.unwrap(),
  from: Day,
  until: Day.nullable(),
  jurisdiction: PackId,
  code: EventCode,
  authority: Code.nullable(),
  /** null: silence, or another rule, made it so. */
  event_id: Id.nullable(),
  document_id: Id.nullable(),
})
export type StatusSpan = z.infer<typeof StatusSpan>

/** What the file seems to say already. Nothing follows from it until a colleague keeps it. */
export const Suggestion = z.object({
  field: Code,
  value: CircumstanceValue,
  because: z.enum(['birth_year', 'nationality']),
})
export type Suggestion = z.infer<typeof Suggestion>

/** What is shown of the rule that an item came from. */
export const ShownRule = LawRule.pick({
  ...{ id: true, valid_from: true, valid_until: true, track: true, kind: true, duty_holder: true, authority: true },
  ...{ closes: true, ends: true, instead_of: true, warn_days: true, documents: true, article: true, source: true },
  ...{ source_version: true, confidence: true, verify: true, reviewed_by: true, reviewed_on: true },
}).extend({ pack: PackId })
export type ShownRule = z.infer<typeof ShownRule>

export const ShownPack = PackHead.pick({
  ...{ id: true, country: true, above: true, zone: true, events: true, circumstances: true, authorities: true },
}).extend({
  /** On which tracks each event tells: `eventTracks` of likely.rules.ts. */
  event_tracks: z.record(EventCode, z.array(Track)),
})

export const readLaw = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/law',
  action: 'case.open',
  summary:
    'The law in a file: what happened, what is so, and each right, duty and deadline that follows, step by step with its source.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    today: Day,
    file: LawFile,
    /** The earliest first; withdrawn ones too. */
    events: z.array(LawEvent),
    items: z.array(FileDeadline),
    /** The rules behind the items, by id and version. */
    rules: z.array(ShownRule),
    /** The packs that hold here, those above them too: what can be recorded and asked. */
    packs: z.array(ShownPack),
    status_history: z.array(StatusSpan),
    /** The latest first. */
    changes: z.array(LawChange),
    suggestions: z.array(Suggestion),
    /** Who can be an owner or a deputy: the team that opens the law of this file. */
    team: z.array(z.object({ staff_id: Id, name: z.string(), function: z.string() })),
    may: z.object({ write: z.boolean() }),
  }),
})

const outcome = { version: z.int(), changes: z.array(Change) }

export const keepLawFile = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/law',
  action: 'case.write',
  summary: 'Keeps which law holds, where days are counted, and what is so; tells what that changed. Version 0 begins.',
  input: z.object({ case_id: Id, version: z.int().nonnegative(), ...kept }),
  reply: z.object(outcome),
})

export const recordLawEvent = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/law/events',
  action: 'case.write',
  summary: 'Records what happened and when; tells what it changed and what had been missed already.',
  input: z.object({ case_id: Id, event_id: Id, ...said }),
  reply: z.object({ event_id: Id, ...outcome }),
})

export const changeLawEvent = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/law/events/:event_id',
  action: 'case.write',
  summary:
    'Corrects what happened or when. What stood before stays readable; a stale version gets the current event back.',
  input: z.object({ case_id: Id, event_id: Id, version: z.int().positive(), ...said }),
  reply: z.object({ event_id: Id, ...outcome }),
})

export const withdrawLawEvent = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/law/events/:event_id/withdraw',
  action: 'case.write',
  summary: 'Says that an event did not happen. It stays readable and counts no longer.',
  input: z.object({ case_id: Id, event_id: Id, version: z.int().positive() }),
  reply: z.object({ event_id: Id, ...outcome }),
})

/** An event as one tries it out. */
export const SupposedEvent = z.object({
  event_id: Id,
  code: EventCode,
  jurisdiction: PackId,
  happened_on: Day,
  happened_at: Happening.shape.at.default(null),
  matter_id: Id.nullable().default(null),
})

export const whatIf = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/law/what-if',
  action: 'case.open',
  asks: true,
  summary: 'What would follow if these things happened, or had not; nothing is kept.',
  input: z.object({
    case_id: Id,
    /** An id of the file replaces that event; another adds one. */
    events: z.array(SupposedEvent).max(50).default([]),
    withdrawn: z.array(Id).max(50).default([]),
    circumstances: Circumstances.nullable().default(null),
    jurisdictions: z.array(PackId).min(1).max(6).nullable().default(null),
    /** As if it were read on that day. */
    on: Day.nullable().default(null),
  }),
  reply: z.object({
    today: Day,
    items: z.array(Item),
    rules: z.array(ShownRule),
    status_history: z.array(StatusSpan),
    changes: z.array(Change),
  }),
})
