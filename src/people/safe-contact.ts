// Whether and how the person may be contacted. The default is no message at all. What was written down before a field
// was thought of stays readable: every newer field says what its absence meant.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { OptionalProse } from '#kit/text.ts'
import { LanguageCode } from './card.ts'

export const Channel = z.enum(['call', 'sms', 'chat', 'email', 'letter', 'through_someone'])
export type Channel = z.infer<typeof Channel>

const Hour = z.int().min(0).max(24)
/** 1 is Monday, 7 is Sunday. */
export const Weekday = z.int().min(1).max(7)
export const everyDay = [1, 2, 3, 4, 5, 6, 7]

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}
export const TimeZone = z
  .string()
  .regex(/^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/)
  .max(60)
  .refine(isTimeZone)
export const zoneHere = 'Europe/Madrid'

export const Way = z.object({
  channel: Channel,
  /** False when the person said that this way must not be used: kept apart from what was never spoken of. */
  allowed: z.boolean().default(true),
  /** Number, address or name, as she gave it. */
  where: OptionalProse(200),
  days: z.array(Weekday).max(7).default(everyDay),
  from_hour: Hour,
  to_hour: Hour,
  /** Who else sees or hears this channel. */
  who_else: OptionalProse(300),
})
export type Way = z.infer<typeof Way>

export const SafeContact = z.object({
  channels: z.array(Way).max(6),
  code_word: OptionalProse(60),
  /** Who the caller says to be. Never this organisation. */
  say_who: OptionalProse(120).default(''),
  if_someone_else_answers: OptionalProse(500),
  voicemail: z.boolean(),
  language: LanguageCode.nullable(),
  /** Where she is: the hours above are hours there. */
  time_zone: TimeZone.default(zoneHere),
  /** Ask her again on this day: what was safe last month may not be safe now. */
  confirm_again_on: Day.nullable(),
})
export type SafeContact = z.infer<typeof SafeContact>
/** As it may be written: what is left out means what it meant before it could be said. */
export type WrittenSafeContact = z.input<typeof SafeContact>

export const noContact: SafeContact = {
  channels: [],
  code_word: '',
  say_who: '',
  if_someone_else_answers: '',
  voicemail: false,
  language: null,
  time_zone: zoneHere,
  confirm_again_on: null,
}

/** Everything that can reach a person. Nothing else leaves. */
export const DepartureKind = z.enum(['message', 'reminder', 'call', 'letter', 'calendar_entry'])
export type DepartureKind = z.infer<typeof DepartureKind>
