// The organisation that runs the house, its offices, and the partners it refers people to.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'

const Country = z.string().regex(/^[A-Z]{2}$/)
const Province = z.string().max(20).nullable()
const LanguageCode = z.string().regex(/^[a-z]{2,3}$/)
const DeskLanguage = z.enum(['en', 'es', 'it'])

export const Settings = z.object({
  name: Line(160),
  country: Country,
  province: Province,
  languages: z.array(LanguageCode).max(60),
  takes_reports: z.boolean(),
  takes_referrals: z.boolean(),
  language: DeskLanguage,
  retention_months: z.int().min(1).max(600),
})
export type Settings = z.infer<typeof Settings>

export const Office = z.object({ office_id: Id, name: z.string(), province: z.string().nullable(), version: z.int() })
export type Office = z.infer<typeof Office>

export const readOrganisation = endpoint({
  method: 'GET',
  path: '/api/organisation',
  action: 'organisation.read',
  summary: 'The settings of my organisation.',
  input: z.object({}),
  reply: Settings.extend({
    organisation_id: Id,
    kind: z.enum(['own', 'partner']),
    language: z.string(),
    version: z.int(),
  }),
})

export const changeOrganisation = endpoint({
  method: 'POST',
  path: '/api/organisation',
  action: 'organisation.manage',
  summary: 'Change the settings of my organisation.',
  input: Settings.extend({ version: z.int() }),
  reply: z.object({ organisation_id: Id, version: z.int() }),
})

export const listOffices = endpoint({
  method: 'GET',
  path: '/api/offices',
  action: 'organisation.read',
  summary: 'The offices of my organisation.',
  input: z.object({}),
  reply: z.object({ offices: z.array(Office) }),
})

export const addOffice = endpoint({
  method: 'POST',
  path: '/api/offices',
  action: 'organisation.manage',
  summary: 'Add an office.',
  input: z.object({ office_id: Id, name: Line(120), province: Province }),
  reply: z.object({ office_id: Id, version: z.int() }),
})

export const changeOffice = endpoint({
  method: 'POST',
  path: '/api/offices/:office_id',
  action: 'organisation.manage',
  summary: 'Change an office.',
  input: z.object({ office_id: Id, name: Line(120), province: Province, version: z.int() }),
  reply: z.object({ office_id: Id, version: z.int() }),
})

export const Partner = z.object({
  organisation_id: Id,
  name: z.string(),
  country: z.string(),
  province: z.string().nullable(),
  languages: z.array(z.string()),
  takes_referrals: z.boolean(),
  /** May be handed files over for good: it leads them as its own, and its people may hold the roles that takes. */
  leads_files: z.boolean(),
})
export type Partner = z.infer<typeof Partner>

export const listPartners = endpoint({
  method: 'GET',
  path: '/api/partners',
  action: 'organisation.read',
  summary: 'The partners that take referrals.',
  input: z.object({}),
  reply: z.object({ partners: z.array(Partner) }),
})

export const addPartner = endpoint({
  method: 'POST',
  path: '/api/partners',
  action: 'organisation.manage',
  summary: 'Add a partner organisation, its first office and its keys.',
  input: z.object({
    organisation_id: Id,
    office_id: Id,
    name: Line(160),
    country: Country,
    province: Province,
    languages: z.array(LanguageCode).max(60),
    language: DeskLanguage,
  }),
  reply: z.object({ organisation_id: Id, office_id: Id }),
})

export const letPartnerLead = endpoint({
  method: 'PUT',
  path: '/api/partners/:organisation_id/leads-files',
  action: 'organisation.manage',
  summary: 'Lets a partner lead files that are handed over to it, or no longer; never while it leads one.',
  input: z.object({ organisation_id: Id, leads_files: z.boolean() }),
  reply: z.object({ organisation_id: Id }),
})
