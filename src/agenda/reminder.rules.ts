// When a reminder may leave: the last safe hour a night's sleep before the appointment, else the last safe one before it,
// else never, and why. The rule of contact alone knows which hours are safe.
import type { Moment } from '#kit/day.ts'
import { channelsOf, type KeptRule, mayContact } from '#people/safe-contact.rules.ts'
import type { Channel } from '#people/safe-contact.ts'

export interface ReminderMoment {
  /** Null when there is no safe hour left. */
  at: Moment | null
  channel: Channel | null
  /** A message key of the rule: on what it rests, or why there is none. */
  because: string
}

const hour = 3_600_000
const earlyHours = 18
/** Further back a reminder is none. */
const longestHours = 14 * 24

const channels = channelsOf.reminder

const safeAt = (rule: KeptRule, at: number) => {
  const moment = new Date(at).toISOString()
  return channels
    .map((channel) => ({ channel, decision: mayContact(rule, { kind: 'reminder', channel }, moment) }))
    .find(({ decision }) => decision.allowed)
}

/** Why there is none: of the ways she named the first, else what the rule says of all. */
const whyNot = (rule: KeptRule, now: Moment): string => {
  const named = rule.safe_contact?.channels.find(({ channel, allowed }) => allowed && channels.includes(channel))
  const { because } = mayContact(rule, { kind: 'reminder', channel: named?.channel ?? 'sms' }, now)
  return because === 'contact.named_by_her' ? 'contact.outside_hours' : because
}

export const reminderMoment = ({ starts_at }: { starts_at: Moment }, rule: KeptRule, now: Moment): ReminderMoment => {
  const [start, current] = [Date.parse(starts_at), Date.parse(now)]
  const none = { at: null, channel: null }
  if (start <= current) return { ...none, because: 'agenda.reminder_over' }
  if (!rule.safe_contact?.channels.some(({ allowed }) => allowed)) return { ...none, because: whyNot(rule, now) }
  const found = (from: number, downTo: number) => {
    for (let at = from; at > downTo; at -= hour) {
      const safe = safeAt(rule, at)
      if (safe) return { at, safe }
    }
    const safe = from >= downTo ? safeAt(rule, downTo) : undefined
    return safe && { at: downTo, safe }
  }
  const early = start - earlyHours * hour
  const earliest = Math.max(current, start - longestHours * hour)
  const best = found(early, earliest) ?? found(start - hour, Math.max(earliest, early))
  if (!best) return { ...none, because: whyNot(rule, now) }
  return { at: new Date(best.at).toISOString(), channel: best.safe.channel, because: best.safe.decision.because }
}

/** What becomes of a reminder when the time of its appointment changes. */
export const reminderAfterMove = (
  reminders: readonly { status: string }[],
  wanted: boolean,
): 'none' | 'keep' | 'ask_again' | 'ask' | 'drop' => {
  const waits = reminders.some(({ status }) => status === 'waits')
  if (!wanted) return waits ? 'drop' : 'none'
  if (waits) return 'keep'
  return reminders.some(({ status }) => status === 'left') ? 'ask_again' : 'ask'
}

/** What is said: that one meets, or that it is at another time now. */
export const reminderTemplate = (about: string): string => (about === 'moved' ? 'moved' : 'see_you')
