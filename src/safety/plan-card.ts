// The words printed around the person's own on their card, in every language of the public door: neutral on purpose.
import { z } from 'zod'
import data from '#data/safety/plan-card.json' with { type: 'json' }
import { FactFile } from '#facts/facts.ts'

export const PlanCardTexts = z.strictObject({
  title: z.string().min(2),
  signs: z.string().min(2),
  helps: z.string().min(2),
  people: z.string().min(2),
  places: z.string().min(2),
  take: z.string().min(2),
  code_word: z.string().min(2),
  calls: z.string().min(2),
})
export type PlanCardTexts = z.infer<typeof PlanCardTexts>

export const PlanCardFacts = FactFile.extend({
  texts: z.record(z.string(), PlanCardTexts),
  /** Words in any language that would tell whoever finds the card what it is about; `*` stands for the rest of one. */
  telling: z.array(z.string().min(3)),
})
export type PlanCardFacts = z.infer<typeof PlanCardFacts>

export const planCardFacts = data as PlanCardFacts
export const cardLanguages: readonly string[] = Object.keys(planCardFacts.texts)
