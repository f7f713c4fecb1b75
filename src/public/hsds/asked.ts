// What other systems may ask of the directory, read the way HSDS 3.0 names it, and the page they get.
import { z } from 'zod'
import type { Row } from '#exchange/hsds-tables.ts'
import { Problem } from '#kit/problem.ts'

const flag = z.enum(['true', 'false', '1', '0', '']).transform((word) => word === 'true' || word === '1' || word === '')
const words = z.string().max(200)
const moment = z
  .string()
  .max(40)
  .refine((text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)))
  .transform((text) => Date.parse(text))

export const Asked = z.object({
  search: words.optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(500).optional(),
  format: z.enum(['json', 'ndjson']).default('json'),
  taxonomy_term_id: words.optional(),
  taxonomy_id: words.optional(),
  organization_id: words.optional(),
  modified_after: moment.optional(),
  minimal: flag.optional(),
  full: flag.optional(),
  full_service: flag.optional(),
  postcode: z
    .string()
    .regex(/^\s*\d{5}\s*$/)
    .transform((text) => text.trim())
    .optional(),
  /** Metres, as the standard has it. */
  proximity: z.coerce.number().min(0).max(50_000_000).optional(),
  top_only: flag.optional(),
  parent_id: words.optional(),
})
export type Asked = z.infer<typeof Asked>

export const readAsked = (query: unknown): Asked => {
  const found = Asked.safeParse(query)
  if (found.success) return found.data
  throw new Problem('invalid', 'hsds.asked', { parameter: String(found.error.issues[0]?.path[0] ?? '') })
}

export interface Page {
  total_items: number
  total_pages: number
  page_number: number
  size: number
  first_page: boolean
  last_page: boolean
  empty: boolean
  contents: Row[]
}

const usual = 50

/** `minimal` lists come whole: who keeps a copy wants to know at once what has changed. */
export const pageOf = <T>(found: T[], asked: Asked, show: (each: T) => Row): Page => {
  const size = asked.per_page ?? (asked.minimal ? Math.max(found.length, 1) : usual)
  const total_pages = Math.ceil(found.length / size)
  const contents = found.slice((asked.page - 1) * size, asked.page * size).map(show)
  return {
    total_items: found.length,
    total_pages,
    page_number: asked.page,
    size: contents.length,
    first_page: asked.page === 1,
    last_page: asked.page >= total_pages,
    empty: contents.length === 0,
    contents,
  }
}
