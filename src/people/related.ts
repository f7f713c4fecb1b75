// The people around the person: family, household, those who depend on them, and, kept apart from all of these, people
// who are in the file without being accompanied: suspects, employers, landlords.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { CountryCode } from './card.ts'

export const RelatedGroup = z.enum(['family', 'household', 'dependant', 'apart'])
export type RelatedGroup = z.infer<typeof RelatedGroup>

export const Safe = z.enum(['not_known', 'safe', 'not_safe'])
export type Safe = z.infer<typeof Safe>
export const YesNo = z.enum(['not_known', 'yes', 'no'])
export type YesNo = z.infer<typeof YesNo>
export const MayContact = z.enum(['not_asked', 'yes', 'with_the_person', 'no'])
export type MayContact = z.infer<typeof MayContact>

/** What someone at home needs, so that caring for them is no reason to go back. */
export const DependantNeeds = z.object({
  birth_year: z.int().min(1900).max(2100).nullable(),
  cared_for_by: OptionalProse(200),
  money_per_month: z.number().min(0).max(1_000_000).multipleOf(0.01).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  school: OptionalProse(300),
  health: OptionalProse(300),
})
export type DependantNeeds = z.infer<typeof DependantNeeds>

export const RelatedPerson = z.object({
  group: RelatedGroup,
  /** A code of data/codes/related_roles.json that this group knows. */
  role: z.string().regex(/^[a-z_]{2,40}$/),
  /** A name, or words that are enough to know who is meant: "the older brother". */
  name: OptionalProse(120),
  safe: Safe,
  /** Why safe or not. Told only where the section safety is open too. */
  why: OptionalProse(500),
  lives_with: YesNo,
  country: CountryCode.nullable(),
  /** A town or a region, only as far as someone needs it. */
  place: OptionalProse(80),
  knows: YesNo,
  may_be_told: YesNo,
  may_contact: MayContact,
  contact: OptionalProse(200),
  about: OptionalProse(1000),
  /** Only for someone who depends on the person. */
  needs: DependantNeeds.nullable(),
  /** No longer part of the person's life, or written by mistake: kept, and counted no more. */
  past: z.boolean(),
})
export type RelatedPerson = z.infer<typeof RelatedPerson>

export const Related = z.object({
  related_id: Id,
  section: Section,
  emergency: z.boolean(),
  version: z.int(),
  person: RelatedPerson,
})
export type Related = z.infer<typeof Related>

export const WhereReason = z.enum(['apart', 'not_safe', 'not_known', 'not_told'])
export type WhereReason = z.infer<typeof WhereReason>

export const listRelated = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/people',
  action: 'case.open',
  summary: 'The people around, in the sections one may open, and who of them must not learn where the person is.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    people: z.array(Related),
    must_not_learn_where: z.array(z.object({ related_id: Id, because: WhereReason })),
  }),
})

export const writeRelated = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/people/:related_id',
  action: 'case.write',
  summary: 'Writes down someone around the person; version 0 begins them. A stale version gets the current one back.',
  input: z.object({ case_id: Id, related_id: Id, version: z.int().min(0), person: RelatedPerson }),
  reply: z.object({ related_id: Id, version: z.int() }),
})

export const chooseEmergencyContact = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/emergency-contact',
  action: 'case.write',
  summary: 'Who is called in an emergency: one of the safe people, as the person chose them, or nobody.',
  input: z.object({ case_id: Id, related_id: Id.nullable(), version: z.int().min(0) }),
  reply: z.object({ related_id: Id.nullable(), version: z.int() }),
})
