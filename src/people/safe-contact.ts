// Whether and how the person may be contacted. The default is no message at all.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { OptionalProse } from '#kit/text.ts'
import { LanguageCode } from './card.ts'

export const Channel = z.enum(['call', 'sms', 'chat', 'email', 'letter', 'through_someone'])
export type Channel = z.infer<typeof Channel>

const Hour = z.int().min(0).max(24)

export const SafeContact = z.object({
  channels: z
    .array(
      z.object({
        channel: Channel,
        /** Number, address or name, as she gave it. */
        where: OptionalProse(200),
        from_hour: Hour,
        to_hour: Hour,
        /** Who else sees or hears this channel. */
        who_else: OptionalProse(300),
      }),
    )
    .max(6),
  code_word: OptionalProse(60),
  if_someone_else_answers: OptionalProse(500),
  voicemail: z.boolean(),
  language: LanguageCode.nullable(),
  /** Ask her again on this day: what was safe last month may not be safe now. */
  confirm_again_on: Day.nullable(),
})
export type SafeContact = z.infer<typeof SafeContact>

export const noContact: SafeContact = {
  channels: [],
  code_word: '',
  if_someone_else_answers: '',
  voicemail: false,
  language: null,
  confirm_again_on: null,
}
