// What an organisation has places in: houses, flats, rooms, courses, programmes; whom each admits, and how many places
// are free tonight.
import { z } from 'zod'
import { Admission, Admits } from '#directory/directory.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'

export const UnitKind = z.enum(['house', 'flat', 'room', 'course', 'programme'])
export type UnitKind = z.infer<typeof UnitKind>

/** Where people live belongs to the section home of a file, what they learn to learning. */
export const sectionOfKind = (kind: UnitKind): 'home' | 'learning' =>
  kind === 'course' || kind === 'programme' ? 'learning' : 'home'

export const UnitCounts = z.object({
  places: z.int(),
  lived_in: z.int(),
  /** Of those lived in: people away for some days whose place is kept. */
  away: z.int(),
  held: z.int(),
  out_of_service: z.int(),
  free: z.int(),
  waiting: z.int(),
})
export type UnitCounts = z.infer<typeof UnitCounts>

const fields = {
  kind: UnitKind,
  /** Code of data/codes/place_units.json. */
  unit: Code,
  name: Line(120),
  /** A service of the directory; null: none. */
  service_id: Id.nullable().default(null),
  admits: Admits.prefault({}),
  admission: Admission.prefault({}),
  house_rules: OptionalProse(2000).default(''),
  province: Code.nullable().default(null),
  hidden_location: z.boolean().default(true),
  /** Whether the organisation that refers to this one sees how many are free. */
  published: z.boolean().default(false),
  /** Whoever refers to this one may keep a place here for hours and put somebody on the list; the house confirms. */
  shared: z.boolean().default(false),
  hold_hours: z.int().min(1).max(72).default(24),
}

export const Unit = z.object({
  unit_id: Id,
  organisation_id: Id,
  organisation_name: z.string(),
  /** Whether it is the reader's own organisation's. */
  ours: z.boolean(),
  kind: UnitKind,
  unit: Code,
  name: z.string(),
  service_id: Id.nullable(),
  admits: Admits,
  admission: Admission,
  house_rules: z.string(),
  province: Code.nullable(),
  hidden_location: z.boolean(),
  published: z.boolean(),
  shared: z.boolean(),
  hold_hours: z.int(),
  closed_on: Day.nullable(),
  version: z.int(),
  counts: UnitCounts,
})
export type Unit = z.infer<typeof Unit>

/** Whoever it is, as far as this reader may open the file; null: somebody. */
export const Whose = z.object({ case_id: Id, alias: z.string() }).nullable()
export type Whose = z.infer<typeof Whose>

/** Kept or waited for by another house, and whether ours has said yes; null: by ours. */
export const AskedBy = z.object({ organisation_name: z.string(), confirmed: z.boolean() }).nullable()
export type AskedBy = z.infer<typeof AskedBy>

export const OutReason = z.enum(['repair', 'cleaning', 'staff', 'safety', 'other'])
export type OutReason = z.infer<typeof OutReason>

export const PlaceState = z.object({
  place_id: Id,
  label: z.string(),
  out_from: Day.nullable(),
  out_until: Day.nullable(),
  out_reason: OutReason.nullable(),
  version: z.int(),
  hold: z
    .object({
      hold_id: Id,
      until_at: Moment,
      held_by_name: z.string(),
      version: z.int(),
      whose: Whose,
      asked_by: AskedBy,
    })
    .nullable(),
  stay: z
    .object({
      stay_id: Id,
      from_on: Day,
      planned_until: Day.nullable(),
      away_from: Day.nullable(),
      away_until: Day.nullable(),
      version: z.int(),
      whose: Whose,
    })
    .nullable(),
})
export type PlaceState = z.infer<typeof PlaceState>

export const Urgency = z.enum(['today', 'this_week', 'this_month', 'can_wait'])
export type Urgency = z.infer<typeof Urgency>

export const Waiting = z.object({
  waiting_id: Id,
  urgency: Urgency,
  since: Moment,
  version: z.int(),
  whose: Whose,
  asked_by: AskedBy,
  /** Which turn the rule gives: the most urgent first, then whoever waits longest. */
  by_rule: z.int(),
  /** Put elsewhere by hand: by whom, when, and a code of data/codes/waiting_moves.json. */
  moved: z.object({ by_name: z.string(), at: Moment, reason: Code }).nullable(),
})
export type Waiting = z.infer<typeof Waiting>

export const Night = z.object({
  night: Day,
  places: z.int(),
  lived_in: z.int(),
  away: z.int(),
  held: z.int(),
  out_of_service: z.int(),
  confirmed_by_name: z.string(),
})
export type Night = z.infer<typeof Night>

export const OpenUnit = z.object({
  unit: Unit,
  /** null for whoever keeps no places here. */
  address: z.string().nullable(),
  address_version: z.int(),
  places: z.array(PlaceState),
  /** In the order in which they are asked: by the rule, but for whom somebody moved by hand. */
  waiting: z.array(Waiting),
  nights: z.array(Night),
})
export type OpenUnit = z.infer<typeof OpenUnit>

export const listUnits = endpoint({
  method: 'GET',
  path: '/api/places',
  action: 'places.read',
  summary: 'The units of my organisation with what is free tonight, and those partners publish to it.',
  input: z.object({}),
  reply: z.object({ units: z.array(Unit) }),
})

export const readUnit = endpoint({
  method: 'GET',
  path: '/api/places/:unit_id',
  action: 'places.read',
  summary:
    'One unit of my organisation: its places with who is there as far as I may open the file, who waits, the nights.',
  input: z.object({ unit_id: Id }),
  reply: OpenUnit,
})

const NewPlace = z.object({ place_id: Id, label: Line(40) })

export const findHouseServices = endpoint({
  method: 'GET',
  path: '/api/house-services',
  action: 'places.manage',
  summary:
    'Services of the directory a unit may be of; a partner finds its own, as the directory that leads to it knows them.',
  input: z.object({ words: OptionalProse(100).default('') }),
  reply: z.object({
    services: z.array(z.object({ service_id: Id, name: z.string(), provider: z.string() })),
  }),
})

export const addUnit = endpoint({
  method: 'POST',
  path: '/api/places',
  action: 'places.manage',
  summary: 'Adds a house, flat, room, course or programme with its places.',
  input: z.object({
    unit_id: Id,
    ...fields,
    address: OptionalProse(500).default(''),
    places: z.array(NewPlace).max(200).default([]),
  }),
  reply: z.object({ unit_id: Id, version: z.int() }),
})

export const changeUnit = endpoint({
  method: 'PUT',
  path: '/api/places/:unit_id',
  action: 'places.manage',
  summary: 'Changes what a unit is, whom it admits, whether partners see it; or closes it once nobody is there.',
  input: z.object({
    unit_id: Id,
    version: z.int(),
    ...fields,
    /** Absent: as it is. */
    address: OptionalProse(500).optional(),
    closed: z.boolean().default(false),
  }),
  reply: z.object({ unit_id: Id, version: z.int() }),
})

export const addPlaces = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/places',
  action: 'places.manage',
  summary: 'Adds beds, rooms or seats to a unit.',
  input: z.object({ unit_id: Id, places: z.array(NewPlace).min(1).max(200) }),
  reply: z.object({ unit_id: Id }),
})

export const changePlace = endpoint({
  method: 'PUT',
  path: '/api/places/:unit_id/places/:place_id',
  action: 'places.manage',
  summary: 'Names a place, or takes it out of service from a day until a day.',
  input: z.object({
    unit_id: Id,
    place_id: Id,
    version: z.int(),
    label: Line(40),
    out_from: Day.nullable().default(null),
    out_until: Day.nullable().default(null),
    out_reason: OutReason.nullable().default(null),
  }),
  reply: z.object({ place_id: Id, version: z.int() }),
})

export const removePlace = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/places/:place_id/remove',
  action: 'places.manage',
  summary: 'Removes a place that is no more; never one that is taken.',
  input: z.object({ unit_id: Id, place_id: Id, version: z.int() }),
  reply: z.object({ place_id: Id, version: z.int() }),
})

export const confirmNight = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/nights',
  action: 'places.keep',
  summary: 'Counts who sleeps here tonight, or slept here up to a week ago, and keeps the count as confirmed.',
  input: z.object({ unit_id: Id, night: Day }),
  reply: z.object({ unit_id: Id }),
})
