// What may keep this person out of a service, asked once and in passing, so that nobody sends her to a door that will
// not open. Everything is "not asked" until she says it, and what is not asked never keeps her out of anything.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { Said } from '#directory/directory.ts'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

const said = Said.default('unknown')
/** How far she can go to something she goes to often; a place to live is another matter. */
export const Travel = z.enum(['town', 'province', 'region', 'country', 'unknown'])
export type Travel = z.infer<typeof Travel>

/** By section of the file: whoever may not open it is told that there is something, and whom to ask. */
export const barrierParts = {
  identity: z.object({
    /** Who already referred her or would: codes of data/codes/referrers.json. null: not asked; empty: nobody. */
    referred_by: z.array(Code).max(20).nullable().default(null),
  }),
  law: z.object({ identity_paper: said, criminal_record: said, identified: said }),
  health: z.object({ pregnant: said, disability: said, substance_use: said, psychiatric_care: said }),
  home: z.object({
    registered: said,
    couple: said,
    needs_company: said,
    /** Ages of the sons who come with her. null: not asked; empty: none. */
    sons_ages: z.array(z.int().min(0).max(60)).max(12).nullable().default(null),
    travel: Travel.default('unknown'),
  }),
  money: z.object({ debt: said }),
} as const satisfies Partial<Record<Section, z.ZodType>>

export const BarrierSection = z.enum(['identity', 'law', 'health', 'home', 'money'])
export type BarrierSection = z.infer<typeof BarrierSection>
export const barrierSections = BarrierSection.options

/** All of it at once, as matching weighs it. */
export const PersonBarriers = z.object({
  ...barrierParts.identity.shape,
  ...barrierParts.law.shape,
  ...barrierParts.health.shape,
  ...barrierParts.home.shape,
  ...barrierParts.money.shape,
})
export type PersonBarriers = z.infer<typeof PersonBarriers>
export type BarrierFact = keyof PersonBarriers

/** Written out, because screens start from it too. */
export const nothingAsked: PersonBarriers = {
  referred_by: null,
  identity_paper: 'unknown',
  criminal_record: 'unknown',
  identified: 'unknown',
  pregnant: 'unknown',
  disability: 'unknown',
  substance_use: 'unknown',
  psychiatric_care: 'unknown',
  registered: 'unknown',
  couple: 'unknown',
  needs_company: 'unknown',
  sons_ages: null,
  travel: 'unknown',
  debt: 'unknown',
}

const sectionByFact = new Map(
  barrierSections.flatMap((section) => Object.keys(barrierParts[section].shape).map((fact) => [fact, section])),
)
export const sectionOfFact = (fact: BarrierFact): BarrierSection => sectionByFact.get(fact)!

const part = <S extends BarrierSection>(section: S) =>
  z.object({ section: z.literal(section), facts: barrierParts[section] })
export const BarrierPart = z.discriminatedUnion('section', [
  part('identity'),
  part('law'),
  part('health'),
  part('home'),
  part('money'),
])
export type BarrierPart = z.infer<typeof BarrierPart>

/** Version 0: nobody asked yet. */
const standing = { version: z.int().min(0), changed_on: Day.nullable() }
export const StandingPart = z.intersection(BarrierPart, z.object(standing))
export type StandingPart = z.infer<typeof StandingPart>

export const readPersonBarriers = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/person-barriers',
  action: 'case.open',
  summary: 'What may keep this person out of a service, of the sections one may open.',
  input: z.object({ case_id: Id }),
  reply: z.object({ parts: z.array(StandingPart) }),
})

export const savePersonBarriers = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/person-barriers',
  action: 'case.write',
  summary: 'Writes down what may keep this person out of a service, each section with its own version.',
  input: z.object({
    case_id: Id,
    parts: z
      .array(z.intersection(BarrierPart, z.object({ version: z.int().min(0) })))
      .min(1)
      .max(barrierSections.length),
  }),
  reply: z.object({ parts: z.array(z.object({ section: BarrierSection, version: z.int() })) }),
})

/** How many of the questions of these sections nobody has asked her yet. */
export const barriersNotAsked = (barriers: PersonBarriers, sections: readonly BarrierSection[]): number =>
  sections
    .flatMap((section) => Object.keys(barrierParts[section].shape) as BarrierFact[])
    .filter((fact) => barriers[fact] === null || barriers[fact] === 'unknown').length
