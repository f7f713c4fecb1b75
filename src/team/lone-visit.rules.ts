// The moment a clock on the wall next shows a time, in a place where summer time begins and ends; and when an alarm is due.
import type { Moment } from '#kit/day.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const clockIn = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  formats.set(zone, made)
  return made
}

export const isZone = (zone: string): boolean => {
  try {
    clockIn(zone)
    return true
  } catch {
    return false
  }
}

/** What the wall shows there, as if it were UTC: the difference to the moment is the offset. */
const wall = (at: number, zone: string): number => {
  const parts = Object.fromEntries(
    clockIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second)
}
const dayMs = 86_400_000
const second = (at: number): number => at - (at % 1000)
const offsetAt = (at: number, zone: string): number => wall(second(at), zone) - second(at)

/**
 * The next moment the clock there shows `HH:MM`. In the hour that comes twice it is the first, so that an alarm is rather early;
 * a time the clock leaps over is counted on from the leap.
 */
export const nextAt = (now: Moment, time: string, zone: string): Moment => {
  const at = Date.parse(now)
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  const today = Math.floor(wall(second(at), zone) / dayMs) * dayMs
  const shown = [today, today + dayMs].map((day) => day + (hours * 60 + minutes) * 60_000)
  const moments = shown.flatMap((wanted) => {
    const offsets = [offsetAt(wanted - dayMs, zone), offsetAt(wanted + dayMs, zone)]
    const exact = offsets.map((offset) => wanted - offset).filter((each) => wall(each, zone) === wanted)
    return exact.length > 0 ? exact : [wanted - offsets[0]!]
  })
  const next = moments.filter((each) => each > at).sort((a, b) => a - b)[0]!
  return new Date(next).toISOString()
}

/** Why one cannot be expected then, as a message key; null when one can. */
export const expectedObstacle = (now: Moment, expected_at: Moment, longest_hours: number): string | null =>
  Date.parse(expected_at) - Date.parse(now) > longest_hours * 3_600_000 ? 'out_alone.too_long' : null

export const isAlarm = (expected_at: Moment, now: Moment, grace_minutes: number): boolean =>
  Date.parse(now) > Date.parse(expected_at) + grace_minutes * 60_000
