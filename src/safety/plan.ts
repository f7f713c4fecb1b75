// The safety plan in the person's own words and language: what I notice when it gets worse, what helps, whom I call. Every
// version stays; it can be carried as a card that looks like notes, or read on a phone.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'

const Lines = z.array(Line(300)).max(12)

export const SafetyPlanWords = z.object({
  /** Signs that it gets worse. */
  signs: Lines,
  helps: Lines,
  /** Somebody safe, and what they can be asked. */
  people: z.array(z.object({ name: Line(120), how: Line(200).or(z.literal('')) })).max(10),
  places: Lines,
  take: Lines,
  /** A word that means: I cannot speak freely, or: come. */
  code_word: Line(60).or(z.literal('')),
  code_means: Line(200).or(z.literal('')),
  calls: z.array(z.object({ who: Line(120), number: Line(40) })).max(10),
})
export type SafetyPlanWords = z.infer<typeof SafetyPlanWords>

/** `told`: she told it and somebody wrote; `without`: not with her, and to be done again with her. */
export const PlanMade = z.enum(['with_the_person', 'told', 'without'])
export const PlanLanguage = z.string().regex(/^[a-z]{2,3}$/)

export const SafetyPlan = SafetyPlanWords.extend({
  plan_version: z.int(),
  language: PlanLanguage,
  made: PlanMade,
  review_on: Day,
  written_at: Moment,
  written_name: z.string(),
})
export type SafetyPlan = z.infer<typeof SafetyPlan>

export const readSafetyPlan = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/safety-plan',
  action: 'case.open',
  summary: 'The safety plan in the person’s words, every version, latest first.',
  input: z.object({ case_id: Id }),
  reply: z.object({ versions: z.array(SafetyPlan) }),
})

export const keepSafetyPlan = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/safety-plan',
  action: 'case.write',
  summary:
    'Writes the next version of the safety plan. A stale one gets the current version back, and neither is lost.',
  input: z.object({
    case_id: Id,
    /** The version in sight; 0 for the first. */
    plan_version: z.int().min(0),
    ...SafetyPlan.pick({ language: true, made: true, review_on: true }).shape,
    ...SafetyPlanWords.shape,
  }),
  reply: z.object({ plan_version: z.int() }),
})

/** What may stand on paper; the code word only where she wants it there. */
export const planParts = ['signs', 'helps', 'people', 'places', 'take', 'code_word', 'calls'] as const
export const PlanPart = z.enum(planParts)
export type PlanPart = z.infer<typeof PlanPart>

/** `card`: folded to the size of a bank card; `phone`: one narrow page. */
export const PlanForm = z.enum(['card', 'phone'])
export type PlanForm = z.infer<typeof PlanForm>

/** As an address carries it: 'signs,helps'. */
const PartList = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(PlanPart).min(1).max(planParts.length))

export const printSafetyPlan = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/safety-plan/page',
  action: 'case.open',
  summary: 'The safety plan as PDF in the person’s language: a card to fold, or a page for a phone. It names nothing.',
  input: z.object({
    case_id: Id,
    plan_version: z.coerce.number().int().min(1),
    form: PlanForm,
    parts: PartList,
    /** Whether somebody read the telling words and wants them printed all the same. */
    sure: z.enum(['no', 'yes']),
  }),
  /** Without bytes where a word would tell what the card is about and nobody said that they are sure. */
  reply: z.object({ name: z.string(), bytes: z.base64().nullable(), telling: z.array(z.string()) }),
})
