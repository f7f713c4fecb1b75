// The one function that lets a message, a call or a letter leave, or refuses it with the reason. Its decision is the only
// key to the table of what left: the type has a private part, so nobody can write one by hand.
import type { Day, Moment } from '#kit/day.ts'
import { type Channel, type DepartureKind, noContact, type SafeContact, type Way } from './safe-contact.ts'

/** The rule as it is kept: none was written yet when it is null and its version 0. */
export interface KeptRule {
  safe_contact: SafeContact | null
  version: number
  /** A presumed minor whose family nobody has found safe yet: nothing goes through someone. */
  family_locked?: boolean
}

export interface Wanted {
  kind: DepartureKind
  channel: Channel
  /** The language of the text that would leave; absent where nothing is written. */
  language?: string | null
  /** Leaving word on a machine, where others may hear it. */
  voicemail?: boolean
  /** The version of the rule someone had in front of them; absent where nobody looked. */
  seen_version?: number
}

class Ruled {
  readonly #byTheRule = true
  readonly allowed: boolean
  /** A message key: why not, or on what it rests. */
  readonly because: string
  readonly wanted: Wanted
  readonly version: number
  constructor(because: string, wanted: Wanted, version: number) {
    this.allowed = because === 'contact.named_by_her'
    this.because = because
    this.wanted = wanted
    this.version = version
    Object.freeze(this)
  }
  static made(value: unknown): value is Ruled {
    return typeof value === 'object' && value !== null && #byTheRule in value && value.#byTheRule
  }
}
export type ContactDecision = Ruled
/** Whether this decision came from the rule and from nowhere else. */
export const isRuled = (value: unknown): value is ContactDecision => Ruled.made(value)

export const channelsOf: Record<DepartureKind, readonly Channel[]> = {
  message: ['sms', 'chat', 'email'],
  reminder: ['sms', 'chat', 'email'],
  call: ['call', 'through_someone'],
  letter: ['letter'],
  calendar_entry: ['email', 'chat'],
}

export interface LocalTime {
  day: Day
  /** 1 is Monday, 7 is Sunday. */
  weekday: number
  hour: number
}

const clocks = new Map<string, Intl.DateTimeFormat>()
const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  clocks.set(timeZone, made)
  return made
}

/** What the clock on the wall says where she is: summer time and all. */
export const localTime = (at: Moment, time_zone: string): LocalTime => {
  const parts = Object.fromEntries(
    clockOf(time_zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  )
  const day = `${parts.year}-${parts.month}-${parts.day}`
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return { day, weekday, hour: Number(parts.hour) }
}

/** An hour after midnight belongs to the evening it began in: Friday from 22 to 2 reaches into Saturday. */
const whenOpen = (
  { days, from_hour, to_hour }: Way,
  { weekday, hour }: LocalTime,
): 'open' | 'wrong_day' | 'outside_hours' => {
  const evening = from_hour > to_hour
  const early = evening && hour < to_hour
  if (!early && !(hour >= from_hour && (evening || hour < to_hour))) return 'outside_hours'
  const begun = early ? (weekday === 1 ? 7 : weekday - 1) : weekday
  return days.includes(begun) ? 'open' : 'wrong_day'
}

const becauseOf = ({ safe_contact, version, family_locked = false }: KeptRule, wanted: Wanted, at: Moment): string => {
  const rule = safe_contact ?? noContact
  if (!rule.channels.some(({ allowed }) => allowed)) return 'no_message_at_all'
  if (wanted.seen_version !== undefined && wanted.seen_version !== version) return 'rule_changed'
  if (!channelsOf[wanted.kind].includes(wanted.channel)) return 'kind_not_by_channel'
  const ways = rule.channels.filter(({ channel }) => channel === wanted.channel)
  if (ways.length === 0) return 'channel_not_named'
  // Said twice and once with a no: the no holds.
  if (ways.some(({ allowed }) => !allowed)) return 'channel_forbidden'
  if (family_locked && wanted.channel === 'through_someone') return 'family_not_safe'
  const here = localTime(at, rule.time_zone)
  if (rule.confirm_again_on && here.day >= rule.confirm_again_on) return 'confirm_again'
  const when = ways.map((way) => whenOpen(way, here))
  if (!when.includes('open')) return when.includes('wrong_day') ? 'wrong_day' : 'outside_hours'
  if (wanted.voicemail && !rule.voicemail) return 'no_voicemail'
  if (wanted.language && rule.language && wanted.language !== rule.language) return 'other_language'
  return 'named_by_her'
}

/** May we reach her this way, now? Without a rule that names the channel the answer is no. */
export const mayContact = (kept: KeptRule, wanted: Wanted, at: Moment): ContactDecision =>
  new Ruled(`contact.${becauseOf(kept, wanted, at)}`, wanted, kept.version)

/** How a channel is asked about when it is not yet known what would go through it. */
export const usualKind = (channel: Channel): DepartureKind =>
  channel === 'letter' ? 'letter' : channel === 'call' || channel === 'through_someone' ? 'call' : 'message'
