// Whom, where and what a person must not meet, and what every assignment is described by, so that one may be held
// against the other.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'
import { CountryCode, LanguageCode } from './card.ts'

const line = Line(160)
/** What must not be met. What is left empty is not known, and what is not known excuses nothing. */
export const ExcludedWhat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), name: line, related_id: Id.nullable().default(null) }),
  z.object({ kind: z.literal('staff'), staff_id: Id, name: line }),
  z.object({ kind: z.literal('organisation'), name: line, organisation_id: Id.nullable().default(null) }),
  z.object({ kind: z.literal('service'), name: line, service_id: Id.nullable().default(null) }),
  /** An address, a building, a square, a bus station. */
  z.object({ kind: z.literal('place'), name: line, town: OptionalProse(80).default('') }),
  /** A town, a province, or a whole country. */
  z.object({
    kind: z.literal('area'),
    country: CountryCode,
    province: Code.nullable().default(null),
    town: OptionalProse(80).default(''),
  }),
  /** Where news of the person would travel: the same village, language, clan or place of worship. */
  z
    .object({
      kind: z.literal('community'),
      country: CountryCode.nullable().default(null),
      region: OptionalProse(80).default(''),
      language: LanguageCode.nullable().default(null),
      group: OptionalProse(80).default(''),
    })
    .refine(({ country, region, language, group }) => Boolean(country || region || language || group)),
  z.object({ kind: z.literal('route'), from: line, to: line }),
])
export type ExcludedWhat = z.infer<typeof ExcludedWhat>
export const excludedKinds = [
  'person',
  'staff',
  'organisation',
  'service',
  'place',
  'area',
  'community',
  'route',
] as const
export type ExcludedKind = (typeof excludedKinds)[number]

/** Sealed with each exclusion. */
export const ExclusionDetails = z.object({ what: ExcludedWhat, reason: z.string(), said_by: z.string() })
export type ExclusionDetails = z.infer<typeof ExclusionDetails>

export const Exclusion = z.object({
  exclusion_id: Id,
  what: ExcludedWhat,
  reason: z.string(),
  said_by: z.string(),
  since_on: Day,
  /** The last day on which it holds; null while it holds until someone ends it. */
  until_on: Day.nullable(),
  recorded_by: Id,
  recorded_by_name: z.string(),
  ended_at: Moment.nullable(),
  ended_by: Id.nullable(),
  version: z.int(),
})
export type Exclusion = z.infer<typeof Exclusion>

export const assignmentKinds = [
  'team_member',
  'interpreter',
  'referral',
  'shelter',
  'course',
  'job',
  'appointment',
  'travel',
] as const
export type AssignmentKind = (typeof assignmentKinds)[number]

export interface Someone {
  name: string
  staff_id?: string
  related_id?: string
  /** Where they come from, as far as it is known: for interpreters above all. */
  communities?: { country?: string | null; region?: string; language?: string | null; group?: string }[]
}
export interface Somewhere {
  country?: string
  /** INE code. */
  province?: string
  town?: string
  address?: string
}

/** Whom, what and where a person would be brought together with. */
export interface Assignment {
  kind: AssignmentKind
  /** Says which assignment this is, so that an approved override passes this one and no other. */
  key: string
  people?: Someone[]
  organisations?: { organisation_id?: string; name: string }[]
  service?: { service_id: string; name: string }
  places?: Somewhere[]
  /** The stops of a journey, in their order. */
  stops?: string[]
  /** The day it takes place; absent for what begins now and has no end. */
  on?: string
}

/** An assignment as the screens name it. */
export const OverrideFor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team_member'), staff_id: Id }),
  z.object({ kind: z.literal('referral'), organisation_id: Id, service_id: Id.nullable().default(null) }),
  /** A house, flat, room or course with places. */
  z.object({ kind: z.literal('shelter'), unit_id: Id }),
  /** One appointment, or the series that begins with it: whom one meets there, where, and the way. */
  z.object({ kind: z.literal('appointment'), appointment_id: Id }),
])
export type OverrideFor = z.infer<typeof OverrideFor>

export const OverrideDetails = z.object({ assignment: OverrideFor, reason: z.string() })

export const Override = z.object({
  override_id: Id,
  assignment: OverrideFor,
  /** The name of the colleague or the partner, as the house knows it, not as whoever asks calls it. */
  whom: z.string(),
  reason: z.string(),
  requested_at: Moment,
  requested_by: Id,
  requested_by_name: z.string(),
  answer: z.enum(['approved', 'declined']).nullable(),
  answered_by_name: z.string().nullable(),
  expires_at: Moment.nullable(),
  used_at: Moment.nullable(),
  /** Whether this reader may answer it: the second person is never the first. */
  may_answer: z.boolean(),
  version: z.int(),
})
export type Override = z.infer<typeof Override>

/** Why an assignment is refused, in codes: what the person told stays where it may be read. */
export const Excluded = z.object({ exclusion_id: Id, kind: z.enum(excludedKinds) })
export type Excluded = z.infer<typeof Excluded>

export const readExclusions = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/exclusions',
  action: 'case.open',
  summary: 'What the person must not meet, and the overrides asked for; for whoever opens the section safety.',
  input: z.object({ case_id: Id }),
  reply: z.object({ exclusions: z.array(Exclusion), overrides: z.array(Override) }),
})

/** Ids and kinds alone, for choosing a colleague or a partner without reading what is sealed. */
export const readExcluded = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/excluded',
  action: 'case.open',
  summary: 'Which colleagues and partners may not be assigned to this person, by kind of reason alone.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    colleagues: z.array(z.object({ staff_id: Id, kinds: z.array(z.enum(excludedKinds)) })),
    partners: z.array(z.object({ organisation_id: Id, kinds: z.array(z.enum(excludedKinds)) })),
  }),
})

const Written = { reason: Prose(1000), said_by: OptionalProse(200).default(''), until_on: Day.nullable().default(null) }

export const addExclusion = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/exclusions',
  action: 'case.write',
  summary: 'Writes down whom or what the person must not meet, with the reason and who said so.',
  input: z.object({ case_id: Id, exclusion_id: Id, what: ExcludedWhat, since_on: Day, ...Written }),
  reply: z.object({ exclusion_id: Id, version: z.int() }),
})

export const changeExclusion = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/exclusions/:exclusion_id',
  action: 'case.write',
  summary: 'Corrects the reason, who said so and the last day. Whom it excludes stays: end it and write another.',
  input: z.object({ case_id: Id, exclusion_id: Id, version: z.int(), ...Written }),
  reply: z.object({ exclusion_id: Id, version: z.int() }),
})

export const endExclusion = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/exclusions/:exclusion_id/end',
  action: 'case.write',
  summary:
    'Ends an exclusion. Whoever ends it is held to it for another day, so that nobody is their own second person.',
  input: z.object({ case_id: Id, exclusion_id: Id, version: z.int() }),
  reply: z.object({ exclusion_id: Id, version: z.int() }),
})

export const askOverride = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/overrides',
  action: 'case.write',
  summary: 'Asks a second colleague to let one assignment pass an exclusion, with the reason.',
  input: z.object({ case_id: Id, override_id: Id, assignment: OverrideFor, reason: Prose(1000) }),
  reply: z.object({ override_id: Id, version: z.int() }),
})

export const answerOverride = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/overrides/:override_id/answer',
  action: 'exclusions.approve',
  summary: 'Approves or declines: never who asked. An approval passes that one assignment once, within 24 hours.',
  input: z.object({ case_id: Id, override_id: Id, version: z.int(), answer: z.enum(['approved', 'declined']) }),
  reply: z.object({ override_id: Id, version: z.int() }),
})
