// Who may see what: roles, reaches, the sections of a file, and the matrix that joins them (data/access/matrix.json).
import { z } from 'zod'
import { Id } from '#kit/id.ts'

export const sections = [
  'identity',
  'story',
  'safety',
  'health',
  'mind',
  'law',
  'home',
  'learning',
  'work',
  'money',
  'return',
] as const
export const Section = z.enum(sections)
export type Section = z.infer<typeof Section>

/** From the narrowest to the widest; `never` is written out where a role must not get an action by accident. */
export const reaches = ['never', 'own', 'on_the_case', 'in_the_office', 'all'] as const
export const Reach = z.enum(reaches)
export type Reach = z.infer<typeof Reach>

export const roles = [
  'director',
  'coordinator',
  'reference_worker',
  'psychologist',
  'lawyer',
  'job_counsellor',
  'trainer',
  'intake',
  'administrator',
  'partner_worker',
] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

export const Rule = z.strictObject({
  reach: Reach,
  /** The sections an action on a file opens; absent where the action is not about sections. */
  sections: z.array(Section).optional(),
  needs_reason: z.boolean().optional(),
  needs_second_factor: z.boolean().optional(),
})
export type Rule = z.infer<typeof Rule>

export const Matrix = z.strictObject({
  source: z.string(),
  version: z.string(),
  valid_from: z.iso.date(),
  reviewed_by: z.string().nullable(),
  sections: z.array(Section),
  roles: z.array(Role),
  actions: z.record(z.string(), z.partialRecord(Role, Rule)),
})
export type Matrix = z.infer<typeof Matrix>

export const Actor = z.object({
  staff_id: Id,
  organisation_id: Id,
  office_id: Id,
  roles: z.array(Role),
  session_id: Id,
  /** When the second factor was last shown in this session; null when it never was. */
  second_factor_at: z.string().nullable(),
})
export type Actor = z.infer<typeof Actor>

export const LiveAccess = z.object({
  kind: z.enum(['team', 'consent', 'break_glass']),
  access_id: Id,
  basis: Id.nullable(),
  sections: z.array(Section),
})
export type LiveAccess = z.infer<typeof LiveAccess>

/** A file, reduced to what a decision needs. `live` holds only what the asking actor stands on. */
export const Subject = z.object({
  organisation_id: Id,
  office_id: Id,
  created_by: Id,
  live: z.array(LiveAccess),
})
export type Subject = z.infer<typeof Subject>

export interface Decision {
  allowed: boolean
  /** The basis, for the journal and for the screen: a reach, or `team:<id>`, `consent:<id>`, `break_glass:<id>`. */
  because: string
  sections: Section[]
}
