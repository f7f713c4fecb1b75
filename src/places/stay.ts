// A person and a place: held for hours, waited for, lived in, left. Who it is lies with the file; the house keeps the
// count.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { UnitKind, Urgency } from './unit.ts'

/** What speaks against this person in this unit, as keys of data/texts `places.misfit.*`. */
export const Misfit = z.object({
  key: z.enum([
    'only_women',
    'only_men',
    'too_young',
    'too_old',
    'only_adults',
    'only_minors',
    'age_unknown',
    'sex_unknown',
    'with_children',
    'papers_asked',
    'must_not_meet',
    'must_not_come_here',
  ]),
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type Misfit = z.infer<typeof Misfit>

// `of_case_id` and not `case_id`: a partner's house acts on a file that a consent opens to it, which reads and nothing
// else. Whether that is enough to give a place is decided where places are taken.
const OfPerson = { of_case_id: Id }

export const readFit = endpoint({
  method: 'GET',
  path: '/api/places/:unit_id/fit',
  action: 'places.keep',
  summary:
    'Whether a person may live in this unit, with whom it would bring them together: yes, or what speaks against it.',
  input: z.object({ unit_id: Id, ...OfPerson }),
  reply: z.object({ misfits: z.array(Misfit) }),
})

export const holdPlace = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/holds',
  action: 'places.keep',
  summary: 'Holds a free place for some hours, for a person or for a colleague who asked.',
  input: z.object({
    unit_id: Id,
    hold_id: Id,
    place_id: Id.nullable().default(null),
    hours: z.int().min(1).max(72),
    of_case_id: Id.nullable().default(null),
  }),
  reply: z.object({ hold_id: Id, place_id: Id, version: z.int() }),
})

export const releaseHold = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/holds/:hold_id/release',
  action: 'places.keep',
  summary: 'Lets a held place go.',
  input: z.object({ unit_id: Id, hold_id: Id, version: z.int() }),
  reply: z.object({ hold_id: Id, version: z.int() }),
})

export const beginStay = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/stays',
  action: 'places.keep',
  summary: 'Somebody moves in or begins: in this place, in the held one, or in the first that is free.',
  input: z.object({
    unit_id: Id,
    stay_id: Id,
    place_id: Id.nullable().default(null),
    hold_id: Id.nullable().default(null),
    ...OfPerson,
    from_on: Day,
    planned_until: Day.nullable().default(null),
  }),
  reply: z.object({ stay_id: Id, place_id: Id, version: z.int() }),
})

export const endStay = endpoint({
  method: 'POST',
  path: '/api/stays/:stay_id/end',
  action: 'places.keep',
  summary: 'Somebody moves on: the day and where to. The place is free at once.',
  input: z.object({
    stay_id: Id,
    version: z.int(),
    until_on: Day,
    /** Code of data/codes/exit_destinations.json. */
    destination: Code,
  }),
  reply: z.object({ stay_id: Id, version: z.int() }),
})

export const StayEntryKind = z.enum(['log', 'leave', 'back', 'incident'])
export type StayEntryKind = z.infer<typeof StayEntryKind>

export const writeStayEntry = endpoint({
  method: 'POST',
  path: '/api/stays/:stay_id/entries',
  action: 'places.keep',
  summary: 'Writes a line of the log of a stay, a leave, a return or an incident.',
  input: z.object({
    stay_id: Id,
    entry_id: Id,
    what: StayEntryKind,
    on_day: Day,
    /** The last day of a leave. */
    until_on: Day.nullable().default(null),
    /** An incident's: a code of data/codes/stay_incidents.json. */
    code: Code.nullable().default(null),
    words: OptionalProse(4000).default(''),
  }),
  reply: z.object({ entry_id: Id }),
})

export const waitForPlace = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/waiting',
  action: 'places.keep',
  summary: 'Puts a person on the waiting list of a unit.',
  input: z.object({ unit_id: Id, waiting_id: Id, ...OfPerson, urgency: Urgency }),
  reply: z.object({ waiting_id: Id, version: z.int() }),
})

export const moveWaiting = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/waiting/:waiting_id/move',
  action: 'places.keep',
  summary: 'Puts somebody elsewhere on a waiting list by hand, with a reason; or back to where the rule has them.',
  input: z.object({
    unit_id: Id,
    waiting_id: Id,
    version: z.int(),
    /** The turn from now on; null: the rule's. */
    turn: z.int().min(1).max(500).nullable(),
    /** A code of data/codes/waiting_moves.json. */
    reason: Code,
  }),
  reply: z.object({ waiting_id: Id, version: z.int() }),
})

export const endWaiting = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/waiting/:waiting_id/end',
  action: 'places.keep',
  summary: 'Takes somebody off a waiting list.',
  input: z.object({ unit_id: Id, waiting_id: Id, version: z.int(), how: z.enum(['elsewhere', 'gave_up']) }),
  reply: z.object({ waiting_id: Id, version: z.int() }),
})

/** Sealed with each entry. */
export const StayWords = z.object({ words: z.string() })

export const StayEntry = z.object({
  entry_id: Id,
  what: StayEntryKind,
  code: Code.nullable(),
  on_day: Day,
  until_on: Day.nullable(),
  words: z.string(),
  written_by_name: z.string(),
})
export type StayEntry = z.infer<typeof StayEntry>

export const Stay = z.object({
  stay_id: Id,
  house_name: z.string(),
  unit_id: Id,
  unit_name: z.string(),
  kind: UnitKind,
  from_on: Day,
  planned_until: Day.nullable(),
  until_on: Day.nullable(),
  destination: Code.nullable(),
  away_until: Day.nullable(),
  version: z.int(),
  /** Whether this reader may write about it and end it. */
  keeps: z.boolean(),
  entries: z.array(StayEntry),
})
export type Stay = z.infer<typeof Stay>

export const listStays = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/stays',
  action: 'case.open',
  summary:
    'Where the person stays, stayed and learns, with what was written about it; a partner finds its own house only.',
  input: z.object({ case_id: Id }),
  reply: z.object({ stays: z.array(Stay) }),
})

export type NewEntry = z.infer<(typeof writeStayEntry)['input']>
