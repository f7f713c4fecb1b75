// The institutions an organisation trains: hospitals, hotels, shelters, schools. Who answers there is sealed; the name, what
// kind of place it is and the pathway agreed with it are not: they stand on its own poster.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { Sector, ShortCode } from './sector.ts'

export const institutionStatuses = ['active', 'resting'] as const
export const InstitutionStatus = z.enum(institutionStatuses)
export type InstitutionStatus = z.infer<typeof InstitutionStatus>

export const Province = z.string().regex(/^\d{2}$/)
export const Country = z.string().regex(/^[A-Z]{2}$/)

/** Lists page by the name, and `~` parts the halves of a page's key. */
export const InstitutionName = Line(160).transform((name) => name.replaceAll('~', '-'))

/** Whoever answers there. Sealed to the organisation. */
export const InstitutionContact = z.object({
  person: OptionalProse(120),
  role: OptionalProse(120),
  phone: OptionalProse(40),
  email: OptionalProse(120),
  address: OptionalProse(300),
  notes: OptionalProse(2000),
})
export type InstitutionContact = z.infer<typeof InstitutionContact>

/** One step of what a colleague there does: whom to tell, how, at which hours, and what to mind. */
export const PathwayStep = z.object({
  who: Line(120),
  how: OptionalProse(160),
  when: OptionalProse(120),
  note: OptionalProse(300),
})
export type PathwayStep = z.infer<typeof PathwayStep>

/** Sealed with each pathway. */
export const AgreedWith = z.object({ agreed_with: OptionalProse(200) })

const notAfter = ({ agreed_on, review_on }: { agreed_on: Day; review_on: Day }) => agreed_on < review_on

export const Pathway = z
  .object({ steps: z.array(PathwayStep).min(1).max(8), agreed_on: Day, review_on: Day })
  .refine(notAfter, { path: ['review_on'] })
export type Pathway = z.infer<typeof Pathway>

/** What a public page may show of an institution whose code it was given. */
export interface InstitutionAtDoor {
  organisation_id: string
  institution_id: string
  name: string
  sector: Sector
  /** The one agreed last; nothing where none was. */
  steps: PathwayStep[]
  agreed_on: Day | null
}

export const InstitutionLine = z.object({
  institution_id: Id,
  name: z.string(),
  sector: Sector,
  country: Country,
  province: Province.nullable(),
  town: z.string(),
  code: ShortCode,
  status: InstitutionStatus,
  /** How long what was learned there counts as fresh. */
  refresher_months: z.int(),
  /** When the pathway was agreed and is looked at again; null where none was agreed. */
  agreed_on: Day.nullable(),
  review_on: Day.nullable(),
  version: z.int(),
})
export type InstitutionLine = z.infer<typeof InstitutionLine>

export const AgreedPathway = z.object({
  pathway_version: z.int(),
  steps: z.array(PathwayStep),
  agreed_on: Day,
  review_on: Day,
  agreed_with: z.string(),
  kept_by_name: z.string(),
  kept_at: Moment,
})
export type AgreedPathway = z.infer<typeof AgreedPathway>

export const Institution = InstitutionLine.extend({
  contact: InstitutionContact,
  /** The latest first; what stood before stays. */
  pathways: z.array(AgreedPathway),
  /** Reports told through its poster in quarters that are over, in whole fives: 0 says fewer than five. */
  reports_at_least: z.int(),
  changed_at: Moment,
})
export type Institution = z.infer<typeof Institution>

export const listInstitutions = endpoint({
  method: 'GET',
  path: '/api/institutions',
  action: 'prevention.read',
  summary: 'Institutions by name, a page at a time; by sector, by province, or those whose pathway is to be looked at.',
  input: z.object({
    sector: Sector.optional(),
    province: Province.optional(),
    status: InstitutionStatus.optional(),
    /** Only those without an agreed pathway, or with one whose day has come. */
    due: z.stringbool().optional(),
    words: z.string().max(80).optional(),
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ institutions: z.array(InstitutionLine), next: z.string().nullable(), total: z.int() }),
})

export const readInstitution = endpoint({
  method: 'GET',
  path: '/api/institutions/:institution_id',
  action: 'prevention.read',
  summary: 'One institution with whom to ring there and every pathway agreed with it.',
  input: z.object({ institution_id: Id }),
  reply: Institution,
})

export const KeptInstitution = z.object({
  name: InstitutionName,
  sector: Sector,
  country: Country,
  province: Province.nullable(),
  town: OptionalProse(120),
  status: InstitutionStatus,
  refresher_months: z.int().min(1).max(60),
  contact: InstitutionContact,
})
export type KeptInstitution = z.infer<typeof KeptInstitution>

export const keepInstitution = endpoint({
  method: 'PUT',
  path: '/api/institutions/:institution_id',
  action: 'institutions.manage',
  summary: 'Writes an institution down or changes it; version 0 begins, and draws the code of its poster.',
  input: KeptInstitution.extend({ institution_id: Id, version: z.int().min(0) }),
  reply: z.object({ institution_id: Id, code: ShortCode, version: z.int() }),
})

export const keepPathway = endpoint({
  method: 'PUT',
  path: '/api/institutions/:institution_id/pathway',
  action: 'institutions.manage',
  summary: 'Writes down the pathway agreed with an institution; earlier ones stay. Version 0 is the first.',
  input: z
    .object({
      institution_id: Id,
      /** Of the pathway that stands now. */
      pathway_version: z.int().min(0),
      steps: z.array(PathwayStep).min(1).max(8),
      agreed_on: Day,
      review_on: Day,
      agreed_with: AgreedWith.shape.agreed_with,
    })
    .refine(notAfter, { path: ['review_on'] }),
  reply: z.object({ institution_id: Id, pathway_version: z.int() }),
})
