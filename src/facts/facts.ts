// The shapes of the files in data/: every fact says where it comes from, since when it holds and who reviewed it, so
// whoever relies on it with a person in front of them can judge it.
import { z } from 'zod'
import type { IndicatorLists } from '#facts/indicators.ts'
import type { NeedsInstrument } from '#facts/instrument.ts'
import { Day } from '#kit/day.ts'

/** What every fact file opens with. `reviewed_by: null` means no specialist has signed it yet. */
export const FactFile = z.object({
  source: z.string().min(10),
  valid_from: Day,
  valid_until: Day.nullable(),
  reviewed_by: z.string().min(2).nullable(),
})
export type FactFile = z.infer<typeof FactFile>

export const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/)
export type Code = z.infer<typeof Code>

export const CodeEntry = z.object({
  code: Code,
  /** The same thing in the taxonomy of the shared directory, and in HTCDS 2.0. */
  tag: z.string().optional(),
  htcds: z.string().optional(),
  /** A service one sleeps in: its place is never shown finer than the region. */
  residential: z.boolean().optional(),
  /** The name is in our texts because Unicode CLDR has none. */
  named_here: z.boolean().optional(),
})
export type CodeEntry = z.infer<typeof CodeEntry>

const once = (codes: { code: string }[]) => new Set(codes.map((entry) => entry.code)).size === codes.length
const listOf = <T extends z.ZodType<{ code: string }>>(entry: T) =>
  FactFile.extend({ codes: z.array(entry).min(1).refine(once, 'a code appears twice') })

/** Codes may carry more than CodeEntry names: other rooms read their own fields with their own schema. */
export const CodeList = listOf(CodeEntry.loose())
export type CodeList = z.infer<typeof CodeList>

/** A place people call by several names; `name` is the official one. */
export const Region = z.object({ code: Code, name: z.string(), aliases: z.array(z.string()) })
export type Region = z.infer<typeof Region>
export const Province = Region.extend({
  region: Code,
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
})
export type Province = z.infer<typeof Province>

export const RegionList = listOf(Region)
export const ProvinceList = listOf(Province)
export const WeightsFile = FactFile.extend({ weights: z.record(Code, z.number()) })

/** Everything the house knows before anyone comes in, read once at start. */
export interface Facts {
  /** By name of the file in data/codes: `codes.service_kinds`. */
  codes: Record<string, CodeList>
  regions: Region[]
  provinces: Province[]
  match_weights: Record<string, number>
  /** The day from which these weights hold. */
  match_weights_of: Day
  needs: NeedsInstrument
  /** Signs of a possible case, by id of their list. */
  indicators: IndicatorLists
  /** As it lies in the file; the rooms that own these check them with their own schema. */
  directory: unknown
  /** By name of the file in data/triage; src/reports reads them with its own schemas. */
  triage: Record<string, unknown>
  /** By name of the file in data/services; src/services reads them with its own schemas. */
  services: Record<string, unknown>
  /** By name of the file in data/referrals; src/referrals reads them with its own schemas. */
  referrals: Record<string, unknown>
  retention: unknown[]
  access: unknown
}
