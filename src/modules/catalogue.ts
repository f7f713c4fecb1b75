// The modules as the desk sees them: those that come with the house and those an organisation wrote itself, with how many
// took them alone. A group under five is told nowhere.
import { z } from 'zod'
import { Sector } from '#institutions/sector.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { ModuleFile, ModuleId } from './module.ts'

/** `house`: it comes with Amparo. Of an own one at most one version is published and one a draft. */
export const moduleStandings = ['house', 'published', 'draft', 'withdrawn'] as const
export const ModuleStanding = z.enum(moduleStandings)
export type ModuleStanding = z.infer<typeof ModuleStanding>

export const ModuleLine = z.object({
  module_id: ModuleId,
  standing: ModuleStanding,
  module_version: z.int(),
  /** A version that is being written beside the published one. */
  draft: z.int().nullable(),
  sector: Sector,
  minutes: z.int(),
  reviewed_by: z.string().nullable(),
  /** In each language it is written in. */
  titles: z.record(z.string(), z.string()),
  /** Null: fewer than five, or so close to another number that fewer than five could be reckoned. */
  started: z.int().nullable(),
  finished: z.int().nullable(),
  passed: z.int().nullable(),
})
export type ModuleLine = z.infer<typeof ModuleLine>

export const listModules = endpoint({
  method: 'GET',
  path: '/api/modules',
  action: 'prevention.read',
  summary: 'Every learning module with its languages, whether somebody reviewed it, and how many took it.',
  input: z.object({}),
  reply: z.object({ modules: z.array(ModuleLine) }),
})

export const ModuleVersion = z.object({
  module_version: z.int(),
  standing: ModuleStanding,
  kept_by_name: z.string(),
  kept_at: Moment,
  /** Of the row, for whoever changes it. */
  version: z.int(),
})
export type ModuleVersion = z.infer<typeof ModuleVersion>

export const readModule = endpoint({
  method: 'GET',
  path: '/api/modules/:module_id',
  action: 'prevention.read',
  summary: 'One module whole, as a file to take out; of an own one any of its versions.',
  input: z.object({ module_id: ModuleId, module_version: z.coerce.number().int().positive().optional() }),
  reply: z.object({ line: ModuleLine, file: ModuleFile, versions: z.array(ModuleVersion) }),
})

/** A file as somebody chose it on their device. */
export const ModuleText = z.string().min(2).max(900_000)

export const FoundFault = z.object({ at: z.string(), language: z.string().nullable(), fault: z.string() })
export type FoundFault = z.infer<typeof FoundFault>

export const checkModule = endpoint({
  method: 'POST',
  path: '/api/modules/check',
  action: 'modules.manage',
  summary: 'What is wrong with a module somebody wrote, place by place. Nothing is kept.',
  input: z.object({ text: ModuleText }),
  asks: true,
  reply: z.object({
    faults: z.array(FoundFault),
    module_id: ModuleId.nullable(),
    title: z.string().nullable(),
    /** Of the draft it would replace; 0 where there is none. */
    version: z.int(),
  }),
})

export const keepModule = endpoint({
  method: 'PUT',
  path: '/api/modules/:module_id',
  action: 'modules.manage',
  summary: 'Keeps a module without faults as the draft of its next version; version 0 where there is no draft yet.',
  input: z.object({ module_id: ModuleId, text: ModuleText, version: z.int().min(0) }),
  reply: z.object({ module_id: ModuleId, module_version: z.int(), version: z.int() }),
})

const oneVersion = z.object({ module_id: ModuleId, module_version: z.int().positive(), version: z.int().positive() })

export const publishModule = endpoint({
  method: 'POST',
  path: '/api/modules/:module_id/publish',
  action: 'modules.manage',
  summary: 'Offers a draft to everybody in place of the version before; whoever is under way goes on with it.',
  input: oneVersion,
  reply: z.object({ module_id: ModuleId, module_version: z.int(), version: z.int() }),
})

export const withdrawModule = endpoint({
  method: 'POST',
  path: '/api/modules/:module_id/withdraw',
  action: 'modules.manage',
  summary: 'Offers a published version no more, or lets go of a draft.',
  input: oneVersion,
  reply: z.object({ module_id: ModuleId, module_version: z.int(), version: z.int() }),
})
