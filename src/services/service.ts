// The directory as the desk reads it, and the services that fit a need of one person.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { Admits, Availability, Confidence, DirectoryPhone, DirectoryService, ServiceStatus } from './directory.ts'
import { Match } from './match.ts'

/** An area in official names, finest first; null: the whole country. */
export const NamedArea = z.object({ country: z.string(), name: z.string().nullable() })
export type NamedArea = z.infer<typeof NamedArea>

export const ServiceSummary = z.object({
  service_id: Id,
  name: z.string(),
  provider_id: Id,
  provider_name: z.string(),
  kinds: z.array(Code),
  areas: z.array(NamedArea),
  languages: z.array(Code),
  languages_to_confirm: z.array(Code),
  admits: Admits,
  cost: z.enum(['free', 'paid', 'unknown']),
  irregular_status: z.enum(['accepted', 'not_accepted', 'unknown']),
  availability: Availability,
  status: ServiceStatus,
  specialised_in_trafficking: z.boolean(),
  hidden_location: z.boolean(),
  /** The service's own; its provider's where it names none. */
  phones: z.array(DirectoryPhone),
  checked_on: Day,
  confidence: Confidence,
})
export type ServiceSummary = z.infer<typeof ServiceSummary>

const record = DirectoryService.shape
export const ServiceDetail = ServiceSummary.extend({
  description: z.string(),
  eligibility: record.eligibility,
  exploitation: record.exploitation,
  fees: record.fees,
  interpretation: record.interpretation,
  places: z.array(NamedArea),
  email: record.email,
  website: record.website,
  schedules: record.schedules,
  how_to_enter: record.how_to_enter,
  alert: record.alert,
  source: z.string(),
  source_date: record.source_date,
  provider_description: z.string(),
  provider_website: record.website,
})
export type ServiceDetail = z.infer<typeof ServiceDetail>

const Named = z.object({ code: Code, name: z.string() })

/** What stands in the directory and can be filtered by. */
export const ServiceFilters = z.object({
  kinds: z.array(Code),
  countries: z.array(z.string()),
  regions: z.array(Named),
  provinces: z.array(Named.extend({ region: Code })),
  languages: z.array(Code),
})
export type ServiceFilters = z.infer<typeof ServiceFilters>

export const ServiceWish = z.object({
  kind: Code.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  region: Code.optional(),
  province: Code.optional(),
  language: Code.optional(),
  text: Line(100).optional(),
})
export type ServiceWish = z.infer<typeof ServiceWish>

export const listServices = endpoint({
  method: 'GET',
  path: '/api/services',
  action: 'directory.read',
  summary: 'The services of the directory by name, filtered, twenty-five at a time.',
  input: ServiceWish.extend({ after: Id.optional() }),
  reply: z.object({
    services: z.array(ServiceSummary),
    total: z.int(),
    next: Id.nullable(),
    filters: ServiceFilters,
  }),
})

export const readService = endpoint({
  method: 'GET',
  path: '/api/services/:service_id',
  action: 'directory.read',
  summary: 'One service with all that is known of it, where it was read and how sure it is.',
  input: z.object({ service_id: Id }),
  reply: ServiceDetail,
})

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
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  }),
  reply: z.object({
    need: Code,
    kinds: z.array(Code),
    country: z.string(),
    /** Where she comes from, as far as the card says. */
    her_country: z.string().nullable(),
    best: z.array(RankedService),
    best_total: z.int(),
    near_misses: z.array(RankedService),
  }),
})
