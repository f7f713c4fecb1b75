// Letters from templates, in the person's language: what each asks for, and writing one.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code, FactFile } from '#facts/facts.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

export const LetterField = z.object({
  name: z.string().regex(/^[a-z_]{2,30}$/),
  /** `lines` become a list, in the place after the paragraph that ends with a colon. */
  kind: z.enum(['line', 'day', 'time', 'lines']),
  required: z.boolean(),
})
export type LetterField = z.infer<typeof LetterField>

export const LetterText = z.object({
  title: z.string().min(1),
  paragraphs: z.array(z.string().min(1)).min(1),
  signature: z.string().min(1),
  signature_person: z.string().min(1),
})
export type LetterText = z.infer<typeof LetterText>

export const LetterTemplate = FactFile.extend({
  code: Code,
  /** One for a professional is in the languages of the desk, may name the matter, and is only handed over. */
  for: z.enum(['person', 'professional']).default('person'),
  section: Section,
  fields: z.array(LetterField).min(1),
  signs: z.array(z.enum(['sender', 'person'])),
  texts: z.record(z.string(), LetterText),
})
export type LetterTemplate = z.infer<typeof LetterTemplate>

export const LetterValues = z.record(z.string().regex(/^[a-z_]{2,30}$/), OptionalProse(1_500))
export type LetterValues = z.infer<typeof LetterValues>

export const listLetters = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/letters',
  action: 'letters.write',
  summary: 'The letters that can be written for this file, with their words in every language.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    letters: z.array(
      LetterTemplate.pick({ code: true, for: true, section: true, fields: true, signs: true, texts: true }),
    ),
  }),
})

export const writeLetter = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/letters',
  action: 'letters.write',
  summary: 'Writes a letter as a paper of the file. One to be posted to the person leaves only by the rule of contact.',
  input: z.object({
    case_id: Id,
    document_id: Id,
    content_id: Id,
    letter: Code,
    language: z.string().regex(/^[a-z]{2}$/),
    values: LetterValues,
    how: z.enum(['handed', 'posted']),
  }),
  reply: z.object({
    document_id: Id,
    state: z.enum(['written', 'refused']),
    /** Why the rule of contact let it leave or did not. */
    because: z.string().nullable(),
  }),
})
