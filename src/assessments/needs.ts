// What a person says she needs, in her order: a level from 0 (fine as it is) to 4 (needs help now) for each part of
// her life. Any question may be skipped, and a skipped one is null, never a zero.
import { z } from 'zod'
import type { NeedsInstrument } from '#facts/instrument.ts'

export interface NeedsAnswers {
  /** null: skipped. */
  levels: Record<string, number | null>
  /** Domains in the order she chose, the most important first; those she did not rank are absent. */
  priority: string[]
}

/** The schema of answers to one version of the instrument; unknown domains and levels are refused. */
export const needsAnswersFor = (instrument: NeedsInstrument) => {
  const codes = instrument.domains.map((domain) => domain.code)
  const values = new Set(instrument.levels.map((level) => level.value))
  const level = z
    .int()
    .refine((value) => values.has(value), 'unknown level')
    .nullable()
    .default(null)
  return z.strictObject({
    levels: z.strictObject(Object.fromEntries(codes.map((code) => [code, level]))),
    priority: z
      .array(z.enum(codes))
      .max(codes.length)
      .refine((list) => new Set(list).size === list.length, 'a domain is ranked twice')
      .default([]),
  })
}
