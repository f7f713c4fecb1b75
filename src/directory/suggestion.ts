// Somebody knows better: a colleague, or the service itself, says what should be corrected in a record of the
// directory. Whoever may edit takes it or refuses it; until then the record stands as it was.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'
import { Admission, Admits, DirectoryService } from './directory.ts'

const record = DirectoryService.shape
/**
 * What may be corrected from outside: never where it is, whether that is told, nor who vouches for it. Unwrapped of
 * their defaults, so that a field left out is not emptied.
 */
export const suggestedFields = {
  name: record.name,
  description: record.description,
  status: record.status,
  kinds: record.kinds,
  admits: Admits,
  admission: Admission,
  eligibility: record.eligibility.unwrap(),
  irregular_status: record.irregular_status.unwrap(),
  cost: record.cost.unwrap(),
  fees: record.fees.unwrap(),
  required_documents: record.required_documents.unwrap(),
  languages: record.languages.unwrap(),
  interpretation: record.interpretation.unwrap(),
  accessibility: record.accessibility.unwrap(),
  accessibility_note: record.accessibility_note.unwrap(),
  phones: record.phones.unwrap(),
  email: record.email.unwrap(),
  website: record.website.unwrap(),
  schedules: record.schedules.unwrap(),
  how_to_enter: record.how_to_enter.unwrap(),
  wait_time: record.wait_time.unwrap(),
  alert: record.alert.unwrap(),
  availability: record.availability.unwrap(),
  capacity: record.capacity.unwrap(),
} as const
/** Only the fields that should change, each whole; a field left out stays as it is. */
export const SuggestedChanges = z.strictObject(suggestedFields).partial()
export type SuggestedChanges = z.infer<typeof SuggestedChanges>

export const Suggestion = z.object({
  suggestion_id: Id,
  service_id: Id,
  service_name: z.string(),
  by_kind: z.enum(['worker', 'service']),
  /** null: the service itself. */
  by: z.string().nullable(),
  /** Field by field, as it stands in the directory now and as it should be. */
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  words: z.string().nullable(),
  made_on: Day,
  decision: z.enum(['taken', 'refused']).nullable(),
  version: z.int(),
})
export type Suggestion = z.infer<typeof Suggestion>

export const suggestChange = endpoint({
  method: 'POST',
  path: '/api/services/:service_id/suggestions',
  action: 'directory.suggest',
  summary: 'Say what should be corrected in a record of the directory, in fields, in words, or both.',
  input: z
    .object({
      service_id: Id,
      suggestion_id: Id,
      changes: SuggestedChanges.default({}),
      words: Prose(1000).nullable().default(null),
    })
    .refine(({ changes, words }) => words !== null || Object.keys(changes).length > 0, { path: ['words'] }),
  reply: z.object({ suggestion_id: Id, version: z.int() }),
})

export const listSuggestions = endpoint({
  method: 'GET',
  path: '/api/directory/suggestions',
  action: 'directory.edit',
  summary: 'What colleagues and services say should be corrected, the oldest first.',
  input: z.object({ service_id: Id.optional() }),
  reply: z.object({ suggestions: z.array(Suggestion) }),
})

export const decideSuggestion = endpoint({
  method: 'POST',
  path: '/api/directory/suggestions/:suggestion_id/decision',
  action: 'directory.edit',
  summary: 'Take a suggestion into the record, or refuse it.',
  input: z.object({ suggestion_id: Id, version: z.int(), decision: z.enum(['taken', 'refused']) }),
  reply: z.object({ suggestion_id: Id, service_id: Id, version: z.int() }),
})
