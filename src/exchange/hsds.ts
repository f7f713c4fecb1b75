// Open Referral HSDS 3.0 as it comes in: organisations with their services, phones, areas and tags. Read loosely, one
// record at a time, so one bad line costs that line and nothing else.
import { z } from 'zod'
import type { DirectoryRecords } from '#directory/directory.ts'
import type { Facts } from '#facts/facts.ts'

/** Anything with text fields; what a field must be is judged where it is used, to name what is wrong. */
export const HsdsRecord = z.record(z.string(), z.unknown())
export type HsdsRecord = z.infer<typeof HsdsRecord>

export const HsdsFile = z.object({ organizations: z.array(z.unknown()) })

/** One line of the import's report; `reason_key` is a message key with `details` as its values. */
export interface HsdsRejected {
  path: string
  id: string | null
  what: 'file' | 'organisation' | 'service' | 'phone' | 'area' | 'tag' | 'field'
  reason_key: `hsds.rejected.${string}`
  details: Record<string, string>
}

export interface HsdsReading {
  records: DirectoryRecords
  rejected: HsdsRejected[]
}

/** The words of ours that a file's words become. */
export interface HsdsVocabulary {
  kinds: Map<string, { code: string; residential: boolean }>
  exploitation: Map<string, string>
  profiles: Map<string, string>
  languages: Set<string>
  countries: Set<string>
  regions: Map<string, string>
  provinces: Map<string, { code: string; region: string }>
  /** Names of provinces, each with the region to say instead where a place must stay vague. */
  coarser: [RegExp, string][]
}

export type HsdsFacts = Pick<Facts, 'codes' | 'regions' | 'provinces'>
