// Matching a need to services: what is asked, what is known of the person (never who she is), and the answer with its
// reasons, so whoever refers can say why this one and not the other.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { nothingAsked, PersonBarriers } from './person-barriers.ts'

export const MatchUrgency = z.enum(['today', 'this_week', 'this_month', 'can_wait'])
export type MatchUrgency = z.infer<typeof MatchUrgency>

export const MatchNeed = z.object({
  /** Any of these kinds of service helps; `looks_for` of a domain of the needs assessment. */
  kinds: z.array(Code).min(1).max(40),
  urgency: MatchUrgency.default('can_wait'),
})
export type MatchNeed = z.infer<typeof MatchNeed>

export const MatchGender = z.enum(['woman', 'man', 'trans_woman', 'trans_man', 'non_binary', 'unknown'])
export type MatchGender = z.infer<typeof MatchGender>

/** What matching may know of a person: no name, no id, nothing to recognise her by. null: not known. */
export const MatchPerson = z.object({
  languages: z.array(Code).max(20),
  gender: MatchGender,
  age: z.int().min(0).max(120).nullable().default(null),
  birth_year: z.int().min(1900).max(2100).nullable().default(null),
  irregular: z.boolean().nullable().default(null),
  has_children_with_her: z.boolean().default(false),
  /** Where the service is needed: where she is, or where she returns to. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('ES'),
  province: Code.nullable().default(null),
  exploitation: Code.nullable().default(null),
  barriers: PersonBarriers.default(nothingAsked),
})
export type MatchPerson = z.infer<typeof MatchPerson>

const values = z.record(
  z.string().max(40),
  z.union([z.string().max(400), z.number(), z.array(z.string().max(80)).max(60)]),
)
/** A list among the values holds codes (`kinds`, `languages`), to be named in the reader's language. */
export type MatchValues = z.infer<typeof values>

export const MatchReason = z.object({ key: z.string().max(80), values, weight: z.number() })
export type MatchReason = z.infer<typeof MatchReason>
const Sentence = z.object({ key: z.string().max(80), values })
export const MatchObstacle = Sentence.extend({
  /** What would have to be, so that it no longer stands in the way; null: nothing one can do. */
  fits_if: Sentence.nullable().default(null),
})
export type MatchObstacle = z.infer<typeof MatchObstacle>

export const Match = z.object({
  service_id: Id,
  /** The sum of the weights of its reasons, nothing else. */
  score: z.number(),
  reasons: z.array(MatchReason),
  /** Why not; always empty among the best. */
  obstacles: z.array(MatchObstacle),
  /** From the middle of her province, to the nearest province served; null when unknown or not to be told. */
  distance_km: z.number().nullable(),
})
export type Match = z.infer<typeof Match>

export const MatchResult = z.object({
  best: z.array(Match),
  /** How many fit in all: `best` may be only the first of them. */
  best_total: z.int(),
  near_misses: z.array(Match),
  misses_total: z.int(),
})
export type MatchResult = z.infer<typeof MatchResult>

/** Why this service and not another, as the sender saw it that day; sealed with the referral it led to. */
export const KeptMatch = z.object({
  service_id: Id,
  need: Code,
  country: z.string().regex(/^[A-Z]{2}$/),
  urgency: MatchUrgency,
  matched_on: Day,
  /** 1 is the best; null: it did not fit and was chosen all the same. */
  place: z.int().min(1).nullable(),
  /** How many services fitted that day. */
  fitting: z.int().min(0),
  score: z.number(),
  reasons: z.array(MatchReason).max(60),
  obstacles: z.array(MatchObstacle).max(40),
  distance_km: z.number().nullable(),
  /** Of which day the weights were. */
  weights_of: Day,
})
export type KeptMatch = z.infer<typeof KeptMatch>

/** Every reason that weighs has its name here, its weight in data/codes/match_weights.json and its words in match.json. */
export const weightNames = [
  'offers',
  ...['language_common', 'language_to_confirm', 'interpreter_offered', 'interpreter_needed'],
  ...['admits_stated', 'admits_everyone', 'admits_not_stated', 'trans_stated', 'trans_ask'],
  ...['minors_stated', 'minors_ask', 'children_stated', 'children_ask'],
  ...['irregular_accepted', 'irregular_ask', 'barrier_accepted', 'barrier_ask', 'barrier_unasked'],
  ...['documents_ask', 'referral_needed', 'referral_ask', 'referred_stated', 'accessible', 'not_adapted'],
  ...['exploitation_same', 'exploitation_other', 'specialised', 'accredited', 'free', 'paid', 'cost_ask'],
  ...['in_province', 'in_region', 'national', 'elsewhere', 'elsewhere_shelter', 'per_100_km', 'place_unknown'],
  'company_needed',
  ...['open', 'waiting_list', 'availability_ask', 'free_places', 'free_but_awaited', 'open_now', 'opens_at'],
  ...['open_urgent', 'waiting_list_urgent', 'availability_ask_urgent', 'free_places_urgent', 'open_now_urgent'],
  ...['free_but_awaited_urgent', 'waited'],
  ...['checked', 'secondary', 'memory', 'assured', 'assured_past', 'check_again', 'old_text'],
] as const
export type WeightName = (typeof weightNames)[number]
/** data/codes/match_weights.json, complete or refused. */
export const MatchWeights = z.record(z.enum(weightNames), z.number())
export type MatchWeights = z.infer<typeof MatchWeights>
