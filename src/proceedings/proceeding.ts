// Proceedings against the person, and the rule that may protect her where one meets signs that were noted.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { NonPunishmentRule, ProceedingKind } from './non-punishment.ts'

export const proceedingStatuses = ['open', 'suspended', 'ended'] as const
export const ProceedingStatus = z.enum(proceedingStatuses)

export const ProceedingWords = z.object({
  authority: OptionalProse(200).default(''),
  number: OptionalProse(100).default(''),
  words: OptionalProse(4_000).default(''),
})
export type ProceedingWords = z.infer<typeof ProceedingWords>

const Said = z.object({
  kind: ProceedingKind,
  jurisdiction: z.string().regex(/^[A-Z]{2}$/),
  began_on: Day,
  status: ProceedingStatus,
  ...ProceedingWords.shape,
})

export const Proceeding = Said.extend({
  ...{ authority: z.string(), number: z.string(), words: z.string() },
  proceeding_id: Id,
  recorded_by: Id,
  version: z.int(),
})
export type Proceeding = z.infer<typeof Proceeding>

export const RuleOf = NonPunishmentRule.extend({ of: Code, reviewed: z.boolean(), valid_from: Day })

export const readProceedings = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/proceedings',
  action: 'case.open',
  summary: 'Proceedings against the person, and where signs were noted the rules that may protect her from punishment.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    proceedings: z.array(Proceeding),
    /** null: not for this reader to know. */
    signs_noted: z.boolean().nullable(),
    protections: z.array(z.object({ proceeding_id: Id, only_above: z.boolean(), rules: z.array(RuleOf) })),
  }),
})

export const recordProceeding = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/proceedings',
  action: 'case.write',
  summary: 'Writes down an arrest, a fine, a charge, a conviction or an order against the person.',
  input: Said.extend({ case_id: Id, proceeding_id: Id }),
  reply: z.object({ proceeding_id: Id, version: z.int() }),
})

export const changeProceeding = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/proceedings/:proceeding_id',
  action: 'case.write',
  summary: 'Changes what is known of a proceeding; a stale version gets the current state back.',
  input: Said.extend({ case_id: Id, proceeding_id: Id, version: z.int().positive() }),
  reply: z.object({ proceeding_id: Id, version: z.int() }),
})
