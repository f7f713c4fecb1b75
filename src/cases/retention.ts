// How long a file is kept: the rules as data/retention has them, and what they say of one file. A duty keeps, a wish
// lets go, and nothing goes while somebody holds it.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'

export const RetentionRule = FactFile.extend({
  id: z.string().regex(/^[a-z0-9_]{3,40}$/),
  /** `limit` is a law that says a thing must go: it beats the duties it names, and no others. */
  kind: z.enum(['duty', 'wish', 'limit']),
  sections: z.union([z.literal('all'), z.array(Section).min(1)]),
  counts_from: z.enum(['closing', 'coming_of_age']),
  /** Null: the months the organisation has set for itself. */
  months: z.int().min(0).max(1200).nullable(),
  who: z.enum(['everyone', 'adults', 'minors']),
  ref: z.string().min(3),
  beats: z.array(z.string()).default([]),
})
export type RetentionRule = z.infer<typeof RetentionRule>

export const RetentionFile = FactFile.extend({
  jurisdiction: z.string().regex(/^[A-Z]{2}$/),
  /** False until a specialist says that nothing is missing. */
  complete: z.boolean(),
  rules: z.array(RetentionRule),
})
export type RetentionFile = z.infer<typeof RetentionFile>

export const RetentionState = z.enum(['open', 'kept', 'upcoming', 'due', 'on_hold'])
export type RetentionState = z.infer<typeof RetentionState>

export const KeptSection = z.object({
  section: Section,
  keep_until: Day.nullable(),
  rule: z.string().nullable(),
  ref: z.string().nullable(),
  reviewed: z.boolean(),
})
export type KeptSection = z.infer<typeof KeptSection>

export const Retention = z.object({
  /** No duty reaches beyond this day; null when none is known. */
  keep_until: Day.nullable(),
  /** When the file should go, unless it is held. */
  erase_on: Day,
  /** From this day on somebody looks at it. */
  review_on: Day,
  sections: z.array(KeptSection),
  /** Whether the rules of this jurisdiction are known at all, and signed. */
  jurisdiction: z.string(),
  rules_known: z.boolean(),
})
export type Retention = z.infer<typeof Retention>
