// Dialects, how long a step of the vetting holds and a record is kept, and the gates with their sources: as data, not in code.
import { z } from 'zod'
import dialectsData from '#data/interpreters/dialects.json' with { type: 'json' }
import gatesData from '#data/interpreters/gates.json' with { type: 'json' }
import keepingData from '#data/interpreters/keeping.json' with { type: 'json' }
import { FactFile } from '#facts/facts.ts'
import { LanguageCode } from '#people/card.ts'
import { DialectCode, GateCode, type InterpreterStatus, type VettingStep } from './interpreter.ts'

export const Dialect = z.strictObject({
  code: DialectCode,
  under: LanguageCode,
  /** Its own code where it counts as a language: both say the same. */
  as_language: LanguageCode.nullable(),
  /** Few enough speak it here that they may know each other. */
  small: z.boolean(),
})
export type Dialect = z.infer<typeof Dialect>
export const DialectFacts = FactFile.extend({ dialects: z.array(Dialect).min(1) })

const Months = z.int().positive().nullable()
export const GateFacts = FactFile.extend({
  steps_valid_months: z.strictObject({
    identity: Months,
    background: Months,
    confidentiality: Months,
    interview: Months,
    training: Months,
  } satisfies Record<VettingStep, unknown>),
  gates: z.array(
    z.strictObject({ code: GateCode, source: z.string().min(10), from_memory: z.boolean(), at_offer: z.boolean() }),
  ),
})

const Kept = z.int().positive()
/** Months a record of the register is kept after it was last worked with. */
export const KeepingFacts = FactFile.extend({
  months: z.strictObject({
    applied: Kept,
    vetting: Kept,
    active: Kept,
    resting: Kept,
    blocked: Kept,
  } satisfies Record<InterpreterStatus, unknown>),
  books_months: Kept,
})
export type KeepingFacts = z.infer<typeof KeepingFacts>

/** Read as they lie; a test holds them against the schemas. */
export const dialects: readonly Dialect[] = (dialectsData as z.infer<typeof DialectFacts>).dialects
export const gateFacts = gatesData as z.infer<typeof GateFacts>
export const keepingFacts = keepingData as KeepingFacts
