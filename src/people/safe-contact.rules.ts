// The one function that lets a message, a call or a letter leave, or refuses it with the reason.
import type { Day } from '#kit/day.ts'
import type { Channel, SafeContact } from './safe-contact.ts'

export interface ContactDecision {
  allowed: boolean
  /** A message key: why not, or on what it rests. */
  because: string
}

/** May we reach her this way, now? `hour` is the local hour, 0–23. Without a rule for the channel the answer is no. */
export const mayContact = (rule: SafeContact | null, channel: Channel, today: Day, hour: number): ContactDecision => {
  if (!rule || rule.channels.length === 0) return { allowed: false, because: 'contact.no_message_at_all' }
  const way = rule.channels.find((each) => each.channel === channel)
  if (!way) return { allowed: false, because: 'contact.channel_not_named' }
  if (rule.confirm_again_on && today >= rule.confirm_again_on)
    return { allowed: false, because: 'contact.confirm_again' }
  const within =
    way.from_hour <= way.to_hour
      ? hour >= way.from_hour && hour < way.to_hour
      : hour >= way.from_hour || hour < way.to_hour
  if (!within) return { allowed: false, because: 'contact.outside_hours' }
  return { allowed: true, because: 'contact.named_by_her' }
}
