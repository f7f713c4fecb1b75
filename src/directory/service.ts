// The directory as the desk reads it, and the services that fit a need of one person.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import {
  Admission,
  Admits,
  Assured,
  Availability,
  Confidence,
  DirectoryPhone,
  DirectoryService,
  ServiceStatus,
  Tiers,
} from './directory.ts'

/** An area in official names, finest first; null: the whole country. */
export const NamedArea = z.object({ country: z.string(), name: z.string().nullable() })
export type NamedArea = z.infer<typeof NamedArea>

/** A door in official names. */
export const NamedAddress = z.object({
  street: z.string(),
  more: z.string().nullable(),
  postal_code: z.string().nullable(),
  area: NamedArea,
  directions: z.string().nullable(),
})
export type NamedAddress = z.infer<typeof NamedAddress>

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
  /** Who vouched for it and until when; null: it was only looked up. */
  assured: Assured.nullable(),
  confidence: Confidence,
})
export type ServiceSummary = z.infer<typeof ServiceSummary>

const record = DirectoryService.shape
export const ServiceDetail = ServiceSummary.extend({
  version: z.int(),
  alternate_name: record.alternate_name,
  description: z.string(),
  eligibility: record.eligibility,
  exploitation: record.exploitation,
  admission: Admission,
  fees: record.fees,
  costs: record.costs,
  required_documents: record.required_documents,
  interpretation: record.interpretation,
  places: z.array(NamedArea),
  addresses: z.array(NamedAddress),
  accessibility: record.accessibility,
  accessibility_note: record.accessibility_note,
  contacts: record.contacts,
  email: record.email,
  website: record.website,
  schedules: record.schedules,
  how_to_enter: record.how_to_enter,
  wait_time: record.wait_time,
  alert: record.alert,
  accreditation: record.accreditation,
  capacity: record.capacity,
  /** Who else may read which field. */
  tiers: Tiers,
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
  /** Only what should be asked again: what was vouched for ended or ends soon, or nobody looked for long. */
  check: z.literal('again').optional(),
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
