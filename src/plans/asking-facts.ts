// Which answer of which instrument asks for a goal of which need: data, read as it lies; a test holds it against the schema
// and against the instruments themselves.
import { z } from 'zod'
import data from '#data/paths/asks.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { RiskKind, RiskLevel } from '#safety/risk.ts'

export const AskingReading = z.strictObject({
  instrument: Code,
  need: Code,
  /** Any of its lines that was met, bands it falls into, findings of its algorithm. */
  cut_offs: z.union([z.literal('any'), z.array(Code)]).optional(),
  bands: z.array(Code).optional(),
  findings: z.array(Code).optional(),
})
export type AskingReading = z.infer<typeof AskingReading>

export const AskingFacts = FactFile.extend({
  confidence: z.enum(['checked', 'secondary', 'memory']),
  /** The matrix of daily life: which need each of its items speaks of. */
  living: z.strictObject({ instrument: Code, needs: z.record(Code, Code) }),
  /** The levels of a risk that ask, and which need a kind of risk speaks of. */
  risks: z.strictObject({ levels: z.array(RiskLevel), needs: z.record(RiskKind, Code) }),
  readings: z.array(AskingReading),
})
export type AskingFacts = z.infer<typeof AskingFacts>

export const askingFacts = data as AskingFacts
