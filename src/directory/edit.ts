// Keeping the directory by hand: one record whole as it is edited, written on top of the version that was read, with
// who vouches for it and until when; organisations that offer services; and what was changed before.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { DirectoryOrganisation, DirectoryService } from './directory.ts'

export const EditedService = DirectoryService.omit({
  id: true,
  organisation_id: true,
  assured: true,
  checked_on: true,
})
export type EditedService = z.infer<typeof EditedService>

export const EditedProvider = DirectoryOrganisation.omit({ id: true, checked_on: true, website_seen: true })
export type EditedProvider = z.infer<typeof EditedProvider>

const written = { version: z.int(), service_id: Id }
/** Whoever saves may say that it was checked with the service just now, and until when that holds. */
const assure_until = Day.nullable().default(null)

export const ServiceRecord = z.object({
  ...written,
  provider_id: Id,
  provider_name: z.string(),
  service: EditedService,
})
export type ServiceRecord = z.infer<typeof ServiceRecord>

export const readServiceRecord = endpoint({
  method: 'GET',
  path: '/api/services/:service_id/record',
  action: 'directory.edit',
  summary: 'One record of the directory whole, to be edited.',
  input: z.object({ service_id: Id }),
  reply: ServiceRecord,
})

export const saveService = endpoint({
  method: 'POST',
  path: '/api/services/:service_id',
  action: 'directory.edit',
  summary: 'Write one record of the directory on top of the version that was read.',
  input: z.object({ ...written, service: EditedService, assure_until }),
  reply: z.object(written),
})

export const addService = endpoint({
  method: 'POST',
  path: '/api/services',
  action: 'directory.edit',
  summary: 'Add a service to the directory, of an organisation that stands in it.',
  input: z.object({ service_id: Id, provider_id: Id, service: EditedService, assure_until }),
  reply: z.object(written),
})

export const assureService = endpoint({
  method: 'POST',
  path: '/api/services/:service_id/assured',
  action: 'directory.edit',
  summary: 'Say that the record holds as it stands, until a day.',
  input: z.object({ ...written, until: Day }),
  reply: z.object(written),
})

export const listProviders = endpoint({
  method: 'GET',
  path: '/api/providers',
  action: 'directory.read',
  summary: 'The organisations of the directory by name.',
  input: z.object({}),
  reply: z.object({
    providers: z.array(z.object({ provider_id: Id, name: z.string(), services: z.int() })),
  }),
})

const writtenProvider = { version: z.int(), provider_id: Id }
export const ProviderRecord = z.object({ ...writtenProvider, provider: EditedProvider })
export type ProviderRecord = z.infer<typeof ProviderRecord>

export const readProviderRecord = endpoint({
  method: 'GET',
  path: '/api/providers/:provider_id/record',
  action: 'directory.edit',
  summary: 'One organisation of the directory whole, to be edited.',
  input: z.object({ provider_id: Id }),
  reply: ProviderRecord,
})

export const saveProvider = endpoint({
  method: 'POST',
  path: '/api/providers/:provider_id',
  action: 'directory.edit',
  summary: 'Write one organisation of the directory on top of the version that was read.',
  input: z.object({ ...writtenProvider, provider: EditedProvider }),
  reply: z.object(writtenProvider),
})

export const addProvider = endpoint({
  method: 'POST',
  path: '/api/providers',
  action: 'directory.edit',
  summary: 'Add an organisation to the directory.',
  input: z.object({ provider_id: Id, provider: EditedProvider }),
  reply: z.object(writtenProvider),
})

export const Because = z.enum(['edit', 'suggestion', 'import'])
export const FieldChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })
export type FieldChange = z.infer<typeof FieldChange>

/** Everything that changed with one save. */
export const RecordChange = z.object({
  changed_at: Moment,
  because: Because,
  /** null: nobody of the house, a file that was taken in. */
  by: z.string().nullable(),
  fields: z.array(FieldChange),
})
export type RecordChange = z.infer<typeof RecordChange>

export const listServiceChanges = endpoint({
  method: 'GET',
  path: '/api/services/:service_id/changes',
  action: 'directory.read',
  summary: 'What was changed in a record of the directory: when, by whom, from what to what; the latest first.',
  input: z.object({ service_id: Id }),
  reply: z.object({ changes: z.array(RecordChange) }),
})
