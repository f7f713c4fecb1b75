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

/** What anyone said about something that may keep a person out. Not stated is never "no". */
export const Said = z.enum(['yes', 'no', 'unknown'])
export type Said = z.infer<typeof Said>
const asked = Said.default('unknown')

/** Whom it lets in beyond sex and age, and what it asks for first. Most people are lost here. */
export const Admission = z.object({
  without_papers: asked,
  with_criminal_record: asked,
  with_substance_use: asked,
  with_psychiatric_care: asked,
  when_pregnant: asked,
  with_disability: asked,
  as_a_couple: asked,
  with_debt: asked,
  /** Sons above this age may not come along; null: not stated. */
  sons_up_to: age,
  needs_referral: asked,
  /** Codes of data/codes/referrers.json; empty: not stated. */
  referral_by: codes,
  /** Only after the authorities have identified the person as trafficked. */
  only_identified: asked,
  needs_registration: asked,
  /** Codes of data/codes/document_types.json. */
  documents: codes,
})
export type Admission = z.infer<typeof Admission>

/** From whoever may read a field: everybody, professionals, partner organisations, one's own. */
export const Tier = z.enum(['public', 'professionals', 'partners', 'own'])
export type Tier = z.infer<typeof Tier>

/** Fields that may be kept to some; the place of a hidden location is always one's own. */
export const tieredFields = [
  'phones',
  'email',
  'website',
  'contacts',
  'places',
  'addresses',
  'schedules',
  'how_to_enter',
  'admission',
  'eligibility',
  'required_documents',
  'capacity',
  'languages',
  'languages_to_confirm',
  'interpretation',
  'accessibility',
  'accessibility_note',
  'costs',
  'fees',
] as const
export const Tiers = z.partialRecord(z.enum(tieredFields), Tier)
export type Tiers = z.infer<typeof Tiers>

/** HSDS 3.1: how many of a unit there are and how many are free, as the service itself said. */
export const Capacity = z.object({
  /** Code of data/codes/place_units.json: beds, rooms, families, seats of a course, hours. */
  unit: Code,
  maximum: z.int().min(0).max(10_000).nullable().default(null),
  available: z.int().min(0).max(10_000).nullable().default(null),
  updated_on: Day,
})
export type Capacity = z.infer<typeof Capacity>

export const ServiceStatus = z.enum(['active', 'inactive', 'temporarily_closed', 'defunct'])
export type ServiceStatus = z.infer<typeof ServiceStatus>
export const Availability = z.enum(['open', 'waiting_list', 'full', 'unknown'])
export type Availability = z.infer<typeof Availability>

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const Weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])
export type Weekday = z.infer<typeof Weekday>
const someDay = Day.nullable().default(null)

/** When it is open: a part of RRULE small enough to be said in words. */
export const Schedule = z
  .object({
    freq: z.enum(['WEEKLY', 'MONTHLY']).default('WEEKLY'),
    /** Every second week: 2. */
    every: z.int().min(1).max(12).default(1),
    days: z.array(Weekday).max(7).default([]),
    /** MONTHLY with days: which of them in the month, the last is -1; empty: each. */
    weeks: z.array(z.int().min(-1).max(5)).max(6).default([]),
    /** MONTHLY without days: the days of the month. */
    month_days: z.array(z.int().min(1).max(31)).max(31).default([]),
    opens_at: time,
    closes_at: time,
    valid_from: someDay,
    valid_to: someDay,
    note: optionalLine(),
  })
  .refine(({ days, freq, month_days }) => days.length > 0 || (freq === 'MONTHLY' && month_days.length > 0), {
    path: ['days'],
  })
export type Schedule = z.infer<typeof Schedule>

/** A door one can go to. Of a hidden location there is none here: it lies sealed in a table of its own. */
export const Address = ServiceArea.extend({
  street: Line(200),
  more: optionalLine(200),
  postal_code: optionalLine(20),
  town: Line(120),
  /** How one gets there: the bus, the bell to ring. */
  directions: optionalLine(300),
  lat: z.number().min(-90).max(90).nullable().default(null),
  lon: z.number().min(-180).max(180).nullable().default(null),
})
export type Address = z.infer<typeof Address>

/** Somebody to ask for by name. */
export const DirectoryContact = z.object({
  name: Line(120),
  title: optionalLine(120),
  department: optionalLine(120),
  email,
  phone: DirectoryPhone.shape.number.nullable().default(null),
})
export type DirectoryContact = z.infer<typeof DirectoryContact>

export const CostOption = z.object({
  what: Line(200),
  amount: z.number().min(0).max(100_000).nullable().default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  valid_from: someDay,
  valid_to: someDay,
})
export type CostOption = z.infer<typeof CostOption>

/** Who vouched for a record last and until when that holds. */
export const Assured = z.object({ by: Line(200), on: Day, until: Day })
export type Assured = z.infer<typeof Assured>

export const DirectoryService = z.object({
  id: Id,
  organisation_id: Id,
  name: Line(200),
  alternate_name: optionalLine(),
  description: Prose(2000),
  status: ServiceStatus,
  /** Codes of data/codes/service_kinds.json. */
  kinds: z.array(Code).min(1).max(40),
  admits: Admits.prefault({}),
  admission: Admission.prefault({}),
  eligibility: optionalLine(500),
  /** Codes of data/codes/exploitation_types.json; empty: not stated. */
  exploitation: codes,
  irregular_status: z.enum(['accepted', 'not_accepted', 'unknown']).default('unknown'),
  cost: z.enum(['free', 'paid', 'unknown']).default('unknown'),
  fees: optionalLine(300),
  costs: z.array(CostOption).max(20).default([]),
  /** What one must bring, in the service's own words; `admission.documents` has the codes. */
  required_documents: optionalLine(500),
  languages: codes,
  /** The part of `languages` nobody confirmed: likely, to be asked. */
  languages_to_confirm: codes,
  interpretation: optionalLine(300),
  areas: z.array(ServiceArea).min(1),
  /** Where its door is; always empty when the location is hidden. */
  places: z.array(ServiceArea).default([]),
  /** The doors themselves, where they may be told; always empty when the location is hidden. */
  addresses: z.array(Address).max(20).default([]),
  /** Codes of data/codes/accessibility.json; empty: not stated. */
  accessibility: codes,
  accessibility_note: optionalLine(300),
  phones: z.array(DirectoryPhone).default([]),
  contacts: z.array(DirectoryContact).max(20).default([]),
  email,
  website,
  schedules: z.array(Schedule).max(40).default([]),
  how_to_enter: optionalLine(500),
  /** How long one waits, in the service's own words. */
  wait_time: optionalLine(200),
  alert: optionalLine(300),
  specialised_in_trafficking: z.boolean().default(false),
  /** Who accredited it for trafficking, and when; null: nobody said. */
  accreditation: z
    .object({ by: Line(200), on: Day })
    .nullable()
    .default(null),
  availability: Availability.default('unknown'),
  capacity: z.array(Capacity).max(12).default([]),
  /** Absent fields are for everybody. */
  tiers: Tiers.prefault({}),
  /** Who vouched for the record last and until when that holds; null: nobody. */
  assured: Assured.nullable().default(null),
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
  contacts: z.array(DirectoryContact).max(20).default([]),
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
