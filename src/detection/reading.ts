// What signs and answers are consistent with, why, what is missing to say more, and what to do next. Never a verdict:
// the person and the professionals beside her decide.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'

/** From the least to the most; another sign never lowers it. */
export const levels = ['nothing_noted', 'some', 'consistent'] as const
export const Level = z.enum(levels)
export type Level = z.infer<typeof Level>

/** What the signs may point to. `exploited_worker`: the labour route, always beside a specialised assessment. */
export const directions = [
  'trafficking',
  'forced_labour',
  'sexual_exploitation',
  'domestic_servitude',
  'forced_begging_or_crime',
  'child',
  'exploited_worker',
] as const
export const Direction = z.enum(directions)
export type Direction = z.infer<typeof Direction>

/** What to do next, the most pressing first; each has its words in every language of the door. */
export const steps = [
  'emergency',
  'child_protection',
  'specialised_organisation',
  'talk_alone',
  'interpreter',
  'labour_route',
  'labour_inspection',
  'medical_care',
  'legal_advice',
  'age_unclear_as_minor',
  'look_again',
  'offer_help_anyway',
] as const
export const Step = z.enum(steps)
export type Step = z.infer<typeof Step>

/** A sentence by the key of its text, with the signs or items it speaks of. */
export const Said = z.object({ key: z.string(), codes: z.array(Code) })
export type Said = z.infer<typeof Said>

export const Reading = z.object({
  level: Level,
  consistent_with: z.array(Direction),
  reasons: z.array(Said),
  missing: z.array(Said),
  next: z.array(Step),
})
export type Reading = z.infer<typeof Reading>

/** Doubt about age is read as a minor until it is decided. */
export const ageGroups = ['adult', 'minor', 'unsure'] as const
export const AgeGroup = z.enum(ageGroups)
export type AgeGroup = z.infer<typeof AgeGroup>
