// Dates, numbers and phones as each reader writes them, with Latin digits everywhere: a helpline that reads reversed or
// in digits a worker cannot type is a danger, not a detail.
import type { Day, Moment } from '#kit/day.ts'
import { languageOf } from './languages.ts'

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.ListFormat>()
const once = <Format extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.ListFormat>(
  key: string,
  make: () => Format,
): Format => {
  const known = formats.get(key)
  if (known) return known as Format
  const made = make()
  formats.set(key, made)
  return made
}

/** Arabic-script pseudo-mirroring would bring Arabic month names: the mirrored language keeps English ones. */
const tag = (code: string): string => (languageOf(code).pseudo ? 'en-GB' : languageOf(code).locale)

const dayStyles = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  /** Where the year stands nearby, as under a line over time. */
  brief: { day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** A calendar day; it has no time zone, so none may shift it. */
export const formatDay = (code: string, day: Day, style: keyof typeof dayStyles = 'short'): string =>
  once(
    `day ${code} ${style}`,
    () => new Intl.DateTimeFormat(tag(code), { ...dayStyles[style], timeZone: 'UTC', calendar: 'gregory' }),
  ).format(Date.parse(`${day}T00:00:00Z`))

/** A month given as `YYYY-MM`. */
export const formatMonth = (code: string, month: string, style: 'long' | 'short' = 'long'): string =>
  once(`month ${code} ${style}`, () => {
    const options: Intl.DateTimeFormatOptions =
      style === 'long' ? { month: 'long', year: 'numeric' } : { month: 'short' }
    return new Intl.DateTimeFormat(tag(code), { ...options, timeZone: 'UTC', calendar: 'gregory' })
  }).format(Date.parse(`${month}-01T00:00:00Z`))

export const formatMoment = (code: string, moment: Moment, timeZone?: string): string =>
  once(`moment ${code} ${timeZone ?? ''}`, () => {
    const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short', calendar: 'gregory' }
    return new Intl.DateTimeFormat(tag(code), timeZone ? { ...options, timeZone } : options)
  }).format(Date.parse(moment))

export const formatTime = (code: string, moment: Moment, timeZone?: string): string =>
  once(`time ${code} ${timeZone ?? ''}`, () => {
    const options: Intl.DateTimeFormatOptions = { timeStyle: 'short' }
    return new Intl.DateTimeFormat(tag(code), timeZone ? { ...options, timeZone } : options)
  }).format(Date.parse(moment))

export const formatNumber = (code: string, number: number, options: Intl.NumberFormatOptions = {}): string =>
  once(`number ${code} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag(code), options)).format(number)

/** "in 3 days", "yesterday", "in 5 years"; `days` is negative in the past. */
export const formatDaysAway = (code: string, days: number): string => {
  const relative = once(`days ${code}`, () => new Intl.RelativeTimeFormat(tag(code), { numeric: 'auto' }))
  const far = Math.abs(days)
  if (far < 60) return relative.format(days, 'day')
  return far < 730
    ? relative.format(Math.round(days / 30.44), 'month')
    : relative.format(Math.round(days / 365.25), 'year')
}

export const formatList = (
  code: string,
  items: string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string => once(`list ${code} ${type}`, () => new Intl.ListFormat(tag(code), { type })).format(items)

/** Keeps a phone, reference or e-mail reading left to right inside any text, where no element can be put around it. */
export const isolate = (text: string): string => `\u2066${text}\u2069`
