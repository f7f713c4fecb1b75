// The rule that somebody is not to be punished for what they were made to do, by jurisdiction: article, how binding, how
// sure we are, and whether a lawyer has read it. Counsel decides whether it applies.
import { z } from 'zod'
import coe from '#data/non-punishment/coe.json' with { type: 'json' }
import es from '#data/non-punishment/es.json' with { type: 'json' }
import eu from '#data/non-punishment/eu.json' with { type: 'json' }
import ilo from '#data/non-punishment/ilo.json' with { type: 'json' }
import it from '#data/non-punishment/it.json' with { type: 'json' }
import uk from '#data/non-punishment/uk.json' with { type: 'json' }
import un from '#data/non-punishment/un.json' with { type: 'json' }
import us from '#data/non-punishment/us.json' with { type: 'json' }
import { Confidence } from '#detection/screening.ts'
import { Code, FactFile } from '#facts/facts.ts'

export const proceedingKinds = [
  'arrest',
  'fine',
  'charge',
  'conviction',
  'removal_order',
  'detention',
  'refusal_of_entry',
] as const
export const ProceedingKind = z.enum(proceedingKinds)
export type ProceedingKind = z.infer<typeof ProceedingKind>

export const NonPunishmentRule = z.strictObject({
  /** Its words are `proceedings.rule.<code>`. */
  code: Code,
  /** As counsel cites it, in each language of the desk. */
  article: z.strictObject({ en: z.string().min(5), es: z.string().min(5), it: z.string().min(5) }),
  about: z.array(ProceedingKind).min(1),
  nature: z.enum(['binding', 'through_national_law', 'where_ratified', 'recommends', 'uncertain']),
  confidence: Confidence,
  source: z.string().min(10),
})
export type NonPunishmentRule = z.infer<typeof NonPunishmentRule>

export const NonPunishment = FactFile.extend({
  id: z.string().regex(/^[a-z]{2,3}$/),
  /** Countries; null: everywhere. */
  applies_in: z.array(z.string().regex(/^[A-Z]{2}$/)).nullable(),
  rules: z.array(NonPunishmentRule).min(1),
})
export type NonPunishment = z.infer<typeof NonPunishment>

/** The country's own first, then what stands above it. */
export const nonPunishment: readonly NonPunishment[] = [
  ...[es, it, uk, us],
  ...[eu, coe, ilo, un],
] as unknown as NonPunishment[]
