// Programme paths as data: data/paths/<id>.json. What lets somebody onto a path and off it, its steps, and what must be in
// place before the next one, said in the closed vocabulary of conditions over what a file knows of itself.
import { z } from 'zod'
import insertion from '#data/paths/insertion.json' with { type: 'json' }
import minor from '#data/paths/minor.json' with { type: 'json' }
import back from '#data/paths/return.json' with { type: 'json' }
import { Condition } from '#facts/condition.ts'
import { Code, FactFile } from '#facts/facts.ts'

export const Check = z.strictObject({ code: Code, when: Condition })
export type Check = z.infer<typeof Check>

export const ProgrammePath = FactFile.extend({
  id: Code,
  confidence: z.enum(['checked', 'secondary', 'memory']),
  entry: z.array(Check),
  exit: z.array(Check),
  steps: z.array(z.strictObject({ code: Code, in_place: z.array(Check) })).min(2),
})
export type ProgrammePath = z.infer<typeof ProgrammePath>

/** Read as they lie; a test holds them against the schema above. */
export const programmes = [insertion, back, minor] as ProgrammePath[]

/**
 * What a condition of a path may ask of a file. After a dot stands the code of a need, of an item of the
 * self-sufficiency matrix, or of what the side of minors shows.
 */
export const fileFacts = [
  'stage',
  'minor',
  'her_view',
  'contact_settled',
  'needs_talked',
  'needs',
  'living',
  'goal',
  'plan_agreed',
  'plan_approved',
  'risk',
  'risk_looked',
  'protocol_open',
  'safety_plan',
  'papers',
  'stay',
  'follow_up_planned',
  'guarded',
] as const
export type FileFact = (typeof fileFacts)[number]
