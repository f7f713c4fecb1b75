// What the child says to it: assent beside every consent, and the view that a best-interest decision must start from.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'

export const AssentTo = z.enum(['accompaniment', 'assessment', 'sharing', 'photo', 'interview', 'medical', 'placement'])
export const AssentAnswer = z.enum(['yes', 'no', 'not_sure', 'could_not_say'])
export const ExplainedBy = z.enum(['talk', 'pictures', 'story', 'play', 'interpreter', 'trusted_person'])

export const AssentWords = z.object({ words: OptionalProse(4000), explained: OptionalProse(2000) })
export type AssentWords = z.infer<typeof AssentWords>

export const Assent = AssentWords.extend({
  assent_id: Id,
  about: AssentTo,
  answer: AssentAnswer,
  language: LanguageCode,
  explained_by: z.array(ExplainedBy),
  asked_on: Day,
  asked_by: Id,
  withdrawn_at: Moment.nullable(),
})
export type Assent = z.infer<typeof Assent>

export const recordAssent = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/minor/assents',
  action: 'case.write',
  summary: 'Writes down what the child answered when asked in their own language, in words for their age.',
  input: z.object({
    case_id: Id,
    assent_id: Id,
    about: AssentTo,
    answer: AssentAnswer,
    language: LanguageCode,
    explained_by: z.array(ExplainedBy).min(1),
    asked_on: Day,
    ...AssentWords.shape,
  }),
  reply: z.object({ assent_id: Id }),
})

export const withdrawAssent = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/minor/assents/:assent_id/withdraw',
  action: 'case.write',
  summary: 'The child takes an assent back; asking again is a new one.',
  input: z.object({ case_id: Id, assent_id: Id }),
  reply: z.object({ assent_id: Id }),
})

export const InterestQuestion = z.enum([
  'where_to_live',
  'contact_with_family',
  'return_to_family',
  'return_to_country',
  'guardian',
  'proceedings',
  'other',
])
export type InterestQuestion = z.infer<typeof InterestQuestion>
export const Heard = z.enum([
  'child',
  'guardian',
  'lawyer',
  'psychologist',
  'family',
  'school',
  'protection_body',
  'other',
])
export type Heard = z.infer<typeof Heard>

export const InterestWords = z.object({
  /** The child's view in the child's own words. */
  child_words: OptionalProse(4000),
  /** When the child was not heard: why, and when they will be. */
  not_heard_why: OptionalProse(2000),
  options: Prose(4000),
  decision: Prose(4000),
})
export type InterestWords = z.infer<typeof InterestWords>

export const BestInterest = InterestWords.extend({
  best_interest_id: Id,
  question: InterestQuestion,
  heard: z.array(Heard),
  decided_on: Day,
  review_on: Day,
  recorded_by: Id,
})
export type BestInterest = z.infer<typeof BestInterest>

export const recordBestInterest = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/minor/best-interests',
  action: 'case.write',
  summary:
    'A best-interest decision: who was heard, the view of the child, the options, what was decided and when it is looked at again.',
  input: z.object({
    case_id: Id,
    ...BestInterest.omit({ recorded_by: true }).shape,
    heard: z.array(Heard).min(1),
  }),
  reply: z.object({ best_interest_id: Id }),
})
