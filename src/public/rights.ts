// The rights a person may have before anyone decides anything, by country: from data/rights, each with its article, how
// sure we are of it and who reviewed it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'
import { dataFolder } from '#facts/load.ts'
import { Day } from '#kit/day.ts'

export const Right = z.object({
  code: Code,
  /** The sentence under `public.right.`, where this country has its own. */
  says: z
    .string()
    .regex(/^[a-z]{2}\.[a-z_]+$/)
    .optional(),
  days: z.number().int().positive().optional(),
  /** Stands on the card people carry. */
  card: z.boolean().default(false),
  /** The law, as a lawyer there cites it. */
  article: z.string().min(3),
  source: z.string().min(10),
  valid_from: Day.nullable(),
  confidence: z.enum(['checked', 'secondary', 'memory']),
  reviewed_by: z.string().min(2).nullable(),
})
export type Right = z.infer<typeof Right>

export const RightsFile = FactFile.extend({ country: z.string().regex(/^[A-Z]{2}$/), rights: z.array(Right).min(1) })
export type RightsFile = z.infer<typeof RightsFile>

/** The order people are shown the countries in. */
const order = ['ES', 'IT', 'GB', 'US', 'EU', 'IN', 'NP', 'BD', 'PK']

const folder = join(dataFolder, 'rights')
export const rightsFiles: readonly RightsFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => RightsFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  .sort((a, b) => order.indexOf(a.country) - order.indexOf(b.country))

/** A language most offices of the country read: what stands on the card to be shown to somebody there. */
const spoken: Record<string, string> = { ES: 'es', IT: 'it', IN: 'hi', NP: 'ne', BD: 'bn', PK: 'ur' }
export const spokenIn = (country: string): string => spoken[country] ?? 'en'
