// What somebody tells about a possible case. It is sealed before any write, so an answer never heard of years ago must
// still open: fields are added with a default and never taken away.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { ShortCode } from '#institutions/sector.ts'
import { OptionalProse, Prose } from '#kit/text.ts'

export const whoIsAtRisk = ['self', 'someone_i_know', 'someone_i_saw', 'at_work'] as const
export const answersOfDoubt = ['yes', 'no', 'unsure'] as const
export const contactWishes = ['receipt_only', 'none', 'reach_me'] as const
export const reporterRoles = [
  'private',
  'health',
  'social_or_school',
  'hospitality_or_transport',
  'workplace',
  'authority',
  'other',
] as const
export const doors = ['self', 'someone', 'professional'] as const
/** Professions with a short form of their own. */
export const fields = ['health', 'tourism', 'shelter', 'education', 'transport', 'labour_inspection', 'police'] as const
/** Asked by name at the door; anything else people write into their words. */
export const languagesAsked = [
  ...['es', 'en', 'it', 'hi', 'bn', 'ne', 'ur', 'pa', 'ar', 'fr', 'pt', 'ro', 'bg', 'uk', 'ru', 'zh', 'tl', 'wo'],
] as const

/** Longest report; the form and the reader's patience end here. */
export const longestReport = 8_000

/** What is sealed. Any question may be passed over, even the story: a need that was ticked says enough. */
export const ReportBody = z.strictObject({
  what_happened: OptionalProse(longestReport).default(''),
  where: OptionalProse(500).default(''),
  who_is_at_risk: z.enum(whoIsAtRisk).nullable().default(null),
  danger_now: z.enum(answersOfDoubt).nullable().default(null),
  minors: z.enum(answersOfDoubt).nullable().default(null),
  languages_of_the_person: z.array(z.enum(languagesAsked)).max(10).default([]),
  contact_wish: z.enum(contactWishes).default('receipt_only'),
  contact_how: OptionalProse(300).default(''),
  /** A word of the reporter's choosing that we say first, so that it is known who calls. */
  code_word: OptionalProse(60).default(''),
  reporter_role: z.enum(reporterRoles).nullable().default(null),
  /** Through which of the three ways in; null: reported before there were three. */
  door: z.enum(doors).nullable().default(null),
  /** A professional's field: each has its own short form. */
  field: z.enum(fields).nullable().default(null),
  /** The form as it was asked, and its closed answers: question → option or options. Texts have their own places above. */
  form: z.strictObject({ id: Code, version: z.int().positive() }).nullable().default(null),
  answers: z.record(Code, z.union([Code, z.array(Code).max(60)])).default({}),
  /** Signs that were seen, codes of data/indicators. */
  signs: z.array(Code).max(80).default([]),
  /** The code of the poster it was told through, as it stood in the address; nobody may have it. */
  poster: ShortCode.nullable().default(null),
  /** Who reported it on the telephone or in person told it to a colleague, who typed it. */
  typed_by_staff: z.boolean().default(false),
})
export type ReportBody = z.infer<typeof ReportBody>

/** Whether there is anything to read: words, an answer or a sign. */
export const saysSomething = ({ what_happened, answers, signs }: ReportBody): boolean =>
  what_happened !== '' || signs.length > 0 || Object.keys(answers).length > 0

/** What the reporter adds later, and what the desk answers. */
export const MessageBody = z.strictObject({ text: Prose(4_000) })
export type MessageBody = z.infer<typeof MessageBody>
