// The directory of organisations and services one can send a person to. Each fact keeps where it was read, when, and
// how sure it is: a wrong phone number costs more here than a missing one.
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { Line, Prose } from '#kit/text.ts'

export const Confidence = z.enum(['checked', 'secondary', 'memory'])
export type Confidence = z.infer<typeof Confidence>

/** The age of the text a fact was read in: a year, a month or a day. */
export const SourceDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

const said = {
  source: Line(500),
  source_date: SourceDate.nullable().default(null),
  confidence: Confidence,
}
const codes = z.array(Code).max(60).default([])
const optionalLine = (max = 200) => Line(max).nullable().default(null)
/** Only web addresses: a link in an imported file may be anything. */
export const Website = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(300)
const website = Website.nullable().default(null)
const email = z.email().max(200).nullable().default(null)

export const DirectoryPhone = z.object({
  number: Line(40).pipe(z.string().regex(/^[+()\d\s./-]{2,40}$/)),
  type: z.enum(['voice', 'text', 'textphone']).default('voice'),
  label: optionalLine(120),
  ...said,
})
export type DirectoryPhone = z.infer<typeof DirectoryPhone>

/** Finest where it matters most: the whole country, a region, a province, or one town of it. */
export const ServiceArea = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  region: Code.optional(),
  province: Code.optional(),
  town: Line(120).optional(),
})
export type ServiceArea = z.infer<typeof ServiceArea>

const age = z.int().min(0).max(120).nullable().default(null)
const stated = z.boolean().default(false)
/** Who is admitted, as far as anyone said. `false` and `unknown` mean "not stated", never "no". */
export const Admits = z.object({
  sex: z.enum(['any', 'women', 'men', 'unknown']).default('unknown'),
  min_age: age,
  max_age: age,
  minors: z.enum(['admitted', 'only', 'not_admitted', 'unknown']).default('unknown'),
  mothers_with_children: stated,
  lgbti: stated,
  trans: stated,
  migrants: stated,
  general: stated,
  south_asian: stated,
})
export type Admits = z.infer<typeof Admits>

export const ServiceStatus = z.enum(['active', 'inactive', 'temporarily_closed', 'defunct'])
export type ServiceStatus = z.infer<typeof ServiceStatus>
export const Availability = z.enum(['open', 'waiting_list', 'full', 'unknown'])
export type Availability = z.infer<typeof Availability>

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const Schedule = z.object({
  days: z.array(z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])).min(1),
  opens_at: time,
  closes_at: time,
  note: optionalLine(),
})
export type Schedule = z.infer<typeof Schedule>

export const DirectoryService = z.object({
  id: Id,
  organisation_id: Id,
  name: Line(200),
  description: Prose(2000),
  status: ServiceStatus,
  /** Codes of data/codes/service_kinds.json. */
  kinds: z.array(Code).min(1).max(40),
  admits: Admits.prefault({}),
  eligibility: optionalLine(500),
  /** Codes of data/codes/exploitation_types.json; empty: not stated. */
  exploitation: codes,
  irregular_status: z.enum(['accepted', 'not_accepted', 'unknown']).default('unknown'),
  cost: z.enum(['free', 'paid', 'unknown']).default('unknown'),
  fees: optionalLine(300),
  languages: codes,
  /** The part of `languages` nobody confirmed: likely, to be asked. */
  languages_to_confirm: codes,
  interpretation: optionalLine(300),
  areas: z.array(ServiceArea).min(1),
  /** Where its door is; always empty when the location is hidden. */
  places: z.array(ServiceArea).default([]),
  phones: z.array(DirectoryPhone).default([]),
  email,
  website,
  schedules: z.array(Schedule).default([]),
  how_to_enter: optionalLine(500),
  alert: optionalLine(300),
  specialised_in_trafficking: z.boolean().default(false),
  availability: Availability.default('unknown'),
  hidden_location: z.boolean().default(false),
  checked_on: Day,
  ...said,
})
export type DirectoryService = z.infer<typeof DirectoryService>

export const DirectoryOrganisation = z.object({
  id: Id,
  name: Line(200),
  alternate_name: optionalLine(),
  description: Prose(2000),
  parent_id: Id.nullable().default(null),
  /** Codes of data/codes/organisation_profiles.json. */
  profile: codes,
  phones: z.array(DirectoryPhone).default([]),
  email,
  website,
  /** Whether whoever compiled it saw the page, or only remembered its address. */
  website_seen: z.boolean().default(false),
  checked_on: Day,
  ...said,
})
export type DirectoryOrganisation = z.infer<typeof DirectoryOrganisation>

export interface DirectoryRecords {
  organisations: DirectoryOrganisation[]
  services: DirectoryService[]
}

/** data/directory/es.json: services stand inside their organisation and leave out what is not stated. */
export const DirectoryFile = FactFile.extend({
  language: z.string(),
  compiled_on: Day,
  terms: z.string().min(10),
  organisations: z.array(
    DirectoryOrganisation.extend({
      services: z.array(DirectoryService.omit({ organisation_id: true, checked_on: true })),
    }),
  ),
})
export type DirectoryFile = z.infer<typeof DirectoryFile>
