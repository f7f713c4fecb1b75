// The closed list of what may be written to a person: neutral sender, subject and body, and places for a day and an
// hour alone. Free text does not leave.
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { DepartureKind } from './safe-contact.ts'

export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What a text may be filled with: closed types, so that no name, place or reason can slip in. */
export const NeutralValues = z.strictObject({ day: Day.optional(), hour: ClockTime.optional() })
export type NeutralValues = z.infer<typeof NeutralValues>

export const NeutralTexts = FactFile.extend({
  version: z.string(),
  /** Who a message says it is from. */
  sender: z.string().min(1).max(20),
  templates: z.array(
    z.strictObject({
      code: Code,
      kinds: z.array(DepartureKind).min(1),
      takes: z.array(z.enum(['day', 'hour'])),
    }),
  ),
  languages: z.record(
    z.string(),
    z.strictObject({
      /** For days and hours; digits stay Latin. */
      locale: z.string(),
      /** The subject of a letter or an e-mail. */
      greeting: z.string().min(1),
      /** The title of a calendar entry. */
      entry: z.string().min(1),
      texts: z.record(Code, z.string().max(160)),
    }),
  ),
})
export type NeutralTexts = z.infer<typeof NeutralTexts>

/** What leaves, word for word. */
export const NeutralText = z.object({ sender: z.string(), subject: z.string(), body: z.string() })
export type NeutralText = z.infer<typeof NeutralText>
