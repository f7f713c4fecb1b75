// What is asked of the directory for one person: services for one need, the fewest places for several, and the order of
// those who wait for the same service.
import { z } from 'zod'
import { ServiceSummary } from '#directory/service.ts'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Match, MatchReason, MatchUrgency } from './match.ts'

const Country = z.string().regex(/^[A-Z]{2}$/)

export const RankedService = Match.extend({
  service: ServiceSummary,
  /** The partner organisation its provider is, when it takes referrals here. */
  partner_organisation_id: Id.nullable(),
})
export type RankedService = z.infer<typeof RankedService>

export const matchNeed = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/matches',
  action: 'services.match',
  summary: 'Services for one need of this person: the best ten with reasons, the five nearest misses with why not.',
  input: z.object({
    case_id: Id,
    /** A domain of the needs assessment. */
    need: Code,
    /** Where the service is needed, when not here: a return is prepared from both ends. */
    country: Country.optional(),
    urgency: MatchUrgency.optional(),
  }),
  reply: z.object({
    need: Code,
    kinds: z.array(Code),
    country: z.string(),
    urgency: MatchUrgency,
    matched_on: Day,
    /** Of which day the weights are. */
    weights_of: Day,
    /** Where she comes from, as far as the card says. */
    her_country: z.string().nullable(),
    /** How many questions about getting in nobody has asked her yet, of those this reader may see. */
    not_asked: z.int(),
    best: z.array(RankedService),
    best_total: z.int(),
    near_misses: z.array(RankedService),
    misses_total: z.int(),
  }),
})

/** One organisation, and what it gives for which of her needs. */
export const TogetherPlace = z.object({
  provider_id: Id,
  provider_name: z.string(),
  partner_organisation_id: Id.nullable(),
  /** All behind one door, as far as anyone stated its places. */
  one_door: z.boolean(),
  covers: z.array(z.object({ need: Code, service_id: Id, service_name: z.string(), score: z.number() })),
})
export type TogetherPlace = z.infer<typeof TogetherPlace>

export const Together = z.object({ places: z.array(TogetherPlace), score: z.number() })
export type Together = z.infer<typeof Together>

export const mostNeeds = 6
export const matchTogether = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/matches/together',
  action: 'services.match',
  summary: 'For several needs at once: the fewest organisations that cover them, up to three ways, explained.',
  input: z.object({
    case_id: Id,
    /** Domains of the needs assessment, separated by commas. */
    needs: z.string().regex(/^[a-z_]{2,40}(,[a-z_]{2,40}){1,5}$/),
    country: Country.optional(),
    urgency: MatchUrgency.optional(),
  }),
  reply: z.object({
    country: z.string(),
    needs: z.array(Code),
    /** Nothing fits these: look at the nearest misses of each. */
    uncovered: z.array(Code),
    /** How many organisations the best of each, taken one by one, would be. */
    one_by_one: z.int(),
    ways: z.array(Together),
  }),
})

export const WaitingPerson = z.object({
  case_id: Id,
  alias: z.string(),
  reference: z.string(),
  need: Code,
  urgency: MatchUrgency.nullable(),
  status: z.enum(['sent', 'waiting']),
  waiting_since: Day,
  /** How many other services fit this person for the same need. */
  others: z.int(),
  /** Why in this place, in words. */
  reasons: z.array(MatchReason),
})
export type WaitingPerson = z.infer<typeof WaitingPerson>

export const readWaiting = endpoint({
  method: 'GET',
  path: '/api/services/:service_id/waiting',
  action: 'services.waiting',
  summary: 'Who waits for this service, whoever has fewest other services first; only files one may open are named.',
  input: z.object({ service_id: Id }),
  reply: z.object({
    waiting: z.array(WaitingPerson),
    /** How many more wait whose files are not open to whoever asks. */
    elsewhere: z.int(),
  }),
})
