// What the law gives the person today, in her own language: the meaning large, the article small, and the days she has to
// remember. What speaking with the police changes, and what it does not, stands beside it.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

const Language = z.string().regex(/^[a-z]{2}$/)

export const RightNow = z.object({
  code: Code,
  words: z.string(),
  /** "Until 4 March", in her language; null where nothing is counted. */
  until: z.string().nullable(),
  articles: z.array(z.string()),
})
export type RightNow = z.infer<typeof RightNow>

export const DayToKeep = z.object({
  code: Code,
  words: z.string(),
  on: Day,
  by: z.string(),
  articles: z.array(z.string()),
})
export type DayToKeep = z.infer<typeof DayToKeep>

export const HerRights = z.object({
  language: Language,
  rtl: z.boolean(),
  title: z.string(),
  headings: z.object({ now: z.string(), dates: z.string() }),
  now: z.array(RightNow),
  dates: z.array(DayToKeep),
  talk: z.object({
    heading: z.string(),
    same: z.string(),
    same_words: z.array(z.string()),
    change: z.string(),
    change_words: z.array(z.string()),
    ask_first: z.string(),
  }),
  /** Not reviewed, and on which day it was made. */
  notes: z.array(z.string()),
})
export type HerRights = z.infer<typeof HerRights>

const at = '/api/cases/:case_id/law/rights' as const

export const readHerRights = endpoint({
  method: 'GET',
  path: at,
  action: 'case.open',
  summary: 'What the law gives her today and the days she has to remember, in a language of the public door.',
  input: z.object({ case_id: Id, language: Language }),
  reply: HerRights,
})

export const printHerRights = endpoint({
  method: 'GET',
  path: `${at}/paper`,
  action: 'case.open',
  summary: 'The same as PDF: a page to read, or a small card. Without her name, and nothing on it says whose it is.',
  input: z.object({ case_id: Id, language: Language, form: z.enum(['page', 'card']) }),
  reply: z.object({
    name: z.string(),
    /** Base64. */
    bytes: z.string(),
  }),
})
