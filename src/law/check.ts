// What a check of a pack is given and what it finds: a pack as it lies in a folder, ours or an organisation's own, and each gap
// and contradiction with the rule it is about. Words: `cli.law.fault.<code>`.
import { z } from 'zod'
import type { Day } from '#kit/day.ts'
import { type LawRule, type Pack, PackHead } from './rule.ts'

/** A folder of an organisation's own may be of a jurisdiction the house has no pack for. */
export const FolderHead = PackHead.extend({ id: z.string().regex(/^[a-z]{2,3}$/) })
export type FolderHead = z.infer<typeof FolderHead>
export type FolderPack = FolderHead & { rules: LawRule[] }

/** As it was read: nothing is sure yet, not even that it is JSON of the right shape. */
export interface PackFolder {
  head: unknown
  files: { name: string; value: unknown }[]
  /** Language → key → text, of every word that may be shown. */
  words: Record<string, Record<string, string>>
}

/** What the house knows beside the pack. */
export interface CheckedAgainst {
  packs: readonly Pack[]
  documents: ReadonlySet<string>
  /** Until when each is known. */
  calendars: ReadonlyMap<string, Day>
  /** What can be told to the person herself in every language of hers. */
  plain: ReadonlySet<string>
  today: Day
}

/** `error`: it must not be relied on. `gap`: somebody should look. `open`: known to be open, and said at every deadline. */
export const levels = ['error', 'gap', 'open'] as const
export type Level = (typeof levels)[number]

export interface Finding {
  level: Level
  code: string
  /** The rule, by its id; a file's name, or the pack, where it is about no rule. */
  where: string
  values: Record<string, string>
}

export interface PackReport {
  id: string
  rules: number
  findings: Finding[]
}
