// A sheet for the minutes before the interpreter comes: a few sentences in her language and in that of whoever is with her,
// and answers she can point at. It asks nothing that must be kept: nothing of it is written down anywhere.
import { z } from 'zod'
import { FactFile } from '#facts/facts.ts'
import { endpoint } from '#kit/endpoint.ts'

/** The languages of the public door; a test holds them together. */
export const phraseLanguages = ['en', 'es', 'it', 'fr', 'pt', 'ro', 'ar', 'ur', 'hi', 'ne', 'bn', 'zh'] as const
export const PhraseLanguage = z.enum(phraseLanguages)
export type PhraseLanguage = z.infer<typeof PhraseLanguage>

const Key = z.string().regex(/^[a-z_]+$/)

/** data/phrases/sheet.json: what is said in which order, and what may be answered. */
export const PhraseOrder = FactFile.extend({
  answers: z.record(Key, z.array(Key).min(2)),
  /** Every answer, for the end of the sheet. */
  board: z.array(Key),
  parts: z.array(
    z.strictObject({
      code: Key,
      sentences: z.array(
        z.strictObject({
          code: Key,
          answers: Key.optional(),
          /** It promises something: it is shown only where the house keeps it. */
          promise: z.boolean().default(false),
        }),
      ),
    }),
  ),
})
export type PhraseOrder = z.infer<typeof PhraseOrder>

/** data/phrases/<language>.json */
export const PhraseWords = FactFile.extend({
  version: z.string(),
  language: PhraseLanguage,
  title: z.string().min(3),
  how: z.string().min(3),
  /** Said as long as nobody reviewed the language beside it. */
  unreviewed: z.string().min(3),
  parts: z.record(Key, z.string().min(2)),
  sentences: z.record(Key, z.string().min(3)),
  answers: z.record(Key, z.string().min(1)),
}).strict()
export type PhraseWords = z.infer<typeof PhraseWords>

/** The same sentence twice: hers, and of whoever is with her. */
export const Both = z.object({ hers: z.string(), ours: z.string() })
export type Both = z.infer<typeof Both>

export const PhraseSheet = z.object({
  hers: PhraseLanguage,
  ours: PhraseLanguage,
  title: Both,
  how: Both,
  /** In ours: that nobody checked hers; empty once somebody did. */
  unreviewed: z.string(),
  parts: z.array(
    z.object({
      code: z.string(),
      title: Both,
      sentences: z.array(
        z.object({ code: z.string(), words: Both, promise: z.boolean(), answers: z.array(z.string()) }),
      ),
    }),
  ),
  board: z.object({ title: Both, answers: z.array(z.object({ code: z.string(), words: Both })) }),
})
export type PhraseSheet = z.infer<typeof PhraseSheet>

const Pair = z.object({ hers: PhraseLanguage, ours: PhraseLanguage })

export const readPhrases = endpoint({
  method: 'GET',
  path: '/api/phrases/:hers/:ours',
  action: 'phrases.read',
  summary:
    'Sentences for the minutes before the interpreter comes, in her language and in that of whoever is with her.',
  input: Pair,
  reply: PhraseSheet,
})

export const printPhrases = endpoint({
  method: 'GET',
  path: '/api/phrases/:hers/:ours/paper',
  action: 'phrases.read',
  summary: 'The same sentences as a sheet to print, with answers to point at.',
  input: Pair,
  reply: z.object({
    name: z.string(),
    /** A PDF, in base64. */
    bytes: z.string(),
  }),
})
